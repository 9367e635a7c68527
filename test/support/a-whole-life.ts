import type { Person, SeenMessage } from "../../playground/person.ts";
import { s1, s2 } from "../../playground/sample-cases.ts";
import { app, channels, csmUsergroup, people, team, workspace } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { neverNudged } from "../../src/domain/nudging.ts";
import { openStore } from "../../src/store/database.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { dayInWords } from "../../src/text/catalog.ts";
import { aDesk, aNewEscalation } from "./an-escalation.ts";
import { addsColleague, handsOver, resolves, returns, takes } from "./a-case-in-hands.ts";
import { letterOf, toldToday } from "./a-partner-first-case.ts";
import { comesBack, en, label, least, sends, starts, walksOn } from "./a-requester.ts";
import type { AStage } from "./a-stage.ts";
import { putFinishedDrafts } from "./finished-drafts.ts";

/** Everything that people can do with the bot, each thing at least once, from the first command to the last ending. */

const { buttons, submit, titles } = en.controls;
const { csmSide, partnerWait, proof, questions, review, routing } = en;

/** Monday; at ten in Chicago the day after, and the day after that. */
export const monday = s1.now;
const tuesday = new Date("2026-11-24T16:00:00Z");
const wednesday = new Date("2026-11-25T16:00:00Z");
const thursday = new Date("2026-11-26T16:00:00Z");
const agency = "T0AGENCY1";
const { csm, csmBrazil, project } = channels;

/** The partner reads along in the CSM channel, at first. */
export const seed: typeof workspace = {
  ...workspace,
  channels: workspace.channels.map((channel) =>
    channel.id === csm ? { ...channel, connectedTeamIds: [agency] } : channel,
  ),
};

const drafts: Readonly<Record<string, Answers>> = {
  [people.dana]: s1.answers,
  [people.harriet]: { ...s2.answers, ...toldToday },
  [people.ravi]: { ...s2.answers, ...toldToday, response_state: "fixed" },
  [people.robin]: s2.answers,
};

/** What some of them have written before. */
export async function prepareLife(databaseUrl: string): Promise<void> {
  await putFinishedDrafts(databaseUrl, drafts, monday);
  await putParkedCases(databaseUrl);
}

const parkedNumbers = 900;
/** More than a page of anything shows. */
const parkedCases = 16;

/** Left by somebody who is not there any more: nobody is asked for anything, and lists and Homes have pages to turn. */
async function putParkedCases(databaseUrl: string): Promise<void> {
  const at = monday.toISOString();
  const { db, close } = await openStore(databaseUrl);
  const countFrom = (last_number: number) =>
    db
      .insertInto("escalation_counters")
      .values({ team_id: team.id, last_number })
      .onConflict((conflict) => conflict.column("team_id").doUpdateSet({ last_number }))
      .execute();
  await countFrom(parkedNumbers);
  await db.transaction().execute(async (trx) => {
    for (let number = 1; number <= parkedCases; number += 1)
      await createEscalation(
        trx,
        aNewEscalation({
          id: `parked-${number}`,
          teamId: team.id,
          requesterId: "U0FORMER1",
          channelId: csm,
          desk: { ...aDesk, usergroup: csmUsergroup },
          status: { state: "acknowledged", by: people.iris, at },
          nudging: { ...neverNudged, state: "parked", why: "no_answer", at, reopening: null, wait: null },
        }),
        { kind: "sent", actorId: null },
        monday,
      );
  });
  await countFrom(0);
  await close();
}

export async function livesAWholeLife(stage: AStage): Promise<void> {
  await getsAround(stage);
  await sendsToAll(stage);
  await isWorkedOn(stage);
  await looksThroughCases(stage);
  await waitsForThePartner(stage);
  await writesToThePartner(stage);
  await isReminded(stage);
  await bringsEvidence(stage);
  await isAskedAboutThePartner(stage);
  await changesHands(stage);
  await whatSlackTells(stage);
  await isErased(stage);
  await isRemoved(stage);
}

