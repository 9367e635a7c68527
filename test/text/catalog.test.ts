import { describe, expect, test } from "@jest/globals";
import { type EventKind, eventKinds } from "../../src/domain/case-events.ts";
import { notedSteps, parkReasons } from "../../src/domain/delivery.ts";
import { closings, overrideReasons } from "../../src/domain/escalation.ts";
import { loadedKinds } from "../../src/domain/facts-first.ts";
import { parkedWhys } from "../../src/domain/nudging.ts";
import { sensitiveKinds } from "../../src/domain/sensitive.ts";
import { caps, exampleTests, gapCodes, levels, partnerFirstReasons } from "../../src/domain/verdict.ts";
import {
  dayInWords,
  listInWords,
  localeOf,
  momentInWords,
  type Words,
  wordsIn,
} from "../../src/text/catalog.ts";
import type { EventFacts } from "../../src/text/en/history.ts";
import type { PartnerMessageFacts } from "../../src/text/en/partner-message.ts";

const en = wordsIn("en");
const ptBR = wordsIn("pt-BR");
const both = [
  ["English", en],
  ["Portuguese", ptBR],
] as const;

/** Everything in a catalog that is no group of others, by its path: `modal.resume.title`. */
function leavesOf(value: unknown, path = ""): readonly (readonly [path: string, leaf: unknown])[] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, path ? `${path}.${key}` : key));
}

function textsOf(words: Words): readonly (readonly [path: string, text: string])[] {
  return leavesOf(words).flatMap(([path, leaf]) => (typeof leaf === "string" ? [[path, leaf] as const] : []));
}

/** What a leaf is, arguments counted. */
function kindOf(leaf: unknown): string {
  return typeof leaf === "function" ? `function of ${leaf.length}` : typeof leaf;
}

const northwind = "Northwind Digital";
const facts: PartnerMessageFacts = {
  partner: northwind,
  merchant: "Ana Souza",
  summary: "Orders do not reach the ERP.",
  replyBy: "26 Nov 2026",
  exampleDate: "16 Nov 2026",
  where: "NWD-398",
  expected: "The order appears in the ERP within 5 minutes.",
  actual: "The order never reached the ERP",
  impact: "41 orders typed again by hand",
  document: "SOW v1.3",
  clause: "4.2 order sync",
  change: "ten days more",
  worried: false,
};
const noFacts: PartnerMessageFacts = {
  ...facts,
  exampleDate: "",
  where: "",
  expected: "",
  actual: "",
  impact: "",
  document: "",
  clause: "",
  change: "",
};

/** What messages as evidence say. */
function proofSpoken({ proof }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "proof.question.heading": [proof.question.heading("ESC-4")],
    "proof.question.answer": [proof.question.answer("Mia Chen")],
    "proof.added": [proof.added("ESC-4", "X")],
    "proof.level": [proof.level("Ready")],
    "proof.next": [proof.next("X")],
    "proof.formOnly": [proof.formOnly("ESC-4", "X")],
    "proof.thereAlready": [proof.thereAlready("ESC-4")],
    "proof.nothingToAdd": [proof.nothingToAdd("ESC-4")],
    "proof.noCase": [proof.noCase("/escalate")],
    "proof.message": [proof.message("Mia Chen", "9 Nov 2026")],
    "proof.moreFiles": [1, 2].map(proof.moreFiles),
  };
}

function findSpoken({ find }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "find.heading": [find.heading("northwind")],
    "find.what": [find.what("/escalate")],
    "find.parked": [find.parked("open")],
  };
}

function homeSpoken({ home }: Words): Readonly<Record<string, readonly string[]>> {
  const { counts } = home;
  return {
    "home.counts.unclaimed": [0, 1, 2].map(counts.unclaimed),
    "home.counts.taken": [0, 1, 2].map(counts.taken),
    "home.counts.returned": [0, 1, 2].map(counts.returned),
    "home.counts.parked": [0, 1, 2].map(counts.parked),
    "home.counts.closed": [0, 1, 2].map(counts.closed),
    "home.others": [home.others("/escalate")],
    "home.moreOwn": [home.moreOwn("/escalate")],
    "home.closed": [home.closed("/escalate")],
    "home.from": [home.from("Mia Chen", "26 Nov 2026")],
    "home.waitsUntil": [home.waitsUntil("26 Nov 2026")],
    "home.stands": [home.stands("open")],
  };
}

