import { type Answers } from "../../domain/answers.ts";
import { type CaseStatus, closings, type Escalation, type SendNote } from "../../domain/escalation.ts";
import { judge } from "../../domain/readiness.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { closedAs } from "./closed-as.ts";
import type { IsoDate } from "../../domain/answers.ts";
import { neverNudged } from "../../domain/nudging.ts";
import { calendarOf } from "../../domain/working-time.ts";

/** The case of which everything is drawn, in whatever state it may be. */

export const monday: IsoDate = "2026-11-23";

export interface Drawn<T> {
  /** Tells one from another. What stands before a comma is its kind. */
  readonly name: string;
  readonly drawn: T;
  /** Which people and user groups are notified by it; absent: nobody. */
  readonly mentions?: readonly string[];
}

export interface Subject {
  readonly answers: Answers;
  /** Names of people and organisations, which are theirs to choose. */
  readonly someone: string;
  readonly sendNote: SendNote;
}

export const cardUrl = "https://acme.slack.com/archives/C0CSM0001/p1763800000000100";
export const nextUrl = "https://acme.slack.com/archives/C0CSM0001/p1763800000000200";
export const command = "/escalate";
const at = "2026-11-23T12:00:00.000Z";
export const id = "3f0f9b7e-3c1e-4a52-9e0e-9a4f1c0d2b11";

export const statusesOf = ({ sendNote: { sentence } }: Pick<Subject, "sendNote">): readonly CaseStatus[] => [
  { state: "open" },
  { state: "waiting_partner" },
  { state: "acknowledged", by: "U0CASEY01", at },
  { state: "returned", reason: sentence, by: "U0CASEY01", at },
  ...closings.map((as) => closedAs(as, { note: sentence, by: "U0MARINA1", at })),
];

export function caseOf({ answers, sendNote }: Subject, given: Partial<Escalation> = {}): Escalation {
  return {
    id,
    teamId: "T0ACME001",
    number: 99_999,
    requesterId: "U0MARINA1",
    coOwnerIds: [],
    channelId: "C0CSM0001",
    desk: { usergroup: null, backup: null, locale: "en", route: null },
    locale: "pt-BR",
    status: { state: "open" },
    answers,
    verdict: verdictOn(answers),
    proofs: [],
    sendNote,
    chase: null,
    nudging: neverNudged,
    nextNudgeAt: null,
    revision: 1,
    createdAt: new Date(at),
    updatedAt: new Date(at),
    ...given,
  };
}

const calendar = calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: [] });

export function judgeOn(day: IsoDate, answers: Answers): Verdict {
  return judge(answers, { now: new Date(`${day}T12:00:00Z`), zone: "UTC", calendar, partnerReplyDays: 3 });
}

const judged = new WeakMap<Answers, Verdict>();

/** Judged once: the gallery shows the same case many times. */
export function verdictOn(answers: Answers): Verdict {
  const verdict = judged.get(answers) ?? judgeOn(monday, answers);
  judged.set(answers, verdict);
  return verdict;
}

/** The verdict on the answers, and what it would be with each reason to wait for the partner. */
export function verdictsOn(answers: Answers): readonly Verdict[] {
  const verdict = verdictOn(answers);
  return [
    verdict,
    { ...verdict, partnerFirst: { reason: "partner_fixed" } },
    { ...verdict, partnerFirst: { reason: "partner_not_told" } },
    { ...verdict, partnerFirst: { reason: "reply_window_open", eligibleOn: monday } },
    { ...verdict, partnerFirst: { reason: "plan_not_due", eligibleOn: monday } },
    { ...verdict, partnerFirst: null, level: "ready" },
    { ...verdict, partnerFirst: null, level: "almost_ready" },
    { ...verdict, partnerFirst: null, level: "not_ready", bypass: true },
  ];
}

/** As many as Slack lets into one channel, one of which it does not name. */
export function organisations(someone: string): readonly string[] {
  return Array.from({ length: 250 }, (_, index) => (index === 0 ? "" : someone));
}
