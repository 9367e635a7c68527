import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import {
  callsOf,
  draftsOnDisk,
  en,
  expectShownOnce,
  keysIn,
  kindsOf,
  opensReview,
} from "../support/a-bot-in-trouble.ts";
import {
  type ChildBot,
  childSettings,
  endChildren,
  saysIn,
  startReadyChild,
} from "../support/a-child-bot.ts";

/** What SIGTERM does to the bot as a process, and what a lost connection does not do to it. */

let slack: LocalSlack;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
let child: ChildBot;
let dana: Person;

beforeEach(async () => {
  slack = await startLocalSlack({ workspace, app, settleMs: 40 });
  disk = await draftsOnDisk();
  dana = personOn(slack, people.dana);
  child = await startReadyChild({ settings: childSettings(slack, disk.url) });
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await disk.remove();
});

async function expectStops(): Promise<void> {
  const asked = performance.now();
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect(child.errors()).toBe("");
}

test("a post under way is finished and recorded, and the next start goes on from there at once", async () => {
  slack.fail("chat.postMessage", { kind: "delay", ms: 400 }, { channel: channels.csm });
  await opensReview(dana);
  void dana.presses(en.controls.submit.send).catch(() => undefined);
  await until("the card to be on its way", () =>
    slack.calls.some(({ method, args }) => method === "chat.postMessage" && args["channel"] === channels.csm),
  );
  await expectStops();
  expect(kindsOf(keysIn(slack, people.casey, channels.csm))).toEqual(["card"]);

  child = await startReadyChild({ settings: childSettings(slack, disk.url) });
  await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2);
  await until("the receipt", () => dana.dms()[0]?.screen.includes(en.card.receipt.link));
  await slack.quiet(1_200);
  expectShownOnce(slack);
  // Nothing was in doubt, so nothing had to be looked for.
  expect(callsOf(slack, "conversations.history")).toBe(0);
  expect(slack.violations).toEqual([]);
});

test("a click that came in before is answered before the bot stops", async () => {
  slack.fail("users.info", { kind: "delay", ms: 300 });
  const asked = dana.types("/escalate ESC-1", { in: channels.project });
  await until("the bot to be at it", () => callsOf(slack, "users.info") > 0);
  await expectStops();
  await asked;
  expect(dana.ephemerals(channels.project).at(-1)?.screen).toContain(en.talk.unknownCase("ESC-1"));
});

test("a bot whose Slack goes away keeps asking for it, hears people again, and stops all the same without it", async () => {
  slack.goDown();
  await saysIn(child, "there is no connection to Slack");
  slack.comeUp();
  await slack.untilConnected();
  await dana.types("/escalate help", { in: channels.project });
  await dana.seesMessage(channels.project, en.talk.help("/escalate").commandsHeading);
  slack.goDown();
  await until("the second loss", () => child.out().split("there is no connection to Slack").length > 2);
  await expectStops();
});
