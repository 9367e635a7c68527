import { caseName, type Escalation } from "../../domain/escalation.ts";
import { gapsToAskFor, type Parked, type Said } from "../../domain/nudging.ts";
import { provenOf } from "../../domain/proof.ts";
import type { Gap } from "../../domain/verdict.ts";
import { dayInWords } from "../../text/catalog.ts";
import type { ButtonSpec } from "./control-specs.ts";
import { caseButtons } from "./case-buttons.ts";
import { bestGaps, gapAsk, gapInShort } from "./gap-lines.ts";
import {
  buttons,
  fit,
  type Leaf,
  type Line,
  lines,
  type Message,
  messageOf,
  numbered,
  paragraph,
  type Part,
  small,
} from "./parts.ts";
import { pastReminder } from "./past-reminder.ts";
import type { Reader } from "./reader.ts";
import { escapedLength } from "./safe-text.ts";
import { strengthLines } from "./strength-lines.ts";

/** Reminders of what is missing, and the short messages that answer what became of them. */

export const nudgeActions = { snooze: "nudge_snooze", stop: "nudge_stop" } as const;

export interface ReminderFacts {
  readonly escalation: Escalation;
  readonly requester: { readonly id: string; readonly name: string };
  /** What it said when it was sent. */
  readonly said: Said;
  readonly place: "thread" | "dm";
  /** It still asks; any other only tells what became of what it asked. */
  readonly isCurrent: boolean;
  readonly cardUrl: string | null;
}

const mostStrengths = 3;
/** Room for the items, in escaped characters, within what may be redrawn. */
const itemsRoom = 2400;

/** Names what is there, asks for one thing first, says how long it takes, and offers a way out. */
export function reminderMessage(facts: ReminderFacts, reader: Reader): Message {
  return messageOf(facts.isCurrent ? asking(facts, reader) : pastReminder(facts, reader));
}

function asking(facts: ReminderFacts, reader: Reader): readonly Part[] {
  const { escalation, said } = facts;
  return [
    ...aboutCase(facts, reader),
    opening(facts, reader),
    ...whatIsAsked(said.gaps, escalation, reader),
    ...lastWords(said, reader),
    buttons("reminder", ...reminderButtons(escalation, said, reader)),
  ];
}

/** In the thread the card stands above; a DM has to say which case it is. */
function aboutCase({ escalation, place, cardUrl }: ReminderFacts, { words }: Reader): readonly Part[] {
  if (place === "thread") return [];
  const title: Leaf = { bold: `${caseName(escalation)} · ${fit(escalation.answers.summary, 150)}` };
  return [lines(cardUrl ? [title, " ", { link: words.card.receipt.link, url: cardUrl }] : [title])];
}

/** Whether it is still needed, when its date has passed; and what is there already. */
function opening(facts: ReminderFacts, reader: Reader): Part {
  const { requester, place } = facts;
  const said = [...dateQuestion(facts, reader), whatIsThere(facts, reader)];
  const called: Line =
    place === "thread" ? [{ person: requester.id, name: fit(requester.name, 80) }, ", "] : [];
  return lines(...said.map((line, index): Line => (index === 0 ? [...called, line] : [line])));
}

function dateQuestion({ escalation, said }: ReminderFacts, { words, locale }: Reader): readonly string[] {
  const { need_by: date } = escalation.answers;
  if (!said.datePassed || date === null) return [];
  return [words.nudge.datePassed(caseName(escalation), dayInWords(date, locale))];
}

function whatIsThere({ escalation }: ReminderFacts, reader: Reader): string {
  const name = caseName(escalation);
  const good = strengthLines(provenOf(escalation), escalation.verdict, reader).slice(0, mostStrengths);
  const { already, start } = reader.words.nudge;
  return good.length > 0 ? already(name, good.join(" ")) : start(name);
}

function whatIsAsked(gaps: readonly Gap[], escalation: Escalation, reader: Reader): readonly Part[] {
  const answers = provenOf(escalation);
  const { nudge, verdict } = reader.words;
  const [first] = gaps;
  if (!first) return [];
  const items = withinRoom(gaps.map((gap) => gapAsk(gap, answers, reader)));
  const left = gaps.length - items.length;
  return [
    lines([{ bold: verdict.nextHeading }]),
    numbered(items.map((item): Line => [item])),
    ...(left > 0 ? [paragraph(nudge.more(left))] : []),
    paragraph(gaps.length === 1 ? nudge.only(first.minutes) : nudge.first(first.minutes)),
  ];
}

