import { describe, expect, test } from "@jest/globals";
import {
  attempt,
  type CaseState,
  type CaseStatus,
  caseStatusSchema,
  type Move,
  type Person,
} from "../../src/domain/escalation.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const act = { by: "U9", at: "2026-11-20T10:00:00.000Z" };
const statuses: Readonly<Record<CaseState, CaseStatus>> = {
  waiting_partner: { state: "waiting_partner" },
  open: { state: "open" },
  acknowledged: { state: "acknowledged", ...act },
  returned: { state: "returned", ...act },
  closed: { state: "closed", as: "resolved", note: "", ...act },
};
const states: readonly CaseState[] = ["waiting_partner", "open", "acknowledged", "returned", "closed"];

const requester: Person = { id: "U1", outsider: false, csm: false };
const csm: Person = { id: "U7", outsider: false, csm: true };
const colleague: Person = { id: "U3", outsider: false, csm: false };
const outsider: Person = { id: "U8", outsider: true, csm: true };

const outcome = (move: Move, state: CaseState, person: Person) => {
  const answer = attempt(move, { status: statuses[state], requesterId: "U1" }, person, now);
  return answer.allowed ? answer.status.state : answer.refusal;
};
const outcomes = (move: Move, person: Person) => states.map((state) => outcome(move, state, person));

describe("who may make which move", () => {
  test.each<[Move, Person, readonly string[]]>([
    [
      "acknowledge",
      csm,
      ["not_sent", "acknowledged", "already_acknowledged", "already_acknowledged", "already_closed"],
    ],
    ["add_evidence", requester, ["waiting_partner", "open", "acknowledged", "returned", "already_closed"]],
    ["withdraw", requester, ["closed", "closed", "closed", "closed", "already_closed"]],
    ["send", requester, ["open", "not_waiting", "not_waiting", "not_waiting", "already_closed"]],
    [
      "wait_on",
      requester,
      ["waiting_partner", "not_waiting", "not_waiting", "not_waiting", "already_closed"],
    ],
    [
      "close_as_avoided",
      requester,
      ["closed", "not_waiting", "not_waiting", "not_waiting", "already_closed"],
    ],
    ["snooze", requester, ["not_sent", "open", "acknowledged", "returned", "already_closed"]],
    ["snooze", csm, ["not_sent", "open", "acknowledged", "returned", "already_closed"]],
    ["stop_reminders", requester, ["not_sent", "open", "acknowledged", "returned", "already_closed"]],
    ["stop_reminders", csm, ["not_sent", "open", "acknowledged", "returned", "already_closed"]],
    ["reopen", requester, ["waiting_partner", "open", "acknowledged", "returned", "already_closed"]],
    ["reopen", csm, ["waiting_partner", "open", "acknowledged", "returned", "already_closed"]],
  ])("%s by %j: waiting, open, acknowledged, returned, closed", (move, person, expected) => {
    expect(outcomes(move, person)).toEqual(expected);
  });

  test.each<Move>(["add_evidence", "withdraw", "send", "wait_on", "close_as_avoided"])(
    "%s is for the requester alone",
    (move) => {
      for (const person of [csm, colleague])
        expect(new Set(outcomes(move, person))).toEqual(new Set(["only_requester"]));
    },
  );

  test.each<Move>(["snooze", "stop_reminders", "reopen"])("%s is for the requester and the CSMs", (move) => {
    expect(new Set(outcomes(move, colleague))).toEqual(new Set(["only_requester_or_csm"]));
  });

  test("a CSM does not take their own case, but may snooze it", () => {
    const own: Person = { ...requester, csm: true };
    expect(outcome("acknowledge", "open", own)).toBe("own_case");
    expect(outcome("snooze", "open", own)).toBe("open");
  });

  test.each<Move>(["acknowledge", "add_evidence", "withdraw", "send", "snooze", "stop_reminders", "reopen"])(
    "nobody of another organisation may %s",
    (move) => {
      for (const person of [outsider, { ...outsider, id: "U1" }])
        expect(new Set(outcomes(move, person))).toEqual(new Set(["outsider"]));
    },
  );
});

describe("what a move leads to", () => {
  const after = (move: Move, state: CaseState, person: Person) => {
    const answer = attempt(move, { status: statuses[state], requesterId: "U1" }, person, now);
    if (!answer.allowed) throw new Error(answer.refusal);
    return answer.status;
  };

  test("a case that was fixed in time is closed as avoided, by its requester, now", () => {
    expect(after("close_as_avoided", "waiting_partner", requester)).toEqual({
      state: "closed",
      as: "avoided",
      note: "",
      by: "U1",
      at: "2026-11-23T10:00:00.000Z",
    });
  });

  test("what is about reminders leaves the state as it is", () => {
    for (const move of ["snooze", "stop_reminders", "reopen"] as const)
      expect(after(move, "acknowledged", csm)).toBe(statuses.acknowledged);
    expect(after("wait_on", "waiting_partner", requester)).toBe(statuses.waiting_partner);
  });
});

test("a case that was closed before there were notes has none", () => {
  const closed = { state: "closed", as: "withdrawn", ...act };
  expect(caseStatusSchema.parse(closed)).toEqual({ ...closed, note: "" });
});
