import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import { channels } from "../../playground/workspace.ts";
import { never } from "../../src/patience.ts";
import { callsOf, en, opensReview, openTrouble, type Trouble } from "../support/a-bot-in-trouble.ts";

/** Whoever has pressed something waits for the bot; what is owed to a channel can wait. How long: `work-under-way.test.ts`. */

let stage: Trouble;
beforeEach(async () => {
  stage = await openTrouble();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await stage.stop();
});

test("what somebody waits for is done before a message is posted that nobody waits for", async () => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  // The half second for which presses go first is not over before a busy machine has come to anything.
  jest.spyOn(AbortSignal, "timeout").mockImplementation((ms) => (ms === 500 ? never : timeout(ms)));
  await opensReview(stage.dana);
  stage.slack.fail("users.info", { kind: "delay", ms: 2_000 });
  const before = callsOf(stage.slack, "users.info");
  const asked = stage.casey.types("/escalate ESC-1", { in: channels.project });
  await until("somebody to wait", () => callsOf(stage.slack, "users.info") > before);
  await stage.dana.presses(en.controls.submit.send);
  await until("the card", () => callsOf(stage.slack, "chat.postMessage") > 0);
  expect(stage.casey.ephemerals(channels.project)).toHaveLength(1);
  await asked;
}, 20_000);
