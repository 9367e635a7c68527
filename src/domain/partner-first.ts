import { type Answers, type IsoDate, partnerWasTold } from "./answers.ts";
import type { Verdict } from "./verdict.ts";
import { addBusinessDays, type Calendar } from "./working-time.ts";

/** Whether the partner comes before the CSM, and until when: rubric 1, “Partner-first”, “Bypass” and B4's “past”. */

/** What a judgement depends on beside the answers. */
export interface Circumstances {
  /** The requester's local date. */
  readonly today: IsoDate;
  readonly calendar: Calendar;
  /** *w* of the rubric: business days a partner is given to answer. */
  readonly partnerReplyDays: number;
}

const fixedDateIsCloseDays = 5;

/** A fixed date is today or later and at most five business days away: waiting for the partner is not asked for. */
export function isBypassed(
  { urgency, need_by }: Pick<Answers, "urgency" | "need_by">,
  { today, calendar }: Pick<Circumstances, "today" | "calendar">,
): boolean {
  if (urgency !== "deadline" || need_by === null || need_by < today) return false;
  return need_by < addBusinessDays(today, fixedDateIsCloseDays + 1, calendar);
}

/** The day from which silence counts: without a date, or with a future one, the partner was told today. */
function firstContact(
  { first_contact_date: date }: Pick<Answers, "first_contact_date">,
  { today }: Circumstances,
): IsoDate {
  return date === null || date > today ? today : date;
}

/** Whether at least `days` business days have passed since the partner was first told. */
export function hasWaited(
  days: number,
  answers: Pick<Answers, "first_contact_date">,
  circumstances: Circumstances,
): boolean {
  return (
    circumstances.today >= addBusinessDays(firstContact(answers, circumstances), days, circumstances.calendar)
  );
}

/** Whether the day the partner promised is past: from the first business day after it. */
export function isPlanPast(planDue: IsoDate, { today, calendar }: Circumstances): boolean {
  return today >= addBusinessDays(planDue, 1, calendar);
}

/**
 * Why the partner comes first, by the first gate that holds, and from which day on the CSM may; null when none holds.
 * `answers` without the hidden ones (`shownAnswers`).
 */
export function partnerFirst(answers: Answers, circumstances: Circumstances): Verdict["partnerFirst"] {
  const { calendar, partnerReplyDays } = circumstances;
  if (answers.response_state === "fixed") return { reason: "partner_fixed" };
  if (isBypassed(answers, circumstances)) return null;
  if (!partnerWasTold(answers)) return { reason: "partner_not_told" };
  if (answers.response_state === "no_reply" && !hasWaited(partnerReplyDays, answers, circumstances)) {
    const told = firstContact(answers, circumstances);
    return { reason: "reply_window_open", eligibleOn: addBusinessDays(told, partnerReplyDays, calendar) };
  }
  const { response_state, plan_due } = answers;
  if (response_state === "dated_plan" && plan_due !== null && !isPlanPast(plan_due, circumstances)) {
    return { reason: "plan_not_due", eligibleOn: addBusinessDays(plan_due, 1, calendar) };
  }
  return null;
}
