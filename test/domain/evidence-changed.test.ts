import { describe, expect, test } from "@jest/globals";
import type { CaseStatus } from "../../src/domain/escalation.ts";
import { afterEvidenceChanged } from "../../src/domain/nudging-moves.ts";
import { type Asked, caseMax, neverNudged, type Nudging } from "../../src/domain/nudging.ts";
import type { Level } from "../../src/domain/verdict.ts";
import { aDone, anEpisode, aParked, aWait } from "../support/a-nudging.ts";
import { closedAs } from "../../src/slack/gallery/closed-as.ts";
import { aVerdict } from "../support/an-escalation.ts";

/** A message that was evidence was edited or deleted: what becomes of the bot's reminding. */

const at = new Date("2026-11-25T14:00:00.000Z");
const life = { count: 3, sent: 2, episodes: 1, reopened: false };
const asked = (level: Level, status: CaseStatus = { state: "open" }): Asked => ({
  status,
  verdict: { ...aVerdict, level },
  sendNote: null,
});
const begun = anEpisode({ ...life, episodes: 2, startedAt: at.toISOString() });
const active = anEpisode({ ...life, used: 1, lastSentAt: "2026-11-24T10:00:00.000Z" });
const stopped: Nudging = { state: "stopped", ...life, by: "U7", at: "2026-11-24T12:00:00.000Z" };
const reopening = { until: "2026-12-15", before: "2026-12-16T00:00:00.000Z" };

describe("what was complete and is not any more", () => {
  test("is asked for from now on, in days of its own", () => {
    expect(afterEvidenceChanged(aDone(life), asked("almost_ready"), at)).toEqual(begun);
  });

  test("is left alone once the case was reminded of as often as may be", () => {
    const done = aDone({ ...life, sent: caseMax });
    expect(afterEvidenceChanged(done, asked("not_ready"), at)).toEqual(done);
  });

  test.each([closedAs("resolved"), closedAs("withdrawn")])(
    "is left alone once the case is closed",
    (status) => {
      const done = aDone({ ...life, reopening });
      expect(afterEvidenceChanged(done, asked("not_ready", status), at)).toBe(done);
    },
  );
});

test.each<readonly [string, Nudging]>([
  ["an episode keeps its days", active],
  ["one that was put off keeps its day", { ...active, state: "snoozed", until: "2026-11-26" }],
  ["a case whose card does not stand yet", neverNudged],
  ["a case that waits for its partner", aWait(life)],
  ["who stopped stays left alone", stopped],
  ["a parked case stays parked", aParked(life)],
])("%s", (_, nudging) => {
  expect(afterEvidenceChanged(nudging, asked("not_ready"), at)).toBe(nudging);
});

test("an episode is over when nothing is missing any more", () => {
  expect(afterEvidenceChanged(active, asked("ready"), at)).toEqual(aDone(life));
  expect(afterEvidenceChanged(aDone(life), asked("ready"), at)).toEqual(aDone(life));
});
