import type { Answers } from "../../domain/answers.ts";
import type { Backed, Brief, BriefExample, Contact } from "../../domain/brief.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { shownAnswers } from "../../domain/form.ts";
import { type Proof, provenOf } from "../../domain/proof.ts";
import { dayInWords, momentInWords } from "../../text/catalog.ts";
import { optionWords } from "../../text/form-words.ts";
import { type BriefPage, type Entry, entry, type Piece, sentence } from "./brief-pieces.ts";
import { type BriefSize, briefSizes } from "./brief-size.ts";
import { briefAsEmail } from "./brief-texts.ts";
import { outcome } from "./case-status.ts";
import { breakdown } from "./evidence-messages.ts";
import { gapInShort } from "./gap-lines.ts";
import { sentencesOf, type Story } from "./history-lines.ts";
import { fit, messageTextMax } from "./parts.ts";
import { filesInWords, nameOf as messageName } from "./proof-lines.ts";
import { askLine, caveatLines, levelInWords, platformLine } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";
import { escapedLength, shownOnOneLine } from "./safe-text.ts";

/** A brief in words, each piece told once. */

export interface BriefFacts {
  readonly escalation: Escalation;
  readonly brief: Brief;
  readonly story: Story;
  readonly asOf: Date;
  readonly cardUrl: string | null;
  readonly command: string;
}

/** One page: what a message may say and still be drawn again, heard in full by whoever has it read out. */
const pageMax = messageTextMax - 200;
const nameMax = 40;
/** What escaping may add to a text that was cut. */
const growth = 10;

interface Drawing extends BriefFacts {
  readonly reader: Reader;
  /** With what messages add to them. */
  readonly proven: Answers;
  readonly size: BriefSize;
  /** Notes that something was cut. */
  readonly cut: (text: string, max: number) => string;
}

export function briefPage(facts: BriefFacts, reader: Reader): BriefPage {
  const proven = provenOf(facts.escalation);
  const [largest, ...smaller] = briefSizes;
  let page = pageOf({ ...facts, reader, proven, size: largest });
  for (const size of smaller) {
    if (escapedLength(briefAsEmail(page)) <= pageMax) break;
    page = pageOf({ ...facts, reader, proven, size });
  }
  return page;
}

function pageOf(given: Omit<Drawing, "cut">): BriefPage {
  const { escalation, asOf, story, command, reader } = given;
  const { verdict, answers } = escalation;
  const words = reader.words.brief;
  const longer = new Set<string>();
  const cut = (text: string, max: number) => {
    const shorter = fit(text, max, growth);
    if (shorter !== shownOnOneLine(text)) longer.add(text);
    return shorter;
  };
  const drawing = { ...given, cut };
  const sections = [
    { heading: words.sections.situation, entries: situation(drawing) },
    { heading: words.sections.background, entries: background(drawing) },
    { heading: words.sections.contacts, entries: contacts(drawing) },
    { heading: words.sections.partner, entries: partnersVersion(drawing) },
    { heading: words.sections.examples, entries: examples(drawing) },
    { heading: words.sections.assessment, entries: assessment(drawing) },
    { heading: words.sections.ask, entries: ask(drawing) },
    { heading: words.sections.missing, entries: missing(drawing) },
  ];
  const name = caseName(escalation);
  return {
    title: [name, levelInWords(verdict, reader), fit(answers.partner_company, 80, growth)].join(" · "),
    notes: [words.asOf(momentInWords(asOf, story.zone, reader.locale), story.zone), words.quotes],
    sections,
    foot: longer.size > 0 ? words.cut(`${command} ${name}`) : null,
  };
}

/** Nothing when nobody wrote anything there. */
function typed({ cut }: Drawing, label: string, words: string, max: number): readonly Entry[] {
  const said = cut(words, max);
  return said === "" ? [] : [entry(label, { said })];
}

