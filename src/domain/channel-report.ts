import type { EventKind } from "./case-events.ts";
import type { Decision } from "./decisions.ts";
import type { SendNote } from "./escalation.ts";
import type { Period, Stretch } from "./report-weeks.ts";
import { type Gap, gapCodes, type GapCode } from "./verdict.ts";

/**
 * What became of the cases of one channel in a while, counted from their trails. Digest and report count by it alone. Every
 * figure counts cases: partners and people are in none of them.
 */

/** What of a trail is counted. */
export const countedKinds = [
  "sent",
  "avoided",
  "resolved",
  "withdrawn",
  "closed_reopened",
  "evidence_added",
  "proof_added",
  "proof_edited",
  "proof_deleted",
  "person_erased",
] as const satisfies readonly EventKind[];

interface CountedEvent {
  readonly at: Date;
  readonly kind: EventKind;
  /** Whether the case was Ready after it; null when the event does not tell. */
  readonly ready: boolean | null;
}

/** A case, or what is left of one that was erased. */
export interface CountedCase {
  /** Oldest first. */
  readonly trail: readonly CountedEvent[];
  /** What is missing, as it was judged last; null for a case that was erased. */
  readonly gaps: readonly Pick<Gap, "code">[] | null;
}

export interface Figures {
  /** Sent to the channel. */
  readonly opened: number;
  /** Ready for the first time since they were sent, or when they were. */
  readonly ready: number;
  /** Ended without the CSMs, and not reopened since. */
  readonly avoided: number;
  /** Closed by a CSM, and not reopened since. */
  readonly resolved: number;
  /** Of those that became Ready, from being sent; null when none did. */
  readonly medianMsToReady: number | null;
}

export interface MissingGap {
  readonly code: GapCode;
  /** Of how many cases. */
  readonly cases: number;
}

/** All that is told of a channel. */
export interface ChannelReport {
  readonly figures: Figures;
  /** The oldest first. */
  readonly byStretch: readonly (Figures & { readonly stretch: Stretch })[];
  readonly missing: readonly MissingGap[];
  /** Of the cases that would come here, how many wait for their partner now. */
  readonly waiting: number;
  /** What wants a decision now, the most pressing first. */
  readonly decisions: readonly Decision[];
  /** How many do, of which some may be left out above. */
  readonly undecided: number;
}

/** Whether there is anything to tell. */
export function isQuiet({ figures, waiting, undecided }: ChannelReport): boolean {
  const { opened, ready, avoided, resolved } = figures;
  return opened + ready + avoided + resolved + waiting + undecided === 0;
}

/** When a case reached what is counted; null what it has not, or what was undone. */
interface Milestones {
  readonly openedAt: Date | null;
  readonly readyAt: Date | null;
  readonly avoidedAt: Date | null;
  readonly resolvedAt: Date | null;
}

const endings: ReadonlySet<EventKind> = new Set(["avoided", "resolved", "withdrawn", "closed_reopened"]);

function milestonesOf({ trail }: Pick<CountedCase, "trail">): Milestones {
  const sent = trail.findIndex(({ kind }) => kind === "sent");
  const since = sent < 0 ? [] : trail.slice(sent);
  const end = trail.findLast(({ kind }) => endings.has(kind));
  return {
    openedAt: since[0]?.at ?? null,
    readyAt: since.find(({ ready }) => ready === true)?.at ?? null,
    avoidedAt: end?.kind === "avoided" ? end.at : null,
    resolvedAt: end?.kind === "resolved" ? end.at : null,
  };
}

/** When the case was Ready for the first time since it was sent, as everything counts it. */
export function firstReadyAt(counted: Pick<CountedCase, "trail">): Date | null {
  return milestonesOf(counted).readyAt;
}

/** Periods that follow each other add up: a case is in each figure once. */
export function figuresOf(cases: readonly CountedCase[], period: Period): Figures {
  const reached = cases.map(milestonesOf);
  const count = (milestone: keyof Milestones) =>
    reached.filter((each) => isWithin(each[milestone], period)).length;
  const waits = reached.flatMap(({ openedAt, readyAt }) =>
    openedAt && readyAt && isWithin(readyAt, period) ? [readyAt.getTime() - openedAt.getTime()] : [],
  );
  return {
    opened: count("openedAt"),
    ready: count("readyAt"),
    avoided: count("avoidedAt"),
    resolved: count("resolvedAt"),
    medianMsToReady: median(waits),
  };
}

/** What the cases that were sent in the period lack most often, as far as they are still kept. */
export function missingMost(
  cases: readonly CountedCase[],
  period: Period,
  most: number,
): readonly MissingGap[] {
  const lacking = cases
    .filter((each) => isWithin(milestonesOf(each).openedAt, period))
    .map(({ gaps }) => new Set((gaps ?? []).map(({ code }) => code)));
  return gapCodes
    .map((code) => ({ code, cases: lacking.filter((codes) => codes.has(code)).length }))
    .filter(({ cases: count }) => count > 0)
    .toSorted((one, other) => other.cases - one.cases)
    .slice(0, most);
}

function isWithin(at: Date | null, { from, to }: Period): boolean {
  return at !== null && at >= from && at < to;
}

/** Of an even number the mean of the two in the middle. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/**
 * What an event tells of readiness. Those of an earlier version name the level alone: while the partner comes first that
 * is not shown, and who sends it all the same gives a reason.
 */
export function readyAfter(
  { kind, details }: { readonly kind: EventKind; readonly details: Readonly<Record<string, unknown>> },
  of: { readonly sendNote: SendNote | null },
): boolean | null {
  const { ready, level } = details;
  if (typeof ready === "boolean") return ready;
  if (typeof level !== "string") return null;
  return level === "ready" && !(kind === "sent" && partnerCameFirst(of));
}

/** Whether the case was sent although the partner came first: only then is a reason asked for. */
function partnerCameFirst({ sendNote }: { readonly sendNote: SendNote | null }): boolean {
  return sendNote !== null && sendNote.reason !== null;
}
