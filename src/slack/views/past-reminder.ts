import { caseName, type Escalation } from "../../domain/escalation.ts";
import { gapsToAskFor, type Said } from "../../domain/nudging.ts";
import { provenOf } from "../../domain/proof.ts";
import { type Gap, isReady } from "../../domain/verdict.ts";
import { gapInShort } from "./gap-lines.ts";
import type { ReminderFacts } from "./nudge-messages.ts";
import { fit, type Line, lines, type Part } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** A reminder that does not ask any more: the thread never asks for what is there. */

/** Nobody is mentioned, and nothing can be pressed. */
export function pastReminder(
  { escalation, requester, said, place, cardUrl }: ReminderFacts,
  reader: Reader,
): readonly Part[] {
  const { was } = reader.words.nudge;
  const heading = was.heading(caseName(escalation), fit(requester.name, 80));
  const link: Line =
    place === "dm" && cardUrl ? [" ", { link: reader.words.card.receipt.link, url: cardUrl }] : [];
  return [
    lines(
      [{ bold: heading }, ...link],
      ...whatBecameOfIt(escalation, said, reader).map((line): Line => [line]),
    ),
  ];
}

function whatBecameOfIt(escalation: Escalation, said: Said, reader: Reader): readonly string[] {
  const { was } = reader.words.nudge;
  if (escalation.status.state === "closed") return [was.closed];
  const answered = said.gaps.filter((gap) => isAnswered(gap, said, escalation));
  const missing = gapsToAskFor(escalation);
  const lacking = said.gaps.filter(
    (gap) => !answered.includes(gap) && !isBegun(gap, said, escalation) && isAmong(missing, gap),
  );
  const there = inShort(answered, said, escalation, reader);
  const notThere = inShort(lacking, said, escalation, reader);
  return [
    ...(there !== "" ? [was.answered(there)] : []),
    ...(notThere !== "" ? [was.missing(notThere)] : []),
    ...stateOfAsking(escalation, reader),
  ];
}

function isAmong(gaps: readonly Gap[], { code, example }: Gap): boolean {
  return gaps.some((gap) => gap.code === code && gap.example === example);
}

/** One further example may be there, and yet another be asked for. */
function isAnswered(gap: Gap, said: Said, { verdict }: Escalation): boolean {
  return gap.code === "example_missing"
    ? verdict.examples.slice(said.examples).some((example) => example.passes)
    : !isAmong(verdict.gaps, gap);
}

/** The example that was asked for is there; what it lacks itself, this reminder did not ask for. */
function isBegun(gap: Gap, said: Said, { verdict }: Escalation): boolean {
  return gap.code === "example_missing" && verdict.examples.length > said.examples;
}

/** In a few words each; what was asked of an example that is gone is not spoken of. */
function inShort(gaps: readonly Gap[], said: Said, escalation: Escalation, reader: Reader): string {
  const answers = provenOf(escalation);
  const { examples } = answers;
  const asBefore = { ...answers, examples: examples.slice(0, said.examples) };
  return gaps
    .filter(({ example }) => example === null || examples.some(({ key }) => key === example))
    .map((gap) => gapInShort(gap, gap.code === "example_missing" ? asBefore : answers, reader))
    .join("; ");
}

function stateOfAsking(escalation: Escalation, { words }: Reader): readonly string[] {
  const { was } = words.nudge;
  if (isReady(escalation.verdict)) return [was.done];
  switch (escalation.nudging.state) {
    case "stopped":
      return [was.stopped];
    case "parked":
      return [was.parked];
    case "done":
      return [was.done];
    case "unstarted":
    case "active":
    case "snoozed":
    case "waiting":
      return [];
  }
}
