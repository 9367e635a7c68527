import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import { s1 } from "../../playground/sample-cases.ts";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { caseInTheChannel, nameOf, optionsOf, short } from "../support/a-case-in-the-channel.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** A message that is evidence is edited or deleted: the evidence says so, and proves what is left of it. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { theCard, theEvidence, receiptOf, sendsACase, replies, said, question, questions, chooses } =
  caseInTheChannel(stage);
const { buttons } = en.controls;
const { proof } = en;
const { newExample } = proof.question;
const dayMs = 24 * 60 * 60_000;

function theReply(): SeenMessage {
  const reply = said().at(-1);
  if (!reply) throw new Error("There is no reply.");
  return reply;
}
async function isMissing(): Promise<readonly string[]> {
  await replies("What is missing?");
  const options = optionsOf(question());
  await dana().clicks(proof.question.leaveOut, { on: question() });
  return options;
}

/** A case of which nothing but a cost in numbers was missing, until a message said it. */
async function isReadyByAMessage(): Promise<void> {
  const [example] = s1.answers.examples;
  if (!example) throw new Error("The sample has no example.");
  const lacking = { ...s1.answers, outcome: "", examples: [{ ...example, ex_impact: "" }] };
  await fillsInCase(dana(), lacking, { locale: "en", channel: channels.project });
  await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
  await dana().presses(en.controls.submit.send_anyway);
  await dana().seesModal(en.modal.sent.title);
  await dana().closesModal();
  await stage().settle();
  expect(theCard().screen).toContain(en.verdict.levels.almost_ready);
  await replies("41 orders typed again by hand");
  await chooses(short("example_impact"));
  await stage().settle();
  expect(theCard().screen).toContain(`${en.verdict.levels.ready} ·`);
}
const inThread = (text: string) => theCard().thread.filter(({ screen }) => screen.includes(text));
const readyNotices = () => inThread(en.nudge.ready("ESC-1", "Dana Whitfield"));
const reminders = () => theCard().thread.filter(({ live }) => live.some(({ kind }) => kind === "user"));

/** An example with its cost, from two messages; the second one is the newest reply. */
async function hasTwoMessages(): Promise<void> {
  await sendsACase();
  await replies("NWD-398, order #000018233");
  await chooses(newExample);
  await replies("41 orders typed again by hand");
  await chooses(short("example_impact"));
  await stage().settle();
}

describe("a message that was edited", () => {
  test("is shown as it is now, and says that it was edited", async () => {
    await hasTwoMessages();
    await dana().edits(theReply(), "57 orders typed again by hand");
    await stage().settle();
    for (const shown of [theEvidence(), receiptOf().screen]) {
      expect(shown).toContain("“57 orders typed again by hand”");
      expect(shown).toContain(`(${proof.edited})`);
      expect(shown).not.toContain("41 orders");
    }
    expect(theCard().screen).toContain(`${en.card.lines.cost}: 57 orders typed again by hand`);
  });

  test("opens its gap again when it does not say it any more", async () => {
    await hasTwoMessages();
    expect(await isMissing()).not.toContain(short("example_impact"));
    const [, impact] = said();
    if (!impact) throw new Error("There is no second reply.");
    await dana().edits(impact, "Never mind");
    await stage().settle();
    expect(await isMissing()).toContain(short("example_impact"));
  });

  test("changes nothing when only a preview was added to it", async () => {
    await sendsACase();
    await replies("See https://tickets.example/NWD-398");
    await chooses(newExample);
    await stage().settle();
    const before = theCard();
    stage().slack.unfurl(channels.csm, theReply().ts);
    await stage().settle();
    expect(theCard().screen).toEqual(before.screen);
    expect(theEvidence()).not.toContain(proof.edited);
  });

  test("twice, by an event that comes twice, is the same", async () => {
    await hasTwoMessages();
    stage().slack.repeatEvents(true);
    await dana().edits(theReply(), "57 orders typed again by hand");
    await stage().settle();
    stage().slack.repeatEvents(false);
    expect(theEvidence().match(/edited since/gu)).toHaveLength(1);
  });

  test("that is evidence of two cases is followed in both", async () => {
    await hasTwoMessages();
    const { sendsACase: sendsAnother } = caseInTheChannel(stage);
    await sendsAnother();
    await dana().usesShortcut("Add to escalation", { on: theReply() });
    await dana().seesModal(proof.shortcut.title);
    await dana().fills({ [proof.shortcut.what]: newExample });
    await dana().presses(en.controls.submit.save);
    await dana().seesModal(proof.added("ESC-2", newExample));
    await stage().settle(60_000);
    await dana().edits(theReply(), "57 orders typed again by hand");
    await stage().settle(60_000);
    for (const name of ["ESC-1", "ESC-2"])
      expect(theEvidence(name)).toContain("“57 orders typed again by hand”");
  });
});