/** Leo gets to know the form, and all its turns. */
async function getsAround({ person }: AStage): Promise<void> {
  const leo = person(people.leo);
  const { urgency, concern_type: concern } = en.form;
  await leo.types("/escalate help", { in: project });
  await leo.opensHome();
  await leo.seesHome(en.home.welcome);
  await leo.clicksInHome(en.home.start);
  await leo.closesModal();
  await starts(leo);
  await leo.fills({ [label("urgency")]: urgency.options.outage });
  await leo.presses(buttons.back);
  await leo.fills({
    ...least.situation,
    [label("concern_type")]: concern.options.extension_fault,
    [label("partner_company")]: "Somebody Else",
  });
  await leo.presses(submit.next);
  await leo.presses(buttons.continue_anyway);
  await walksOn(leo, "scope", "examples");
  await leo.fills({ [label("ex_actual")]: "The first of two." });
  await leo.presses(buttons.add_example);
  await leo.fills({ [label("ex_actual")]: "The second of two." });
  await leo.presses(buttons.edit);
  await leo.presses(buttons.remove, { nth: 1 });
  await leo.presses(buttons.back);
  await comesBack(leo);
  await leo.closesModal();
  await starts(leo);
  await leo.presses(buttons.start_over);
  await leo.closesModal();
  await leo.types("The search of the shop is slow.", { in: project });
  const said = newest(leo, project);
  await leo.usesShortcut("Escalate this message", { on: said });
  await leo.closesModal();
  await leo.usesShortcut("Escalate to CSM");
  await leo.closesModal();
}

/** Dana sends a case where the partner reads along; from then on they do not. */
async function sendsToAll(stage: AStage): Promise<void> {
  const dana = stage.person(people.dana);
  await comesBack(dana);
  await dana.presses(buttons.back);
  await dana.presses(submit.review);
  await dana.presses(submit.send);
  await dana.seesModal(routing.shared.heading);
  await dana.presses(buttons.back);
  await dana.presses(submit.send);
  await dana.presses(routing.shared.send);
  await dana.seesModal(en.modal.sent.title);
  await dana.closesModal();
  await stage.settle();
  stage.slack.unshare(csm, agency);
  await stage.settle();
  for (const order of ["list", "list open", "ESC-1", "ESC-1 history"])
    await dana.types(`/escalate ${order}`, { in: project });
}

/** Casey narrows what the Home shows, turns its pages, and those of a list. */
async function looksThroughCases({ person, settle }: AStage): Promise<void> {
  const casey = person(people.casey);
  const { home, find } = en;
  await casey.opensHome();
  await casey.seesHome(home.desk);
  const offers = (label: string) =>
    casey.until(`“${label}” in the Home`, () => casey.home()?.buttons.includes(label));
  await offers(home.next);
  await casey.clicksInHome(home.next);
  await offers(home.previous);
  await casey.clicksInHome(home.previous);
  await casey.choosesInHome(home.filter.level, en.verdict.levels.almost_ready);
  await casey.choosesInHome(home.filter.whose, home.filter.mine);
  await offers(home.filter.clear);
  await casey.clicksInHome(home.filter.clear);
  await casey.fillsInHome(home.filter.partner, "north");
  await settle();
  await casey.types("/escalate list all", { in: project });
  const page = (label: string) =>
    casey.until(`a list with “${label}”`, () =>
      casey.ephemerals(project).findLast(({ buttons: all }) => all.includes(label)),
    );
  await casey.clicks(find.older, { on: await page(find.older) });
  await casey.clicks(find.newest, { on: await page(find.newest) });
  await settle();
}

