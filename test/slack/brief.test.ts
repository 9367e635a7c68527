import { expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { cardActions } from "../../src/slack/views/case-buttons.ts";
import { addsColleague, aSentCase, cardOn, resolves, takes } from "../support/a-case-in-hands.ts";
import { en, pt } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { forge } from "../support/forged-buttons.ts";

/** *Brief*: a CSM reads a case on one page, copies it, and sends it to themselves. */

const stage = stagePerTest();
const { brief, controls } = en;
const casey = () => stage().person(people.casey);
const summary = "“Orders do not reach the ERP”";

async function opens(person: Person = casey(), on: SeenMessage = cardOn(stage())): Promise<void> {
  await person.clicks(controls.buttons.brief, { on });
  await person.seesModal(brief.window.title);
}

const briefsOf = (person: Person) => person.dms().filter(({ screen }) => screen.includes(brief.quotes));

test("a CSM reads it at once, copies it as Markdown and as text, and sends it to themselves, once", async () => {
  await aSentCase(stage());
  await takes(stage());
  await opens();
  const { text } = await casey().seesModal(summary);
  for (const heading of Object.values(brief.sections)) expect(text).toContain(heading);
  expect(text).toContain(brief.state.acknowledged("Casey Lindqvist"));
  await casey().presses(brief.buttons.markdown);
  expect((await casey().seesModal("## Situation")).text).toContain(
    "- **What:** “Orders do not reach the ERP”",
  );
  await casey().presses(brief.buttons.email);
  expect((await casey().seesModal("SITUATION")).text).toContain("- What: “Orders do not reach the ERP”");
  await casey().presses(brief.buttons.page);
  await casey().seesModal(brief.quotes);
  expect(briefsOf(casey())).toEqual([]);
  await casey().presses(brief.window.send);
  await casey().seesModal(brief.window.sent);
  await stage().settle();
  const [message, ...more] = briefsOf(casey());
  expect(more).toEqual([]);
  expect(message?.screen).toContain(summary);
  expect(message?.screen).toContain("23 Nov 2026, 07:00 (America/New_York)");
  await casey().closesModal();
  if (!message) throw new Error("There is no brief.");
  await casey().clicks(brief.buttons.email, { on: message });
  await casey().seesModal("SITUATION");
});

test("what was sent stays as it was; another one says how it stands then", async () => {
  await aSentCase(stage());
  await opens();
  await casey().presses(brief.window.send);
  await casey().seesModal(brief.window.sent);
  await casey().closesModal();
  await stage().settle();
  await takes(stage());
  await resolves(stage(), en.csmSide.resolve.endings.resolved, "They fixed it.");
  await casey().closesModal();
  expect(briefsOf(casey())[0]?.screen).toContain(brief.state.open);
  await opens();
  expect((await casey().seesModal(summary)).text).toContain(
    brief.state.closed(en.card.status.closings.resolved),
  );
  await casey().presses(brief.window.send);
  await casey().seesModal(brief.window.sent);
  await stage().settle();
  expect(briefsOf(casey())).toHaveLength(2);
});

test("is for whoever may see the case: its requester and their colleagues too", async () => {
  await aSentCase(stage());
  const dana = stage().person(people.dana);
  await opens(dana);
  await dana.seesModal(summary);
  await dana.closesModal();
  await addsColleague(stage(), "Leo Park");
  stage().slack.invite(channels.csm, people.leo);
  const leo = stage().person(people.leo);
  await opens(leo);
  await leo.seesModal(summary);
});

test.each([
  ["a guest", people.gus],
  ["a member of the channel who is no CSM", people.iris],
  ["a CSM of another channel", people.bia],
])("is not for %s, who reads nothing of it and is sent nothing", async (_, who) => {
  await aSentCase(stage());
  if (who === people.bia) stage().slack.invite(channels.csm, who);
  const person = stage().person(who);
  await person.clicks(controls.buttons.brief, { on: cardOn(stage()) });
  const words = who === people.bia ? pt.brief : brief;
  const { text, submitLabel } = await person.seesModal(words.notForYou);
  expect(text).not.toContain("Orders do not reach");
  expect(submitLabel).toBeNull();
  await stage().settle();
  expect(person.dms()).toEqual([]);
});

test("opens nothing for somebody of another organisation, and says so to them alone", async () => {
  await aSentCase(stage());
  const alex = stage().person(people.alex);
  await alex.clicks(controls.buttons.brief, { on: cardOn(stage()) });
  await alex.seesMessage(channels.csm, en.talk.refusals.outsider);
  expect(alex.modal()).toBeNull();
  expect(alex.dms()).toEqual([]);
});

test("is decided anew when it is sent, and when it is drawn again", async () => {
  await aSentCase(stage());
  await opens();
  await casey().seesModal(summary);
  stage().slack.changeUsergroup("S0CSM0001", [people.robin]);
  await casey().presses(brief.window.send);
  await casey().seesModal(brief.notForYou);
  await casey().closesModal();
  const robin = stage().person(people.robin);
  await opens(robin);
  await robin.seesModal(summary);
  stage().slack.changeUsergroup("S0CSM0001", [people.casey]);
  await robin.presses(brief.buttons.markdown);
  await robin.seesModal(brief.notForYou);
  await stage().settle();
  expect([...briefsOf(casey()), ...briefsOf(robin)]).toEqual([]);
});

test("of a case that there is not, nobody learns anything by a forged button", async () => {
  await aSentCase(stage());
  const card = cardOn(stage());
  forge(stage(), people.casey, card, cardActions.brief, { value: "3f0f9b7e-3c1e-4a52-9e0e-9a4f1c0d2b11" });
  await casey().clicks(controls.buttons.brief, { on: card });
  await casey().seesModal(brief.notForYou);
});

test("goes with its case: erased, its message is taken out of Slack, and an open window tells nothing more", async () => {
  await aSentCase(stage());
  await opens();
  await casey().presses(brief.window.send);
  await casey().seesModal(brief.window.sent);
  await casey().closesModal();
  await stage().settle();
  await opens();
  await casey().seesModal(summary);
  const dana = stage().person(people.dana);
  await dana.types("/escalate ESC-1 erase", { in: channels.project });
  const question = await dana.seesMessage(channels.project, en.erasing.ask("ESC-1"));
  await dana.clicks(en.erasing.button("ESC-1"), { on: question });
  await dana.seesMessage(channels.project, en.erasing.done("ESC-1"));
  await stage().settle();
  expect(briefsOf(casey())).toEqual([]);
  await casey().presses(brief.window.send);
  expect((await casey().seesModal(brief.notForYou)).text).not.toContain("Orders do not reach");
  await stage().settle();
  expect(briefsOf(casey())).toEqual([]);
});

test("when Slack does not tell who is a CSM, the window says so and nothing else", async () => {
  await aSentCase(stage());
  stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 1 });
  await casey().clicks(controls.buttons.brief, { on: cardOn(stage()) });
  expect((await casey().seesModal(en.talk.cannotTell)).text).not.toContain("Orders do not reach");
  expect(stage().troubles.splice(0)).toHaveLength(1);
});

test("is in the reader's language, and what was written in the writer's", async () => {
  await aSentCase(stage());
  stage().slack.invite(channels.csm, people.bia);
  stage().slack.changeUsergroup("S0CSM0001", [people.casey, people.bia]);
  const bia = stage().person(people.bia);
  await bia.clicks(controls.buttons.brief, { on: cardOn(stage()) });
  const { text } = await bia.seesModal(pt.brief.sections.contacts);
  expect(text).toContain(summary);
  expect(text).toContain(pt.brief.state.open);
});
