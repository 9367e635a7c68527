import { describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, label, sends, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** A case that was sent grows by its requester's answers; the card, its thread and the receipt follow. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { submit, buttons } = en.controls;
const minute = 60_000;

function theCard(): SeenMessage {
  const [card, ...more] = casey().sees(channels.csm);
  if (!card || more.length > 0) throw new Error("There is not exactly one card.");
  return card;
}
function theReceipt(): SeenMessage {
  const [receipt] = dana().dms();
  if (!receipt) throw new Error("There is no receipt.");
  return receipt;
}

/** Dana's case, of which an example is the first thing missing. */
async function aCase(): Promise<void> {
  await sends(dana());
  await stage().settle();
  stage().clock.advance(minute);
}

async function opens(on: SeenMessage) {
  await dana().clicks(buttons.add_missing, { on });
  return dana().seesModal(buttons.add_missing);
}

const anExample = {
  [label("ex_date")]: "2026-11-16",
  [label("ex_where")]: "NWD-398, order #000018233",
  [label("ex_expected")]: "The order appears in the ERP within 5 minutes.",
  [label("ex_actual")]: "The order never reached the ERP and nobody was warned.",
  [label("ex_impact")]: "41 orders typed again by hand",
};

describe("the requester", () => {
  test.each([
    ["the card", theCard],
    ["the receipt", theReceipt],
  ])("opens the step of the best gap from %s, with what is missing there above it", async (_, where) => {
    await aCase();
    const screen = await opens(where());
    expect(screen.submitLabel).toBe(submit.save);
    expect(screen.fields.map((field) => field.label)).toContain(label("ex_actual"));
    expect(screen.text).toContain(
      en.verdict.gaps.example_missing.ask({
        partner: "",
        document: "",
        documentLost: false,
        concern: null,
        example: 1,
      }),
    );
    expect(screen.buttons).not.toContain(buttons.back);
  });

  test("saves, is told the new verdict, and sees the card, the thread and the receipt follow", async () => {
    await aCase();
    await opens(theCard());
    await dana().fills(anExample);
    await dana().presses(submit.save);
    const saved = await dana().seesModal(en.modal.saved.title);
    expect(saved.text).toContain("ESC-1");
    expect(saved.text).toContain(en.verdict.nextHeading);
    await stage().settle();
    expect(theCard().screen).toContain("41 orders typed again by hand");
    expect(theCard().screen).toContain(en.card.examples(1));
    expect(theCard().thread.some(({ screen }) => screen.includes("NWD-398, order #000018233"))).toBe(true);
    expect(theReceipt().screen).toContain("NWD-398, order #000018233");
    expect(dana().dms()).toHaveLength(1);
  });

  test("goes on to the next gap from the modal that says so", async () => {
    await aCase();
    await opens(theCard());
    await dana().fills(anExample);
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await dana().presses(buttons.add_missing);
    const next = await dana().seesModal(buttons.add_missing);
    expect(next.submitLabel).toBe(submit.save);
    expect(next.fields.map((field) => field.label)).not.toContain(label("ex_actual"));
  });

  test("may save the same again: nothing changes and nothing is lost", async () => {
    await aCase();
    await opens(theCard());
    await dana().fills(anExample);
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await stage().settle();
    const before = theCard();
    await stage().slack.redeliver("interactive");
    await stage().settle();
    expect(theCard()).toEqual(before);
  });

  test("is held up by a future day only, and keeps what was typed", async () => {
    await aCase();
    await opens(theCard());
    await dana().fills({ ...anExample, [label("ex_date")]: "2026-12-24" });
    await dana().presses(submit.save);
    const screen = await dana().seesModal(buttons.add_missing);
    expect(screen.fields.find((field) => field.label === label("ex_date"))?.error).toBe(
      en.modal.errors.exampleFuture,
    );
    await dana().fills({ [label("ex_date")]: "2026-11-16" });
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
  });

  test("finds what was on screen at the last date or button again", async () => {
    await aCase();
    await opens(theCard());
    await dana().fills({ [label("ex_actual")]: "The queue stopped", [label("ex_date")]: "2026-11-16" });
    await dana().closesModal();
    stage().clock.advance(minute);
    await opens(theReceipt());
    expect(valueIn(dana(), "ex_actual")).toBe("The queue stopped");
    expect(valueIn(dana(), "ex_date")).toBe("2026-11-16");
  });

  test("also when a CSM has taken the case in between", async () => {
    await aCase();
    await opens(theCard());
    await dana().fills({ [label("ex_actual")]: "The queue stopped", [label("ex_date")]: "2026-11-16" });
    await dana().closesModal();
    stage().clock.advance(minute);
    await casey().clicks(buttons.have_it, { on: theCard() });
    await stage().settle();
    stage().clock.advance(minute);
    await opens(theCard());
    expect(valueIn(dana(), "ex_actual")).toBe("The queue stopped");
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
  });
});

describe("the evidence in the thread", () => {
  const long = (word: string) => `${word} `.repeat(3000 / (word.length + 1)).trim();

  /** Leaves the case with these examples. */
  async function saves(...actuals: readonly string[]): Promise<void> {
    for (const [index, actual] of actuals.entries()) {
      if (index > 0) await dana().presses(buttons.add_example);
      await dana().fills({ [label("ex_actual")]: actual });
    }
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await dana().closesModal();
    await stage().settle(60_000);
    stage().clock.advance(minute);
  }

  test("grows over one message when the answers do, says where it goes on, and shrinks again", async () => {
    await aCase();
    expect(theCard().thread).toHaveLength(1);
    await opens(theCard());
    await saves(long("queue"), long("demo"));
    const grown = theCard().thread;
    expect(grown.length).toBeGreaterThan(1);
    expect(grown[0]?.screen).toContain(en.card.evidence.continuesHere);
    for (const { text } of grown) expect(text.length).toBeLessThanOrEqual(3900);
    const inAll = grown.map(({ screen }) => screen).join();
    expect(inAll.match(/queue/gu)).toHaveLength(500);
    expect(inAll.match(/demo/gu)).toHaveLength(600);

    await opens(theCard());
    await dana().presses(buttons.remove, { nth: 2 });
    await saves("The queue stopped");
    const shrunk = theCard().thread;
    expect(shrunk).toHaveLength(grown.length);
    expect(shrunk[0]?.screen).toContain("The queue stopped");
    for (const { screen } of shrunk.slice(1)) expect(screen).toContain(en.card.evidence.empty);
  });
});

describe("what cannot be added to", () => {
  test("a case that was closed while the window was open says so", async () => {
    await aCase();
    await opens(theCard());
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    await dana().fills(anExample);
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.gone.case);
    await stage().settle();
    expect(theCard().screen).not.toContain("41 orders");
    expect(theCard().buttons).toEqual([buttons.brief, buttons.reopen]);
  });

  test("a closed case refuses a click on a button that is still on a stale screen", async () => {
    await aCase();
    stage().slack.fail("chat.update", { kind: "http_status", status: 503 }, { times: Infinity });
    await dana().clicks(buttons.withdraw, { on: theCard() });
    expect(theReceipt().buttons).toContain(buttons.add_missing);
    await dana().clicks(buttons.add_missing, { on: theReceipt() });
    await dana().seesMessage(dana().dm, en.talk.refusals.already_closed);
    expect(dana().modal()).toBeNull();
    stage().slack.mend("chat.update");
    await stage().settle(60_000);
    expect(stage().troubles.splice(0).join()).toContain("a message will be tried again");
  });

  test.each([
    ["a CSM", people.casey, en.talk.refusals.only_owners],
    ["a guest", people.gus, en.talk.refusals.only_owners],
    ["somebody of another organisation", people.alex, en.talk.refusals.outsider],
  ])("%s cannot add to somebody else's case", async (_, who, sentence) => {
    await aCase();
    const person = stage().person(who);
    await person.clicks(buttons.add_missing, { on: theCard() });
    expect((await person.seesMessage(channels.csm, sentence)).ephemeral).toBe(true);
    expect(person.modal()).toBeNull();
  });
});
