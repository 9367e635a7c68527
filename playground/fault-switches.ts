import type { Fault } from "./server/faults.ts";
import type { LocalSlack } from "./server/local-slack.ts";

/** What may be wrong with Slack, each to be switched on and off while one looks on. */

export const faultNames = [
  "slow",
  "down",
  "rate_limited",
  "removed",
  "answer_lost",
  "repeated",
  "no_charts",
] as const;
type FaultName = (typeof faultNames)[number];
export type FaultsOn = Readonly<Record<FaultName, boolean>>;

export interface FaultSwitches {
  readonly on: () => FaultsOn;
  readonly set: (fault: FaultName, on: boolean) => void;
}

const retryAfterSeconds = 30;

/** Longer than a `trigger_id` lives, so that a window opens too late. */
const slowWindowsMs = 4_000;
const slowCallsMs = 1_500;
/** All methods the bot calls, and how late each is on a slow day. */
export const slowness: Readonly<Record<string, number>> = {
  "auth.test": slowCallsMs,
  "chat.postEphemeral": slowCallsMs,
  "chat.postMessage": slowCallsMs,
  "chat.update": slowCallsMs,
  "conversations.history": slowCallsMs,
  "conversations.info": slowCallsMs,
  "conversations.members": slowCallsMs,
  "conversations.open": slowCallsMs,
  "conversations.replies": slowCallsMs,
  "team.info": slowCallsMs,
  "usergroups.users.list": slowCallsMs,
  "users.info": slowCallsMs,
  "views.open": slowWindowsMs,
  "views.update": slowWindowsMs,
};

export function faultSwitches(slack: LocalSlack, csmChannel: string): FaultSwitches {
  const on = {
    slow: false,
    down: false,
    rate_limited: false,
    removed: false,
    answer_lost: false,
    repeated: false,
    no_charts: false,
  };
  const botUserId = slack.world.app.botUserId;

  function lasting(methods: readonly string[], fault: Fault): void {
    for (const method of methods) slack.fail(method, fault, { times: Infinity });
  }

  /** Calls are struck by the first fault planned for them, so the plainest to see comes first. */
  function planAgain(): void {
    slack.mend();
    if (on.rate_limited) {
      lasting(["chat.postMessage", "chat.update"], { kind: "rate_limited", retryAfterSeconds });
    }
    if (on.answer_lost) lasting(["chat.postMessage"], { kind: "lose_answer" });
    if (on.no_charts) {
      for (const method of ["chat.postMessage", "chat.update", "response_url"])
        slack.fail(
          method,
          { kind: "error", error: "invalid_blocks" },
          { times: Infinity, block: "data_visualization" },
        );
    }
    if (on.slow) {
      for (const [method, ms] of Object.entries(slowness)) lasting([method], { kind: "delay", ms });
    }
  }

  return {
    on: () => ({ ...on }),
    set(fault, wanted) {
      if (on[fault] === wanted) return;
      on[fault] = wanted;
      switch (fault) {
        case "slow":
        case "rate_limited":
        case "answer_lost":
        case "no_charts":
          planAgain();
          break;
        case "down":
          if (wanted) slack.goDown();
          else slack.comeUp();
          break;
        case "repeated":
          slack.repeatEvents(wanted);
          break;
        case "removed":
          if (wanted) slack.removeMember(csmChannel, botUserId);
          else slack.invite(csmChannel, botUserId);
          break;
      }
    },
  };
}