describe("a message that was deleted", () => {
  test("leaves its name and that it is gone, and nothing it said", async () => {
    await hasTwoMessages();
    await dana().deletes(theReply());
    await stage().settle();
    for (const shown of [theEvidence(), receiptOf().screen]) {
      expect(shown).toContain(`${nameOf("Dana Whitfield")} (${proof.deleted})`);
      expect(shown).not.toContain("41 orders");
    }
    expect(theCard().screen).not.toContain("41 orders");
  });

  test("opens its gap again when it was the only proof, and not while there is another", async () => {
    await sendsACase();
    await replies("NWD-398");
    await chooses(newExample);
    await replies("41 orders typed again by hand");
    await replies("About 7 hours a day");
    for (const asked of questions(dana(), channels.csm))
      await dana().chooses(short("example_impact"), { on: asked });
    await stage().settle();
    const [, orders, hours] = said();
    if (!orders || !hours) throw new Error("There are no three replies.");
    await dana().deletes(orders);
    await stage().settle();
    expect(theCard().screen).toContain(`${en.card.lines.cost}: About 7 hours a day`);
    expect(await isMissing()).not.toContain(short("example_impact"));
    await dana().deletes(hours);
    await stage().settle();
    expect(await isMissing()).toContain(short("example_impact"));
  });

  test("takes an example with it that was nothing else", async () => {
    await sendsACase();
    await replies("NWD-398");
    await chooses(newExample);
    await stage().settle();
    await dana().deletes(theReply());
    await stage().settle();
    expect(theEvidence()).not.toContain("Example 1");
    expect(theEvidence()).toContain(proof.goneExample);
    expect(theEvidence()).toContain(`(${proof.deleted})`);
    expect((await isMissing())[0]).toBe(newExample);
  });

  test("once the case is closed is noted too, and nobody is reminded", async () => {
    await hasTwoMessages();
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    await dana().deletes(theReply());
    await stage().settle(3 * dayMs);
    expect(theEvidence()).toContain(`(${proof.deleted})`);
    expect(theCard().thread.every(({ live }) => live.every(({ kind }) => kind === "link"))).toBe(true);
  });

  test("of somebody else's, or that is no evidence, changes nothing", async () => {
    await hasTwoMessages();
    const before = theCard().screen;
    await casey().types("Got it", { in: channels.csm, thread: theCard().ts });
    const got = theCard().thread.at(-1);
    if (!got) throw new Error("There is no reply.");
    await casey().deletes(got);
    await stage().settle();
    expect(theCard().screen).toBe(before);
    expect(theEvidence()).not.toContain(proof.deleted);
    expect(questions(dana(), channels.csm)).toEqual([]);
  });
});

describe("a case that a message had made Ready", () => {
  /** At ten in Chicago, where Dana is. */
  const tuesday = new Date("2026-11-24T16:00:00Z");
  const until = async (instant: Date) => {
    await stage().settle(instant.getTime() - stage().clock.now().getTime());
    stage().clock.moveTo(instant);
    await stage().settle();
  };

  test.each([
    ["is deleted", () => dana().deletes(theReply())],
    ["is edited to say something else", () => dana().edits(theReply(), "Never mind")],
  ])("is Ready no more once it %s: it is reminded of, and nobody thanked", async (_, happens) => {
    await isReadyByAMessage();
    expect(readyNotices()).toHaveLength(1);
    await happens();
    await stage().settle();
    expect(theCard().screen).toContain(en.verdict.levels.almost_ready);
    expect(readyNotices()).toHaveLength(1);
    expect(inThread(en.nudge.thanks("Dana Whitfield"))).toEqual([]);
    expect(reminders()).toEqual([]);
    await until(tuesday);
    expect(reminders()).toHaveLength(1);
    expect(reminders()[0]?.screen).toContain(en.verdict.gaps.example_impact.ask(context));
  });

  test("is Ready again when the message is edited back, and the thread hears of it", async () => {
    await isReadyByAMessage();
    await dana().edits(theReply(), "Never mind");
    await stage().settle();
    await dana().edits(theReply(), "57 orders typed again by hand");
    await stage().settle();
    expect(theCard().screen).toContain(`${en.verdict.levels.ready} ·`);
    expect(readyNotices()).toHaveLength(2);
    await until(tuesday);
    expect(reminders()).toEqual([]);
  });
});

const context = {
  partner: "Northwind Digital",
  document: s1.answers.scope_ref,
  documentLost: false,
  concern: "missed_deliverable",
  example: 1,
} as const;
