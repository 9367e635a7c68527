import type { CaseState, CaseStatus, Ending, Escalation, Person } from "./escalation.ts";

/** The moves of a case: from which state to which, and who may make them. One table; a combination it lacks does not compile. */

/** What a person is to a case. A CSM is none on their own case. */
export const roles = ["requester", "co_owner", "csm", "other", "outsider"] as const;
export type Role = (typeof roles)[number];

export type Refusal =
  | "outsider"
  | "only_requester"
  | "only_owners"
  | "only_csm"
  | "only_owners_or_csm"
  | "only_co_owners_or_csm"
  | "own_case"
  | "already_acknowledged"
  | "already_closed"
  /** It was sent on to the CSM, or never waited for the partner. */
  | "not_waiting"
  /** It still waits for the partner. */
  | "not_sent"
  /** It is with its requester. */
  | "is_returned"
  | "not_returned"
  /** Nobody has to take over from a requester who is here. */
  | "requester_is_here";

export const moveNames = [
  "acknowledge",
  "hand_over",
  "ask",
  "return_to_requester",
  "resolve",
  "add_evidence",
  "answer",
  "send_again",
  "withdraw",
  "add_co_owner",
  "take_over",
  "send",
  "wait_on",
  "close_as_avoided",
  "snooze",
  "stop_reminders",
  "reopen",
] as const;
export type Move = (typeof moveNames)[number];

/** What a move needs to be told besides who makes it. */
interface Given {
  readonly hand_over: { readonly to: string };
  readonly return_to_requester: { readonly reason: string };
  readonly resolve: { readonly ending: Ending };
}
export type GivenFor<M extends Move> = M extends keyof Given ? readonly [given: Given[M]] : readonly [];

interface Act {
  readonly by: string;
  readonly at: string;
}
/** What becomes of the status. */
type Becomes<M extends Move> = (act: Act, before: CaseStatus, ...given: GivenFor<M>) => CaseStatus;

interface Rule<M extends Move> {
  readonly by: readonly Role[];
  readonly from: Readonly<Record<CaseState, Becomes<M> | Refusal>>;
}

const stays = (_act: Act, before: CaseStatus): CaseStatus => before;
const open = (): CaseStatus => ({ state: "open" });
const acknowledged = (act: Act): CaseStatus => ({ state: "acknowledged", ...act });
const handedOver = ({ at }: Act, _before: CaseStatus, { to }: Given["hand_over"]): CaseStatus => ({
  state: "acknowledged",
  by: to,
  at,
});
const returned = (act: Act, _before: CaseStatus, { reason }: Given["return_to_requester"]): CaseStatus => ({
  state: "returned",
  reason,
  ...act,
});
const ended = (act: Act, _before: CaseStatus, { ending }: Given["resolve"]): CaseStatus => ({
  state: "closed",
  sent: true,
  ...ending,
  ...act,
});
const withdrawn = (act: Act, { state }: CaseStatus): CaseStatus => ({
  state: "closed",
  as: "withdrawn",
  note: "",
  sent: state !== "waiting_partner",
  ...act,
});
const avoided = (act: Act): CaseStatus => ({
  state: "closed",
  as: "avoided",
  note: "",
  sent: false,
  ...act,
});
const openAgain = (_act: Act, before: CaseStatus): CaseStatus =>
  before.state === "closed" && !before.sent ? { state: "waiting_partner" } : { state: "open" };

const owners = ["requester", "co_owner"] as const;
const ownersAndCsm = ["requester", "co_owner", "csm"] as const;
const whileAlive = { waiting_partner: stays, open: stays, acknowledged: stays, returned: stays } as const;
const onceSent = { waiting_partner: "not_sent", open: stays, acknowledged: stays, returned: stays } as const;
const whileWaiting = { open: "not_waiting", acknowledged: "not_waiting", returned: "not_waiting" } as const;
const closed = { closed: "already_closed" } as const;

