import { platformFacts, versionsAsOf } from "../../domain/adobe-commerce.ts";
import type { Answers } from "../../domain/answers.ts";
import { costOf } from "../../domain/brief.ts";
import {
  caseName,
  type CaseStatus,
  type Escalation,
  type Locale,
  type SendNote,
} from "../../domain/escalation.ts";
import { shownAnswers } from "../../domain/form.ts";
import type { Nudging } from "../../domain/nudging.ts";
import { provenOf } from "../../domain/proof.ts";
import { isReady, type Verdict } from "../../domain/verdict.ts";
import { dayInWords, listInWords } from "../../text/catalog.ts";
import { optionWords } from "../../text/form-words.ts";
import { caseButtons, caseMenu } from "./case-buttons.ts";
import { statusDetails } from "./case-status.ts";
import { bestGaps, gapInShort } from "./gap-lines.ts";
import { parkedPart, stoppedPart } from "./nudging-lines.ts";
import { buttons, fit, heading, type Leaf, type Line, lines, type Part, small } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** What the card is drawn from: a stored case, or in the review the case as it would be. */
export interface CardFacts {
  /** `ESC-4`; null before the case is sent. */
  readonly name: string | null;
  readonly requester: string;
  readonly requesterGone: boolean;
  /** Names of the colleagues who act for them too. */
  readonly coOwners: readonly string[];
  /** With what messages add to them. */
  readonly answers: Answers;
  readonly verdict: Verdict;
  readonly sendNote: SendNote | null;
  readonly status: CaseStatus;
  /** Name of who acknowledged or closed it. */
  readonly actor: string;
  readonly nudging: Nudging;
  /** Name of who stopped the reminders. */
  readonly stopper: string;
  readonly writtenIn: Locale;
}

/** `nameOf` names people by their ids. */
export function cardFactsOf(
  escalation: Escalation,
  nameOf: (userId: string) => string,
  requesterGone = false,
): CardFacts {
  const { verdict, sendNote, status, nudging, requesterId, coOwnerIds, locale } = escalation;
  return {
    name: caseName(escalation),
    requester: nameOf(requesterId),
    requesterGone,
    coOwners: coOwnerIds.map(nameOf),
    answers: provenOf(escalation),
    verdict,
    sendNote,
    status,
    actor: "by" in status ? nameOf(status.by) : "",
    nudging,
    stopper: "by" in nudging ? nameOf(nudging.by) : "",
    writtenIn: locale,
  };
}

/** The readiness card for a CSM with fifteen seconds: about 60 words, in the order situation, background, assessment, request. */
export function cardParts(facts: CardFacts, reader: Reader): readonly Part[] {
  const answers = shownAnswers(facts.answers);
  const situation: readonly Line[] = [
    [label("what", reader), " ", whatLine(answers)],
    ...costLine(answers, facts.verdict, reader),
    [label("told", reader), " ", toldLine(answers, reader)],
    [label("ask", reader), " ", askLine(answers, reader)],
    ...missingLine(facts, reader),
  ];
  const caveats = caveatLines(facts, answers, reader);
  return [
    heading(headline(facts, reader)),
    ...statusPart(facts, reader),
    ...parkedPart(facts, reader),
    lines(...situation),
    ...(caveats.length > 0 ? [lines(...caveats)] : []),
    small(contextLine(facts, answers, reader)),
    ...stoppedPart(facts, reader.words.nudge.stopped.by(fit(facts.stopper, 80))),
  ];
}

const onCard = [
  "acknowledge",
  "takeOver",
  "ask",
  "resolve",
  "brief",
  "reopen",
  "addMissing",
  "withdraw",
] as const;

/** The card with the buttons that fit its state; who may press them is decided at the click. */
export function cardWithButtons(facts: CardFacts, escalation: Escalation, reader: Reader): readonly Part[] {
  const controls = [
    ...caseButtons(escalation, reader, onCard, facts.requesterGone),
    ...caseMenu(escalation, reader),
  ];
  return [...cardParts(facts, reader), ...(controls.length > 0 ? [buttons("case", ...controls)] : [])];
}

/** The level in words, and the partner: the first thing a CSM reads. */
function headline({ answers, verdict, sendNote }: CardFacts, reader: Reader): string {
  const overridden = verdict.partnerFirst !== null && (sendNote?.reason ?? null) !== null;
  const level = overridden ? reader.words.card.overridden : levelInWords(verdict, reader);
  return reader.words.card.level(level, fit(answers.partner_company, 90));
}

export function levelInWords({ partnerFirst, level }: Verdict, { words }: Reader): string {
  return words.verdict.levels[partnerFirst ? "partner_first" : level];
}

function statusPart(facts: CardFacts, reader: Reader): readonly Part[] {
  const { status, actor, nudging, requesterGone } = facts;
  const said = statusInWords(status, actor, reader);
  // Of a case that was parked for that it is said already.
  const gone = requesterGone && status.state !== "closed" && nudging.state !== "parked";
  const all: readonly Line[] = [
    ...(said === "" ? [] : [[{ bold: said }]]),
    ...statusDetails(facts, reader),
    ...(gone ? [[{ bold: reader.words.csmSide.takeOver.gone }]] : []),
  ];
  return all.length > 0 ? [lines(...all)] : [];
}

