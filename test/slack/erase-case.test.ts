import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { channels, people, workspace } from "../../playground/workspace.ts";
import { dayInWords } from "../../src/text/catalog.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import { eraseAction } from "../../src/slack/views/erase-question.ts";
import { sends as sendsFinished } from "../support/a-bot-in-trouble.ts";
import { addsColleague, aSentCase, cardOn, receiptOn, resolves, takes } from "../support/a-case-in-hands.ts";
import { engines } from "../support/a-database.ts";
import { en, pt, sends } from "../support/a-requester.ts";
import { putFinishedDrafts } from "../support/finished-drafts.ts";
import { type AStage, onAStage, stagePerTest } from "../support/a-stage.ts";
import { forge, valueOn } from "../support/forged-buttons.ts";
import { errorsOf } from "../support/slack-methods.ts";
import { foundIn, textsOf } from "../support/what-is-left.ts";

/** `/escalate ESC-1 erase`: a case goes for good, once its requester, or an administrator, has read what goes. */

const { erasing, talk } = en;
const today = dayInWords("2026-11-23", "en");
const byDana = erasing.erasedBy("ESC-1", today, "Dana Whitfield");
/** They administer the workspace, and are no CSMs. */
const administrators: readonly string[] = [people.harriet, people.marina];
const seed = {
  ...workspace,
  users: workspace.users.map((user) =>
    administrators.includes(user.id) ? { ...user, isAdmin: true } : user,
  ),
};

async function asks(person: Person, order = "ESC-1 erase"): Promise<SeenMessage> {
  const before = person.ephemerals(channels.project).length;
  await person.types(`/escalate ${order}`, { in: channels.project });
  return person.until("an answer", () => person.ephemerals(channels.project).slice(before).at(0));
}

async function erases(stage: AStage, person: Person): Promise<void> {
  await person.clicks(erasing.button("ESC-1"), { on: await asks(person) });
  await person.seesMessage(channels.project, erasing.done("ESC-1"));
  await stage.settle();
}

/** Nothing of the bot's stands there, not even a stone. */
function isGone({ slack, person }: AStage): void {
  expect(slack.messagesFor(people.casey, channels.csm).filter(({ fromApp }) => fromApp)).toEqual([]);
  for (const id of [people.dana, people.leo]) expect(person(id).dms()).toEqual([]);
}

describe.each(engines)("on $name", ({ createDatabase }) => {
  test("its requester erases a case: nothing typed is left in any table, and no message of the bot's in Slack", async () => {
    const database = await createDatabase();
    await putFinishedDrafts(database.url, { [people.dana]: s1.answers }, s1.now);
    await onAStage({ at: s1.now, settings: { DATABASE_URL: database.url } }, async (stage) => {
      const db = await database.open();
      const dana = stage.person(people.dana);
      await sendsFinished(dana);
      await stage.settle();
      await addsColleague(stage, "Leo Park");
      await dana.closesModal();
      await takes(stage);
      const note = "They deliver it in two parts.";
      await resolves(stage, en.csmSide.resolve.endings.resolved, note);
      const typed = [note, ...textsOf(s1.answers), ...typedBy(stage)];
      expect(typed.length).toBeGreaterThan(5);
      for (const each of typed) expect(await foundIn(db, [each])).not.toEqual([]);
      await erases(stage, dana);
      expect(await foundIn(db, typed)).toEqual([]);
      isGone(stage);
    });
    await database.remove();
  });
});

/** Every sentence of a form that came with a submission. */
function typedBy({ slack }: AStage): readonly string[] {
  const values = JSON.stringify(slack.traffic).matchAll(
    /"type":"plain_text_input","value":("(?:[^"\\]|\\.)*")/gu,
  );
  return [...new Set([...values].map(([, value = '""']) => JSON.parse(value) as string))].filter(
    (value) => value.length > 8,
  );
}

