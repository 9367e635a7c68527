import { describe, expect, test } from "@jest/globals";
import {
  attempt,
  isOwner,
  maySee,
  type Move,
  moveNames,
  type Owned,
  type Role,
  roleOf,
  roles,
  wasSent,
} from "../../src/domain/case-moves.ts";
import {
  type CaseState,
  type CaseStatus,
  caseStatusSchema,
  type Ending,
  type Person,
} from "../../src/domain/escalation.ts";
import { closedAs } from "../../src/slack/gallery/closed-as.ts";

/** Who may do what with a case, and what becomes of it: every move, by everybody, in every state. */

const now = new Date("2026-11-23T10:00:00.000Z");
const before = { by: "U9", at: "2026-11-20T10:00:00.000Z" };
const statuses: Readonly<Record<CaseState, CaseStatus>> = {
  waiting_partner: { state: "waiting_partner" },
  open: { state: "open" },
  acknowledged: { state: "acknowledged", ...before },
  returned: { state: "returned", reason: "Which order was it?", ...before },
  closed: closedAs("resolved", before),
};
const people: Readonly<Record<Role, Person>> = {
  requester: { id: "U1", outsider: false, csm: false },
  co_owner: { id: "U2", outsider: false, csm: false },
  csm: { id: "U7", outsider: false, csm: true },
  other: { id: "U3", outsider: false, csm: false },
  outsider: { id: "U8", outsider: true, csm: true },
};
const ending: Ending = { as: "resolved", note: "The sync runs since Friday." };
const aCase = (status: CaseStatus): Owned => ({ status, requesterId: "U1", coOwnerIds: ["U2", "U4"] });

function tries(move: Move, status: CaseStatus, person: Person) {
  switch (move) {
    case "hand_over":
      return attempt(move, aCase(status), person, now, { to: "U6" });
    case "return_to_requester":
      return attempt(move, aCase(status), person, now, { reason: "Which order was it?" });
    case "resolve":
      return attempt(move, aCase(status), person, now, { ending });
    default:
      return attempt(move, aCase(status), person, now);
  }
}

const outcome = (move: Move, status: CaseStatus, person: Person): string => {
  const decision = tries(move, status, person);
  return decision.allowed ? decision.status.state : decision.refusal;
};

/**
 * R: the requester, O: a co-owner, C: a CSM, who is told “not_sent” whenever a case was not sent to them. Whoever else
 * tries is told what stands in the third column; they get the case into the state, or are told the sentence, that
 * stands below the state it is in.
 */
const table = `
  move                 who  the_others             waiting_partner  open          acknowledged          returned      closed
  acknowledge          C    only_csm               not_sent         acknowledged  already_acknowledged  is_returned   already_closed
  hand_over            C    only_csm               not_sent         acknowledged  acknowledged          is_returned   already_closed
  ask                  C    only_csm               not_sent         open          acknowledged          returned      already_closed
  return_to_requester  C    only_csm               not_sent         returned      returned              is_returned   already_closed
  resolve              C    only_csm               not_sent         closed        closed                closed        already_closed
  add_evidence         RO   only_owners            waiting_partner  open          acknowledged          returned      already_closed
  answer               RO   only_owners            not_sent         open          acknowledged          returned      already_closed
  send_again           RO   only_owners            not_sent         not_returned  not_returned          open          already_closed
  withdraw             R    only_requester         closed           closed        closed                closed        already_closed
  add_co_owner         R    only_requester         waiting_partner  open          acknowledged          returned      already_closed
  take_over            OC   only_co_owners_or_csm  waiting_partner  open          acknowledged          returned      already_closed
  send                 R    only_requester         open             not_waiting   not_waiting           not_waiting   already_closed
  wait_on              R    only_requester         waiting_partner  not_waiting   not_waiting           not_waiting   already_closed
  close_as_avoided     R    only_requester         closed           not_waiting   not_waiting           not_waiting   already_closed
  snooze               ROC  only_owners_or_csm     not_sent         open          acknowledged          returned      already_closed
  stop_reminders       ROC  only_owners_or_csm     not_sent         open          acknowledged          returned      already_closed
  reopen               ROC  only_owners_or_csm     waiting_partner  open          acknowledged          returned      open
`;
const letters: Readonly<Record<Role, string>> = {
  requester: "R",
  co_owner: "O",
  csm: "C",
  other: "?",
  outsider: "?",
};
const [heads = [], ...rows] = table
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/ +/u));
const states = Object.keys(statuses);
const whoMay = (move: Move) => rows.find(([name]) => name === move)?.[1] ?? "";