/** Casey takes Dana's case, asks, hands it over; Robin returns it, and closes it in the end. */
async function isWorkedOn(stage: AStage): Promise<void> {
  const dana = stage.person(people.dana);
  const casey = stage.person(people.casey);
  const robin = stage.person(people.robin);
  await takes(stage);
  await readsTheBrief(stage);
  await casey.clicks(buttons.ask, { on: theCard(stage, 1) });
  await casey.fills({ [questions.ask.label]: "Who signs on your side, and when?" });
  await casey.presses(questions.ask.submit);
  await casey.closesModal();
  await stage.settle();
  const question = theCard(stage, 1).thread.find((each) => each.buttons.includes(buttons.answer));
  if (!question) throw new Error("The question is not in the thread.");
  await dana.clicks(buttons.answer, { on: question });
  await dana.fills({ [questions.answer.label]: "I do, on the fourth of December." });
  await dana.presses(questions.answer.submit);
  await dana.closesModal();
  await stage.settle();
  await handsOver(stage, people.casey, "Robin Achterberg");
  await casey.closesModal();
  await returns(stage, "Which order numbers are these?", people.robin);
  await robin.closesModal();
  await dana.clicks(buttons.send_again, { on: lastWith(dana, buttons.send_again) });
  await stage.settle();
  await isWorkedOnInTheHome(stage);
  await takes(stage, people.robin);
  const { endings } = csmSide.resolve;
  const plan = { [csmSide.resolve.planDue]: "2026-12-04" };
  await resolves(stage, endings.plan_agreed, "They put two people on it.", plan, people.robin);
  await robin.closesModal();
  await dana.clicks(buttons.reopen, { on: lastWith(dana, buttons.reopen) });
  await stage.settle();
}

/** Robin takes it there, and returns it once more; Dana sends it there. */
async function isWorkedOnInTheHome(stage: AStage): Promise<void> {
  const dana = stage.person(people.dana);
  const robin = stage.person(people.robin);
  await clicksInHome(stage, robin, buttons.have_it);
  await returns(stage, "Which invoices are these?", people.robin);
  await robin.closesModal();
  await stage.settle();
  await clicksInHome(stage, dana, buttons.send_again);
}

/** Of the one case that has it there. */
async function clicksInHome(stage: AStage, person: Person, button: string): Promise<void> {
  await person.opensHome();
  await person.until(`“${button}” in the Home`, () => person.home()?.buttons.includes(button));
  await person.clicksInHome(button, { nth: 1 });
  await stage.settle();
}

/** As a page, as text to copy, and as a message to themselves. */
async function readsTheBrief(stage: AStage): Promise<void> {
  const casey = stage.person(people.casey);
  await casey.clicks(buttons.brief, { on: theCard(stage, 1) });
  for (const form of ["markdown", "email", "page"] as const) await casey.presses(en.brief.buttons[form]);
  await casey.presses(en.brief.window.send);
  await casey.closesModal();
  await stage.settle();
}

/** Harriet has told the partner and waits; Ravi's trouble is gone. */
async function waitsForThePartner(stage: AStage): Promise<void> {
  const harriet = stage.person(people.harriet);
  const ravi = stage.person(people.ravi);
  const { buttons: answers } = partnerWait;
  await comesBack(harriet);
  await harriet.presses(answers.wait(dayInWords("2026-11-26", "en")));
  await harriet.seesModal(partnerWait.waiting.title);
  await harriet.closesModal();
  await stage.settle();
  const receipt = () => lastWith(harriet, answers.replied);
  await harriet.clicks(submit.send_anyway, { on: receipt() });
  await harriet.fills({ [review.anyway.overrideLabel]: review.reasons.contact_gone });
  await harriet.closesModal();
  await harriet.clicks(answers.replied, { on: receipt() });
  await harriet.closesModal();
  await harriet.clicks(answers.fixed, { on: receipt() });
  await harriet.closesModal();

  await comesBack(ravi);
  await ravi.presses(review.buttons.closeAsAvoided);
  await ravi.fills({ [partnerWait.worked.label]: "We called their owner." });
  await ravi.presses(buttons.back);
  await ravi.presses(review.buttons.closeAsAvoided);
  await ravi.presses(partnerWait.worked.submit);
  await ravi.closesModal();
  await stage.settle();
}