function settingsSpoken({ settings, install }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "install.done": [install.done("/escalate").text.join(" ")],
    "settings.errors.hours": [settings.errors.hours("10:00")],
    "settings.saved": [settings.saved("#csm")],
    "settings.notThere": [settings.notThere("#csm")],
    "settings.archived": [settings.archived("#csm")],
    "settings.sharedWith": [settings.sharedWith("Adobe")],
    "settings.notSetUp": [settings.notSetUp("/escalate")],
  };
}

function csmSideSpoken({ csmSide, talk }: Words): Readonly<Record<string, readonly string[]>> {
  const { status, notes, handOver, giveBack, resolve, notices, sendAgain, colleague } = csmSide;
  const { wasFirst } = talk;
  return {
    "talk.wasFirst.acknowledged": [wasFirst.acknowledged("Mia Chen")],
    "talk.wasFirst.returned": [wasFirst.returned("Mia Chen")],
    "talk.wasFirst.closed": [wasFirst.closed("Mia Chen", "Resolved")],
    "csmSide.status.said": [status.said("Mia Chen", "Which orders?")],
    "csmSide.status.planDue": [status.planDue("9 Dec 2026")],
    "csmSide.status.belongs": [status.belongs("X")],
    "csmSide.status.reopenable": [status.reopenable("7 Dec 2026")],
    "csmSide.status.shared": [status.shared("Leo Park")],
    ...Object.fromEntries(
      notedSteps.map((step) => [`csmSide.notes.${step}`, [notes[step]("Mia Chen", "ESC-4")]]),
    ),
    "csmSide.handOver.done": [handOver.done("ESC-4", "Mia Chen")],
    "csmSide.handOver.hasIt": [handOver.hasIt("Mia Chen")],
    "csmSide.handOver.owner": [handOver.owner("Mia Chen")],
    "csmSide.handOver.notCsm": [handOver.notCsm("Mia Chen")],
    "csmSide.giveBack.done": [giveBack.done("ESC-4")],
    "csmSide.resolve.done": [resolve.done("ESC-4", "Resolved")],
    "csmSide.notices.returned": [notices.returned("Mia Chen", "ESC-4")],
    "csmSide.notices.wasReturned": [notices.wasReturned("ESC-4")],
    "csmSide.notices.closed": [notices.closed("Mia Chen", "ESC-4", "Resolved")],
    "csmSide.notices.reopen": [notices.reopen("7 Dec 2026")],
    "csmSide.notices.wasClosed": [notices.wasClosed("ESC-4")],
    "csmSide.sendAgain.done": [sendAgain.done("ESC-4")],
    "csmSide.colleague.done": [colleague.done("ESC-4", "Leo Park")],
    "csmSide.colleague.notHere": [colleague.notHere("Leo Park")],
    "csmSide.share.heading": [csmSide.share.heading("Ana Souza", "ESC-4")],
    "csmSide.takeOver.done": [csmSide.takeOver.done("ESC-4")],
  };
}

function reportSpoken({ report }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "report.digestHeading": [report.digestHeading("16 Nov – 22 Nov")],
    "report.reportHeading": [report.reportHeading("#csm", "16 Nov – 22 Nov")],
    "report.toNow": [report.toNow("16 Nov")],
    "report.needDecision": [1, 2].map(report.needDecision),
    "report.needBy": [report.needBy("9 Dec 2026")],
    "report.notTakenSince": [report.notTakenSince("9 Nov 2026")],
    "report.moreDecisions": [report.moreDecisions(3, "/escalate")],
    "report.hours": [1, 2].map(report.hours),
    "report.days": [report.days(3)],
    "report.onlyCsm": [report.onlyCsm("/escalate")],
    "report.weeksAllowed": [report.weeksAllowed(52)],
    "report.leftOut": [report.leftOut("#csm")],
  };
}

function briefSpoken({ brief }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "brief.asOf": [brief.asOf("9 Nov 2026, 14:05", "Europe/London")],
    "brief.state.acknowledged": [brief.state.acknowledged("Mia Chen")],
    "brief.state.closed": [brief.state.closed("Resolved")],
    "brief.score": [brief.score("Ready", 88, 1)],
    "brief.example": [brief.example(1, ""), brief.example(2, "9 Nov 2026")],
    "brief.more": [1, 2].map(brief.more),
    "brief.moreMessages": [1, 2].map(brief.moreMessages),
    "brief.leftOut": [1, 2].map(brief.leftOut),
    "brief.cut": [brief.cut("/escalate ESC-4")],
    "brief.window.part": [brief.window.part(1, 2)],
  };
}

