import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { botSettings } from "../../playground/stage.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import type { Bot } from "../../src/assemble.ts";
import { openStore } from "../../src/store/database.ts";
import { callsOf, draftsOnDisk } from "../support/a-bot-in-trouble.ts";
import { freePort, listens } from "../support/a-port.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { startWatchedBot } from "../support/a-watched-stage.ts";
import { asksAt } from "../support/a-watcher.ts";

/** A port of its own, in either mode, says whether the process lives and whether people may be sent to it. */

const well = { status: 200, text: '{"status":"ok"}' };
const unready = (status: string) => ({ status: 503, text: `{"status":"${status}"}` });

describe.each(["socket", "http"] as const)("a bot that runs, in %s mode", (mode) => {
  const stage = stagePerTest({ mode, settings: { METRICS_PORT: "0" } });
  const asks = (path: string, method?: string) => asksAt(stage().watchPort(), path, method);

  test("lives, and is ready", async () => {
    expect(await asks("/healthz")).toEqual(well);
    expect(await asks("/readyz")).toEqual(well);
  });

  test.each([
    ["GET", "/"],
    ["POST", "/readyz"],
    ["POST", "/slack/events"],
    ["GET", "//"],
  ])("%s %s is nothing", async (method, path) => {
    expect(await asks(path, method)).toEqual({ status: 404, text: "" });
  });
});

describe("without METRICS_PORT", () => {
  const stage = stagePerTest({ mode: "socket" });

  test("nothing listens", () => {
    expect(stage().watchPort()).toBeNull();
  });
});

describe("in Socket Mode", () => {
  const stage = stagePerTest({ mode: "socket", settings: { METRICS_PORT: "0" } });

  test("a bot without a connection is not ready, and is again once it has one", async () => {
    const { slack, watchPort, troubles } = stage();
    slack.fail("apps.connections.open", { kind: "error", error: "internal_error" }, { times: 99 });
    slack.dropConnections();
    await until("the bot to miss them", () => troubles.join().includes("there is no connection to Slack"));
    expect(await asksAt(watchPort(), "/readyz")).toEqual(unready("not_connected"));
    expect(await asksAt(watchPort(), "/healthz")).toEqual(well);
    slack.mend();
    await slack.untilConnected(1);
    await until("the bot to be ready", async () => (await asksAt(watchPort(), "/readyz")).status === 200);
    troubles.splice(0);
  });

  test("a bot whose app token is revoked says so for as long as it is, and then hears people again by itself", async () => {
    const { slack, watchPort, troubles, person } = stage();
    // Of the two that are missed, each is refused in its own word; the library takes either for the end.
    slack.fail("apps.connections.open", { kind: "error", error: "token_revoked" });
    slack.fail("apps.connections.open", { kind: "error", error: "team_disabled" }, { times: Infinity });
    slack.dropConnections();
    const missed = (code: string) =>
      troubles.some(
        (line) => line.includes("there is no connection to Slack") && line.includes(`"code":"${code}"`),
      );
    await until("the bot to miss both", () => missed("token_revoked") && missed("team_disabled"));
    expect(await asksAt(watchPort(), "/readyz")).toEqual(unready("not_connected"));
    slack.mend();
    await slack.untilConnected(2);
    await until("the bot to be ready", async () => (await asksAt(watchPort(), "/readyz")).status === 200);
    const dana = person(people.dana);
    await dana.types("/escalate help", { in: channels.project });
    await dana.seesMessage(channels.project, "/escalate list");
    troubles.splice(0);
  });

  test("one connection is enough", async () => {
    const { slack, watchPort } = stage();
    slack.fail("apps.connections.open", { kind: "delay", ms: 500 }, { times: 99 });
    slack.disconnect("refresh_requested", 1);
    await until("one to be gone", () => slack.connections() === 1);
    expect(await asksAt(watchPort(), "/readyz")).toEqual(well);
    slack.mend();
    await slack.untilConnected(2);
  });
});

describe("of a bot of its own", () => {
  let slack: LocalSlack;
  let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
  let beside: Server;
  let bot: Bot | null;
  beforeEach(async () => {
    slack = await startLocalSlack({ workspace, app, settleMs: 40 });
    disk = await draftsOnDisk();
    beside = createServer();
    bot = null;
  });
  afterEach(async () => {
    await bot?.stop();
    await slack.stop();
    await disk.remove();
    beside.close();
  });
  const start = (METRICS_PORT = "0") =>
    startWatchedBot(slack, frozenClock(new Date()), { ...botSettings("socket", disk.url), METRICS_PORT });

  test("a store that does not answer is told", async () => {
    bot = await start();
    const other = await openStore(disk.url);
    await other.db.schema.dropTable("deliveries").execute();
    await other.close();
    expect(await asksAt(bot.watchPort, "/readyz")).toEqual(unready("store_unavailable"));
    expect(await asksAt(bot.watchPort, "/healthz")).toEqual(well);
  });

  test("a start that waits for Slack lives, and is not ready yet", async () => {
    const port = await freePort();
    slack.fail("auth.test", { kind: "http_status", status: 503 }, { times: 99 });
    const starting = start(String(port));
    await until("the bot to have asked Slack", () => callsOf(slack, "auth.test") > 0);
    const heard = await Promise.all([asksAt(port, "/healthz"), asksAt(port, "/readyz")]);
    slack.mend();
    bot = await starting;
    expect(heard).toEqual([well, unready("starting")]);
    expect(await asksAt(port, "/readyz")).toEqual(well);
  });

  test("a bot that finishes what it has is about to stop, and then nobody is there", async () => {
    bot = await start();
    const { watchPort } = bot;
    slack.fail("users.info", { kind: "delay", ms: 2_500 });
    const asking = personOn(slack, people.dana).types("/escalate ESC-1", { in: channels.project });
    await until("the bot to be at it", () => callsOf(slack, "users.info") > 0);
    const stopped = bot.stop();
    bot = null;
    expect(await asksAt(watchPort, "/readyz")).toEqual(unready("stopping"));
    expect(await asksAt(watchPort, "/healthz")).toEqual(well);
    await Promise.all([stopped, asking]);
    // A connection that was kept from before is closed too.
    await expect(asksAt(watchPort, "/healthz")).rejects.toThrow(
      /ECONNREFUSED|hang up|ECONNRESET|ended by the other party/u,
    );
  });

  test("a port that somebody else has is told by its name, and nothing is left open", async () => {
    const port = await listens(beside);
    await expect(start(String(port))).rejects.toThrow(/METRICS_PORT is in use/u);
  });

  test("a start that fails leaves it closed", async () => {
    const port = await freePort();
    slack.fail("auth.test", { kind: "error", error: "invalid_auth" }, { times: 99 });
    await expect(start(String(port))).rejects.toThrow("SLACK_BOT_TOKEN");
    await expect(asksAt(port, "/healthz")).rejects.toThrow("ECONNREFUSED");
  });
});