describe("every move, by everybody, in every state", () => {
  test("stands in the table", () => {
    expect(heads.slice(3)).toEqual(states);
    expect(rows.map(([move]) => move)).toEqual(moveNames);
    for (const role of roles) expect(roleOf(aCase(statuses.open), people[role])).toBe(role);
  });

  test.each(moveNames)("%s", (move) => {
    const [, who = "", others, ...cells] = rows.find(([name]) => name === move) ?? [];
    const [, ...onceSent] = cells;
    const expected = roles.map((role) => {
      if (role === "outsider") return [role, cells.map(() => "outsider")];
      if (!who.includes(letters[role])) return [role, cells.map(() => others)];
      return [role, role === "csm" ? ["not_sent", ...onceSent] : cells];
    });
    const actual = roles.map((role) => [
      role,
      Object.values(statuses).map((status) => outcome(move, status, people[role])),
    ]);
    expect(actual).toEqual(expected);
  });
});

describe("a CSM with a case of their own", () => {
  const isForCsmAlone = (move: Move) => whoMay(move) === "C";
  const ownCases = ["requester", "co_owner"] as const;

  test.each(moveNames.filter(isForCsmAlone))("leaves %s to another", (move) => {
    for (const role of ownCases)
      for (const status of Object.values(statuses))
        expect(outcome(move, status, { ...people[role], csm: true })).toBe("own_case");
  });

  test("is otherwise an owner like any other", () => {
    for (const role of ownCases)
      for (const move of moveNames.filter((each) => !isForCsmAlone(each)))
        for (const status of Object.values(statuses))
          expect(outcome(move, status, { ...people[role], csm: true })).toBe(
            outcome(move, status, people[role]),
          );
  });
});

test("a CSM may do nothing with a case that was closed before it was sent", () => {
  for (const status of [closedAs("avoided"), closedAs("withdrawn", { sent: false })])
    for (const move of moveNames.filter((each) => whoMay(each).includes("C")))
      expect(outcome(move, status, people.csm)).toBe("not_sent");
});

test("nobody of another organisation may do anything, whoever they say they are", () => {
  for (const { id } of Object.values(people))
    for (const move of moveNames)
      for (const status of Object.values(statuses))
        expect(outcome(move, status, { id, outsider: true, csm: true })).toBe("outsider");
});

