import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { hostileText, ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import { en, pt, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { putBack, valueOn } from "../support/forged-buttons.ts";

/** *Ask one thing*: a CSM asks the requester, where they read it, and nobody reminds them of anything else that day. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const harriet = () => stage().person(people.harriet);
const casey = () => stage().person(people.casey);
const { buttons } = en.controls;
const { ask, asks, note } = en.questions;
const { refusals, wasFirst, cannotTell } = en.talk;
const { outcome } = en.csmSide;
const question = "Which orders are stuck? One number is enough.";

/** At ten in Chicago, where Dana is. She sends on Monday. */
const tuesday = new Date("2026-11-24T16:00:00Z");
const wednesday = new Date("2026-11-25T16:00:00Z");
const hour = 60 * 60 * 1000;

async function until(instant: Date): Promise<void> {
  await stage().settle(instant.getTime() - stage().clock.now().getTime());
  stage().clock.moveTo(instant);
  await stage().settle();
}

async function aCase(requester: Person = dana()): Promise<void> {
  await sends(requester);
  await stage().settle();
}

function theCard(): SeenMessage {
  const [card] = casey().sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  return card;
}
const inThread = (text: string) => theCard().thread.filter(({ screen }) => screen.includes(text));
const questions = () => inThread(asks("Casey Lindqvist", "ESC-1"));
const reminders = () => theCard().thread.filter((each) => each.screen.includes(en.verdict.nextHeading));

async function writes(person: Person, text = question): Promise<void> {
  await person.clicks(buttons.ask, { on: theCard() });
  await person.seesModal(ask.title);
  await person.fills({ [ask.label]: text });
}
async function asksIt(person: Person, text = question): Promise<void> {
  await writes(person, text);
  await person.presses(ask.submit);
  await person.seesModal(ask.done);
  await person.closesModal();
  await stage().settle();
}

describe("a requester who reads along in the channel", () => {
  test("is called in the thread, and can answer there; nobody else is called, and no DM comes", async () => {
    await aCase();
    await asksIt(casey());
    const [message, ...more] = questions();
    expect(more).toEqual([]);
    const asking = asks("Casey Lindqvist", "ESC-1");
    expect(message?.screen).toBe(
      [`‹@Dana Whitfield›, ${asking}`, question, `[${buttons.answer}]`].join("\n"),
    );
    expect(message?.text).toBe(`@Dana Whitfield, ${asking}\n${question}`);
    expect(message?.live.map(({ kind, target }) => [kind, target])).toEqual([["user", people.dana]]);
    expect(dana().dms()).toHaveLength(1);
    expect(inThread(note.answer)).toEqual([]);
  });

  test("may be asked again, by another CSM, of a case that somebody has", async () => {
    await aCase();
    await casey().clicks(buttons.have_it, { on: theCard() });
    await stage().settle();
    await asksIt(casey());
    await asksIt(stage().person(people.robin), "And since when?");
    expect(inThread(`[${buttons.answer}]`).map(({ screen }) => screen.split("\n")[1])).toEqual([
      question,
      "And since when?",
    ]);
  });

  test("reads what was typed as it was typed, and none of it comes alive", async () => {
    await aCase();
    const text = hostileText.slice(0, 400);
    await asksIt(casey(), text);
    expect(questions()[0]?.live.map(({ target }) => target)).toEqual([people.dana]);
    expect(questions()[0]?.screen).toContain("<!channel>");
  });
});

describe("a requester who does not", () => {
  test("is asked by DM; the thread is told what was asked, and calls nobody", async () => {
    await aCase(harriet());
    await asksIt(casey());
    const dm = await harriet().seesMessage(harriet().dm, question);
    expect(dm.screen).toContain(`ESC-1 · Orders do not reach the ERP ${en.card.receipt.link}`);
    expect(dm.screen).toContain(asks("Casey Lindqvist", "ESC-1"));
    expect(dm.buttons).toEqual([buttons.answer]);
    expect(dm.live.map(({ kind }) => kind)).toEqual(["link"]);
    const [told, ...more] = inThread(note.asked("Casey Lindqvist", "Harriet Lowe", "ESC-1"));
    expect(told?.screen).toContain(question);
    expect(told?.screen).toContain(note.answer);
    expect(told?.live).toEqual([]);
    expect(more).toEqual([]);
    expect(questions()).toEqual([]);
  });

  test("reads the DM in their language, the channel the note in its own", async () => {
    const marina = stage().person(people.marina);
    await fillsInCase(marina, ordinary.answers, { locale: "pt-BR", channel: channels.project });
    await marina.fills({ [pt.review.anyway.label]: "A loja abre na semana que vem." });
    await marina.presses(pt.controls.submit.send_anyway);
    await marina.seesModal(pt.modal.sent.title);
    await marina.closesModal();
    await stage().settle();
    await asksIt(casey());
    const dm = await marina.seesMessage(marina.dm, question);
    expect(dm.screen).toContain(pt.questions.asks("Casey Lindqvist", "ESC-1"));
    expect(dm.buttons).toEqual([pt.controls.buttons.answer]);
    expect(inThread(note.answer)).toHaveLength(1);
  });

  test("is asked by DM too when Slack does not tell who is in the channel", async () => {
    await aCase();
    stage().slack.fail("conversations.members", { kind: "error", error: "internal_error" }, { times: 1 });
    await asksIt(casey());
    expect(await dana().seesMessage(dana().dm, question)).toBeDefined();
    expect(questions()).toEqual([]);
    expect(stage().troubles.splice(0)).toHaveLength(1);
  });
});

describe("it counts as that day's reminder", () => {
  test("asked in the morning, it keeps that day's reminder for the next day", async () => {
    await aCase();
    await until(new Date(tuesday.getTime() - hour));
    await asksIt(casey());
    await until(new Date(tuesday.getTime() + 6 * hour));
    expect(reminders()).toEqual([]);
    await until(wednesday);
    expect(reminders()).toHaveLength(1);
    expect(reminders()[0]?.buttons).toContain(buttons.stop);
  });

  test("asked by DM, it does so too", async () => {
    await aCase(harriet());
    // Nine in London.
    await until(new Date("2026-11-24T09:00:00Z"));
    await asksIt(casey());
    await until(tuesday);
    expect(harriet().dms()).toHaveLength(2);
    await until(wednesday);
    expect(
      harriet()
        .dms()
        .filter(({ buttons: all }) => all.includes(buttons.stop)),
    ).toHaveLength(1);
  });

  test("asked after that day's reminder, it is asked all the same, and the reminder goes on asking", async () => {
    await aCase();
    await until(tuesday);
    expect(reminders()).toHaveLength(1);
    const before = reminders()[0]?.buttons;
    await asksIt(casey());
    expect(questions()).toHaveLength(1);
    expect(reminders()[0]?.buttons).toEqual(before);
    // Business day 3.
    await until(new Date("2026-11-26T16:00:00Z"));
    expect(inThread(en.nudge.was.heading("ESC-1", "Dana Whitfield"))).toHaveLength(1);
    expect(reminders().filter(({ buttons: all }) => all.includes(buttons.stop))).toHaveLength(1);
  });
});

describe("one window asks one thing", () => {
  test("however often Slack tells of it", async () => {
    await aCase();
    await writes(casey());
    await casey().presses(ask.submit);
    await casey().seesModal(ask.done);
    await stage().slack.redeliver("interactive");
    await stage().settle();
    await casey().seesModal(ask.done);
    expect(questions()).toHaveLength(1);
  });

  test("and not nothing: a blank one is refused where it stands", async () => {
    await aCase();
    await writes(casey(), "   ");
    await casey().presses(ask.submit);
    const screen = await casey().seesModal(ask.title);
    expect(screen.fields.map(({ error }) => error)).toEqual([en.modal.errors.blank]);
    await stage().settle();
    expect(questions()).toEqual([]);
  });

  test("it says to whom it goes, of which case", async () => {
    await aCase();
    await casey().clicks(buttons.ask, { on: theCard() });
    const screen = await casey().seesModal(ask.title);
    expect(screen.text).toContain(ask.to("Dana Whitfield"));
    expect(screen.text).toContain("ESC-1 · Orders do not reach the ERP");
  });
});

describe("who may not ask", () => {
  const isTold = async (person: Person, sentence: string) => {
    expect((await person.seesMessage(channels.csm, sentence)).ephemeral).toBe(true);
    expect(person.modal()).toBeNull();
  };

  test.each([
    ["the requester", people.dana, refusals.own_case],
    ["somebody of another organisation", people.alex, refusals.outsider],
  ])("%s is told at the click", async (_, who, sentence) => {
    await aCase();
    await stage().person(who).clicks(buttons.ask, { on: theCard() });
    await isTold(stage().person(who), sentence);
  });

  test("a guest is told when they send it, and keeps their words", async () => {
    await aCase();
    const gus = stage().person(people.gus);
    await writes(gus);
    await gus.presses(ask.submit);
    const screen = await gus.seesModal(refusals.only_csm);
    expect(screen.text).toContain(outcome.typed);
    expect(screen.text).toContain(question);
    await stage().settle();
    expect(questions()).toEqual([]);
  });

  test("nobody is taken for a CSM when Slack does not tell", async () => {
    await aCase();
    await writes(casey());
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 1 });
    await casey().presses(ask.submit);
    expect((await casey().seesModal(cannotTell)).text).toContain(question);
    await stage().settle();
    expect(questions()).toEqual([]);
    expect(stage().troubles.splice(0)).toHaveLength(1);
  });
});

