import type { DeliveryKind, ParkReason } from "../domain/delivery.ts";
import type { CaseState, Locale } from "../domain/escalation.ts";
import type { EventKind } from "../domain/case-events.ts";
import type { DeliveryState } from "./deliveries.ts";
import type { DraftStatus } from "./drafts.ts";
import type { HomeTable, ListedCaseTable, ListedOwnerTable, ShelfCountTable } from "./listing-tables.ts";
import type { NudgeKind, NudgePlace } from "./nudges.ts";
import type {
  ErasedCaseTable,
  InstallationTable,
  RemovedAppTable,
  WorkspaceSettingsTable,
} from "./workspace-tables.ts";

/** The tables. Times are ISO texts, flags 0 or 1, and a column whose comment says so holds JSON. */
export interface Database {
  people: PersonTable;
  channels: ChannelTable;
  drafts: DraftTable;
  escalations: EscalationTable;
  listed_cases: ListedCaseTable;
  listed_owners: ListedOwnerTable;
  shelf_counts: ShelfCountTable;
  homes: HomeTable;
  escalation_counters: EscalationCounterTable;
  escalation_events: EventTable;
  nudges: NudgeTable;
  proof_messages: ProofMessageTable;
  kept_messages: KeptMessageTable;
  questions: QuestionTable;
  seen_events: SeenEventTable;
  moved_channels: MovedChannelTable;
  deliveries: DeliveryTable;
  channel_paces: ChannelPaceTable;
  installations: InstallationTable;
  workspace_settings: WorkspaceSettingsTable;
  erased_cases: ErasedCaseTable;
  removed_apps: RemovedAppTable;
}

export interface PersonTable {
  team_id: string;
  user_id: string;
  /** JSON */
  name: string;
  locale: Locale | null;
  zone: string | null;
  home_team_id: string;
  guest: number;
  deleted: number;
  refreshed_at: string;
}

export interface ChannelTable {
  team_id: string;
  channel_id: string;
  /** JSON */
  name: string;
  is_private: number;
  is_member: number;
  is_archived: number;
  /** JSON */
  shared_with: string;
  refreshed_at: string;
}

export interface DraftTable {
  id: string;
  team_id: string;
  user_id: string;
  status: DraftStatus;
  escalation_id: string | null;
  /** JSON */
  answers: string;
  /** JSON */
  place: string;
  /** JSON */
  send_note: string;
  /** JSON: the message to the partner as the person edited it. */
  partner_message: string | null;
  /** JSON: what made the case unnecessary, as far as it was written. */
  what_worked: string | null;
  /** JSON: the cases about the same partner that the person said this is not about. */
  other_than: string;
  next_example_key: number;
  revision: number;
  created_at: string;
  updated_at: string;
}

export interface EscalationTable {
  id: string;
  draft_id: string;
  team_id: string;
  number: number;
  requester_id: string;
  /** JSON */
  co_owner_ids: string;
  channel_id: string;
  /** JSON */
  desk: string;
  locale: Locale;
  /** The state within `status`, to select by. */
  state: CaseState;
  /** JSON */
  status: string;
  /** JSON */
  answers: string;
  /** JSON */
  proofs: string;
  /** JSON */
  verdict: string;
  /** JSON */
  send_note: string | null;
  /** JSON */
  nudging: string;
  /** JSON */
  chase: string | null;
  next_nudge_at: string | null;
  revision: number;
  /** How many events it has; numbers them. */
  event_count: number;
  /** When it was closed, to select by: `status` says it, and null means that nobody has looked yet, or that it is not. */
  closed_at: string | null;
  /** As `updated_at` when `listed_cases` was last written for it: otherwise that is behind. */
  listed_at: string | null;
  created_at: string;
  updated_at: string;
}

/** The highest number given to a case, per workspace. */
interface EscalationCounterTable {
  team_id: string;
  last_number: number;
}

export interface EventTable {
  escalation_id: string;
  /** 1, 2, 3 within the case. */
  seq: number;
  at: string;
  actor_id: string | null;
  kind: EventKind;
  /** JSON */
  details: string;
}

export interface NudgeTable {
  escalation_id: string;
  /** 1, 2, 3 within the case. */
  number: number;
  kind: NudgeKind;
  place: NudgePlace;
  /** Of the case when it was sent. */
  episode: number;
  team_id: string;
  person_id: string;
  /** The person's local day that it takes up; null once it is known that nothing was sent. */
  day: string | null;
  /** JSON: what it says, kept as it is sent. */
  said: string | null;
  sent_at: string | null;
  created_at: string;
}

/** Finds the cases that a message of Slack's is evidence of. */
interface ProofMessageTable {
  team_id: string;
  channel_id: string;
  ts: string;
  escalation_id: string;
}

/** A message that somebody may add to a case, until they have said where to. */
export interface KeptMessageTable {
  id: string;
  team_id: string;
  /** Who may add it. */
  person_id: string;
  channel_id: string;
  ts: string;
  thread_ts: string | null;
  author_id: string | null;
  /** JSON */
  author: string;
  /** JSON: what it says, and the names of its files; null once it was deleted. */
  content: string | null;
  kept_at: string;
}

/** One thing that a CSM asked the requester. */
export interface QuestionTable {
  escalation_id: string;
  /** Of the reminders and questions of the case, which are counted as one. */
  number: number;
  /** The modal it was written in: one modal, one question. */
  view_id: string;
  asked_by: string;
  asked_at: string;
  place: NudgePlace;
  /** JSON */
  question: string;
  answered_by: string | null;
  answered_at: string | null;
  /** JSON */
  answer: string | null;
  /** JSON: where the answer stands, when it was given as a message. */
  answer_at: string | null;
}

/** What Slack has told us already: it may tell it again. */
interface SeenEventTable {
  team_id: string;
  event_id: string;
  seen_at: string;
}

/** A channel that has another id than a setting may still say. */
interface MovedChannelTable {
  team_id: string;
  old_id: string;
  /** The present one, however often it has changed. */
  new_id: string;
}

export interface DeliveryTable {
  key: string;
  team_id: string;
  /** The case, or the draft, it belongs to. */
  owner_id: string;
  lane: string;
  kind: DeliveryKind;
  /** JSON */
  subject: string;
  destination_kind: "channel" | "person";
  destination: string;
  wanted: number;
  shown: number;
  state: DeliveryState;
  seq: number;
  due_at: string;
  lease_owner: string | null;
  lease_until: string | null;
  attempts: number;
  posting_since: string | null;
  /** When the last lease under which it may have left is over; means nothing without `posting_since`, or before that. */
  posting_until: string | null;
  channel_id: string | null;
  ts: string | null;
  parked_reason: ParkReason | null;
  /** How often it was posted again because somebody had deleted it. */
  reposts: number;
  last_error: string | null;
  /** Of what wanted it last, as the lines of the log that tell of that have it. */
  trace: string | null;
  created_at: string;
  updated_at: string;
}

/** When a channel may next be posted to. */
interface ChannelPaceTable {
  team_id: string;
  channel_id: string;
  free_at: string;
  /** While a message to it is under way, until when at the latest. */
  held_until: string | null;
}