describe("who erases", () => {
  const stage = stagePerTest({ seed });
  const dana = () => stage().person(people.dana);
  const casey = () => stage().person(people.casey);

  test("reads first what goes and what stays, and until then nothing goes", async () => {
    await aSentCase(stage());
    const question = await asks(dana());
    for (const part of [erasing.ask("ESC-1"), erasing.open, erasing.goes, erasing.stays, erasing.noWayBack])
      expect(question.screen).toContain(part);
    await stage().settle();
    expect(cardOn(stage()).screen).toContain("ESC-1");
    await dana().clicks(en.controls.buttons.withdraw, { on: receiptOn(stage()) });
    await stage().settle();
    expect((await asks(dana())).screen).not.toContain(erasing.open);
  });

  test("may be asked what became of it: that it was erased is told to those who could see it", async () => {
    await aSentCase(stage());
    await erases(stage(), dana());
    isGone(stage());
    for (const order of ["ESC-1", "ESC-1 history", "ESC-1 erase"])
      expect((await asks(dana(), order)).screen).toContain(byDana);
    expect((await asks(casey(), "ESC-1")).screen).toContain(byDana);
    expect((await asks(stage().person(people.ravi), "ESC-1")).screen).toContain(talk.unknownCase("ESC-1"));
    expect((await asks(dana(), "list")).screen).toContain(talk.list.none);
    await sends(dana());
    await stage().settle();
    expect(cardOn(stage()).screen).toContain("ESC-2");
  });

  test("may be an administrator, who is told no more of it than its name", async () => {
    await aSentCase(stage());
    const harriet = stage().person(people.harriet);
    expect((await asks(harriet, "ESC-1")).screen).toContain(talk.unknownCase("ESC-1"));
    await erases(stage(), harriet);
    isGone(stage());
    const said = erasing.erasedBy("ESC-1", today, "Harriet Lowe");
    expect((await asks(dana(), "ESC-1")).screen).toContain(said);
    expect((await asks(harriet, "ESC-1")).screen).toContain(said);
  });

  test("is nobody else: CSMs and colleagues are told why, others not even that there is such a case", async () => {
    await aSentCase(stage());
    await addsColleague(stage(), "Leo Park");
    await dana().closesModal();
    for (const person of [casey(), stage().person(people.leo)]) {
      const answer = await asks(person);
      expect(answer.screen).toContain(erasing.refused);
      expect(answer.buttons).toEqual([]);
    }
    const answer = await asks(stage().person(people.ravi));
    expect(answer.screen).toContain(talk.unknownCase("ESC-1"));
    expect((await asks(dana(), "ESC-7 erase")).screen).toContain(talk.unknownCase("ESC-7"));
    await stage().settle();
    expect(cardOn(stage()).screen).toContain("ESC-1");
  });

  test("cannot be made by a forged button", async () => {
    const card = await aSentCase(stage());
    const value = valueOn(stage(), people.casey, card, cardActions.acknowledge);
    forge(stage(), people.casey, card, cardActions.acknowledge, { value, action: eraseAction });
    await casey().clicks(en.controls.buttons.have_it, { on: cardOn(stage()) });
    await casey().seesMessage(channels.csm, erasing.refused);
    await stage().settle();
    expect((await asks(dana(), "ESC-1")).screen).not.toContain(byDana);
    forge(stage(), people.casey, card, eraseAction, { value: "no such case" });
    await casey().clicks(en.controls.buttons.have_it, { on: cardOn(stage()) });
    await casey().seesMessage(channels.csm, talk.refusals.outsider);
  });

  test("presses twice, and is told that it is erased already", async () => {
    await aSentCase(stage());
    const [one, two] = [await asks(dana()), await asks(dana())];
    await dana().clicks(erasing.button("ESC-1"), { on: one });
    await stage().settle();
    await dana().clicks(erasing.button("ESC-1"), { on: two });
    await dana().seesMessage(channels.project, byDana);
  });

  test("waits until Slack tells who administers the workspace", async () => {
    await aSentCase(stage());
    const harriet = stage().person(people.harriet);
    const question = await asks(harriet);
    stage().slack.fail("users.info", { kind: "error", error: "fatal_error" });
    await harriet.clicks(erasing.button("ESC-1"), { on: question });
    await harriet.seesMessage(channels.project, erasing.cannotTell);
    await stage().settle();
    expect(cardOn(stage()).screen).toContain("ESC-1");
    expect(stage().troubles.splice(0)).toEqual([
      expect.stringContaining("could not tell whether a person administers the workspace"),
    ]);
  });

  test("reads it in Portuguese, and may type it so", async () => {
    const marina = stage().person(people.marina);
    await aSentCase(stage());
    const question = await asks(marina, "ESC-1 apagar");
    expect(question.screen).toContain(pt.erasing.goes);
    await marina.clicks(pt.erasing.button("ESC-1"), { on: question });
    await marina.seesMessage(channels.project, pt.erasing.done("ESC-1"));
    await stage().settle();
    isGone(stage());
  });

  test("waits out whatever Slack says to it, and then the messages are gone", async () => {
    await aSentCase(stage());
    // This one says that it is done; see below.
    const errors = errorsOf("chat.delete").filter((error) => error !== "message_not_found");
    for (const error of errors)
      stage().slack.fail("chat.delete", { kind: "error", error }, { channel: channels.csm });
    await erases(stage(), dana());
    await stage().settle(8 * 60 * 60_000);
    isGone(stage());
    const lines = stage().troubles.splice(0);
    for (const error of errors)
      expect(lines).toContainEqual(
        expect.stringMatching(
          new RegExp(`^a message (?:is held up|will be tried again) .*"error":"${error}"`, "u"),
        ),
      );
    expect(lines).toHaveLength(errors.length);
  });

  test("waits for a Slack that does not delete at once, and a message that is gone already is no trouble", async () => {
    await aSentCase(stage());
    const [, evidence] = stage().slack.messagesFor(people.casey, channels.csm);
    stage().slack.fail("chat.delete", { kind: "error", error: "ratelimited" }, { times: 2 });
    stage().slack.fail("chat.update", { kind: "error", error: "ratelimited" });
    stage().slack.removeMessage(channels.csm, evidence?.ts ?? "");
    await erases(stage(), dana());
    await stage().settle(60_000);
    isGone(stage());
    stage().troubles.splice(0);
  });
});
