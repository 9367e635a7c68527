import { describe, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { caseInTheChannel, nameOf, optionsOf, short } from "../support/a-case-in-the-channel.ts";
import { en, pt, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { waits } from "../support/a-partner-first-case.ts";

/** What is written to the bot becomes evidence as a reply below the card does. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { theCard, theEvidence, receiptOf, sendsACase, question, questions, chooses } = caseInTheChannel(stage);
const { buttons } = en.controls;
const { proof } = en;
const { newExample, leaveOut } = proof.question;
const tells = (text: string, more: object = {}) => dana().types(text, { in: dana().dm, ...more });

test("a message to the bot is asked about there, and becomes evidence of the case", async () => {
  await sendsACase();
  await tells("41 orders typed again by hand", { file: "orders.csv" });
  const shown = question(dana(), dana().dm);
  expect(shown).toMatchObject({ ephemeral: true, threadTs: null, buttons: [leaveOut] });
  expect(shown.screen).toContain(proof.question.heading("ESC-1"));
  await chooses(newExample, dana(), dana().dm);
  await dana().seesMessage(dana().dm, proof.added("ESC-1", newExample));
  await stage().settle();
  expect(theEvidence()).toContain(nameOf("Dana Whitfield"));
  expect(theEvidence()).toContain("orders.csv");
  expect(theCard().screen).toContain(en.card.examples(0));
});

describe("with several cases", () => {
  async function hasTwo(): Promise<void> {
    await sendsACase();
    await sends(dana());
    await stage().settle(60_000);
    stage().clock.advance(60_000);
  }

  test("each is named, with what it lacks, and the message goes to the one that was chosen", async () => {
    await hasTwo();
    await tells("Section 4.2");
    const shown = question(dana(), dana().dm);
    expect(shown.screen).toContain(proof.question.several);
    expect(optionsOf(shown).filter((option) => option === newExample)).toHaveLength(2);
    const groups = JSON.stringify(
      stage()
        .slack.ephemeralsFor(people.dana, dana().dm)
        .flatMap(({ blocks }) => blocks),
    );
    expect(groups).toContain("ESC-1 · Orders do not reach the ERP");
    expect(groups).toContain("ESC-2 · Orders do not reach the ERP");
    // The newest stands first.
    await chooses(newExample, dana(), dana().dm);
    await dana().seesMessage(dana().dm, proof.added("ESC-2", newExample));
    await stage().settle();
    expect(theEvidence("ESC-2")).toContain(nameOf("Dana Whitfield"));
    expect(theEvidence("ESC-1")).not.toContain(nameOf("Dana Whitfield"));
  });

  test("a reply to a message about one of them is about that one", async () => {
    await hasTwo();
    const receipt = receiptOf();
    expect(receipt.screen).toContain("ESC-1");
    await tells("Section 4.2", { thread: receipt.ts });
    const shown = question(dana(), dana().dm);
    expect(shown.screen).toContain(proof.question.heading("ESC-1"));
    expect(shown.threadTs).toBe(receipt.ts);
    await chooses(newExample, dana(), dana().dm);
    await dana().seesMessage(dana().dm, proof.added("ESC-1", newExample));
  });

  test("one that is closed is not offered any more", async () => {
    await hasTwo();
    await dana().clicks(buttons.withdraw, { on: receiptOf() });
    await stage().settle();
    await tells("Section 4.2", { thread: receiptOf().ts });
    expect(question(dana(), dana().dm).screen).toContain(proof.question.heading("ESC-2"));
  });
});

test("a case that waits for its partner takes evidence too, and waits on", async () => {
  await waits(dana(), stage());
  await tells("41 orders typed again by hand");
  await chooses(newExample, dana(), dana().dm);
  await dana().seesMessage(dana().dm, proof.added("ESC-1", newExample));
  await stage().settle();
  expect(receiptOf().screen).toContain("“41 orders typed again by hand”");
  expect(receiptOf().screen).toContain(en.partnerWait.buttons.replied);
  expect(stage().person(people.casey).sees(channels.csm)).toEqual([]);
  // In the review, too, it counts.
  await dana().clicks(en.controls.submit.send_anyway, { on: receiptOf() });
  await dana().seesModal(en.controls.titles.review);
  await dana().fills({
    [en.review.anyway.overrideLabel]: en.review.reasons.contact_gone,
    [en.review.anyway.label]: "They left.",
  });
  await dana().presses(en.controls.submit.send_anyway);
  await dana().seesModal(en.modal.sent.title);
  await stage().settle(60_000);
  expect(theEvidence()).toContain("“41 orders typed again by hand”");
});

describe("without a case", () => {
  test.each([
    ["in English", people.dana, en],
    ["in Portuguese", people.marina, pt],
  ])("the person is told how to begin, %s", async (_, id, words) => {
    const person = stage().person(id);
    await person.types("Our partner does not answer", { in: person.dm });
    const told = await person.seesMessage(person.dm, words.proof.noCase("/escalate"));
    expect(told.ephemeral).toBe(true);
    expect(questions(person, person.dm)).toEqual([]);
  });

  test("also when the only one is closed; and the bot's own messages ask nobody", async () => {
    await sendsACase();
    await dana().clicks(buttons.withdraw, { on: receiptOf() });
    await stage().settle();
    expect(dana().ephemerals(dana().dm)).toEqual([]);
    await tells("And now?");
    await dana().seesMessage(dana().dm, proof.noCase("/escalate"));
  });
});

test("a message that was sent twice by Slack is asked about once", async () => {
  await sendsACase();
  stage().slack.repeatEvents(true);
  await tells("Section 4.2");
  await stage().slack.quiet();
  expect(questions(dana(), dana().dm)).toHaveLength(1);
});

test("what only the form settles is asked for there", async () => {
  await sendsACase();
  await tells("I have read it all again");
  await chooses(short("scope_not_reread"), dana(), dana().dm);
  await dana().seesModal(buttons.add_missing);
  await dana().seesMessage(dana().dm, proof.formOnly("ESC-1", short("scope_not_reread")));
});