function exportingSpoken({ exporting }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "exporting.soFar": [1, 5000].map(exporting.soFar),
    "exporting.sent": [1, 12].map(exporting.sent),
    "exporting.comment": [1, 12].map(exporting.comment),
  };
}

function erasingSpoken({ erasing }: Words): Readonly<Record<string, readonly string[]>> {
  return {
    "erasing.ask": [erasing.ask("ESC-4")],
    "erasing.button": [erasing.button("ESC-4")],
    "erasing.done": [erasing.done("ESC-4")],
    "erasing.erased": [erasing.erased("ESC-4", "26 Nov 2026")],
    "erasing.erasedBy": [erasing.erasedBy("ESC-4", "26 Nov 2026", "Ana Souza")],
  };
}

function questionsSpoken({ questions }: Words): Readonly<Record<string, readonly string[]>> {
  const { ask, note, answer } = questions;
  return {
    "questions.ask.to": [ask.to("Mia Chen")],
    "questions.asks": [questions.asks("Mia Chen", "ESC-4")],
    "questions.asked": [questions.asked("Mia Chen", "Ana Souza", "ESC-4")],
    "questions.answered": [questions.answered("Ana Souza")],
    "questions.note.asked": [note.asked("Mia Chen", "Ana Souza", "ESC-4")],
    "questions.answer.alreadyBy": [answer.alreadyBy("Ana Souza")],
    "questions.answer.says": [answer.says("Ana Souza", "ESC-4")],
    "questions.answer.to": [answer.to("Which order?")],
  };
}

function chaseSpoken({ chase }: Words): Readonly<Record<string, readonly string[]>> {
  const { over, unclaimed } = chase;
  const email = {
    name: "ESC-4",
    merchant: "Ana Souza",
    partner: northwind,
    since: "23 Nov 2026",
    summary: "Orders do not reach the ERP.",
    agreed: "4.2 order sync (SOW v1.3)",
    told: "3 Nov 2026, in writing",
    ask: "A call",
    link: "https://acme.slack.com/archives/C1/p1",
  };
  return {
    "chase.first": [chase.first("ESC-4", "23 Nov 2026")],
    "chase.second": [chase.second("ESC-4", "23 Nov 2026")],
    "chase.over.acknowledged": [over.acknowledged("ESC-4", "Mia Chen")],
    "chase.over.returned": [over.returned("ESC-4", "Mia Chen")],
    "chase.over.closed": [over.closed("ESC-4", "Resolved")],
    "chase.over.moved": [over.moved("ESC-4")],
    "chase.unclaimed.heading": [unclaimed.heading("ESC-4")],
    "chase.unclaimed.write": [unclaimed.write("#csm", "23 Nov 2026")],
    "chase.email": [chase.email(email), chase.email({ ...email, agreed: "", link: "" })],
  };
}

function careSpoken({ care }: Words): Readonly<Record<string, readonly string[]>> {
  const { tips, sensitive, duplicate } = care;
  return {
    "care.tips.absolute": [tips.absolute("X")],
    "care.tips.judging": [tips.judging("X")],
    "care.sensitive.found": [
      sensitive.found("What happened?", null, "a number"),
      sensitive.found("What happened?", 2, "a number"),
    ],
    "care.duplicate.heading": [1, 2].map(duplicate.heading),
    "care.duplicate.begun": [duplicate.begun("open", "9 Nov 2026")],
    "care.duplicate.buttons.continueThat": [duplicate.buttons.continueThat("ESC-4")],
    "care.duplicate.kept": [duplicate.kept("/escalate")],
  };
}

/** Events that are always of something. */
const alwaysSayWhat: readonly EventKind[] = ["resolved", "delivery_parked", "delivery_resumed"];

function historySpoken({ history }: Words): Readonly<Record<string, readonly string[]>> {
  const bare: EventFacts = {
    who: "Mia Chen",
    whom: "Ana Souza",
    verdict: "",
    what: "",
    said: "",
    why: "of that",
    where: "",
    nth: 1,
    isQuestion: false,
    called: "csms",
  };
  const turns: readonly EventFacts[] = [
    bare,
    { ...bare, verdict: "Ready, 88 of 100 points", what: "Resolved", said: "They fixed it." },
    { ...bare, where: history.places.dm, isQuestion: true, called: "backup" },
    { ...bare, where: history.places.thread, called: "requester" },
  ];
  const turnsOf = (kind: EventKind) =>
    turns.filter(({ what }) => what !== "" || !alwaysSayWhat.includes(kind));
  return {
    "history.heading": [history.heading("ESC-4")],
    "history.times": [history.times("Europe/London")],
    "history.olderLeftOut": [1, 2].map(history.olderLeftOut),
    "history.verdict": [history.verdict("Ready", 88)],
    "history.score": [history.score(88)],
    ...Object.fromEntries(
      eventKinds.map((kind) => [`history.events.${kind}`, turnsOf(kind).map(history.events[kind])]),
    ),
  };
}

