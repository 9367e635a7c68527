import { describe, expect, test } from "@jest/globals";
import { coOwnersMax, takenOverBy, whyNotCoOwner } from "../../src/domain/co-owners.ts";
import type { CaseStatus } from "../../src/domain/escalation.ts";
import { afterTakeOver } from "../../src/domain/nudging-moves.ts";
import type { Nudging } from "../../src/domain/nudging.ts";
import { aDone, anEpisode, aParked, aWait } from "../support/a-nudging.ts";
import { anEscalation } from "../support/an-escalation.ts";

/** Colleagues who act for the requester, and who takes the requester's place. */

const at = "2026-11-24T10:00:00.000Z";
const colleagues = (count: number) => Array.from({ length: count }, (_, index) => `U10${index}`);

describe("who can become a co-owner", () => {
  test.each<readonly [string, string, readonly string[], CaseStatus, string | null]>([
    ["a colleague", "U2", [], { state: "open" }, null],
    ["a colleague, as the last one there is room for", "U2", colleagues(4), { state: "open" }, null],
    ["one too many", "U2", colleagues(coOwnersMax), { state: "open" }, "owners_full"],
    ["the requester", "U1", [], { state: "open" }, "already_owner"],
    ["whoever is one, though there is no room", "U100", colleagues(5), { state: "open" }, "already_owner"],
    ["the CSM who has it", "U7", [], { state: "acknowledged", by: "U7", at }, "has_the_case"],
    ["another CSM", "U8", [], { state: "acknowledged", by: "U7", at }, null],
    ["the CSM who returned it", "U7", [], { state: "returned", reason: "", by: "U7", at }, null],
  ])("%s", (_, person, coOwnerIds, status, expected) => {
    expect(whyNotCoOwner({ requesterId: "U1", coOwnerIds, status }, person)).toBe(expected);
  });
});

test("whoever takes over is the requester, and the other colleagues stay", () => {
  expect(takenOverBy({ coOwnerIds: ["U2", "U3"] }, "U3")).toEqual({ requesterId: "U3", coOwnerIds: ["U2"] });
  expect(takenOverBy({ coOwnerIds: ["U2"] }, "U7")).toEqual({ requesterId: "U7", coOwnerIds: ["U2"] });
});

describe("what the new requester is asked for", () => {
  const asked = anEscalation();
  const now = new Date(at);
  const reminded = anEpisode({ used: 2, lastSentAt: at, sent: 2, count: 2 });
  const fresh = { state: "active", startedAt: at, used: 0, lastSentAt: null, underway: null };
  test.each<readonly [string, Nudging, object]>([
    ["is asked from the beginning", reminded, fresh],
    [
      "also when the one before had put it off",
      { ...reminded, state: "snoozed", until: "2026-11-25" },
      fresh,
    ],
    ["also when it was parked because they left", aParked({ why: "person_gone" }), fresh],
  ])("%s", (_, nudging, expected) => {
    expect(afterTakeOver(nudging, asked, now)).toMatchObject(expected);
  });

  test("is what became of the partner, as long as the case waits", () => {
    const wait = { eligibleOn: "2026-11-26", reason: "reply_window_open" } as const;
    for (const nudging of [aWait({ asked: 1, lastSentAt: at, underway: 2 }), aParked({ wait })])
      expect(afterTakeOver(nudging, asked, now)).toMatchObject({ state: "waiting", ...wait, asked: 0 });
  });

  test("is nothing, when somebody has stopped the reminders", () => {
    const stopped: Nudging = { ...aDone(), state: "stopped", by: "U7", at };
    expect(afterTakeOver(stopped, asked, now)).toEqual(stopped);
  });
});
