import { expect, test } from "@jest/globals";
import { type DeliverySubject, owedAfterEvidence } from "../../src/domain/delivery.ts";
import type { CaseStatus, Escalation } from "../../src/domain/escalation.ts";
import { neverNudged, type Nudging } from "../../src/domain/nudging.ts";
import type { Level } from "../../src/domain/verdict.ts";
import { aDone, anEpisode, aParked, aWait } from "../support/a-nudging.ts";
import { anEscalation, aVerdict } from "../support/an-escalation.ts";

/** What the thread is told of new evidence. */

function aCase(level: Level, nudging: Nudging, status: CaseStatus = { state: "open" }): Escalation {
  return anEscalation({ status, nudging, verdict: { ...aVerdict, level }, revision: 7 });
}

const lastSentAt = "2026-11-24T16:00:00.000Z";
const reminded = anEpisode({ episodes: 2, lastSentAt, used: 1, sent: 1 });
const thanks: DeliverySubject = { kind: "thanks", escalationId: "case-1", episode: 2 };
const ready: DeliverySubject = { kind: "ready_notice", escalationId: "case-1", revision: 7 };

test.each<readonly [string, Nudging, Level, Level, DeliverySubject | null]>([
  ["after a reminder: thanks, of its episode", reminded, "not_ready", "almost_ready", thanks],
  [
    "after one that was put off",
    { ...reminded, state: "snoozed", until: "2026-11-25" },
    "not_ready",
    "not_ready",
    thanks,
  ],
  ["after parking", aParked({ episodes: 2, sent: 3 }), "not_ready", "not_ready", thanks],
  ["after parking without a reminder", aParked({ episodes: 2 }), "not_ready", "not_ready", null],
  ["before any reminder", anEpisode({ count: 1, underway: 1 }), "not_ready", "almost_ready", null],
  [
    "in an episode without one, though another had some",
    anEpisode({ sent: 2 }),
    "not_ready",
    "not_ready",
    null,
  ],
  ["that makes it Ready: word of that, instead of thanks", reminded, "almost_ready", "ready", ready],
  ["that makes it Ready before any reminder", neverNudged, "almost_ready", "ready", ready],
  ["of a case that was Ready", aDone(), "ready", "ready", null],
  [
    "once reminders were stopped",
    { ...neverNudged, state: "stopped", by: "U1", at: lastSentAt },
    "not_ready",
    "not_ready",
    null,
  ],
])("evidence %s", (_, nudging, before, after, expected) => {
  expect(owedAfterEvidence(aCase(before, nudging), aCase(after, anEpisode()))).toEqual(expected);
});

test("a case that waits for its partner has no thread to tell", () => {
  const waiting = (level: Level) => aCase(level, aWait(), { state: "waiting_partner" });
  expect(owedAfterEvidence(waiting("almost_ready"), waiting("ready"))).toBeNull();
});