/** Every function of a catalog by its path, with what it says in each of its turns. */
function spokenBy(words: Words): Readonly<Record<string, readonly string[]>> {
  const { modal, review, verdict, card, nudge, partnerMessage, partnerWait, talk } = words;
  const gap = {
    partner: northwind,
    document: "SOW v1.3",
    documentLost: false,
    concern: "late",
    example: 2,
  } as const;
  const help = talk.help("/escalate");
  return {
    "modal.resume.about": [modal.resume.about("", ""), modal.resume.about("Orders are lost", northwind)],
    "modal.resume.saved": [modal.resume.saved("9 Nov 2026, 14:05")],
    "modal.resume.textWaits": [modal.resume.textWaits("Checkout is late")],
    "modal.examples.heading": [modal.examples.heading(2, 3)],
    "modal.examples.listed": [modal.examples.listed(2)],
    "modal.examples.lacks": [modal.examples.lacks(["A", "B"])],
    "modal.errors.tooLong": [modal.errors.tooLong(150)],
    "modal.sent.heading": [modal.sent.heading("ESC-4")],
    "modal.sent.where": [modal.sent.where("#csm")],
    "modal.sent.already": [modal.sent.already("ESC-4")],
    "modal.sent.next": [modal.sent.next(0), modal.sent.next(1)],
    "modal.saved.heading": [modal.saved.heading("ESC-4", "Ready")],
    "review.coach": [words.review.coach(["Who?", "When?"])],
    "review.where": [review.where("#csm")],
    "review.whoShared": [review.whoShared("Fabrikam")],
    "review.avoided.heading": [review.avoided.heading("ESC-4")],
    "routing.because": [words.routing.because("the partner is Northwind", "Europe")],
    "routing.reasons.partner": [words.routing.reasons.partner(northwind)],
    "routing.reasons.edition": [words.routing.reasons.edition("On-premises 2.4.8")],
    "routing.reasons.concern": [words.routing.reasons.concern("It is late")],
    "routing.shared.text": [words.routing.shared.text("#csm")],
    ...settingsSpoken(words),
    ...findSpoken(words),
    ...homeSpoken(words),
    ...csmSideSpoken(words),
    ...proofSpoken(words),
    ...questionsSpoken(words),
    ...erasingSpoken(words),
    ...reportSpoken(words),
    ...briefSpoken(words),
    ...exportingSpoken(words),
    ...chaseSpoken(words),
    ...careSpoken(words),
    ...historySpoken(words),
    "verdict.levelSays.almost_ready": [1, 2, 3].map(verdict.levelSays.almost_ready),
    "verdict.brings": [verdict.brings(0, 5), verdict.brings(1, 1), verdict.brings(2, 3)],
    "verdict.score": [verdict.score(1), verdict.score(78)],
    ...Object.fromEntries(
      gapCodes.flatMap((code) => [
        [
          `verdict.gaps.${code}.short`,
          [1, 2].map((example) => verdict.gaps[code].short({ ...gap, example })),
        ],
        [
          `verdict.gaps.${code}.ask`,
          [
            verdict.gaps[code].ask(gap),
            verdict.gaps[code].ask({ ...gap, document: "", concern: null, example: 1 }),
            verdict.gaps[code].ask({ ...gap, documentLost: true }),
          ],
        ],
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(verdict.strengths).map(([strength, say]) => [
        `verdict.strengths.${strength}`,
        [1, 2].map((examples) => say({ partner: northwind, examples })),
      ]),
    ),
    ...Object.fromEntries(
      partnerFirstReasons.map((reason) => [
        `verdict.partnerFirst.${reason}`,
        [verdict.partnerFirst[reason]({ partner: northwind, date: "26 Nov 2026" })],
      ]),
    ),
    "card.level": [card.level("Ready", northwind)],
    "card.told.on": [card.told.on("3 Nov 2026", "in writing")],
    "card.told.undated": [card.told.undated("in writing")],
    "card.told.plan": [card.told.plan("A plan", "9 Nov 2026")],
    "card.askBy": [card.askBy("A call", "18 Dec 2026")],
    "card.examples": [0, 1, 2].map(card.examples),
    "card.caveats.bypass": [card.caveats.bypass("18 Dec 2026")],
    "card.caveats.override": [card.caveats.override("Contact gone", "They left.")],
    "card.caveats.anyway": [card.caveats.anyway("We go live on Monday.")],
    "card.caveats.extended": [card.caveats.extended("22 Nov 2026")],
    "card.caveats.security_only": [card.caveats.security_only("22 Nov 2026")],
    "card.caveats.ended": [card.caveats.ended("22 Nov 2026")],
    "card.caveats.language": [card.caveats.language("X")],
    "card.status.acknowledged": [card.status.acknowledged("Mia Chen")],
    "card.status.closed": [card.status.closed("Resolved")],
    "card.evidence.heading": [card.evidence.heading("ESC-4", 1), card.evidence.heading("ESC-4", 2)],
    "card.evidence.score": [card.evidence.score(78, 1)],
    "card.evidence.of": [card.evidence.of("22.5", 35)],
    "card.receipt.sent": [card.receipt.sent("ESC-4", "#csm")],
    "card.receipt.posting": [card.receipt.posting("ESC-4", "#csm")],
    "card.receipt.next.acknowledged": [card.receipt.next.acknowledged("Mia Chen")],
    "card.receipt.next.closed": [card.receipt.next.closed("Resolved")],
    "card.receipt.cutHere": [card.receipt.cutHere("/escalate ESC-4")],
    "card.acknowledgedNotice": [card.acknowledgedNotice("Mia Chen", "ESC-4")],
    "nudge.already": [nudge.already("ESC-4", "One complete example.")],
    "nudge.start": [nudge.start("ESC-4")],
    "nudge.datePassed": [nudge.datePassed("ESC-4", "25 Nov 2026")],
    "nudge.more": [nudge.more(1), nudge.more(7)],
    "nudge.first": [nudge.first(1), nudge.first(15)],
    "nudge.only": [nudge.only(1), nudge.only(15)],
    "nudge.last": [nudge.last("1 Dec 2026", "15 Dec 2026")],
    "nudge.lastOfAll": [nudge.lastOfAll("1 Dec 2026")],
    "nudge.was.heading": [nudge.was.heading("ESC-4", "Ana Souza")],
    "nudge.was.answered": [nudge.was.answered("the ask; telling Acme Inc.")],
    "nudge.was.missing": [nudge.was.missing("the ask; telling Acme Inc.")],
    "nudge.note": [nudge.note("ESC-4", "Ana Souza")],
    "nudge.thanks": [nudge.thanks("Ana Souza")],
    "nudge.thanksMissing": [nudge.thanksMissing("telling Acme Inc.", 0), nudge.thanksMissing("the ask", 2)],
    "nudge.ready": [nudge.ready("ESC-4", "Ana Souza")],
    "nudge.parked.line": parkedWhys.map((why) => nudge.parked.line(nudge.parked.why[why])),
    "nudge.parked.until": [nudge.parked.until("15 Dec 2026")],
    ...Object.fromEntries(
      parkedWhys.map((why) => [`nudge.parked.because.${why}`, [nudge.parked.because[why]("ESC-4")]]),
    ),
    "nudge.parked.partner": [nudge.parked.partner(northwind)],
    "nudge.parked.reopen": [nudge.parked.reopen("15 Dec 2026")],
    "nudge.parked.reopenWaiting": [nudge.parked.reopenWaiting("15 Dec 2026")],
    "nudge.parked.over": [nudge.parked.over("ESC-4")],
    "nudge.stopped.by": [nudge.stopped.by("Mia Chen")],
    "nudge.answers.snoozed": [nudge.answers.snoozed("ESC-4", "25 Nov 2026")],
    "nudge.answers.stopped": [nudge.answers.stopped("ESC-4")],
    "nudge.answers.reopened": [nudge.answers.reopened("ESC-4")],
    "nudge.answers.reopenedWaiting": [nudge.answers.reopenedWaiting("ESC-4")],
    "nudge.answers.reopenedReady": [nudge.answers.reopenedReady("ESC-4")],
    "partnerMessage.dm.heading": [partnerMessage.dm.heading(northwind)],
    "partnerMessage.dm.after": [partnerMessage.dm.after("26 Nov 2026")],
    "partnerMessage.dm.sent": [partnerMessage.dm.sent("26 Nov 2026", "in writing")],
    "partnerWait.buttons.wait": [partnerWait.buttons.wait("26 Nov 2026")],
    "partnerWait.sentIt.text": [partnerWait.sentIt.text(northwind)],
    "partnerWait.waiting.heading": [partnerWait.waiting.heading("ESC-4", northwind, "26 Nov 2026")],
    "partnerWait.waiting.then": [partnerWait.waiting.then("26 Nov 2026")],
    "partnerWait.waiting.shown": [partnerWait.waiting.shown("26 Nov 2026")],
    "partnerWait.parked": [partnerWait.parked("ESC-4")],
    "partnerWait.receipt.text": [partnerWait.receipt.text("26 Nov 2026")],
    "partnerWait.receipt.reopen": [partnerWait.receipt.reopen("26 Nov 2026")],
    "partnerWait.receipt.ended": [partnerWait.receipt.ended("ESC-4", "Avoided")],
    "partnerWait.receipt.worked": [partnerWait.receipt.worked("A call")],
    "partnerWait.question.reply_window_open": [
      partnerWait.question.reply_window_open(northwind, "26 Nov 2026"),
    ],
    "partnerWait.question.plan_not_due": [partnerWait.question.plan_not_due(northwind, "26 Nov 2026")],
    "partnerWait.question.last": [partnerWait.question.last("26 Nov 2026")],
    "partnerWait.question.asked": [partnerWait.question.asked(northwind)],
    "partnerWait.question.wentOn": [partnerWait.question.wentOn("ESC-4")],
    "partnerWait.question.waitsOn": [partnerWait.question.waitsOn("ESC-4")],
    "partnerWait.receipt.over": [partnerWait.receipt.over("ESC-4", northwind)],
    "partnerMessage.draft": [
      partnerMessage.draft(facts),
      partnerMessage.draft({ ...facts, worried: true, document: "" }),
      partnerMessage.draft(noFacts),
    ],
    "talk.unknownCase": [talk.unknownCase("ESC-4")],
    "talk.stuck": [talk.stuck("ESC-4", "Because.")],
    "talk.outdated": [talk.outdated("ESC-4", "Because.")],
    "talk.list.draft": [talk.list.draft("/escalate")],
    ...Object.fromEntries(
      parkReasons.map((reason) => [`talk.parked.${reason}`, [talk.parked[reason]("#csm")]]),
    ),
    "talk.help": [
      help.heading,
      ...help.body,
      help.commandsHeading,
      ...help.commands.flat(),
      help.keptHeading,
      help.kept,
      help.threads,
    ],
  };
}

describe("The two languages", () => {
  test("have the same entries, each of the same kind", () => {
    const shapeOf = (words: Words) =>
      Object.fromEntries(leavesOf(words).map(([path, leaf]) => [path, kindOf(leaf)]));
    expect(shapeOf(ptBR)).toEqual(shapeOf(en));
  });

  test("list the same commands in the help, in the words of their language", () => {
    const commands = [en, ptBR].map(({ talk }) => talk.help("/escalate").commands.map(([typed]) => typed));
    expect(commands).toEqual([
      [
        "/escalate",
        "/escalate checkout is six weeks late",
        "/escalate list",
        "/escalate list open",
        "/escalate find northwind",
        "/escalate report 4",
        "/escalate ESC-4",
        "/escalate ESC-4 history",
        "/escalate ESC-4 erase",
        "/escalate export",
        "/escalate help",
      ],
      [
        "/escalate",
        "/escalate o checkout está seis semanas atrasado",
        "/escalate lista",
        "/escalate lista abertos",
        "/escalate buscar northwind",
        "/escalate relatório 4",
        "/escalate ESC-4",
        "/escalate ESC-4 histórico",
        "/escalate ESC-4 apagar",
        "/escalate exportar",
        "/escalate ajuda",
      ],
    ]);
  });

  test("say nothing in the same words, but for names", () => {
    const names = [
      "Managed Services",
      "Adobe Commerce as a Cloud Service",
      "Adobe Commerce Optimizer",
      "Magento Open Source",
      "CSMs",
    ];
    const english = new Map(textsOf(en));
    const untranslated = textsOf(ptBR).filter(
      ([path, text]) => english.get(path) === text && !names.includes(text),
    );
    expect(untranslated).toEqual([]);
  });

  test("differ in every sentence that is put together, but for those that only set words side by side", () => {
    const onlyLayout = [
      "modal.saved.heading",
      "card.level",
      "card.told.on",
      "card.told.plan",
      "card.status.closed",
    ];
    const english = spokenBy(en);
    const untranslated = Object.entries(spokenBy(ptBR))
      .filter(([path, said]) => said.join() === english[path]?.join())
      .map(([path]) => path);
    expect(untranslated).toEqual(onlyLayout);
  });

  test("send the partner the same letter", () => {
    expect(en.partnerMessage.draft(facts)).toBe(
      [
        "Subject: Orders do not reach the ERP: can we agree a plan by 26 Nov 2026?",
        "Hello Northwind Digital, I would like us to sort something out together. On 16 Nov 2026 (NWD-398) we expected: The order appears in the ERP within 5 minutes. What we saw: The order never reached the ERP. For us it means: 41 orders typed again by hand. In SOW v1.3 we read it like this: 4.2 order sync. Please tell me if you read it differently. We also added work: ten days more. Did that move the date? Could you reply by 26 Nov 2026 with (1) whether you agree, (2) who owns it and (3) a date? If something on our side blocks you, please say so.",
        "Thank you, Ana Souza",
      ].join("\n\n"),
    );
    expect(ptBR.partnerMessage.draft(facts)).toBe(
      [
        "Assunto: Orders do not reach the ERP: podemos combinar um plano até 26 Nov 2026?",
        "Olá, Northwind Digital. Gostaria de resolver isto em conjunto. Em 16 Nov 2026 (NWD-398) esperávamos: The order appears in the ERP within 5 minutes. O que vimos: The order never reached the ERP. Para nós, isso significa: 41 orders typed again by hand. Em SOW v1.3 entendemos assim: 4.2 order sync. Me diga se a sua leitura é outra. Também incluímos trabalho: ten days more. Isso mudou o prazo? Você consegue responder até 26 Nov 2026: (1) se concorda, (2) quem é o responsável e (3) uma data? Se algo do nosso lado estiver travando, por favor avise.",
        "Obrigado(a), Ana Souza",
      ].join("\n\n"),
    );
  });
});

describe.each(both)("In %s", (_language, words) => {
  test("no text is empty", () => {
    expect(textsOf(words).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("every function is tried here, and says something whole in each of its turns", () => {
    const spoken = spokenBy(words);
    const functions = leavesOf(words).flatMap(([path, leaf]) => (typeof leaf === "function" ? [path] : []));
    expect(Object.keys(spoken).sort()).toEqual(functions.sort());
    const broken = Object.entries(spoken).filter(([, said]) =>
      said.some(
        (text) =>
          text.trim() === "" || /undefined|null|NaN|\[object|\$\{| {2}| [.,;:?!]|\.\.|\(\)/u.test(text),
      ),
    );
    expect(broken).toEqual([]);
  });

  test.each([
    ["gap", gapCodes, words.verdict.gaps],
    ["cap", caps, words.verdict.caps],
    ["level", [...levels, "partner_first"], words.verdict.levels],
    ["reason to ask the partner first", partnerFirstReasons, words.verdict.partnerFirst],
    ["test of an example", exampleTests, words.verdict.exampleTests],
    ["reason a message waits", parkReasons, words.talk.parked],
    ["reason not to wait", overrideReasons, words.review.reasons],
    ["closing", closings, words.card.status.closings],
    ["reason to park", parkedWhys, words.nudge.parked.why],
    ["event of a case", eventKinds, words.history.events],
    ["reason a message was held up", parkReasons, words.history.heldUp],
    ["kind of what should not be passed on", sensitiveKinds, words.care.sensitive.kinds],
    ["kind of loaded word", loadedKinds, words.care.tips],
    ["gap that is counted", gapCodes, words.report.missing],
  ])("every %s has words, and no other has", (_what, codes, said) => {
    expect(Object.keys(said).sort()).toEqual(codes.toSorted());
  });

  test.each([
    ["strength", Object.values(words.verdict.strengths), 10],
    ["door", Object.values(words.door.doors), 6],
    ["refusal", Object.values(words.talk.refusals), 18],
  ])("every %s has words", (_what, said, count) => {
    expect(said).toHaveLength(count);
  });

  test("a door tells at least two steps", () => {
    const poor = Object.values(words.door.doors).filter(({ steps }) => steps.length < 2);
    expect(poor).toEqual([]);
  });

  test.each([
    [
      "titles, submit buttons and close buttons of modals",
      24,
      /^controls\.(titles|submit)\.|(?<!onfirm)\.title$|\.submit$|^modal\.close|\.add_missing$/u,
    ],
    ["buttons", 75, /\.buttons\./u],
    ["choices", 75, /\.options\.|^review\.reasons\./u],
    ["titles of confirmations", 100, /onfirm\.title$/u],
    ["texts of confirmations", 300, /onfirm\.text$/u],
    ["both buttons of confirmations", 30, /onfirm\.(confirm|deny)$/u],
    ["headings", 150, /heading$/iu],
  ])("%s stay within the %i characters that Slack shows", (_what, most, path) => {
    const limited = textsOf(words).filter(([at]) => path.test(at));
    expect(limited.length).toBeGreaterThan(1);
    expect(limited.filter(([, text]) => text.length > most)).toEqual([]);
  });
});

describe("Numbers", () => {
  test("one point is one point, two are two, and less than one is not spoken of", () => {
    expect([0.4, 1, 2].map((points) => en.verdict.brings(points, 5))).toEqual([
      "about 5 min",
      "+1 point, about 5 min",
      "+2 points, about 5 min",
    ]);
    expect([0.4, 1, 2].map((points) => ptBR.verdict.brings(points, 5))).toEqual([
      "cerca de 5 min",
      "+1 ponto, cerca de 5 min",
      "+2 pontos, cerca de 5 min",
    ]);
  });

  test("no, one and three complete examples are told apart", () => {
    expect([0, 1, 3].map(en.card.examples)).toEqual([
      "no complete example",
      "1 complete example",
      "3 complete examples",
    ]);
    expect([0, 1, 3].map(ptBR.card.examples)).toEqual([
      "nenhum exemplo completo",
      "1 exemplo completo",
      "3 exemplos completos",
    ]);
  });

  test("one answer saves a round trip, two answers save one too", () => {
    expect([1, 2, 3].map(en.verdict.levelSays.almost_ready)).toEqual([
      "One answer would save a round trip:",
      "Two answers would save a round trip:",
      "A few answers would save a round trip:",
    ]);
    expect([1, 2, 3].map(ptBR.verdict.levelSays.almost_ready)).toEqual([
      "Falta uma resposta para evitar idas e vindas:",
      "Faltam duas respostas para evitar idas e vindas:",
      "Faltam algumas respostas para evitar idas e vindas:",
    ]);
  });
});

describe("A locale", () => {
  test.each([
    ["pt-BR", "pt-BR"],
    ["pt_BR", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["en-US", "en"],
    ["en-GB", "en"],
    ["EN", "en"],
    ["fr-FR", null],
    ["ptx", null],
    ["", null],
  ] as const)("that Slack calls “%s” is %s to us", (slackLocale, locale) => {
    expect(localeOf(slackLocale)).toBe(locale);
  });

  test("writes a day with its month in letters, so that nobody takes 9 November for 11 September", () => {
    expect(dayInWords("2026-11-09", "en")).toBe("9 Nov 2026");
    expect(dayInWords("2026-11-09", "pt-BR")).toBe("9 de nov. de 2026");
  });

  test("writes the same day wherever the machine stands, the first and the last of a year included", () => {
    expect(dayInWords("2026-01-01", "en")).toBe("1 Jan 2026");
    expect(dayInWords("2026-12-31", "pt-BR")).toBe("31 de dez. de 2026");
  });

  test("writes an instant in the zone of its reader: late on Sunday in São Paulo is Monday in Kolkata", () => {
    const instant = new Date("2026-11-23T01:30:00Z");
    expect(momentInWords(instant, "America/Sao_Paulo", "pt-BR")).toBe("22 de nov. de 2026, 22:30");
    expect(momentInWords(instant, "Asia/Kolkata", "en")).toBe("23 Nov 2026, 07:00");
  });

  test("writes names in a row", () => {
    expect(listInWords([], "en")).toBe("");
    expect(listInWords(["Fabrikam"], "pt-BR")).toBe("Fabrikam");
    expect(listInWords(["Fabrikam", "Contoso"], "en")).toBe("Fabrikam and Contoso");
    expect(listInWords(["Fabrikam", "Contoso", "Tailspin"], "en")).toBe("Fabrikam, Contoso and Tailspin");
    expect(listInWords(["Fabrikam", "Contoso", "Tailspin"], "pt-BR")).toBe("Fabrikam, Contoso e Tailspin");
  });
});
