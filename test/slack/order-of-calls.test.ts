import { describe, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { aSentCase, cardOn } from "../support/a-case-in-hands.ts";
import { getsLetter, reviews, toldToday, waits } from "../support/a-partner-first-case.ts";
import { en, least, starts, startsAt } from "../support/a-requester.ts";
import { type AStage, stagePerTest } from "../support/a-stage.ts";

/** Slack gives three seconds for the acknowledgement and the modal together: nothing may stand before either. */

const stage = stagePerTest();

/** What the bot did about the newest envelope, in order: `ack` and the methods it called. */
async function answerTo(
  type: "slash_commands" | "interactive",
  { slack }: AStage,
): Promise<readonly string[]> {
  await slack.quiet();
  const newest = slack.traffic.findLast((entry) => entry.kind === "envelope" && entry.type === type);
  if (newest?.kind !== "envelope") throw new Error("Slack sent nothing of that type.");
  return slack.traffic.flatMap((entry) => {
    if (entry.order < newest.order) return [];
    if (entry.kind === "ack" && entry.envelopeId === newest.envelopeId) return ["ack"];
    return entry.kind === "call" ? [entry.method] : [];
  });
}

describe("opening the form", () => {
  test("the command is acknowledged first, then the modal opens, and only then anybody is looked up", async () => {
    await starts(stage().person(people.dana));
    expect(await answerTo("slash_commands", stage())).toEqual(["ack", "views.open", "users.info"]);
  });

  test("a person who is known is not looked up again", async () => {
    const dana = stage().person(people.dana);
    await starts(dana);
    await dana.closesModal();
    await starts(dana);
    expect(await answerTo("slash_commands", stage())).toEqual(["ack", "views.open"]);
  });

  test("the choice between a draft and a new text opens without any lookup too", async () => {
    const dana = stage().person(people.dana);
    await startsAt(dana, "scope");
    await dana.closesModal();
    await starts(dana, "/escalate the checkout is late");
    await dana.seesModal(en.modal.resume.heading);
    expect(await answerTo("slash_commands", stage())).toEqual(["ack", "views.open"]);
  });

  test("the global shortcut does the same", async () => {
    const dana = stage().person(people.dana);
    await dana.usesShortcut("Escalate to CSM");
    await dana.seesModal(en.controls.titles.situation);
    expect(await answerTo("interactive", stage())).toEqual(["ack", "views.open", "users.info"]);
  });

  test("and the message shortcut", async () => {
    const dana = stage().person(people.dana);
    await dana.types("The demo was cancelled again.", { in: channels.project });
    const [message] = dana.sees(channels.project);
    if (!message) throw new Error("The message is not there.");
    await dana.usesShortcut("Escalate this message", { on: message });
    await dana.seesModal(en.controls.titles.situation);
    expect(await answerTo("interactive", stage())).toEqual(["ack", "views.open", "users.info"]);
  });
});

describe("within the form", () => {
  test("Next calls nothing at all: the next step comes with the acknowledgement", async () => {
    const dana = stage().person(people.dana);
    await starts(dana);
    await dana.fills(least.situation);
    await dana.presses(en.controls.submit.next);
    await dana.seesModal(en.controls.titles.scope);
    expect(await answerTo("interactive", stage())).toEqual(["ack"]);
  });

  test("a refused Next calls nothing either", async () => {
    const dana = stage().person(people.dana);
    await starts(dana);
    await dana.fills({ ...least.situation, [en.form.summary.label]: "   " });
    await dana.presses(en.controls.submit.next);
    expect(await answerTo("interactive", stage())).toEqual(["ack"]);
  });

  test("a choice is acknowledged before the step is drawn anew", async () => {
    const dana = stage().person(people.dana);
    await startsAt(dana, "partner");
    await dana.fills({ [en.form.contacted.label]: en.form.contacted.options.yes_written });
    expect(await answerTo("interactive", stage())).toEqual(["ack", "views.update"]);
  });

  test("Send posts nothing before the acknowledgement: the card comes from the outbox", async () => {
    const dana = stage().person(people.dana);
    await startsAt(dana, "review");
    await dana.fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana.presses(en.controls.submit.send_anyway);
    await dana.seesModal("ESC-1");
    await stage().settle();
    const [first, ...then] = await answerTo("interactive", stage());
    expect(first).toBe("ack");
    expect(then).toContain("chat.postMessage");
  });

  test("Save answers without a call, as Next does", async () => {
    const dana = stage().person(people.dana);
    await startsAt(dana, "review");
    await dana.fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana.presses(en.controls.submit.send_anyway);
    await stage().settle();
    const receipt = await dana.seesMessage(dana.dm, "ESC-1");
    await dana.clicks(en.controls.buttons.add_missing, { on: receipt });
    await dana.seesModal(en.controls.buttons.add_missing);
    await dana.presses(en.controls.submit.save);
    await dana.seesModal("ESC-1");
    expect((await answerTo("interactive", stage()))[0]).toBe("ack");
  });
});

describe("below a case that waits for its partner", () => {
  test.each([en.partnerWait.buttons.replied, en.partnerWait.buttons.fixed, en.controls.submit.send_anyway])(
    "“%s” is acknowledged, and the modal opens without any lookup",
    async (button) => {
      const harriet = stage().person(people.harriet);
      const receipt = await waits(harriet, stage());
      await harriet.clicks(button, { on: receipt });
      await harriet.seesModal();
      expect(await answerTo("interactive", stage())).toEqual(["ack", "views.open"]);
    },
  );

  test("“I sent it” does the same, and its Save calls nothing before the acknowledgement", async () => {
    const harriet = stage().person(people.harriet);
    await reviews(harriet);
    const letter = await getsLetter(harriet, stage());
    await harriet.clicks(en.partnerWait.buttons.sentIt, { on: letter });
    await harriet.seesModal(en.partnerWait.sentIt.title);
    expect(await answerTo("interactive", stage())).toEqual(["ack", "views.open"]);
    await harriet.presses(en.controls.submit.save);
    await harriet.seesModal("ESC-1");
    expect((await answerTo("interactive", stage()))[0]).toBe("ack");
  });

  test("Wait is acknowledged before anything is posted", async () => {
    const harriet = stage().person(people.harriet);
    await reviews(harriet, toldToday);
    await harriet.presses(en.partnerWait.buttons.wait("26 Nov 2026"));
    await harriet.seesModal("ESC-1");
    expect((await answerTo("interactive", stage()))[0]).toBe("ack");
  });
});

describe("a question to the requester", () => {
  const { ask, answer } = en.questions;
  const { buttons } = en.controls;

  test("its window opens before any lookup, and whether who asks is a CSM is looked up after the acknowledgement", async () => {
    const casey = stage().person(people.casey);
    await casey.clicks(buttons.ask, { on: await aSentCase(stage()) });
    await casey.seesModal(ask.title);
    expect(await answerTo("interactive", stage())).toEqual(["ack", "views.open", "users.info"]);
    await casey.fills({ [ask.label]: "Which orders are stuck?" });
    await casey.presses(ask.submit);
    await casey.seesModal(ask.done);
    const [first, ...then] = await answerTo("interactive", stage());
    expect(first).toBe("ack");
    expect(then.indexOf("usergroups.users.list")).toBeGreaterThanOrEqual(0);
  });

  test("its answer calls nothing before it is acknowledged, at the click and at the end", async () => {
    const casey = stage().person(people.casey);
    const dana = stage().person(people.dana);
    await casey.clicks(buttons.ask, { on: await aSentCase(stage()) });
    await casey.fills({ [ask.label]: "Which orders are stuck?" });
    await casey.presses(ask.submit);
    await casey.seesModal(ask.done);
    await stage().settle();
    const question = cardOn(stage()).thread.find((each) => each.buttons.includes(buttons.answer));
    if (!question) throw new Error("There is no question.");
    await dana.clicks(buttons.answer, { on: question });
    await dana.seesModal(answer.title);
    expect(await answerTo("interactive", stage())).toEqual(["ack", "views.open"]);
    await dana.fills({ [answer.label]: "100042" });
    await dana.presses(answer.submit);
    await dana.seesModal(answer.done);
    expect((await answerTo("interactive", stage()))[0]).toBe("ack");
  });
});