async function writesToThePartner(stage: AStage): Promise<void> {
  const robin = stage.person(people.robin);
  await comesBack(robin);
  await robin.presses(review.buttons.writeToPartner);
  await robin.presses(buttons.back);
  await robin.presses(review.buttons.writeToPartner);
  await robin.presses(en.partnerMessage.submit);
  await robin.closesModal();
  await stage.settle();
  await robin.clicks(partnerWait.buttons.sentIt, { on: letterOf(robin) });
  await robin.fills({ [en.form.who_how.label]: "Their project lead, by a letter" });
  await robin.presses(submit.save);
  await robin.closesModal();
  await stage.settle();
}

/** The day has come on which Harriet is asked whether they answered. */
async function isAskedAboutThePartner(stage: AStage): Promise<void> {
  const harriet = stage.person(people.harriet);
  await until(stage, thursday);
  await harriet.clicks(partnerWait.buttons.silent, { on: lastWith(harriet, partnerWait.buttons.silent) });
  await harriet.closesModal();
}

/** Gus sends little, is reminded, and thinks of a second case with the same partner. */
async function isReminded(stage: AStage): Promise<void> {
  const gus = stage.person(people.gus);
  await sends(gus);
  await stage.settle();
  await until(stage, tuesday);
  await gus.clicks(buttons.snooze, { on: reminder(stage) });
  await until(stage, wednesday);
  await gus.clicks(buttons.stop, { on: reminder(stage) });
  await stage.settle();

  await starts(gus);
  await gus.fills({ ...least.situation, [label("summary")]: "The search is slow" });
  await gus.presses(submit.next);
  await gus.seesModal(en.care.duplicate.title);
  await gus.presses(buttons.back);
  await gus.presses(submit.next);
  await gus.seesModal(en.care.duplicate.title);
  await gus.presses(en.care.duplicate.buttons.otherMatter);
  await gus.seesModal(titles.scope);
  await gus.closesModal();
}

/** By the form, below the card, and from the menu of a message. */
async function bringsEvidence(stage: AStage): Promise<void> {
  const gus = stage.person(people.gus);
  await gus.clicks(buttons.add_missing, { on: cardOf(stage, people.gus) });
  await gus.fills({ [label("ex_actual")]: "Paid with 4111 1111 1111 1111, and nothing came." });
  await gus.presses(submit.save);
  await gus.presses(en.care.sensitive.takeOut);
  await gus.closesModal();
  await stage.settle();
  await clicksInHome(stage, gus, buttons.add_missing);
  await gus.closesModal();

  const { ts: thread } = cardOf(stage, people.gus);
  await gus.types("They wrote that they have no date.", { in: csm, thread });
  await gus.chooses(proof.question.newExample, { on: lastAsked(gus) });
  await stage.settle();
  const answered = newestIn(cardOf(stage, people.gus).thread, gus);
  await gus.edits(answered, "They wrote that they have no date at all.");
  await stage.settle();
  await gus.types("Thanks for looking into it, all.", { in: csm, thread });
  await gus.clicks(proof.question.leaveOut, { on: lastAsked(gus) });

  // To choose between two, there must be two.
  await sendsTheSecond(stage, gus);
  await gus.types("The importer stopped at order 1188.", { in: project });
  await gus.usesShortcut("Add to escalation", { on: newest(gus, project) });
  const { shortcut } = proof;
  const screen = await gus.seesModal(shortcut.title);
  const [first = ""] =
    screen.fields.find((field) => field.label === shortcut.whichCase)?.options.slice(-1) ?? [];
  await gus.fills({ [shortcut.whichCase]: first });
  await gus.fills({ [shortcut.what]: proof.question.newExample });
  await gus.presses(submit.save);
  await gus.closesModal();
  await stage.settle();
  await gus.deletes(newestIn(cardOf(stage, people.gus).thread, gus));
  await stage.settle();
}

async function sendsTheSecond(stage: AStage, gus: Person): Promise<void> {
  await comesBack(gus);
  await walksOn(gus, "scope", "review");
  await gus.fills({ [review.anyway.label]: "The sale starts next week." });
  await gus.presses(submit.send_anyway);
  await gus.seesModal(en.modal.sent.title);
  await gus.closesModal();
  await stage.settle();
}