/** With the messages that were added to it. */
function backed(drawing: Drawing, label: string, { words, messages }: Backed, max: number): readonly Entry[] {
  const said = drawing.cut(words, max);
  const named = messages.slice(0, drawing.size.messages);
  const more = messages.length - named.length;
  const all: readonly (readonly Piece[])[] = [
    ...(said === "" ? [] : [[{ said }]]),
    ...named.map((proof) => messagePieces(drawing, proof)),
    ...(more > 0 ? [[drawing.reader.words.brief.moreMessages(more)]] : []),
  ];
  const pieces = all.flatMap((each, place) => (place > 0 ? ["; ", ...each] : each));
  return pieces.length === 0 ? [] : [entry(label, ...pieces)];
}

function messagePieces({ reader, size, cut }: Drawing, proof: Proof): readonly Piece[] {
  const said = cut(proof.text, size.message);
  return [
    { link: messageName(proof, reader), url: proof.url },
    ...(proof.state === "edited" ? [` (${reader.words.proof.edited})`] : []),
    ...(proof.files.length > 0 ? [` · ${cut(filesInWords(proof.files, reader), size.message)}`] : []),
    ...(said === "" ? [] : [": ", { said }]),
  ];
}

function chosen(
  { reader }: Drawing,
  label: string,
  field: "concern_type" | "urgency" | "scope_changed" | "response_state",
  value: string | null,
): readonly Entry[] {
  return value === null ? [] : [entry(label, optionWords(reader.words.form, field, value))];
}

function situation(drawing: Drawing): readonly Entry[] {
  const { brief, escalation, story, cardUrl, reader, size } = drawing;
  const { labels } = reader.words.brief;
  const { summary, concern_type: kind, urgency, cost } = brief.situation;
  return [
    ...typed(drawing, labels.what, summary, size.summary),
    ...chosen(drawing, labels.kind, "concern_type", kind),
    ...chosen(drawing, labels.urgency, "urgency", urgency),
    ...typed(drawing, labels.cost, cost, size.short),
    entry(labels.requester, fit(story.nameOf(escalation.requesterId), nameMax, growth)),
    entry(
      labels.state,
      stateInWords(drawing),
      ...outcome(escalation.status, reader).map((said) => ` ${said}`),
    ),
    ...(cardUrl ? [entry(labels.card, { link: caseName(escalation), url: cardUrl })] : []),
  ];
}

function stateInWords({ escalation: { status }, story, reader }: Drawing): string {
  const { state } = reader.words.brief;
  switch (status.state) {
    case "acknowledged":
      return `${state.acknowledged(fit(story.nameOf(status.by), nameMax, growth))}.`;
    case "closed":
      return `${state.closed(reader.words.card.status.closings[status.as])}.`;
    case "waiting_partner":
    case "open":
    case "returned":
      return `${state[status.state]}.`;
  }
}

function background(drawing: Drawing): readonly Entry[] {
  const { brief, escalation, reader, size } = drawing;
  const { words } = reader;
  const { labels } = words.brief;
  const { scope_status: scope, scope_changed: changed, document, clause, timeline } = brief.background;
  const platform = platformLine(escalation.answers, escalation.verdict, words);
  return [
    entry(labels.scope, words.card.scope[scope ?? "unanswered"]),
    ...backed(drawing, labels.document, document, size.short),
    ...backed(drawing, labels.clause, clause, size.long),
    ...chosen(drawing, labels.changed, "scope_changed", changed),
    ...backed(drawing, labels.timeline, timeline, size.short),
    ...(platform === "" ? [] : [entry(labels.platform, platform)]),
  ];
}

function contacts(drawing: Drawing): readonly Entry[] {
  const { brief, story, reader, size } = drawing;
  const sentenceOf = sentencesOf(story, reader, size.message);
  const tell = (contact: Contact): Entry => contactEntry(drawing, contact, sentenceOf);
  const all = brief.contacts;
  if (all.length <= size.contacts) return all.map(tell);
  // How it began, and how it stands.
  const newest = all.slice(1 - size.contacts);
  const leftOut = all.length - newest.length - 1;
  return [...all.slice(0, 1).map(tell), sentence(reader.words.brief.leftOut(leftOut)), ...newest.map(tell)];
}

