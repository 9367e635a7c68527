import { z } from "zod";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { listScopes } from "../../domain/shelves.ts";
import {
  bullets,
  buttons,
  fit,
  type Line,
  lines,
  type Message,
  messageOf,
  paragraph,
  small,
} from "./parts.ts";
import { readCarried } from "./carried.ts";
import { levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";

/** Cases in a list, seen by the person alone. */

export const listActions = { older: "list_older", newest: "list_newest" } as const;

/** As much of what was asked for as a button carries; more words would find nothing more. */
const wordsMax = 300;

const askedSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("list"), scope: z.enum(listScopes), from: z.int().nullable() }),
  z.object({ kind: z.literal("find"), words: z.string().max(wordsMax), from: z.int().nullable() }),
]);
/** `from`: the number that the page begins with; null for the newest. */
export type AskedList = z.infer<typeof askedSchema>;

export function askedFor(words: string): AskedList {
  return {
    kind: "find",
    words: Array.from(words)
      .slice(0, wordsMax / 2)
      .join(""),
    from: null,
  };
}

export function readPageButton(value: string): AskedList | null {
  return readCarried(askedSchema, value);
}

export interface ListedCase {
  readonly escalation: Escalation;
  readonly cardUrl: string | null;
}

export interface CaseList {
  readonly asked: AskedList;
  /** The person asked for all open cases and may only see their own. */
  readonly refused: boolean;
  readonly cases: readonly ListedCase[];
  /** The number that the next page begins with, if there is one. */
  readonly next: number | null;
  /** Slack told of every channel whether the person takes cases there. */
  readonly complete: boolean;
  readonly hasDraft: boolean;
  readonly command: string;
}

export function caseListMessage(list: CaseList, reader: Reader): Message {
  const { words } = reader;
  const { asked, cases, next } = list;
  const turn = (action: string, label: string, from: number | null) => ({
    action,
    label,
    value: JSON.stringify({ ...asked, from } satisfies AskedList),
  });
  const turns = [
    ...(next === null ? [] : [turn(listActions.older, words.find.older, next)]),
    ...(asked.from === null ? [] : [turn(listActions.newest, words.find.newest, null)]),
  ];
  return messageOf([
    ...(list.refused ? [paragraph(words.talk.list.onlyCsm)] : []),
    lines([{ bold: headingOf(asked, reader) }]),
    cases.length === 0
      ? paragraph(asked.kind === "find" ? words.find.none : words.talk.list.none)
      : bullets(cases.map((item) => caseLine(item, reader))),
    ...(turns.length > 0 ? [buttons("pages", ...turns)] : []),
    ...(list.complete ? [] : [small(words.routing.notAll)]),
    ...(list.hasDraft && asked.kind === "list" ? [small(words.talk.list.draft(list.command))] : []),
  ]);
}

function headingOf(asked: AskedList, { words }: Reader): string {
  return asked.kind === "find" ? words.find.heading(fit(asked.words, 80)) : words.talk.list[asked.scope];
}

function caseLine({ escalation, cardUrl }: ListedCase, reader: Reader): Line {
  const { words } = reader;
  const { verdict, answers, status } = escalation;
  const level = levelInWords(verdict, reader);
  const partner = fit(answers.partner_company, 30, 0);
  const rest = ` · ${level} · ${partner} · ${fit(answers.summary, 60, 0)} · ${stateInShort(escalation, reader)}`;
  return cardUrl
    ? [{ link: caseName(escalation), url: cardUrl }, rest]
    : [
        { bold: caseName(escalation) },
        status.state === "closed" || status.state === "waiting_partner"
          ? rest
          : `${rest} · ${words.talk.list.notPosted}`,
      ];
}

/** Where it stands, in a word or two. */
export function stateInShort(
  { status, nudging }: Pick<Escalation, "status" | "nudging">,
  { words }: Reader,
): string {
  if (status.state === "closed") return words.card.status.closings[status.as];
  const state = words.talk.list.state[status.state];
  return nudging.state === "parked" ? words.find.parked(state) : state;
}
