import { describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { comesBack, en, label, starts, startsAt, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** A case begun with a text behind the command, or from a message. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { titles, submit, buttons } = en.controls;

async function says(text: string, thread?: string): Promise<SeenMessage> {
  await dana().types(text, { in: channels.project, ...(thread ? { thread } : {}) });
  return dana().seesMessage(channels.project, text.slice(0, 40));
}

/** The message shortcut; the modal that comes. */
async function escalates(on: SeenMessage) {
  await dana().usesShortcut("Escalate this message", { on });
  return dana().seesModal();
}

/** From the first step on screen to the examples. */
async function turnsToExamples(): Promise<void> {
  await dana().fills({
    [label("summary")]: "It is late",
    [label("concern_type")]: en.form.concern_type.options.late,
    [label("urgency")]: en.form.urgency.options.slowing_us,
    [label("partner_company")]: "Northwind",
  });
  await dana().presses(submit.next);
  await dana().presses(submit.next);
  await dana().fills({ [label("contacted")]: en.form.contacted.options.yes_written });
  await dana().presses(submit.next);
  await dana().seesModal(titles.examples);
}

describe("a text typed with the command", () => {
  test("is the summary of a new case", async () => {
    expect((await starts(dana(), "/escalate checkout is six weeks late")).title).toBe(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("checkout is six weeks late");
  });

  test("is kept even when the window is closed at once", async () => {
    await starts(dana(), "/escalate checkout is six weeks late");
    await comesBack(dana());
    expect(valueIn(dana(), "summary")).toBe("checkout is six weeks late");
  });

  test("longer than a summary stands whole in the first example, and its beginning in the summary", async () => {
    const long = `The ERP sync ${"drops orders again and ".repeat(12)}nobody answers`;
    await starts(dana(), `/escalate ${long}`);
    const summary = valueIn(dana(), "summary") ?? "";
    expect(summary.length).toBeGreaterThan(100);
    expect(summary.length).toBeLessThanOrEqual(150);
    expect(long.startsWith(summary)).toBe(true);
    await turnsToExamples();
    expect(valueIn(dana(), "ex_actual")).toBe(long);
  });

  test("does not touch an open draft: Resume goes on with the draft as it was", async () => {
    await startsAt(dana(), "scope");
    await dana().closesModal();
    const choice = await starts(dana(), "/escalate another matter");
    expect(choice.text).toContain(en.modal.resume.textWaits("another matter"));
    await dana().presses(buttons.resume);
    expect((await dana().seesModal()).title).toBe(titles.scope);
    await dana().presses(buttons.back);
    expect(valueIn(dana(), "summary")).toBe("Orders do not reach the ERP");
  });

  test("begins the new case when the person starts over", async () => {
    await startsAt(dana(), "scope");
    await dana().closesModal();
    await starts(dana(), "/escalate another matter");
    await dana().presses(buttons.start_over);
    await dana().seesModal(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("another matter");
    expect(valueIn(dana(), "partner_company")).toBeNull();
  });
});

describe("the message shortcut", () => {
  test("prefills a new case with where the message is and what it says", async () => {
    const message = await says("The demo was cancelled & nobody said why <again>");
    expect((await escalates(message)).title).toBe(titles.situation);
    await turnsToExamples();
    expect(valueIn(dana(), "ex_actual")).toBe("The demo was cancelled & nobody said why <again>");
    expect(valueIn(dana(), "ex_where")).toBe(
      `https://acme-outdoor.slack.test/archives/${channels.project}/p${message.ts.replace(".", "")}`,
    );
  });

  test("works in a thread, where commands do not", async () => {
    const parent = await says("Status of the relaunch?");
    await says("We have stopped work on the checkout", parent.ts);
    const reply = await dana().seesMessage(channels.project, "We have stopped work");
    await escalates(reply);
    await turnsToExamples();
    expect(valueIn(dana(), "ex_where")).toContain(`?thread_ts=${parent.ts}&cid=${channels.project}`);
  });

  test("adds a further example to an open draft that is resumed", async () => {
    await startsAt(dana(), "examples");
    await dana().fills({ [label("ex_actual")]: "The queue stopped" });
    await dana().presses(submit.next);
    await dana().closesModal();
    const choice = await escalates(await says("The demo was cancelled"));
    expect(choice.text).toContain(en.modal.resume.messageWaits);
    await dana().presses(buttons.resume);
    await dana().seesModal(titles.ask);
    await dana().presses(buttons.back);
    const examples = await dana().seesModal(en.modal.examples.heading(1, 2));
    expect(examples.text).toContain("The demo was cancelled");
    expect(valueIn(dana(), "ex_actual")).toBe("The queue stopped");
  });

  test("adds it once, however often Resume is delivered", async () => {
    await startsAt(dana(), "examples");
    await dana().fills({ [label("ex_actual")]: "The queue stopped" });
    await dana().presses(submit.next);
    await dana().closesModal();
    await escalates(await says("The demo was cancelled"));
    await Promise.all([dana().presses(buttons.resume), dana().presses(buttons.resume)]);
    await dana().seesModal(titles.ask);
    await dana().presses(buttons.back);
    await dana().seesModal(en.modal.examples.heading(1, 2));
  });

  test("starts a case of its own when the person starts over", async () => {
    await startsAt(dana(), "scope");
    await dana().closesModal();
    await escalates(await says("The demo was cancelled"));
    await dana().presses(buttons.start_over);
    await dana().seesModal(titles.situation);
    expect(valueIn(dana(), "summary")).toBeNull();
    await turnsToExamples();
    expect(valueIn(dana(), "ex_actual")).toBe("The demo was cancelled");
  });

  test("a message without words is an example that says only where it is", async () => {
    stage().slack.say(people.dana, channels.project, "", { file: "screenshot.png" });
    const message = dana().sees(channels.project).at(-1);
    if (!message) throw new Error("The message is not there.");
    await escalates(message);
    await turnsToExamples();
    expect(valueIn(dana(), "ex_actual")).toBeNull();
    expect(valueIn(dana(), "ex_where")).toContain("/archives/");
  });
});
