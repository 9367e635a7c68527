import { caseName, type Escalation } from "../../domain/escalation.ts";
import { dayInWords } from "../../text/catalog.ts";
import { answersOfCase, missingLines } from "./evidence-messages.ts";
import { paginate } from "./pages.ts";
import {
  bullets,
  fit,
  type Line,
  lines,
  type Message,
  messageOf,
  messageTextMax,
  paragraph,
  type Part,
  small,
} from "./parts.ts";
import { type CardFacts, cardParts, levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";
import { type HoldUp, holdUpInWords } from "./requester-messages.ts";
import { utf16 } from "./safe-text.ts";

/** Answers to commands, seen by the person alone. */

/** `hasSettings`: the workspace has settings of its own. */
export function helpMessage(command: string, hasSettings: boolean, { words }: Reader): Message {
  const help = words.talk.help(command);
  const commands = hasSettings
    ? [...help.commands, [`${command} settings`, words.settings.commandHelp] as const]
    : help.commands;
  return messageOf([
    lines([{ bold: help.heading }]),
    ...help.body.map(paragraph),
    lines(
      [{ bold: help.commandsHeading }],
      ...commands.map(([typed, does]): Line => [{ bold: typed }, ` – ${does}`]),
    ),
    paragraph(help.threads),
    lines([{ bold: help.keptHeading }], [help.kept]),
  ]);
}

interface ListedCase {
  readonly escalation: Escalation;
  readonly cardUrl: string | null;
}

export interface CaseList {
  readonly scope: "mine" | "open";
  /** The person asked for all open cases and may only see their own. */
  readonly refused: boolean;
  readonly cases: readonly ListedCase[];
  readonly more: boolean;
  /** Slack told of every channel whether the person takes cases there. */
  readonly complete: boolean;
  readonly hasDraft: boolean;
  readonly command: string;
}

export function caseListMessage(list: CaseList, reader: Reader): Message {
  const { words } = reader;
  return messageOf([
    ...(list.refused ? [paragraph(words.talk.list.onlyCsm)] : []),
    lines([{ bold: words.talk.list[list.scope] }]),
    list.cases.length === 0
      ? paragraph(words.talk.list.none)
      : bullets(list.cases.map((item) => caseLine(item, reader))),
    ...(list.more ? [small(words.talk.list.more)] : []),
    ...(list.complete ? [] : [small(words.routing.notAll)]),
    ...(list.hasDraft ? [small(words.talk.list.draft(list.command))] : []),
  ]);
}

function caseLine({ escalation, cardUrl }: ListedCase, reader: Reader): Line {
  const { words } = reader;
  const { verdict, answers, status } = escalation;
  const level = levelInWords(verdict, reader);
  const state =
    status.state === "closed" ? words.card.status.closings[status.as] : words.talk.list.state[status.state];
  const partner = fit(answers.partner_company, 30, 0);
  const rest = ` · ${level} · ${partner} · ${fit(answers.summary, 60, 0)} · ${state}`;
  return cardUrl
    ? [{ link: caseName(escalation), url: cardUrl }, rest]
    : [
        { bold: caseName(escalation) },
        status.state === "closed" || status.state === "waiting_partner"
          ? rest
          : `${rest} · ${words.talk.list.notPosted}`,
      ];
}

export interface CaseInFull extends ListedCase {
  readonly facts: CardFacts;
  /** Null when its card is not held up. */
  readonly stuck: HoldUp | null;
}

/** The longest case has room on four of these pages; only their top-level text, which Slack wants shorter, ends before. */
const widePage = 9000;

/** One case in full: as many messages as it takes, on longer pages when that would be more than `most`. */
export function caseMessages(shown: CaseInFull, most: number, reader: Reader): readonly Message[] {
  const { words, locale } = reader;
  const { escalation, facts, stuck, cardUrl } = shown;
  const { nudging } = escalation;
  const first: Part[] = [
    ...cardParts(facts, reader),
    ...(cardUrl ? [lines([{ link: words.card.receipt.link, url: cardUrl }])] : []),
    ...(nudging.state === "waiting"
      ? [paragraph(words.partnerWait.waiting.shown(dayInWords(nudging.eligibleOn, locale)))]
      : []),
    ...(stuck ? [paragraph(holdUpInWords(escalation, stuck, reader))] : []),
  ];
  const rest = [...missingLines(escalation, reader), ...answersOfCase(escalation, reader)];
  const short = paginate(rest, messageTextMax, reader);
  const pages = short.length < most ? short : paginate(rest, widePage, reader, utf16);
  return [messageOf(first), ...pages.slice(0, most - 1).map((page) => messageOf([lines(...page)]))];
}

export function sayingMessage(text: string): Message {
  return messageOf([paragraph(text)]);
}
