import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import bolt from "@slack/bolt";
import { until } from "../../playground/patience.ts";
import { personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { signatureHeaders } from "../../playground/server/signing.ts";
import type { Envelope } from "../../playground/server/traffic.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { deaf } from "../../src/slack/app.ts";
import { hearingByHttp } from "../../src/slack/hearing-by-http.ts";
import { workUnderWay } from "../../src/slack/work-under-way.ts";
import { openStore } from "../../src/store/database.ts";
import {
  callsOf,
  draftsOnDisk,
  en,
  expectShownOnce,
  keysIn,
  minutes,
  openTrouble,
  opensReview,
  sends,
} from "../support/a-bot-in-trouble.ts";
import { type ChildBot, endChildren, startHttpChild } from "../support/a-child-bot.ts";
import {
  type AnAnswer,
  type ARequest,
  asForm,
  sendTo,
  beginTo,
  signed,
} from "../support/a-signed-request.ts";
import { openAStage, stagePerTest } from "../support/a-stage.ts";
import { watchedLog } from "../support/a-watched-log.ts";

/** What HTTP mode has that Socket Mode has not: a port that anybody can call. */

const stage = stagePerTest({ mode: "http" });
const secretWords = "typed by somebody, for nobody else";

function port(): number {
  const at = stage().port();
  if (at === null) throw new Error("The bot listens nowhere.");
  return at;
}

const send = (asked: ARequest): Promise<AnAnswer> => sendTo(port(), asked);

/** How often a listener answered. */
const answers = () => stage().slack.traffic.filter(({ kind }) => kind === "response").length;

/** A command that Slack sent, and that the bot answers each time it hears it. */
async function aCommand(): Promise<Envelope> {
  await stage().person(people.dana).types("/escalate help", { in: channels.project });
  const sent = stage().slack.traffic.findLast((entry) => entry.kind === "envelope");
  if (sent?.kind !== "envelope") throw new Error("Slack sent nothing.");
  return sent;
}

/** The lines that the bot wrote; they are no trouble any more. */
const lines = () => stage().troubles.splice(0);

describe("signatures", () => {
  let body: string;
  beforeEach(async () => {
    body = asForm(await aCommand(), { note: secretWords });
  });

  test("a request that Slack signed is heard, as long as its clock and ours are five minutes apart at most", async () => {
    const before = answers();
    const moments = [-290_000, 0, 290_000].map((awayMs) => new Date(Date.now() + awayMs));
    for (const at of moments) {
      expect(await send({ body, headers: signed(body, at) })).toMatchObject({ status: 200, text: "" });
    }
    await until("all answers", () => answers() === before + 3);
  });

  const of = (at?: Date) => signed(body, at);
  test.each<[string, () => ARequest, string]>([
    ["a body that was changed on the way", () => ({ body: `${body}&x=1`, headers: of() }), "wrong_signature"],
    [
      "a signature that was changed",
      () => {
        const changed = of()["x-slack-signature"].replace(/.$/u, (last) => (last === "0" ? "1" : "0"));
        return { body, headers: { ...of(), "x-slack-signature": changed } };
      },
      "wrong_signature",
    ],
    [
      "a signature of a version that does not exist",
      () => ({
        body,
        headers: { ...of(), "x-slack-signature": of()["x-slack-signature"].replace("v0", "v1") },
      }),
      "wrong_signature",
    ],
    [
      "another app's secret",
      () => ({ body, headers: signatureHeaders("another-secret", body) }),
      "wrong_signature",
    ],
    [
      "a moment that was changed",
      () => ({
        body,
        headers: { ...of(), "x-slack-request-timestamp": String(Math.floor(Date.now() / 1000) + 60) },
      }),
      "wrong_signature",
    ],
    ["more than five minutes", () => ({ body, headers: of(new Date(Date.now() - 330_000)) }), "stale"],
    ["a moment to come", () => ({ body, headers: of(new Date(Date.now() + 330_000)) }), "stale"],
    ["a moment of years to come", () => ({ body, headers: of(new Date("2099-01-01T00:00:00Z")) }), "stale"],
    [
      "a moment that is none",
      () => ({ body, headers: { ...of(), "x-slack-request-timestamp": "Infinity" } }),
      "not_signed",
    ],
    [
      "no signature",
      () => ({ body, headers: { "x-slack-request-timestamp": of()["x-slack-request-timestamp"] } }),
      "not_signed",
    ],
    [
      "no moment",
      () => ({ body, headers: { "x-slack-signature": of()["x-slack-signature"] } }),
      "not_signed",
    ],
    ["neither", () => ({ body, headers: {} }), "not_signed"],
  ])("with %s a request is refused, and told of in one line without its words", async (_, asked, reason) => {
    const before = answers();
    expect(await send(asked())).toEqual({ status: 401, text: "" });
    await stage().slack.quiet();
    expect(answers()).toBe(before);
    const told = lines();
    expect(told).toEqual([expect.stringContaining(`a request was refused: `)]);
    expect(told[0]).toContain(`"reason":"${reason}"`);
    expect(told[0]).not.toMatch(/typed|help|secret\b/u);
  });

  test("what says that it only checks the connection needs none, and nothing that comes with it is heard", async () => {
    const before = answers();
    const smuggled = `${body}&ssl_check=1`;
    expect(await send({ body: smuggled, headers: {} })).toMatchObject({ status: 200 });
    await stage().slack.quiet();
    expect(answers()).toBe(before);
  });
});

describe("bodies", () => {
  test("a signed one that cannot be read is refused without a word of it in the log", async () => {
    const refused = await send({ body: `{ "text": ${secretWords}`, contentType: "application/json" });
    expect(refused.status).toBe(400);
    expect(lines()).toEqual(['a request was refused: it cannot be read {"reason":"malformed"}']);
  });

  test.each([
    ["nothing", "null", "application/json"],
    ["nothing in a form", "payload=null", undefined],
    ["a list", "[]", "application/json"],
    ["a number", "7", "application/json"],
    ["a word in a form", `payload=${encodeURIComponent('"x"')}`, undefined],
    ["no bytes at all", "", "application/json"],
  ])("a signed one that is %s is refused, and the bot goes on", async (_, body, contentType) => {
    expect(await send({ body, ...(contentType && { contentType }) })).toMatchObject({ status: 400 });
    expect(lines()).toEqual(['a request was refused: it cannot be read {"reason":"malformed"}']);
    await aCommand();
    await stage().person(people.dana).seesMessage(channels.project, en.talk.help("/escalate").heading);
  });

  test("one that is far larger than Slack's are is refused, signed or not", async () => {
    const body = "a".repeat(5 * 1024 * 1024);
    expect(await send({ body }).catch(() => "cut off")).toMatchObject({ status: 413 });
    expect(lines()).toEqual(['a request was refused: it cannot be read {"reason":"too_large"}']);
  });

  test("an event comes as JSON; sent again, it does nothing that was not done", async () => {
    const bot = await openTrouble();
    try {
      bot.slack.archive(channels.csm);
      await sends(bot.dana);
      await bot.settle();
      expect(keysIn(bot.slack, people.casey, channels.csm)).toEqual([]);
      bot.slack.unarchive(channels.csm);
      await bot.settle(1 * minutes);
      const shown = () => [
        keysIn(bot.slack, people.casey, channels.csm),
        keysIn(bot.slack, people.dana, bot.slack.dmOf(people.dana).id),
      ];
      const once = shown();
      expect(once[0]).toHaveLength(2);
      // Slack tells of messages too: the last event is to be one of the channel.
      bot.slack.archive(channels.csm);
      bot.slack.unarchive(channels.csm);
      await bot.settle(1 * minutes);
      const looked = callsOf(bot.slack, "conversations.info");
      expect(await bot.slack.redeliver("events_api")).toEqual({ status: "acked", payload: null });
      await bot.settle(1 * minutes);
      // It was heard, and changed nothing.
      expect(callsOf(bot.slack, "conversations.info")).toBe(looked + 1);
      expect(shown()).toEqual(once);
    } finally {
      await bot.stop();
    }
  });
});

describe("other paths", () => {
  test.each([
    ["GET", "/slack/events"],
    ["GET", "/"],
    ["POST", "/healthz"],
    ["GET", "//"],
  ])("%s %s is nothing", async (method, path) => {
    const { status, text } = await send({ body: "", headers: {}, method, path });
    expect(status).toBeGreaterThanOrEqual(404);
    expect(text).toBe("");
    lines();
  });
});

const health = { body: "", headers: {}, method: "GET", path: "/healthz" };
const readiness = { ...health, path: "/readyz" };
const well = { status: 200, text: '{"status":"ok"}' };

describe("readiness", () => {
  test("is told to whoever asks, as long as the store answers", async () => {
    expect(await send(readiness)).toEqual(well);
    expect(await send({ ...readiness, path: "/readyz?from=balancer" })).toEqual(well);
  });

  test("is all that this port tells, also of a bot that is measured", async () => {
    const measured = await openAStage({ mode: "http", settings: { METRICS_PORT: "0" } });
    try {
      const metrics = { ...health, path: "/metrics" };
      expect(await sendTo(measured.port() ?? 0, metrics)).toEqual({ status: 404, text: "" });
      expect(await sendTo(measured.watchPort() ?? 0, readiness)).toEqual(well);
    } finally {
      await measured.stop();
    }
  });

  test("is not, once the store does not", async () => {
    const disk = await draftsOnDisk();
    const sick = await openAStage({ mode: "http", settings: { DATABASE_URL: disk.url } });
    try {
      const at = sick.port() ?? 0;
      expect(await sendTo(at, readiness)).toEqual(well);
      const beside = await openStore(disk.url);
      await beside.db.schema.dropTable("deliveries").execute();
      await beside.close();
      expect(await sendTo(at, health)).toEqual(well);
      expect(await sendTo(at, readiness)).toMatchObject({
        status: 503,
        text: '{"status":"store_unavailable"}',
      });
      expect(sick.troubles.join("\n")).toContain("the store does not answer");
    } finally {
      await sick.stop();
      await disk.remove();
    }
  });
});

/** A port with nothing behind it yet. */
const aHearing = () =>
  hearingByHttp(
    { mode: "http", signingSecret: app.signingSecret, port: 0, host: "127.0.0.1" },
    { readiness: () => Promise.resolve("ok"), realNow: () => new Date(), log: watchedLog() },
    workUnderWay(),
  );

describe("a stop", () => {
  const asksForHealth = (at: number) => {
    const caller = connect({ host: "127.0.0.1", port: at });
    caller.write("GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n");
    return caller;
  };
  const aTick = () =>
    new Promise((resolve) => {
      process.nextTick(resolve);
    });

  test("finishes the request that is under way, and does not wait for those who only hold a connection", async () => {
    const body = asForm(await aCommand());
    const before = answers();
    const silent = connect({ host: "127.0.0.1", port: port() });
    const cut = new Promise((resolve) => silent.once("close", resolve));
    // A kept connection, which has asked once.
    await fetch(`http://127.0.0.1:${port()}/healthz`);
    const slow = beginTo(port(), { body });
    slow.write(body.slice(0, 40));
    await pause(60);
    const restarted = stage().restartBot();
    await pause(60);
    expect(await slow.end(body.slice(40))).toMatchObject({ status: 200 });
    await Promise.all([restarted, cut]);
    expect(answers()).toBe(before + 1);
  });

  test("lets in whoever was just connecting", async () => {
    const hearing = aHearing();
    const at = (await hearing.begin({ processEvent: () => Promise.resolve() })) ?? 0;
    const caller = asksForHealth(at);
    // It has called by then, and nobody has taken it yet.
    await aTick();
    const ended = hearing.end(AbortSignal.timeout(3_000));
    expect(await text(caller)).toContain("HTTP/1.1 200");
    await ended;
  });

  test("lets in all who called while the process stood still", async () => {
    const hearing = aHearing();
    const at = (await hearing.begin({ processEvent: () => Promise.resolve() })) ?? 0;
    const ended = hearing.end(AbortSignal.timeout(3_000));
    const callers = Array.from({ length: 5 }, () => asksForHealth(at));
    await aTick();
    // Longer than those who are just connecting are waited for.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    for (const answer of await Promise.all(callers.map((caller) => text(caller))))
      expect(answer).toContain("HTTP/1.1 200");
    await ended;
  });
});

describe("an acknowledgement after more than three seconds", () => {
  const hearing = aHearing();
  afterEach(() => hearing.end(AbortSignal.timeout(3_000)).catch(() => undefined));

  test("does not keep the listener from what comes after it", async () => {
    const done: string[] = [];
    const tiny = new bolt.App({
      receiver: deaf,
      authorize: () =>
        Promise.resolve({ botToken: app.botToken, botId: app.botId, botUserId: app.botUserId }),
      convoStore: false,
    });
    tiny.error((error) => {
      done.push(error.message);
      return Promise.resolve();
    });
    tiny.command("/escalate", async ({ ack }) => {
      await pause(3_300);
      await ack();
      done.push("what comes after");
    });
    const at = (await hearing.begin(tiny)) ?? 0;
    const body = asForm(await aCommand());
    expect(await sendTo(at, { body, headers: signed(body) })).toMatchObject({ status: 200 });
    await until("the listener to end", () => done[0]);
    expect(done).toEqual(["what comes after"]);
  });
});

describe("a bot that is late, as a process", () => {
  let slack: LocalSlack;
  let child: ChildBot;
  let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
  beforeEach(async () => {
    slack = await startLocalSlack({ workspace, app, mode: "http", settleMs: 40 });
    disk = await draftsOnDisk();
    child = await startHttpChild(slack, disk.url);
  });
  afterEach(async () => {
    endChildren();
    await slack.stop();
    await disk.remove();
  });

  test("has the person see Slack's sign of trouble, keeps what they sent all the same, and goes on", async () => {
    const dana = personOn(slack, people.dana);
    await opensReview(dana);
    child.process.kill("SIGSTOP");
    await dana.presses(en.controls.submit.send);
    expect(dana.modal()?.notice).toContain("trouble connecting");
    child.process.kill("SIGCONT");
    await until("the late acknowledgement", () =>
      slack.violations.some(({ what }) => what === "late_acknowledgement"),
    );
    await until(
      "the receipt",
      () => dana.dms()[0]?.screen.includes(en.card.receipt.sent("ESC-1", "#csm-escalations")),
      15_000,
    );
    await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2, 15_000);
    await slack.quiet(1_300);
    expectShownOnce(slack);
    expect(slack.violations.map(({ what }) => what)).toEqual(["not_acknowledged", "late_acknowledgement"]);
    // Pressed again, it says what it has become.
    await dana.presses(en.controls.submit.send);
    await dana.seesModal("ESC-1");
    expect(child.out()).not.toContain("a listener failed");
    child.process.kill("SIGTERM");
    expect(await child.ended).toBe(0);
  });
});
