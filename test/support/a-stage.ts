import { afterEach, beforeEach, expect } from "@jest/globals";
import { type Clock, frozenClock } from "../../playground/clock.ts";
import { personOn } from "../../playground/person.ts";
import type { Stage, StageOptions } from "../../playground/stage.ts";
import { inOneLine, isTrouble, openWatchedStage } from "./a-watched-stage.ts";
import { slackMode } from "./slack-mode.ts";

/** A local Slack with the bot on it for each test, on a clock that stands still. */
export interface AStage extends Stage {
  /** Lines of the bot's log that a healthy day does not have. A test that expects some takes them out. */
  readonly troubles: string[];
  /** This kind of violation is what the test is about. */
  readonly excuse: (what: Violation) => void;
}
type Violation = Stage["slack"]["violations"][number]["what"];

export interface StageWish extends Pick<StageOptions, "settings" | "seed" | "mode"> {
  readonly at?: Date;
  readonly clock?: Clock;
  /** What holds after each test, whatever happened in it. */
  readonly finally?: (stage: AStage) => Promise<void>;
}

/** Monday noon in London, morning in Chicago, evening in Kolkata. */
const monday = new Date("2026-11-23T12:00:00Z");

/** Opens a stage before each test, and after it asserts that nobody broke Slack's rules or wrote to the log in vain. */
export function stagePerTest(wish: StageWish = {}): () => AStage {
  let stage: AStage | null = null;
  beforeEach(async () => {
    stage = await openAStage(wish);
  });
  afterEach(async () => {
    const played = stage;
    stage = null;
    if (played) await closeAStage(played, wish.finally);
  });
  return () => {
    if (!stage) throw new Error("The stage is open within a test only.");
    return stage;
  };
}

const excused = new WeakMap<Stage, Set<string>>();

export async function openAStage({
  at = monday,
  clock = frozenClock(at),
  settings = {},
  seed,
  mode = slackMode,
}: StageWish = {}): Promise<AStage> {
  const troubles: string[] = [];
  const opened = await openWatchedStage(
    { clock, mode, slack: { settleMs }, settings, ...(seed ? { seed } : {}) },
    (heard) => {
      if (isTrouble(heard)) troubles.push(inOneLine(heard));
    },
  );
  const brisk = { ...opened.slack, settled: (come: () => boolean) => briskly(opened, come) };
  const allowed = new Set<string>();
  const stage: AStage = {
    ...opened,
    person: (userId) => personOn(brisk, userId),
    troubles,
    excuse: (what) => void allowed.add(what),
  };
  excused.set(stage, allowed);
  return stage;
}

const settleMs = 32;
const glanceMs = 8;

/** People here do not linger: what they waited for is there, and they go on. Whatever comes late is waited for by name. */
export async function briskly(
  { slack, listened }: Pick<Stage, "slack" | "listened">,
  come: () => boolean,
): Promise<void> {
  await slack.quiet(glanceMs);
  await listened();
  if (come()) return;
  await slack.quiet(settleMs - glanceMs);
  await listened();
}

/** A stage for one act, for tests that each want another one. */
export async function onAStage(wish: StageWish, act: (stage: AStage) => Promise<void>): Promise<void> {
  const stage = await openAStage(wish);
  try {
    await act(stage);
  } catch (error) {
    await stage.stop();
    throw error;
  }
  await closeAStage(stage);
}

export async function closeAStage(stage: AStage, lastly?: StageWish["finally"]): Promise<void> {
  try {
    await lastly?.(stage);
    const violations = stage.slack.violations.filter(({ what }) => !excused.get(stage)?.has(what));
    expect(violations).toEqual([]);
    expect(stage.troubles).toEqual([]);
  } finally {
    await stage.stop();
  }
}
