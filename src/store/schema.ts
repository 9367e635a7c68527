import type { DeliveryKind, ParkReason } from "../domain/delivery.ts";
import type { CaseState, Locale } from "../domain/escalation.ts";
import type { EventKind } from "./audit.ts";
import type { DeliveryState } from "./deliveries.ts";
import type { DraftStatus } from "./drafts.ts";
import type { NudgeKind, NudgePlace } from "./nudges.ts";

/** The tables. Times are ISO texts, flags 0 or 1, and a column whose comment says so holds JSON. */
export interface Database {
  people: PersonTable;
  channels: ChannelTable;
  drafts: DraftTable;
  escalations: EscalationTable;
  escalation_counters: EscalationCounterTable;
  escalation_events: EventTable;
  nudges: NudgeTable;
  deliveries: DeliveryTable;
  channel_paces: ChannelPaceTable;
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
  channel_id: string;
  locale: Locale;
  /** The state within `status`, to select by. */
  state: CaseState;
  /** JSON */
  status: string;
  /** JSON */
  answers: string;
  /** JSON */
  verdict: string;
  /** JSON */
  send_note: string | null;
  /** JSON */
  nudging: string;
  next_nudge_at: string | null;
  revision: number;
  /** How many events it has; numbers them. */
  event_count: number;
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
  channel_id: string | null;
  ts: string | null;
  parked_reason: ParkReason | null;
  last_error: string | null;
  created_at: string;
  updated_at: string;
}

/** When a channel may next be posted to. */
interface ChannelPaceTable {
  team_id: string;
  channel_id: string;
  free_at: string;
}