function contactEntry(drawing: Drawing, contact: Contact, sentenceOf: ReturnType<typeof sentencesOf>): Entry {
  const { words, locale } = drawing.reader;
  switch (contact.kind) {
    case "not_told":
      return sentence(`${words.card.told.not}.`);
    case "told": {
      const { on, how } = contact;
      const said = drawing.cut(contact.words, drawing.size.short);
      const told = words.brief.told[how === "yes_verbal" ? how : "yes_written"];
      return entry(
        on ? dayInWords(on, locale) : words.brief.noDay,
        ...(said === "" ? [`${told}.`] : [`${told}: `, { said }]),
      );
    }
    case "message":
      return entry(dayInWords(contact.on, locale), ...messagePieces(drawing, contact.proof));
    case "step":
      return entry(dayInWords(contact.on, locale), sentenceOf(contact.event));
  }
}

function partnersVersion(drawing: Drawing): readonly Entry[] {
  const { brief, reader, size } = drawing;
  const { labels, nothingSaid } = reader.words.brief;
  const { response_state: answer, plan_due: due, words, view } = brief.partner;
  const option = answer && optionWords(reader.words.form, "response_state", answer);
  const told = [
    ...(option
      ? [
          entry(
            labels.answer,
            due ? reader.words.card.told.plan(option, dayInWords(due, reader.locale)) : option,
          ),
        ]
      : []),
    ...typed(drawing, labels.words, words, size.long),
    ...typed(drawing, labels.view, view, size.long),
  ];
  return told.length > 0 ? told : [sentence(nothingSaid)];
}

function examples(drawing: Drawing): readonly Entry[] {
  const { brief, reader } = drawing;
  if (brief.examples.length === 0) return [sentence(reader.words.brief.none)];
  return brief.examples.map((example, index) => exampleEntry(drawing, example, index + 1));
}

function exampleEntry(drawing: Drawing, example: BriefExample, position: number): Entry {
  const { words, locale } = drawing.reader;
  const { labels } = words.brief;
  const title = words.brief.example(position, example.on ? dayInWords(example.on, locale) : "");
  const part = (label: string, said: Backed) => backed(drawing, label, said, drawing.size.short);
  return {
    label: title,
    pieces: example.passes ? [words.brief.complete] : [],
    below: [
      ...part(labels.where, example.where),
      ...part(labels.expected, example.expected),
      ...part(labels.actual, example.actual),
      ...part(labels.impact, example.impact),
      ...typed(drawing, labels.told, example.told, drawing.size.short),
    ],
  };
}

function assessment({ brief, escalation, proven, reader }: Drawing): readonly Entry[] {
  const { verdict, sendNote } = brief.assessment;
  const { locale: writtenIn } = escalation;
  const { words } = reader;
  const score = words.brief.score(levelInWords(verdict, reader), verdict.score, verdict.rubric);
  return [
    entry(words.brief.labels.readiness, score),
    ...breakdown(verdict.points, reader).map((line) => sentence(line)),
    ...verdict.caps.map((cap) => sentence(words.verdict.caps[cap])),
    ...caveatLines({ verdict, sendNote, writtenIn }, shownAnswers(proven), reader).map((line) =>
      sentence(...line.filter((leaf) => typeof leaf === "string")),
    ),
  ];
}

function ask(drawing: Drawing): readonly Entry[] {
  const { brief, escalation, reader, size } = drawing;
  const { labels } = reader.words.brief;
  return [
    entry(labels.ask, `${askLine(shownAnswers(escalation.answers), reader)}.`),
    ...backed(drawing, labels.outcome, brief.ask.outcome, size.long),
  ];
}

function missing({ brief, proven, reader, size }: Drawing): readonly Entry[] {
  const { words } = reader;
  const gaps = brief.missing.slice(0, size.gaps);
  if (gaps.length === 0) return [sentence(words.card.evidence.nothingMissing)];
  const more = brief.missing.length - gaps.length;
  return [
    ...gaps.map((gap) => sentence(gapInShort(gap, proven, reader))),
    ...(more > 0 ? [sentence(words.brief.more(more))] : []),
  ];
}