const moves: { readonly [M in Move]: Rule<M> } = {
  acknowledge: {
    by: ["csm"],
    from: {
      waiting_partner: "not_sent",
      open: acknowledged,
      acknowledged: "already_acknowledged",
      returned: "is_returned",
      ...closed,
    },
  },
  hand_over: {
    by: ["csm"],
    from: {
      waiting_partner: "not_sent",
      open: handedOver,
      acknowledged: handedOver,
      returned: "is_returned",
      ...closed,
    },
  },
  ask: { by: ["csm"], from: { ...onceSent, ...closed } },
  return_to_requester: {
    by: ["csm"],
    from: {
      waiting_partner: "not_sent",
      open: returned,
      acknowledged: returned,
      returned: "is_returned",
      ...closed,
    },
  },
  resolve: {
    by: ["csm"],
    from: { waiting_partner: "not_sent", open: ended, acknowledged: ended, returned: ended, ...closed },
  },
  add_evidence: { by: owners, from: { ...whileAlive, ...closed } },
  answer: { by: owners, from: { ...onceSent, ...closed } },
  send_again: {
    by: owners,
    from: {
      waiting_partner: "not_sent",
      open: "not_returned",
      acknowledged: "not_returned",
      returned: open,
      ...closed,
    },
  },
  withdraw: {
    by: ["requester"],
    from: {
      waiting_partner: withdrawn,
      open: withdrawn,
      acknowledged: withdrawn,
      returned: withdrawn,
      ...closed,
    },
  },
  add_co_owner: { by: ["requester"], from: { ...whileAlive, ...closed } },
  /** When the requester has left; who takes over is the requester from then on. */
  take_over: { by: ["co_owner", "csm"], from: { ...whileAlive, ...closed } },
  /** The partner had their chance, or may not be waited for. */
  send: { by: ["requester"], from: { waiting_partner: open, ...whileWaiting, ...closed } },
  wait_on: { by: ["requester"], from: { waiting_partner: stays, ...whileWaiting, ...closed } },
  close_as_avoided: { by: ["requester"], from: { waiting_partner: avoided, ...whileWaiting, ...closed } },
  snooze: { by: ownersAndCsm, from: { ...onceSent, ...closed } },
  stop_reminders: { by: ownersAndCsm, from: { ...onceSent, ...closed } },
  /** Of a parked case the state stays: it is only asked about again. */
  reopen: { by: ownersAndCsm, from: { ...whileAlive, closed: openAgain } },
};

/** A move is either allowed, with the status it leads to, or refused, with why. */
export type Decision =
  | { readonly allowed: true; readonly status: CaseStatus }
  | { readonly allowed: false; readonly refusal: Refusal };

export type Owned = Pick<Escalation, "status" | "requesterId" | "coOwnerIds">;

export function attempt<M extends Move>(
  move: M,
  escalation: Owned,
  person: Person,
  now: Date,
  ...given: GivenFor<M>
): Decision {
  const rule: Rule<M> = moves[move];
  const refusal = whyRefused(move, escalation, person);
  const next = rule.from[escalation.status.state];
  if (refusal !== null) return { allowed: false, refusal };
  if (typeof next === "string") return { allowed: false, refusal: next };
  const act = { by: person.id, at: now.toISOString() };
  return { allowed: true, status: next(act, escalation.status, ...given) };
}

/** Why the person may not make the move as the case stands; null when they may. */
export function whyRefused(move: Move, escalation: Owned, person: Person): Refusal | null {
  const { by, from } = moves[move];
  const role = roleOf(escalation, person);
  if (!by.includes(role)) return whyNot(by, role, person);
  if (role === "csm" && !wasSent(escalation)) return "not_sent";
  const next = from[escalation.status.state];
  return typeof next === "string" ? next : null;
}

export function roleOf({ requesterId, coOwnerIds }: Omit<Owned, "status">, person: Person): Role {
  if (person.outsider) return "outsider";
  if (person.id === requesterId) return "requester";
  if (coOwnerIds.includes(person.id)) return "co_owner";
  return person.csm ? "csm" : "other";
}

function whyNot(allowed: readonly Role[], role: Role, { csm }: Person): Refusal {
  if (role === "outsider") return "outsider";
  const forCsm = allowed.includes("csm");
  const forRequester = allowed.includes("requester");
  const forCoOwners = allowed.includes("co_owner");
  if (forCsm && forRequester) return "only_owners_or_csm";
  if (forCsm && forCoOwners) return "only_co_owners_or_csm";
  if (forCsm) return csm && (role === "requester" || role === "co_owner") ? "own_case" : "only_csm";
  return forCoOwners ? "only_owners" : "only_requester";
}

/** Who may act for the requester's side. */
export function isOwner({ requesterId, coOwnerIds }: Omit<Owned, "status">, personId: string): boolean {
  return personId === requesterId || coOwnerIds.includes(personId);
}

/** Who may read a case in full through the bot: its owners, and the CSMs once it was sent to them. */
export function maySee(escalation: Owned, person: Person): boolean {
  if (person.outsider) return false;
  return isOwner(escalation, person.id) || (person.csm && wasSent(escalation));
}

/** Whether the CSM channel has heard of it. */
export function wasSent({ status }: Pick<Escalation, "status">): boolean {
  return status.state === "closed" ? status.sent : status.state !== "waiting_partner";
}
