import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type LocalSlack, startLocalSlack } from "../playground/server/local-slack.ts";
import { app, workspace } from "../playground/workspace.ts";
import { type ChildBot, childSettings, endChildren, saysIn, startChild } from "./support/a-child-bot.ts";

/** The doctor as the process that a person starts, and what the bot itself says of the same at its start. */

let slack: LocalSlack;
let folder: string;
let settings: Record<string, string>;
beforeEach(async () => {
  slack = await startLocalSlack({ workspace, app });
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
  settings = childSettings(slack, `sqlite:${join(folder, "escalations.db")}`);
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

const sevenMinutes = 7 * 60_000;
const doctor = (changed: Readonly<Record<string, string>> = {}): ChildBot =>
  startChild({ program: "src/doctor.ts", settings: { ...settings, ...changed } });

test("of a set-up that is well it says so, and ends with 0", async () => {
  const child = doctor();
  expect(await child.ended).toBe(0);
  expect(child.errors()).toBe("");
  expect(child.lines().filter((line) => !line.startsWith("✓ good "))).toEqual(["No fault was found."]);
});

test("of one that cannot work it tells all faults, and ends with 1", async () => {
  const child = doctor({ HOLIDAYS: "XX", SLASH_COMMAND: "/help-me", CSM_CHANNEL: "C0PROJECT" });
  expect(await child.ended).toBe(1);
  expect(child.lines().filter((line) => line.startsWith("✗ fault "))).toHaveLength(3);
  expect(child.out()).toMatch(/^Faults: 3\. /mu);
});

test("what only needs a thought ends with 0", async () => {
  const child = doctor({ CSM_CHANNEL: "C0CSMBR01" });
  expect(await child.ended).toBe(0);
  expect(child.out()).toMatch(/^! note /mu);
});

test("beside a bot that runs it disturbs nothing, and takes no connection of Slack's", async () => {
  const bot = startChild({ settings });
  await saysIn(bot, "the bot is ready");
  await slack.untilConnected(2);
  expect(await doctor().ended).toBe(0);
  expect(slack.connections()).toBe(2);
  expect(bot.lines().filter((line) => /"level":[45]0/u.test(line))).toEqual([]);
});

test("the bot starts all the same, and says in its log what the doctor would", async () => {
  slack.withdrawScope("team:read");
  const changed = { CSM_USERGROUP: "S0GONE", SLASH_COMMAND: "/help-me" };
  const bot = startChild({ settings: { ...settings, ...changed }, laterByMs: sevenMinutes });
  await saysIn(bot, "the bot is ready");
  for (const line of [
    "SLASH_COMMAND is not the command in manifest.yml",
    "the bot token lacks scopes",
    "the clock of this machine is not right by Slack's",
    "a user group in the settings names nobody",
  ])
    expect(bot.out()).toContain(line);
});
