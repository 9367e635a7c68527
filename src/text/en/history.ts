import type { EventKind } from "../../domain/case-events.ts";
import type { DeliveryKind, ParkReason } from "../../domain/delivery.ts";
import type { Step } from "../../domain/form.ts";
import { withFullStop } from "../punctuation.ts";

/** What the sentence of an event may name; empty where the event does not tell. */
export interface EventFacts {
  /** Who did it: a name, or the bot. */
  readonly who: string;
  /** Whom else it concerns. */
  readonly whom: string;
  /** The case as it was judged then. */
  readonly verdict: string;
  /** The step, the question of the form, the message or the ending it is about. */
  readonly what: string;
  /** What somebody wrote to it. */
  readonly said: string;
  readonly why: string;
  /** Where it was said, or a sentence on where it leads. */
  readonly where: string;
  /** Which reminder it was. */
  readonly nth: number;
  /** It asked what had become of the partner, and was no reminder. */
  readonly isQuestion: boolean;
  /** Who was told that nobody had taken the case. */
  readonly called: "csms" | "backup" | "requester";
}

const quoted = (said: string) => (said === "" ? "." : `: “${said}”`);
const judged = (verdict: string) => (verdict === "" ? "." : `: ${verdict}.`);
const to = (what: string) => (what === "" ? "" : ` to “${what}”`);

const events: Record<EventKind, (facts: EventFacts) => string> = {
  sent: ({ who, verdict }) => `${who} sent the case to the CSMs${judged(verdict)}`,
  waiting: ({ who, verdict }) => `${who} left the case to wait for the partner${judged(verdict)}`,
  acknowledged: ({ who }) => `${who} took the case.`,
  evidence_added: ({ who, what, verdict }) => `${who} added${to(what)}${judged(verdict)}`,
  person_erased: () => "Somebody who took part was erased, with what they wrote.",
  withdrawn: ({ who }) => `${who} withdrew the case.`,
  avoided: ({ who, said }) => `${who} closed the case as avoided${quoted(said)}`,
  card_posted: ({ who }) => `${who} posted the card.`,
  nudge_set_out: ({ who, isQuestion }) =>
    isQuestion ? `${who} set out to ask after the partner.` : `${who} set out a reminder.`,
  nudged: ({ who, nth, where, isQuestion }) =>
    isQuestion
      ? `${who} asked${where} what had become of the partner.`
      : `${who} sent reminder ${nth}${where}.`,
  nudge_withdrawn: ({ who, why, isQuestion }) =>
    `${who} took back a ${isQuestion ? "question" : "reminder"} before it was posted: ${why}.`,
  snoozed: ({ who }) => `${who} put the next reminder off.`,
  reminders_stopped: ({ who }) => `${who} stopped the reminders.`,
  parked: ({ who, why }) => `${who} parked the case: ${why}.`,
  reopened: ({ who }) => `${who} reopened the parked case.`,
  reopening_over: () => "The time to reopen the parked case was over.",
  handed_over: ({ who, whom }) => `${who} handed the case over to ${whom}.`,
  question_asked: ({ who, said }) => `${who} asked the requester one thing${quoted(said)}`,
  question_answered: ({ who, said }) => `${who} answered the question${quoted(said)}`,
  returned: ({ who, said }) => `${who} returned the case to its requester${quoted(said)}`,
  sent_again: ({ who }) => `${who} sent the case again.`,
  resolved: ({ who, what, where, said }) =>
    [`${who} closed the case: ${what.toLowerCase()}.`, where, said === "" ? "" : `“${said}”`]
      .filter((part) => part !== "")
      .join(" "),
  closed_reopened: ({ who }) => `${who} reopened the closed case.`,
  co_owner_added: ({ who, whom }) => `${who} added ${whom} to the requester's side.`,
  taken_over: ({ who, whom }) => `${who} took over the requester's side from ${whom}.`,
  chase_set_out: ({ who }) => `${who} set out to say that nobody had taken the case.`,
  chase_put_off: ({ who }) =>
    `${who} put off saying that nobody had taken the case: it was out of working hours.`,
  chased: ({ who, called }) => {
    if (called === "requester") return `${who} told the requester that nobody had taken the case.`;
    return called === "csms"
      ? `${who} called the CSMs: nobody had taken the case.`
      : `${who} called those who stand in for the CSMs: nobody had taken the case.`;
  },
  proof_added: ({ who, what, verdict }) => `${who} added a message${to(what)}${judged(verdict)}`,
  proof_edited: ({ who, what, verdict }) =>
    `${who} edited a message that had been added${to(what)}${judged(verdict)}`,
  proof_deleted: ({ who, what, verdict }) =>
    `${who} deleted a message that had been added${to(what)}${judged(verdict)}`,
  channel_moved: () => "Slack gave the channel another id, and the case followed.",
  delivery_parked: ({ what, why }) => `Held up: ${what}, because ${withFullStop(why)}`,
  delivery_resumed: ({ what }) => `No longer held up: ${what}.`,
  card_reposted: ({ who }) => `${who} posted the card again, because it had been deleted in Slack.`,
};

const steps: Record<Step, string> = {
  situation: "Situation",
  scope: "Scope",
  partner: "Partner communication",
  examples: "Examples",
  ask: "Your ask",
};

/** What was to be posted. Drafts and channels have messages of their own, which are in no trail. */
const messages: Record<Exclude<DeliveryKind, "partner_message" | "hint" | "removal" | "digest">, string> = {
  card: "the card",
  evidence: "the answers in the thread",
  receipt: "the requester's copy",
  case_notice: "word to the requester",
  step_note: "a note in the thread",
  question: "a question to the requester",
  question_note: "a note on a question",
  answer: "the answer to a question",
  chase: "the call for a CSM",
  unclaimed_notice: "word that nobody had taken the case",
  nudge: "a reminder",
  nudge_note: "a note on a reminder",
  thanks: "the thanks for an answer",
  ready_notice: "word that the case is ready",
  parked_notice: "word that the case was parked",
  stuck_notice: "word that a message was held up",
  brief: "a brief",
};

const heldUp: Record<ParkReason, string> = {
  not_in_channel: "the bot was not in the channel",
  channel_not_found: "the channel was not found",
  is_archived: "the channel was archived",
  missing_scope: "the bot lacked a permission",
  token_revoked: "Slack did not accept the bot's token",
  restricted: "the bot might not post there",
  person_gone: "the person had left the workspace",
  message_deleted: "it had been deleted in Slack again",
  defect: "Slack refused it because of a fault of the bot",
};

/** Why a reminder did not go out after all. */
const takenBack: Record<"moot" | "not_now" | "refused", string> = {
  moot: "it was not needed any more",
  not_now: "it would have come out of working hours",
  refused: "Slack did not take it",
};

/** The story of a case, event by event. */
export const history = {
  heading: (name: string) => `The story of ${name}`,
  times: (zone: string) => `Oldest first. The times are those of ${zone}.`,
  olderLeftOut: (count: number): string =>
    count === 1 ? "One older step is left out here." : `${count} older steps are left out here.`,
  bot: "The bot",
  somebody: "Somebody",
  verdict: (level: string, score: number) => `${level}, ${score} of 100 points`,
  score: (score: number) => `${score} of 100 points`,
  places: { thread: " in the card's thread", dm: " by direct message" },
  events,
  steps,
  messages,
  heldUp,
  takenBack,
};
