/** What happens to a case, by name: each is kept in its trail, and each has words in which it is told. */

/** Changes of the case itself. */
const changeKinds = [
  "sent",
  "waiting",
  "acknowledged",
  "evidence_added",
  "withdrawn",
  "avoided",
  "card_posted",
  "nudge_set_out",
  "nudged",
  "nudge_withdrawn",
  "snoozed",
  "reminders_stopped",
  "parked",
  "reopened",
  "reopening_over",
  "handed_over",
  "question_asked",
  "question_answered",
  "returned",
  "sent_again",
  "resolved",
  "closed_reopened",
  "co_owner_added",
  "taken_over",
  "chase_set_out",
  "chase_put_off",
  "proof_added",
  "proof_edited",
  "proof_deleted",
  "channel_moved",
  "person_erased",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What befell its messages. */
const noticeKinds = ["delivery_parked", "delivery_resumed", "card_reposted", "chased"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type EventKind = ChangeKind | NoticeKind;
export const eventKinds: readonly EventKind[] = [...changeKinds, ...noticeKinds];
