import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { hostileText } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { questionActions } from "../../src/slack/views/question-messages.ts";
import { addsColleague, aSentCase, cardOn } from "../support/a-case-in-hands.ts";
import { en, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { forge, putBack, valueOn } from "../support/forged-buttons.ts";

/** *Answer*: what a CSM asked is answered once, by the requester's side, and the answer stands where the CSM reads it. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const harriet = () => stage().person(people.harriet);
const casey = () => stage().person(people.casey);
const { buttons } = en.controls;
const { ask, answer, answered, asked, noNeed } = en.questions;
const { refusals, wasFirst } = en.talk;
const { outcome } = en.csmSide;
const question = "Which orders are stuck?";
const reply = "100042 and 100043,\nboth since Monday.";

const theCard = () => cardOn(stage());
const inThread = (text: string) => theCard().thread.filter(({ screen }) => screen.includes(text));
function theQuestion(): SeenMessage {
  const [message, ...more] = inThread(question).filter(({ screen }) => !screen.includes(answer.to(question)));
  if (!message || more.length > 0) throw new Error("There is not exactly one question.");
  return message;
}
const answers = () => inThread(answer.to(question));

async function asks(text = question): Promise<void> {
  await casey().clicks(buttons.ask, { on: theCard() });
  await casey().fills({ [ask.label]: text });
  await casey().presses(ask.submit);
  await casey().seesModal(ask.done);
  await casey().closesModal();
  await stage().settle();
}
async function isAsked(): Promise<void> {
  await aSentCase(stage());
  await asks();
}
async function writes(person: Person, text: string, on: SeenMessage): Promise<void> {
  await person.clicks(buttons.answer, { on });
  await person.seesModal(answer.title);
  await person.fills({ [answer.label]: text });
}
async function answersIt(person: Person, text = reply, on = theQuestion()): Promise<void> {
  await writes(person, text, on);
  await person.presses(answer.submit);
  await person.seesModal(answer.done);
  await person.closesModal();
  await stage().settle();
}

describe("an answer", () => {
  test("stands in the thread in full, and calls who asked and nobody else", async () => {
    await isAsked();
    await answersIt(dana());
    const [message, ...more] = answers();
    expect(more).toEqual([]);
    const says = answer.says("Dana Whitfield", "ESC-1");
    expect(message?.screen).toBe([`‹@Casey Lindqvist›, ${says}`, answer.to(question), reply].join("\n"));
    expect(message?.live.map(({ kind, target }) => [kind, target])).toEqual([["user", people.casey]]);
    expect(dana().dms()).toHaveLength(1);
    expect(casey().dms()).toEqual([]);
  });

  test("shows on the question, which calls nobody any more and cannot be answered again", async () => {
    await isAsked();
    await answersIt(dana());
    expect(theQuestion().screen).toBe(
      [asked("Casey Lindqvist", "Dana Whitfield", "ESC-1"), question, answered("Dana Whitfield")].join("\n"),
    );
    expect(theQuestion().live).toEqual([]);
  });

  test("to a question by DM stands in the thread too, and on the DM", async () => {
    await sends(harriet());
    await stage().settle();
    await asks();
    const dm = await harriet().seesMessage(harriet().dm, question);
    await answersIt(harriet(), reply, dm);
    expect(answers().map(({ screen }) => screen)).toEqual([expect.stringContaining(reply)]);
    const after = await harriet().seesMessage(harriet().dm, answered("Harriet Lowe"));
    expect(after.ts).toBe(dm.ts);
    expect(after.buttons).toEqual([]);
    expect(harriet().dms()).toHaveLength(2);
  });

  test("may be given by a colleague whom the requester added", async () => {
    await isAsked();
    await addsColleague(stage(), "Harriet Lowe");
    stage().slack.invite(channels.csm, people.harriet);
    await answersIt(harriet());
    expect(theQuestion().screen).toContain(answered("Harriet Lowe"));
    expect(answers()[0]?.screen).toContain(answer.says("Harriet Lowe", "ESC-1"));
  });

  test("as long as it may be, and of anything, is shown to its end and not obeyed", async () => {
    await isAsked();
    const text = `${hostileText.slice(0, 300)}${"&".repeat(2600)} the end`;
    await answersIt(dana(), text);
    expect(answers()[0]?.screen).toContain(`${"&".repeat(2600)} the end`);
    expect(answers()[0]?.live.map(({ target }) => target)).toEqual([people.casey]);
  });

  test("that is blank is refused where it stands", async () => {
    await isAsked();
    await writes(dana(), " \n ", theQuestion());
    await dana().presses(answer.submit);
    const screen = await dana().seesModal(answer.title);
    expect(screen.fields.map(({ error }) => error)).toEqual([en.modal.errors.blank]);
    expect(screen.text).toContain(question);
    await stage().settle();
    expect(answers()).toEqual([]);
  });

  test("to one question leaves the others open", async () => {
    await isAsked();
    await asks("And since when?");
    await answersIt(dana());
    const [other] = inThread("And since when?");
    expect(other?.buttons).toEqual([buttons.answer]);
    await answersIt(dana(), "Since Monday.", other);
    expect(inThread(answer.to("And since when?"))).toHaveLength(1);
    expect(answers()).toHaveLength(1);
  });
});

describe("a message that says it", () => {
  async function chooses(person: Person, channelId: string): Promise<void> {
    const choice = person.ephemerals(channelId).at(-1) ?? person.dms().at(-1);
    if (!choice) throw new Error("Nobody was asked what the message is.");
    await person.chooses(en.proof.question.answer("Casey Lindqvist"), { on: choice });
    await stage().settle();
  }

  test("in the thread is not said there again: the question shows that it is answered", async () => {
    await isAsked();
    await dana().types(reply, { in: channels.csm, thread: theCard().ts });
    await chooses(dana(), channels.csm);
    expect(theQuestion().screen).toContain(answered("Dana Whitfield"));
    expect(answers()).toEqual([]);
  });

  test("in the DM is said in the thread", async () => {
    await sends(harriet());
    await stage().settle();
    await asks();
    await harriet().types(reply, { in: harriet().dm });
    await chooses(harriet(), harriet().dm);
    expect(answers().map(({ screen }) => screen)).toEqual([expect.stringContaining(reply)]);
  });
});

describe("one question has one answer", () => {
  test("however often Slack tells of it", async () => {
    await isAsked();
    await writes(dana(), reply, theQuestion());
    await dana().presses(answer.submit);
    await dana().seesModal(answer.done);
    const again = await stage().slack.redeliver("interactive");
    expect(JSON.stringify(again)).toContain(answer.done);
    await stage().settle();
    expect(answers()).toHaveLength(1);
  });

  test("a second one is refused with the name of who was first, and its words are given back", async () => {
    await isAsked();
    await addsColleague(stage(), "Harriet Lowe");
    stage().slack.invite(channels.csm, people.harriet);
    await writes(harriet(), "Ask Dana.", theQuestion());
    await answersIt(dana());
    await harriet().presses(answer.submit);
    const screen = await harriet().seesModal(answer.alreadyBy("Dana Whitfield"));
    expect(screen.text).toContain(outcome.typed);
    expect(screen.text).toContain("Ask Dana.");
    await stage().settle();
    expect(answers().map(({ screen: said }) => said)).toEqual([expect.stringContaining(reply)]);
  });

  test("a button that was not drawn again yet opens no window", async () => {
    await isAsked();
    const button = { action: questionActions.answer, label: buttons.answer };
    const value = valueOn(stage(), people.dana, theQuestion(), questionActions.answer);
    await answersIt(dana());
    putBack(stage(), people.dana, theQuestion(), { ...button, value });
    await dana().clicks(buttons.answer, { on: theQuestion() });
    const told = await dana().seesMessage(channels.csm, answer.alreadyBy("Dana Whitfield"));
    expect(told.ephemeral).toBe(true);
    expect(dana().modal()).toBeNull();
  });
});

describe("who may not answer", () => {
  test.each([
    ["the CSM who asked", people.casey, refusals.only_owners],
    ["a guest", people.gus, refusals.only_owners],
    ["somebody of another organisation", people.alex, refusals.outsider],
  ])("%s is told so", async (_, who, sentence) => {
    await isAsked();
    const person = stage().person(who);
    await person.clicks(buttons.answer, { on: theQuestion() });
    expect((await person.seesMessage(channels.csm, sentence)).ephemeral).toBe(true);
    expect(person.modal()).toBeNull();
    await stage().settle();
    expect(answers()).toEqual([]);
  });

  test.each(["no-such-case", '{"escalation":"no-such-case","question":1}', '{"question":"1"}'])(
    "a forged button that says %s opens nothing",
    async (value) => {
      await isAsked();
      forge(stage(), people.dana, theQuestion(), questionActions.answer, { value });
      await dana().clicks(buttons.answer, { on: theQuestion() });
      await dana().seesMessage(channels.csm, refusals.outsider);
      expect(dana().modal()).toBeNull();
    },
  );
});

describe("a case that was closed meanwhile", () => {
  test("is not answered about any more: the question says so", async () => {
    await isAsked();
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    expect(theQuestion().screen).toContain(noNeed);
    expect(theQuestion().buttons).toEqual([]);
    expect(theQuestion().live).toEqual([]);
  });

  test("while the answer was written is refused kindly, and the words are given back", async () => {
    await isAsked();
    await writes(dana(), reply, theQuestion());
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    await dana().presses(answer.submit);
    const closed = wasFirst.closed("Dana Whitfield", en.card.status.closings.withdrawn);
    const screen = await dana().seesModal(closed);
    expect(screen.text).toContain(outcome.typed);
    expect(screen.text).toContain(reply);
    await stage().settle();
    expect(answers()).toEqual([]);
  });
});
