import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import type { SeenMessage } from "../../playground/person.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { channels, csmUsergroup, people } from "../../playground/workspace.ts";
import { cardOn, receiptOn, returns } from "../support/a-case-in-hands.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Nobody takes a case: its CSMs are called, then their backup, and the requester gets an email to send. */

const backup = "S0BACKUP1";
const stage = stagePerTest({ settings: { CSM_BACKUP_USERGROUP: backup } });
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { chase, controls } = en;
const { have_it: haveIt } = controls.buttons;

/** Sent on Monday at noon, UTC; half past nine on Wednesday in Chicago. */
const tuesday = new Date("2026-11-24T12:30:00Z");
const wednesday = new Date("2026-11-25T15:30:00Z");
const monday = "23 Nov 2026";

async function until(instant: Date): Promise<void> {
  await stage().settle(instant.getTime() - stage().clock.now().getTime());
  stage().clock.moveTo(instant);
  await stage().settle();
}

/** Complete, so that nobody is reminded of anything else. */
async function aCaseOn(instant: Date): Promise<void> {
  await fillsInCase(dana(), s1.answers, { locale: "en", channel: channels.project });
  await dana().presses(controls.submit.send);
  await dana().seesModal(en.modal.sent.title);
  await dana().closesModal();
  await stage().settle();
  await until(instant);
}

const theCard = () => cardOn(stage());
const inThread = (text: string) => theCard().thread.filter(({ screen }) => screen.includes(text));
const calls = () => theCard().thread.filter(({ live }) => live.some(({ kind }) => kind === "usergroup"));
const targets = (message: SeenMessage | undefined) =>
  message?.live.map(({ kind, target }) => [kind, target]) ?? [];
const theNotice = () => dana().seesMessage(dana().dm, chase.unclaimed.heading("ESC-1"));

describe("in the thread", () => {
  test("the CSMs are called after one business day, and then whoever stands in for them; nobody else is", async () => {
    await aCaseOn(tuesday);
    expect(calls()).toHaveLength(1);
    expect(calls()[0]?.screen).toBe(`‹@csm›, ${chase.first("ESC-1", monday)}\n[${haveIt}]`);
    expect(calls()[0]?.text).toBe(`@CSMs, ${chase.first("ESC-1", monday)}`);
    expect(targets(calls()[0])).toEqual([["usergroup", csmUsergroup]]);
    await until(wednesday);
    expect(calls()).toHaveLength(2);
    expect(calls()[1]?.screen).toContain(chase.second("ESC-1", monday));
    expect(targets(calls()[1])).toEqual([["usergroup", backup]]);
    expect(
      theCard()
        .thread.flatMap(targets)
        .map(([kind]) => kind),
    ).not.toContain("broadcast");
  });

  test("a CSM takes the case from there; every word of it says who has it, and calls nobody any more", async () => {
    await aCaseOn(wednesday);
    const [, second] = calls();
    if (!second) throw new Error("There is no second call.");
    await casey().clicks(haveIt, { on: second });
    await stage().settle();
    expect(theCard().screen).toContain(en.card.status.acknowledged("Casey Lindqvist"));
    const over = inThread(chase.over.acknowledged("ESC-1", "Casey Lindqvist"));
    expect(over.map(({ buttons, live }) => [buttons, live])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(calls()).toEqual([]);
  });

  test("it says too when the case went back to its requester, or was withdrawn", async () => {
    await aCaseOn(tuesday);
    await returns(stage(), "Which order was it?");
    expect(inThread(chase.over.returned("ESC-1", "Casey Lindqvist"))).toHaveLength(1);
    await dana().clicks(controls.buttons.withdraw, { on: theCard() });
    await stage().settle();
    const withdrawn = en.card.status.closings.withdrawn;
    expect(inThread(chase.over.closed("ESC-1", withdrawn))).toHaveLength(1);
    expect(calls()).toEqual([]);
  });
});

test("a case that was returned and sent again is waited for anew, a business day from then", async () => {
  await aCaseOn(tuesday);
  await returns(stage(), "Which order was it?");
  await dana().clicks(controls.buttons.send_again, { on: receiptOn(stage()) });
  await stage().settle();
  expect(inThread(chase.over.moved("ESC-1"))).toHaveLength(1);
  expect(calls()).toEqual([]);
  // Half past twelve on Wednesday, less a moment.
  await until(new Date("2026-11-25T12:29:00Z"));
  expect(calls()).toEqual([]);
  await until(new Date("2026-11-25T12:31:00Z"));
  expect(calls().map(targets)).toEqual([[["usergroup", csmUsergroup]]]);
  expect(calls()[0]?.screen).toContain(chase.first("ESC-1", "24 Nov 2026"));
});

describe("the requester", () => {
  test("gets a text to send by email: what it is about, what was agreed and told, what is asked for, and the link", async () => {
    await aCaseOn(wednesday);
    const notice = await theNotice();
    expect(notice.screen).toContain(chase.unclaimed.write("#csm-escalations", monday));
    expect(notice.screen).toContain(chase.unclaimed.stays);
    for (const piece of [s1.answers.summary, s1.answers.partner_company, s1.answers.scope_ref])
      expect(notice.screen).toContain(piece);
    const link = notice.live.find(({ kind }) => kind === "link")?.target ?? "no link";
    expect(notice.screen).toContain(`The case: ${link}`);
    expect(notice.screen).toContain("Subject: ");
    expect(notice.screen).toContain("Thank you, Dana Whitfield");
    expect(notice.live.map(({ kind }) => kind)).toEqual(["link"]);
    expect(dana().dms()).toHaveLength(2);
  });

  test("is told in the same message when somebody has taken it, and that no email is needed", async () => {
    await aCaseOn(wednesday);
    const { ts } = await theNotice();
    await casey().clicks(haveIt, { on: theCard() });
    await stage().settle();
    const after = dana()
      .dms()
      .find((message) => message.ts === ts);
    expect(after?.screen).toContain(chase.over.acknowledged("ESC-1", "Casey Lindqvist"));
    expect(after?.screen).toContain(chase.unclaimed.noNeed);
    expect(after?.screen).not.toContain("Subject: ");
  });

  test("hears nothing of it when somebody takes the case in time", async () => {
    await aCaseOn(tuesday);
    await casey().clicks(haveIt, { on: theCard() });
    await stage().settle();
    await until(new Date("2026-12-04T15:30:00Z"));
    expect(
      dana()
        .dms()
        .filter(({ screen }) => screen.includes("Subject: ")),
    ).toEqual([]);
    expect(calls()).toEqual([]);
  });
});

describe("without user groups", () => {
  const bare = stagePerTest({ settings: { CSM_USERGROUP: "" } });

  test("the thread says it once, and calls nobody", async () => {
    const person = bare().person(people.dana);
    await fillsInCase(person, s1.answers, { locale: "en", channel: channels.project });
    await person.presses(controls.submit.send);
    await person.seesModal(en.modal.sent.title);
    await bare().settle();
    await bare().settle(wednesday.getTime() - bare().clock.now().getTime());
    const [card] = bare().person(people.casey).sees(channels.csm);
    const said = card?.thread.filter(({ buttons }) => buttons.includes(haveIt)) ?? [];
    expect(said.map(({ screen }) => screen)).toEqual([`${chase.first("ESC-1", monday)}\n[${haveIt}]`]);
    expect(said[0]?.live).toEqual([]);
  });
});