/** Leo speaks for Dana's case, first beside her, then alone; and withdraws it. */
async function changesHands(stage: AStage): Promise<void> {
  const { slack } = stage;
  const leo = stage.person(people.leo);
  await addsColleague(stage, "Leo Park");
  await stage.person(people.dana).closesModal();
  slack.deactivate(people.dana);
  await stage.settle();
  await leo.clicks(buttons.take_over, { on: lastWith(leo, buttons.take_over) });
  await stage.settle();
  await leo.clicks(buttons.withdraw, { on: lastWith(leo, buttons.withdraw) });
  await stage.settle();
  slack.reactivate(people.dana);
  await stage.settle();
}

/** Channels and people change. */
async function whatSlackTells(stage: AStage): Promise<void> {
  const { slack } = stage;
  const changes = [
    () => {
      slack.changeUser(people.gus, { tz: "Europe/London" });
    },
    () => {
      slack.invite(project, app.botUserId);
    },
    () => {
      slack.rename(csm, "csm-cases");
    },
    () => {
      slack.share(csmBrazil, "T0ADOBE01");
    },
    () => {
      slack.archive(csmBrazil);
    },
    () => {
      slack.unarchive(csmBrazil);
    },
    () => {
      slack.convertToPrivate(csmBrazil);
    },
    () => {
      slack.rename(csmBrazil, "csm-privado");
    },
    () => {
      slack.archive(csmBrazil);
    },
    () => {
      slack.unarchive(csmBrazil);
    },
    () => {
      slack.changeChannelId(csmBrazil, "C0MOVED01");
    },
  ];
  for (const change of changes) {
    change();
    await stage.settle();
  }
}

/** Ravi wants nothing to be left of what he did not need after all. */
async function isErased(stage: AStage): Promise<void> {
  const ravi = stage.person(people.ravi);
  const { erasing } = en;
  await ravi.types("/escalate ESC-3 erase", { in: project });
  const [asked] = ravi.ephemerals(project).slice(-1);
  await ravi.clicks(erasing.button("ESC-3"), { on: the(asked) });
  await ravi.seesMessage(project, erasing.done("ESC-3"));
  await stage.settle();
}

/** The app is removed, and comes back. */
async function isRemoved(stage: AStage): Promise<void> {
  stage.slack.uninstall();
  await stage.settle();
  stage.slack.installAgain();
}

async function until(stage: AStage, instant: Date): Promise<void> {
  await stage.settle(instant.getTime() - stage.clock.now().getTime());
  stage.clock.moveTo(instant);
  await stage.settle();
}

function theCard(stage: AStage, number: number): SeenMessage {
  return the(
    stage
      .person(people.casey)
      .sees(csm)
      .find(({ screen }) => screen.includes(`ESC-${number} `)),
  );
}
/** The newest one that this person may add to. */
function cardOf(stage: AStage, userId: string): SeenMessage {
  const name = stage.slack.world.users.get(userId)?.realName ?? "";
  return the(
    stage
      .person(userId)
      .sees(csm)
      .find(({ screen }) => screen.includes(name)),
  );
}
function reminder(stage: AStage): SeenMessage {
  return the(cardOf(stage, people.gus).thread.findLast((each) => each.buttons.includes(buttons.stop)));
}
function lastWith(person: Person, button: string): SeenMessage {
  return the(person.dms().findLast((each) => each.buttons.includes(button)));
}
function lastAsked(person: Person): SeenMessage {
  return the(person.ephemerals(csm).findLast(({ fields }) => fields.length > 0));
}
function newest(person: Person, channelId: string): SeenMessage {
  return newestIn(person.sees(channelId), person);
}
function newestIn(messages: readonly SeenMessage[], { id }: Person): SeenMessage {
  return the(messages.findLast(({ authorId }) => authorId === id));
}
function the(message: SeenMessage | undefined): SeenMessage {
  if (!message) throw new Error("There is no such message.");
  return message;
}