describe("what a state tells", () => {
  const after = (move: Move, status: CaseStatus, role: Role): CaseStatus => {
    const decision = tries(move, status, people[role]);
    if (!decision.allowed) throw new Error(decision.refusal);
    return decision.status;
  };
  const at = "2026-11-23T10:00:00.000Z";

  test("acknowledged: who took it, and when", () => {
    expect(after("acknowledge", statuses.open, "csm")).toEqual({ state: "acknowledged", by: "U7", at });
  });

  test.each(["open", "acknowledged"] as const)(
    "handed over while %s: who has it now, since then, and not who gave it",
    (state) => {
      expect(after("hand_over", statuses[state], "csm")).toEqual({ state: "acknowledged", by: "U6", at });
    },
  );

  test("returned: who returned it, when and why", () => {
    expect(after("return_to_requester", statuses.open, "csm")).toEqual({
      state: "returned",
      reason: "Which order was it?",
      by: "U7",
      at,
    });
  });

  test.each<Ending>([
    { as: "resolved", note: "The sync runs since Friday." },
    { as: "declined", note: "The clause says otherwise." },
    { as: "plan_agreed", note: "They fix it in two steps.", planDue: "2026-12-18" },
    { as: "not_ours", note: "A fault of the product.", door: "support" },
  ])("closed as $as: all that was said to that, by whom and when", (how) => {
    const decision = attempt("resolve", aCase(statuses.returned), people.csm, now, { ending: how });
    expect(decision).toEqual({
      allowed: true,
      status: { state: "closed", sent: true, by: "U7", at, ...how },
    });
  });

  test.each([
    ["waiting_partner", false],
    ["open", true],
    ["acknowledged", true],
    ["returned", true],
  ] as const)("withdrawn while %s: whether the CSM had heard of it (%j)", (state, sent) => {
    const withdrawn = { state: "closed", as: "withdrawn", note: "", sent, by: "U1", at };
    expect(after("withdraw", statuses[state], "requester")).toEqual(withdrawn);
  });

  test("avoided: by its requester, and the CSM never heard of it", () => {
    const avoided = { state: "closed", as: "avoided", note: "", sent: false, by: "U1", at };
    expect(after("close_as_avoided", statuses.waiting_partner, "requester")).toEqual(avoided);
  });

  test.each([
    ["send", "waiting_partner", "requester"],
    ["send_again", "returned", "requester"],
    ["send_again", "returned", "co_owner"],
    ["reopen", "closed", "requester"],
    ["reopen", "closed", "csm"],
  ] as const)("open again or at last by %s: nothing of what was before", (move, state, role) => {
    expect(after(move, statuses[state], role)).toEqual({ state: "open" });
  });

  test("a case that never was sent goes back to wait for its partner when it is taken up again", () => {
    for (const as of ["avoided", "withdrawn"] as const)
      expect(after("reopen", closedAs(as, { sent: false }), "requester")).toEqual({
        state: "waiting_partner",
      });
    expect(after("reopen", closedAs("withdrawn", { sent: true }), "requester")).toEqual({ state: "open" });
  });

  test("a move that leaves the state as it is leaves all of it", () => {
    const stays = moveNames.flatMap((move) =>
      roles.flatMap((role) =>
        Object.values(statuses).flatMap((status) => {
          const decision = tries(move, status, people[role]);
          return decision.allowed && decision.status.state === status.state && move !== "hand_over"
            ? [[decision.status, status] as const]
            : [];
        }),
      ),
    );
    expect(stays.length).toBeGreaterThan(40);
    for (const [afterwards, status] of stays) expect(afterwards).toBe(status);
  });

  test("can be kept and read back", () => {
    for (const move of moveNames)
      for (const role of roles)
        for (const status of Object.values(statuses)) {
          const decision = tries(move, status, people[role]);
          if (decision.allowed) expect(caseStatusSchema.parse(decision.status)).toEqual(decision.status);
        }
  });

  test("of a case that was closed before there were notes: none, and that the CSM knew of it", () => {
    const closed = { state: "closed", as: "withdrawn", ...before };
    expect(caseStatusSchema.parse(closed)).toEqual({ ...closed, note: "", sent: true });
  });
});

describe("who may read a case in full", () => {
  const unsent = [statuses.waiting_partner, closedAs("avoided"), closedAs("withdrawn", { sent: false })];
  const sent = [statuses.open, statuses.acknowledged, statuses.returned, statuses.closed];

  test.each(["requester", "co_owner"] as const)("its %s, whatever its state", (role) => {
    for (const status of [...unsent, ...sent]) expect(maySee(aCase(status), people[role])).toBe(true);
  });

  test("a CSM once it was sent to them, and not before", () => {
    for (const status of sent) expect(maySee(aCase(status), people.csm)).toBe(true);
    for (const status of unsent) expect(maySee(aCase(status), people.csm)).toBe(false);
  });

  test("nobody else of this organisation", () => {
    for (const status of [...unsent, ...sent]) expect(maySee(aCase(status), people.other)).toBe(false);
  });

  test("nobody of another organisation, whoever they say they are", () => {
    for (const { id } of Object.values(people))
      for (const status of [...unsent, ...sent])
        expect(maySee(aCase(status), { id, outsider: true, csm: true })).toBe(false);
  });

  test("the CSM channel has heard of what was sent, and of nothing else", () => {
    expect(sent.map((status) => wasSent({ status }))).toEqual(sent.map(() => true));
    expect(unsent.map((status) => wasSent({ status }))).toEqual(unsent.map(() => false));
  });

  test("its owners are the requester and those they added", () => {
    const owners = ["U1", "U2", "U3", "U4", "U7"].filter((id) => isOwner(aCase(statuses.open), id));
    expect(owners).toEqual(["U1", "U2", "U4"]);
  });
});
