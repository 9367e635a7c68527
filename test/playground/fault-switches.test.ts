import { expect, test } from "@jest/globals";
import { tickingClock } from "../../playground/clock.ts";
import { faultSwitches, slowness } from "../../playground/fault-switches.ts";
import { fillsInCase } from "../../playground/fill-in.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { type AStage, onAStage, type StageWish } from "../support/a-stage.ts";

const en = wordsIn("en");
const seconds = 1000;

/** A stage with switches, on which Dana can send a ready case. */
function withSwitches(
  act: (stage: AStage, switches: ReturnType<typeof faultSwitches>) => Promise<void>,
  wish: StageWish = { at: s1.now },
): Promise<void> {
  return onAStage({ mode: "socket", ...wish }, async (stage) => {
    await act(stage, faultSwitches(stage.slack, channels.csm));
    // A bot in trouble says so in its log.
    stage.troubles.length = 0;
    for (const { method } of stage.slack.calls) {
      if (method !== "apps.connections.open") expect(Object.keys(slowness)).toContain(method);
    }
  });
}

async function danaSends({ person }: AStage): Promise<void> {
  const dana = person(people.dana);
  await fillsInCase(dana, s1.answers, { locale: "en", channel: channels.project });
  await dana.presses(en.controls.submit.send);
  await dana.closesModal();
}

const cards = ({ person }: AStage) =>
  person(people.casey)
    .sees(channels.csm)
    .filter(({ isNotice }) => !isNotice);

test("rate limited, the bot waits as long as it was asked to, and then posts", () =>
  withSwitches(async (stage, switches) => {
    switches.set("rate_limited", true);
    await danaSends(stage);
    await stage.settle();
    expect(cards(stage)).toHaveLength(0);
    switches.set("rate_limited", false);
    await stage.settle();
    expect(cards(stage)).toHaveLength(0);
    await stage.settle(30 * seconds);
    expect(cards(stage)).toHaveLength(1);
  }));

test("when answers are lost, what was posted is found again and stands once", () =>
  withSwitches(async (stage, switches) => {
    switches.set("answer_lost", true);
    await danaSends(stage);
    await stage.settle(60 * seconds);
    expect(cards(stage)).toHaveLength(1);
    expect(cards(stage)[0]?.thread).toHaveLength(1);
    switches.set("answer_lost", false);
  }));

test("removed from the channel, the bot tells the merchant, and posts once it is invited again", () =>
  withSwitches(async (stage, switches) => {
    switches.set("removed", true);
    await danaSends(stage);
    await stage.settle();
    expect(cards(stage)).toHaveLength(0);
    expect(stage.person(people.dana).dms()).not.toHaveLength(0);
    switches.set("removed", false);
    await stage.settle();
    expect(cards(stage)).toHaveLength(1);
  }));

test("while events come twice, each comes again under its own id, and only then", () =>
  withSwitches(async ({ slack }, switches) => {
    switches.set("repeated", true);
    slack.invite(channels.csm, people.harriet);
    await slack.quiet();
    switches.set("repeated", false);
    slack.invite(channels.csm, people.ravi);
    await slack.quiet();
    const joined = slack.traffic.flatMap((entry) =>
      entry.kind === "envelope" && JSON.stringify(entry.payload).includes("member_joined_channel")
        ? [entry.payload["event_id"]]
        : [],
    );
    expect(joined).toHaveLength(3);
    expect(new Set(joined).size).toBe(2);
  }));

test("while Slack is down nobody is heard, and afterwards the bot comes back by itself", () =>
  withSwitches(async (stage, switches) => {
    const dana = stage.person(people.dana);
    switches.set("down", true);
    expect(stage.slack.connections()).toBe(0);
    await dana.types("/escalate", { in: channels.project });
    expect(dana.modal()).toBeNull();
    expect(dana.ephemerals(channels.project)).toHaveLength(1);
    switches.set("down", false);
    await stage.slack.untilConnected();
    await danaSends(stage);
    await stage.settle();
    expect(cards(stage)).toHaveLength(1);
  }));

test("on a slow day a window opens too late, which the bot says; several faults are mended one by one", () =>
  withSwitches(
    async (stage, switches) => {
      const dana = stage.person(people.dana);
      switches.set("slow", true);
      switches.set("rate_limited", true);
      expect(switches.on()).toEqual({
        slow: true,
        down: false,
        rate_limited: true,
        removed: false,
        answer_lost: false,
        repeated: false,
        no_charts: false,
      });
      switches.set("rate_limited", false);
      await dana.types("/escalate", { in: channels.project });
      await new Promise((resolve) => setTimeout(resolve, 4.2 * seconds));
      await dana.until("the bot's word", () => dana.ephemerals(channels.project).length > 0);
      expect(dana.modal()).toBeNull();
      switches.set("slow", false);
      await dana.types("/escalate", { in: channels.project });
      await dana.seesModal();
    },
    { clock: tickingClock(s1.now) },
  ));