function statusInWords(status: CaseStatus, actor: string, { words }: Reader): string {
  switch (status.state) {
    case "open":
      return "";
    case "waiting_partner":
      return words.card.status.waiting_partner;
    case "acknowledged":
      return words.card.status.acknowledged(actor);
    case "returned":
      return words.card.status.returned;
    case "closed":
      return words.card.status.closed(words.card.status.closings[status.as]);
  }
}

/** What a line of the card is about. */
function label(line: keyof Reader["words"]["card"]["lines"], { words }: Reader): Leaf {
  return { bold: `${words.card.lines[line]}:` };
}

function whatLine(answers: Answers): string {
  const clause = fit(answers.scope_clause, 90);
  return clause === "" ? fit(answers.summary, 150) : `${fit(answers.summary, 150)} · ${clause}`;
}

function costLine(answers: Answers, verdict: Verdict, reader: Reader): readonly Line[] {
  const impact = costOf(answers, verdict);
  return impact === "" ? [] : [[label("cost", reader), " ", fit(impact, 120)]];
}

export function toldLine(answers: Answers, { words, locale }: Reader): string {
  const { contacted, first_contact_date: date, response_state: answer, plan_due: due } = answers;
  if (contacted !== "yes_written" && contacted !== "yes_verbal") return words.card.told.not;
  const how = words.card.told[contacted];
  const first = date ? words.card.told.on(dayInWords(date, locale), how) : words.card.told.undated(how);
  if (!answer) return first;
  const label = optionWords(words.form, "response_state", answer);
  return `${first} · ${due ? words.card.told.plan(label, dayInWords(due, locale)) : label}`;
}

export function askLine(answers: Answers, { words, locale }: Reader): string {
  const ask = answers.ask ? optionWords(words.form, "ask", answers.ask) : words.card.noAsk;
  return answers.need_by ? words.card.askBy(ask, dayInWords(answers.need_by, locale)) : ask;
}

function missingLine({ verdict, answers }: CardFacts, reader: Reader): readonly Line[] {
  if (isReady(verdict) || verdict.gaps.length === 0) return [];
  const missing = verdict.gaps.slice(0, bestGaps).map((gap) => gapInShort(gap, answers, reader));
  return [[label("missing", reader), " ", missing.join("; ")]];
}

function contextLine(facts: CardFacts, answers: Answers, reader: Reader): string {
  const { words } = reader;
  const passing = facts.verdict.examples.filter((example) => example.passes).length;
  return [
    facts.name ?? "",
    whoseCase(facts, reader),
    words.card.examples(passing),
    words.card.scope[answers.scope_status ?? "unanswered"],
    platformLine(answers, facts.verdict, words),
  ]
    .filter((piece) => piece !== "")
    .join(" · ");
}

function whoseCase({ requester, coOwners }: CardFacts, { words, locale }: Reader): string {
  const names = coOwners.map((name) => fit(name, 80));
  const shared = names.length > 0 ? ` ${words.csmSide.status.shared(listInWords(names, locale))}` : "";
  return fit(requester, 80) + shared;
}

function platformOn(answers: Answers, verdict: Verdict) {
  return answers.platform ? platformFacts(answers.platform, verdict.judgedAt.slice(0, 10)) : null;
}

export function platformLine(answers: Answers, verdict: Verdict, words: Reader["words"]): string {
  const facts = platformOn(answers, verdict);
  if (!facts?.edition) return "";
  const version = facts.version === "older" ? words.card.older : (facts.version ?? "");
  const tier = facts.tier ? ` (${words.card.tier[facts.tier]})` : "";
  return `${words.card.edition[facts.edition]} ${version}`.trimEnd() + tier;
}

/** Only what is true and weakens or explains the case; a CSM must see it. */
export function caveatLines(
  facts: Pick<CardFacts, "verdict" | "sendNote" | "writtenIn">,
  answers: Answers,
  reader: Reader,
): readonly Line[] {
  const { words, locale } = reader;
  const { caveats } = words.card;
  const { verdict, sendNote } = facts;
  const platform = platformOn(answers, verdict);
  const asOf = dayInWords(versionsAsOf, locale);
  const sentence = fit(sendNote?.sentence ?? "", 200);
  const all = [
    verdict.bypass && answers.need_by ? caveats.bypass(dayInWords(answers.need_by, locale)) : "",
    sendNote?.reason ? caveats.override(words.review.reasons[sendNote.reason], sentence) : "",
    !sendNote?.reason && sentence !== "" && !isReady(verdict) ? caveats.anyway(sentence) : "",
    platform?.tier && platform.tier !== "standard" ? caveats[platform.tier](asOf) : "",
    platform?.edition && !platform.namedByArticle ? caveats.not_listed : "",
    answers.scope_changed === "yes_verbal" ? caveats.verbal_change : "",
    facts.writtenIn === locale ? "" : caveats.language(words.card.languages[facts.writtenIn]),
  ];
  return all.filter((caveat) => caveat !== "").map((caveat) => [caveat]);
}