function withinRoom(items: readonly string[]): readonly string[] {
  let room = itemsRoom;
  const end = items.findIndex((item) => (room -= escapedLength(item)) < 0);
  return end < 0 ? items : items.slice(0, Math.max(1, end));
}

function lastWords({ ending }: Said, { words, locale }: Reader): readonly Part[] {
  if (!ending) return [];
  const parkedOn = dayInWords(ending.parkedOn, locale);
  const said = ending.reopenUntil
    ? words.nudge.last(parkedOn, dayInWords(ending.reopenUntil, locale))
    : words.nudge.lastOfAll(parkedOn);
  return [paragraph(said)];
}

function reminderButtons(
  escalation: Escalation,
  { ending, datePassed }: Said,
  reader: Reader,
): readonly ButtonSpec[] {
  const { buttons: labels } = reader.words.controls;
  const value = escalation.id;
  const add = caseButtons(escalation, reader, ["addMissing"]);
  return [
    ...add.map((button): ButtonSpec => ({ ...button, style: "primary" })),
    ...(ending ? [] : [{ action: nudgeActions.snooze, label: labels.snooze, value }]),
    { action: nudgeActions.stop, label: labels.stop, value },
    // The short answer to whether it is still needed.
    ...(datePassed ? caseButtons(escalation, reader, ["withdraw"]) : []),
  ];
}

/** In the thread, when the reminder itself went to the requester alone. */
export function reminderNote(escalation: Escalation, requesterName: string, { words }: Reader): Message {
  return messageOf([small(words.nudge.note(caseName(escalation), fit(requesterName, 80)))]);
}

/** Answers the first evidence after a reminder. */
export function thanksMessage(escalation: Escalation, requesterName: string, reader: Reader): Message {
  const { thanks, thanksMissing } = reader.words.nudge;
  const missing = gapsToAskFor(escalation);
  const items = missing.slice(0, bestGaps).map((gap) => gapInShort(gap, provenOf(escalation), reader));
  const left = missing.length - items.length;
  return messageOf([
    lines(
      [thanks(fit(requesterName, 80))],
      ...(items.length > 0 ? [[thanksMissing(items.join("; "), left)]] : []),
    ),
  ]);
}

export function readyMessage(escalation: Escalation, requesterName: string, { words }: Reader): Message {
  return messageOf([paragraph(words.nudge.ready(caseName(escalation), fit(requesterName, 80)))]);
}

/** Tells the requester that the bot has stopped asking, why, and how the case goes on. */
export function parkedNotice(escalation: Escalation, cardUrl: string | null, reader: Reader): Message {
  const { words } = reader;
  const { nudging, status } = escalation;
  const name = caseName(escalation);
  const link: Line = cardUrl ? [" ", { link: words.card.receipt.link, url: cardUrl }] : [];
  if (nudging.state !== "parked" || status.state === "closed")
    return messageOf([lines([words.nudge.parked.over(name), ...link])]);
  const controls = caseButtons(escalation, reader, ["reopen", "addMissing", "withdraw"]);
  return messageOf([
    lines(
      [{ bold: words.nudge.parked.because[nudging.why](name) }, ...link],
      ...howItGoesOn(escalation, nudging, reader),
    ),
    buttons("case", ...controls),
  ]);
}

function howItGoesOn(
  { answers }: Escalation,
  { why, wait, reopening }: Parked,
  { words, locale }: Reader,
): readonly Line[] {
  const { parked } = words.nudge;
  const until = reopening && dayInWords(reopening.until, locale);
  return [
    ...(why === "date_passed" ? [[parked.goesOn]] : []),
    ...(wait ? [[parked.partner(fit(answers.partner_company, 60))]] : []),
    [wait ? parked.anyTimeWaiting : parked.anyTime],
    ...(until === null ? [] : [[wait ? parked.reopenWaiting(until) : parked.reopen(until)]]),
  ];
}