describe("a case that was closed meanwhile", () => {
  const closed = wasFirst.closed("Dana Whitfield", en.card.status.closings.withdrawn);

  test("while the question was written is not asked about; the words are given back", async () => {
    await aCase();
    await writes(casey());
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    await casey().presses(ask.submit);
    expect((await casey().seesModal(closed)).text).toContain(question);
    await stage().settle();
    expect(questions()).toEqual([]);
  });

  test.each([
    ["in the thread", people.dana],
    ["by DM", people.harriet],
  ])("before the question was out is not asked about, %s", async (_, who) => {
    const requester = stage().person(who);
    await aCase(requester);
    stage().slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: Infinity });
    await asksIt(casey());
    await requester.clicks(buttons.withdraw, { on: requester.dms()[0] ?? theCard() });
    stage().slack.mend("chat.postMessage");
    await stage().settle(10 * 60_000);
    expect(theCard().screen).toContain(en.card.status.closed(en.card.status.closings.withdrawn));
    expect(inThread(question)).toEqual([]);
    expect(requester.dms().filter(({ screen }) => screen.includes(question))).toEqual([]);
    expect(stage().troubles.splice(0)).not.toEqual([]);
  });

  test("opens no window from a card that was not drawn again yet", async () => {
    await aCase();
    const button = { action: cardActions.ask, label: buttons.ask };
    const value = valueOn(stage(), people.casey, theCard(), cardActions.ask);
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    putBack(stage(), people.casey, theCard(), { ...button, value });
    await casey().clicks(buttons.ask, { on: theCard() });
    expect((await casey().seesMessage(channels.csm, closed)).ephemeral).toBe(true);
    expect(casey().modal()).toBeNull();
  });
});
