import { dayInWords } from "../../text/catalog.ts";
import type { ListedCase } from "./case-list.ts";
import { answersOfCase, missingLines } from "./evidence-messages.ts";
import { paginate } from "./pages.ts";
import { type Line, lines, type Message, messageOf, messageTextMax, paragraph, type Part } from "./parts.ts";
import { type CardFacts, cardParts } from "./readiness-card.ts";
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
