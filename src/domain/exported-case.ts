import { maxExamples } from "./answers.ts";
import { wasSent } from "./case-moves.ts";
import { caseName, type Escalation } from "./escalation.ts";
import { type Field, fields, shownAnswers } from "./form.ts";
import { isStanding } from "./proof.ts";

/** A case as it is handed to somebody's own tools: codes, days and instants (ISO 8601, UTC), and what people wrote. */

/** What is not in the case itself. */
export interface Around {
  readonly nameOf: (userId: string) => string;
  /** When it was first judged ready, and first taken; null when it never was, or nobody has noted it. */
  readonly readyAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly cardUrl: string | null;
}

export type ExportedCase = ReturnType<typeof exportedCase>;

export function exportedCase(escalation: Escalation, around: Around) {
  const { status, verdict, proofs, desk, channelId, locale, sendNote } = escalation;
  const { requesterId, coOwnerIds, createdAt, updatedAt } = escalation;
  const { nameOf, readyAt, acknowledgedAt, cardUrl } = around;
  const { examples, ...answers } = shownAnswers(escalation.answers);
  return {
    name: caseName(escalation),
    state: status.state,
    closed_as: status.state === "closed" ? status.as : null,
    was_sent: wasSent(escalation),
    level: verdict.partnerFirst ? ("partner_first" as const) : verdict.level,
    score: verdict.score,
    opened_at: createdAt.toISOString(),
    ready_at: readyAt,
    acknowledged_at: acknowledgedAt,
    closed_at: status.state === "closed" ? status.at : null,
    changed_at: updatedAt.toISOString(),
    requester: nameOf(requesterId),
    colleagues: coOwnerIds.map(nameOf),
    with: status.state === "acknowledged" ? nameOf(status.by) : null,
    closing_note: status.state === "closed" ? status.note : null,
    sent_because: sendNote?.sentence ?? null,
    channel_id: channelId,
    route: desk.route,
    written_in: locale,
    answers: { ...answers, examples: examples.map(({ key: _, ...example }) => example) },
    evidence: proofs.filter(isStanding).map(({ url, author, writtenOn, text, files, fields: backs }) => ({
      url,
      author,
      written_on: writtenOn,
      text,
      files,
      backs,
    })),
    gaps: verdict.gaps.map(({ code, points }) => ({ code, points })),
    card_url: cardUrl,
  };
}

export type Cell = string | number | null;

const isOfExample = ({ step }: Field): boolean => step === "examples";
const plainFields = fields.filter((field) => !isOfExample(field));
const exampleFields = fields.filter(isOfExample);
const places = Array.from({ length: maxExamples }, (_, index) => index);

type Column = readonly [name: string, cell: (of: ExportedCase) => Cell];

const columns: readonly Column[] = [
  ["name", (of) => of.name],
  ["state", (of) => of.state],
  ["closed_as", (of) => of.closed_as],
  ["was_sent", (of) => String(of.was_sent)],
  ["level", (of) => of.level],
  ["score", (of) => of.score],
  ["opened_at", (of) => of.opened_at],
  ["ready_at", (of) => of.ready_at],
  ["acknowledged_at", (of) => of.acknowledged_at],
  ["closed_at", (of) => of.closed_at],
  ["changed_at", (of) => of.changed_at],
  ["requester", (of) => of.requester],
  ["colleagues", (of) => of.colleagues.join("; ")],
  ["with", (of) => of.with],
  ["closing_note", (of) => of.closing_note],
  ["sent_because", (of) => of.sent_because],
  ["channel_id", (of) => of.channel_id],
  ["route", (of) => of.route],
  ["written_in", (of) => of.written_in],
  ...plainFields.map(({ id }): Column => [id, (of) => answerIn(of.answers, id)]),
  ...places.flatMap((place) =>
    exampleFields.map(({ id }): Column => [
      id.replace(/^ex_/u, `example_${place + 1}_`),
      (of) => answerIn(of.answers.examples[place] ?? {}, id),
    ]),
  ),
  ["evidence", (of) => of.evidence.map(({ url }) => url).join("\n")],
  ["gaps", (of) => of.gaps.map(({ code }) => code).join("; ")],
  ["card_url", (of) => of.card_url],
];

function answerIn(answers: object, id: string): string | null {
  const found: unknown = Object.entries(answers).find(([key]) => key === id)?.[1];
  return typeof found === "string" ? found : null;
}

/** Of a table with a row for each case. */
export const exportColumns: readonly string[] = columns.map(([name]) => name);

export function exportedRow(of: ExportedCase): readonly Cell[] {
  return columns.map(([, cell]) => cell(of));
}
