import { createServer } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import type { Fault } from "../../playground/server/faults.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, workspace } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { putSentCase } from "../support/a-bot-in-trouble.ts";
import { type ChildBot, childSettings, endChildren, saysIn, startChild } from "../support/a-child-bot.ts";

/** The bot as a process that starts, or says in a sentence why it does not. */

let slack: LocalSlack;
let folder: string;
let settings: Record<string, string>;
beforeEach(async () => {
  slack = await startLocalSlack({ workspace, app });
  folder = await mkdtemp(join(tmpdir(), "bot-start-"));
  settings = childSettings(slack, `sqlite:${join(folder, "data", "escalations.db")}`);
});
afterEach(async () => {
  endChildren();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** It ends with 1, and what it says is for people: no stack, no token. */
async function expectRefuses(child: ChildBot): Promise<string> {
  expect(await child.ended).toBe(1);
  const said = child.errors();
  expect(said).not.toMatch(/^\s+at /mu);
  expect(said + child.out()).not.toMatch(/(xoxb|xapp)-\w/u);
  return said.trim();
}

test("malformed settings are told all at once, by name and without their values, before anything else is done", async () => {
  const said = await expectRefuses(
    startChild({
      settings: {
        ...settings,
        SLACK_BOT_TOKEN: "xapp-in-the-wrong-place",
        SLACK_APP_TOKEN: "",
        CSM_CHANNEL: "#csm-escalations",
        DATABASE_URL: "mysql://root:hunter2@db",
        DEFAULT_TIME_ZONE: "Mars/Olympus",
        LOG_LEVEL: "chatty",
      },
    }),
  );
  const faulty = [...said.matchAll(/^ {2}- (\w+) /gmu)].map(([, name]) => name);
  expect(faulty.toSorted()).toEqual([
    "CSM_CHANNEL",
    "DATABASE_URL",
    "DEFAULT_TIME_ZONE",
    "LOG_LEVEL",
    "SLACK_APP_TOKEN",
    "SLACK_BOT_TOKEN",
  ]);
  for (const value of ["wrong-place", "#csm", "hunter2", "Mars", "chatty"]) expect(said).not.toContain(value);
  expect(slack.calls).toEqual([]);
});

test("a bot token that Slack does not accept any more ends the start with a sentence", async () => {
  slack.fail("auth.test", { kind: "error", error: "account_inactive" });
  const said = await expectRefuses(startChild({ settings }));
  expect(said).toMatch(/^Slack does not accept SLACK_BOT_TOKEN \(account_inactive\)\. .+\.$/u);
});

test("tokens of another app end the start with a sentence that names the setting", async () => {
  const elsewhere = `sqlite:${join(folder, "another.db")}`;
  const [bot, connection] = await Promise.all([
    expectRefuses(startChild({ settings: { ...settings, SLACK_BOT_TOKEN: "xoxb-of-another" } })),
    expectRefuses(
      startChild({
        settings: { ...settings, SLACK_APP_TOKEN: "xapp-of-another", DATABASE_URL: elsewhere },
      }),
    ),
  ]);
  expect(bot).toContain("SLACK_BOT_TOKEN (invalid_auth)");
  expect(connection).toContain("SLACK_APP_TOKEN (invalid_auth)");
});

test("without an app token and without a signing secret the sentence names both, and where they are found", async () => {
  const { SLACK_APP_TOKEN: _, ...others } = settings;
  const said = await expectRefuses(startChild({ settings: others }));
  expect(said).toMatch(/SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing.*Basic Information/u);
  expect(slack.calls).toEqual([]);
});

test("in HTTP mode a port that is taken, or an address that is not here, ends the start with a sentence", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const taken = other.address();
  if (taken === null || typeof taken === "string") throw new Error("no port");
  const byHttp = childSettings(slack, `sqlite:${join(folder, "another.db")}`, "http");
  const here = { ...byHttp, DATABASE_URL: settings["DATABASE_URL"] ?? "" };
  const [port, host] = await Promise.all([
    expectRefuses(startChild({ settings: { ...byHttp, PORT: String(taken.port) } })),
    // An address for documentation, which no machine has.
    expectRefuses(startChild({ settings: { ...here, HOST: "192.0.2.1" } })),
  ]);
  other.close();
  expect(port).toMatch(/^The port in PORT is in use by another program\. .+ set PORT .+\.$/u);
  expect(host).toMatch(/^HOST is no address of this machine \(\w+\)\. .+\.$/u);
});

test("a Slack that is down at the start is waited for, and so is one that comes up in pieces", async () => {
  slack.goDown();
  const child = startChild({ settings });
  await saysIn(child, "Slack does not answer; the bot starts when it does");
  expect(child.out()).not.toContain("the bot is ready");
  const broken: readonly Fault[] = [
    { kind: "http_status", status: 503 },
    { kind: "error", error: "internal_error" },
  ];
  for (const fault of broken) slack.fail("apps.connections.open", fault);
  slack.fail("conversations.info", { kind: "malformed" });
  slack.comeUp();
  await saysIn(child, "the bot is ready");
  await slack.untilConnected();
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
});

test("a bot that waits for Slack at its start stops when it is told to", async () => {
  slack.goDown();
  const child = startChild({ settings });
  await saysIn(child, "Slack does not answer");
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
});

test.each(["auth.test", "conversations.info", "apps.connections.open"])(
  "a bot whose start waits for an answer to %s stops when it is told to, and leaves no message half way",
  async (method) => {
    const url = settings["DATABASE_URL"] ?? "";
    await putSentCase(url);
    slack.fail(method, { kind: "delay", ms: 60_000 }, { times: Infinity });
    const child = startChild({ settings });
    await until("the start to wait", () => slack.calls.some((call) => call.method === method), 60_000);
    const told = performance.now();
    child.process.kill("SIGTERM");
    expect(await child.ended).toBe(0);
    expect(performance.now() - told).toBeLessThan(8_500);
    expect(child.errors()).toBe("");
    expect(child.out()).not.toContain("the bot is ready");
    const store = await openStore(url);
    const leased = await store.db
      .selectFrom("deliveries")
      .select("key")
      .where("lease_owner", "is not", null)
      .execute();
    await store.close();
    expect(leased).toEqual([]);
  },
);

test("a database that cannot be written, or is none, ends the start with a sentence that names the file", async () => {
  const file = join(folder, "a-file");
  await writeFile(file, "This is a letter, and no database.");
  const [below, letter] = await Promise.all([
    expectRefuses(startChild({ settings: { ...settings, DATABASE_URL: `sqlite:${file}/escalations.db` } })),
    expectRefuses(startChild({ settings: { ...settings, DATABASE_URL: `sqlite:${file}` } })),
  ]);
  expect(below).toMatch(/^The database file .*a-file.* cannot be created or written/u);
  expect(letter).toMatch(/^The file .*a-file is not a database\./u);
  expect(slack.calls).toEqual([]);
});
