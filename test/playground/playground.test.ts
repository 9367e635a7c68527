import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { until } from "../../playground/patience.ts";
import { channels, people } from "../../playground/workspace.ts";
import {
  type APlayground,
  asks,
  control,
  endPlaygrounds,
  openedPlayground,
  runPlayground,
} from "../support/a-playground.ts";
import { watchLine } from "../support/a-watched-log.ts";

const stageSchema = z.object({
  now: z.iso.datetime(),
  nextNudgeAt: z.iso.datetime().nullable(),
  bot: z.object({
    state: z.enum(["starting", "running", "crashed"]),
    pid: z.number().nullable(),
    lines: z.array(z.string()),
  }),
  faults: z.record(z.string(), z.boolean()),
  command: z.literal("/escalate"),
});
const channelSchema = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      screen: z.string(),
      thread: z.array(z.object({ ts: z.string(), screen: z.string(), text: z.string() })),
    }),
  ),
});

/** The temporary folder of these tests: what a playground leaves behind is found in it. */
const tmp = mkdtempSync(join(tmpdir(), "playgrounds-"));
let playground: APlayground;
beforeAll(async () => {
  playground = await openedPlayground(["--port", "0"], { TMPDIR: tmp });
});
afterAll(() => {
  endPlaygrounds();
  rmSync(tmp, { recursive: true });
});

const stage = async (on = playground) => {
  const seen = stageSchema.parse(await control(on, "stage"));
  for (const line of seen.bot.lines) watchLine(line);
  return seen;
};
const moveTime = async (by: string, more = {}) =>
  stageSchema.parse(await control(playground, "moveTime", { by, ...more }));

/** The card that stands in the CSM channel, as Casey sees it. */
async function card() {
  const seen = await control(playground, "channel", { userId: people.casey, channelId: channels.csm });
  const [only, ...others] = channelSchema.parse(seen).messages;
  if (only === undefined || others.length > 0) throw new Error("There is not exactly one card.");
  return only;
}
/** What stands in its thread after the answers in full, and is about who sent it. */
const reminders = async () =>
  (await card()).thread.slice(1).filter(({ text }) => text.includes("Harriet Lowe"));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("when it opens", () => {
  test("one address is printed, and what to try", async () => {
    // The address comes first, and the rest in a piece of its own.
    await until("the last line", () => playground.out().includes("Ctrl-C"));
    const lines = playground.out().trim().split("\n");
    expect(lines.filter((line) => line.includes("http"))).toEqual([
      expect.stringMatching(/^ {2}http:\/\/127\.0\.0\.1:\d+\/$/),
    ]);
    expect(lines.slice(-2)).toEqual([
      expect.stringContaining("/escalate"),
      expect.stringContaining("Ctrl-C"),
    ]);
  });

  test("a case of the day before is under way, with a reminder in its thread", async () => {
    const { screen, ts } = await card();
    expect(screen).toMatch(/^Almost ready/u);
    expect(screen).toContain("Harriet Lowe");
    const found = await reminders();
    expect(found).toHaveLength(1);
    // Ten in London, whichever of its times is in force.
    expect(new Date(Number(found[0]?.ts) * 1000).toISOString()).toMatch(/T(09|10):00:/u);
    expect(Number(found[0]?.ts)).toBeGreaterThan(Number(ts) + 20 * 3600);
    const { now, bot, faults, nextNudgeAt } = await stage();
    expect(new Date(now).getUTCDay()).toBe(2);
    expect(new Date(now).getTime()).toBeGreaterThan(Date.now());
    expect(bot).toMatchObject({ state: "running", pid: expect.any(Number) });
    expect(bot.lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: "the bot is ready" }),
    );
    expect(new Set(Object.values(faults))).toEqual(new Set([false]));
    expect(Date.parse(nextNudgeAt ?? "")).toBeGreaterThan(Date.parse(now));
  });

  test("a channel is shared with the partner, whose person is there too", async () => {
    const mine = z.array(z.object({ id: z.string() }));
    const seen = mine.parse(await control(playground, "channels", { userId: people.pat }));
    expect(seen.map(({ id }) => id)).toContain(channels.shared);
  });

  test.each(["/", "/control/stage", "/control/changes", "/api/auth.test", "/page/main.ts"])(
    "%s is for this machine alone",
    async (path) => {
      const method = path === "/control/stage" || path.startsWith("/api/") ? "POST" : "GET";
      for (const headers of [
        { host: "evil.example" },
        { origin: "https://evil.example" },
        { origin: "null" },
      ]) {
        expect(await asks(playground, path, { method, headers })).toMatchObject({ status: 403 });
      }
    },
  );

  test("the page is served by the same address, and does not reach beyond its folder", async () => {
    const page = await asks(playground, "/");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(await asks(playground, "/page/..%2fplayground.ts")).toMatchObject({ status: 404 });
  });
});

describe("the clock", () => {
  test("moves by an hour, and by business days for the person who looks", async () => {
    const before = Date.parse((await stage()).now);
    const later = Date.parse((await moveTime("hour")).now);
    expect(later - before).toBeGreaterThanOrEqual(3_600_000);
    expect(later - before).toBeLessThan(3_600_000 + 60_000);
    const { now } = await moveTime("business_day", { userId: people.marina });
    const there = new Intl.DateTimeFormat("en-GB", {
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "America/Sao_Paulo",
    }).format(new Date(now));
    expect(there).toMatch(/^Wednesday (at )?10:05$/u);
  });

  test("moves to the next reminder, which is then in the thread at its own time", async () => {
    const { nextNudgeAt } = await stage();
    const { now } = await moveTime("nudge");
    const found = await reminders();
    expect(found).toHaveLength(2);
    const sentAt = Number(found[1]?.ts) * 1000 - Date.parse(nextNudgeAt ?? "");
    expect(sentAt).toBeGreaterThanOrEqual(0);
    expect(sentAt).toBeLessThan(30_000);
    expect(Date.parse(now) - Date.parse(nextNudgeAt ?? "")).toBeLessThan(30_000);
  });

  test("cannot be moved by what it does not know", async () => {
    await expect(moveTime("year")).rejects.toThrow("hour");
    await expect(moveTime("business_day", { userId: "U0NOBODY" })).rejects.toThrow("U0NOBODY");
  });
});

test("a page is told of changes, but not of its own looking", async () => {
  const heard: number[] = [];
  const stream = get(`${playground.url}control/changes`, (response) => {
    response.setEncoding("utf8").on("data", (text: string) => {
      for (const [, order] of text.matchAll(/^data: \{"order":(\d+)\}$/gmu)) heard.push(Number(order));
    });
  });
  await until("the first event", () => heard.length > 0);
  await pause(300);
  const before = [...heard];
  await stage();
  await control(playground, "violations");
  await pause(300);
  // One that was on its way may come a second time; a change would have the next order.
  expect(heard.at(-1)).toBe(before.at(-1));
  await control(playground, "say", { userId: people.dana, channelId: channels.project, text: "Hello" });
  await until("another event", () => heard.length > before.length);
  expect(heard.at(-1)).toBeGreaterThan(before.at(-1) ?? Infinity);
  stream.destroy();
});

test("while Slack is down the clock moves on, and afterwards the bot makes up for it by itself", async () => {
  await control(playground, "switchFault", { fault: "down", on: true });
  expect((await stage()).faults).toMatchObject({ down: true });
  await moveTime("nudge");
  expect(await reminders()).toHaveLength(2);
  expect(await control(playground, "switchFault", { fault: "down", on: false })).toMatchObject({
    faults: { down: false },
  });
  await moveTime("nudge");
  expect(await reminders()).toHaveLength(3);
});

test("a bot that crashed is told of, with its last words, and goes on where it was once restarted", async () => {
  const before = await stage();
  process.kill(before.bot.pid ?? 0, "SIGKILL");
  await until("the crash to be seen", () => !isAlive(before.bot.pid ?? 0));
  let crashed = await stage();
  const giveUpAt = performance.now() + 60_000;
  while (crashed.bot.state === "running" && performance.now() < giveUpAt) crashed = await stage();
  expect(crashed.bot).toMatchObject({ state: "crashed", pid: null });
  expect(crashed.bot.lines.length).toBeGreaterThan(0);
  expect(crashed.nextNudgeAt).toBeNull();
  await expect(moveTime("nudge")).rejects.toThrow("start it again");

  const after = stageSchema.parse(await control(playground, "restartBot"));
  expect(after.bot.state).toBe("running");
  expect(after.bot.pid).not.toBe(before.bot.pid);
  expect(after.nextNudgeAt).toBe(before.nextNudgeAt);
  await moveTime("nudge");
  expect((await card()).screen).toContain("Parked");
});

test("all of that broke none of Slack's rules", async () => {
  expect(await control(playground, "violations")).toEqual([]);
});

test("a port in use is passed over for the next one, and Ctrl-C ends everything and leaves nothing", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  const other = await openedPlayground(["--port", String(address.port)], { TMPDIR: tmp });
  expect(Number(new URL(other.url).port)).toBeGreaterThan(address.port);
  expect(other.out()).toContain(
    `Port ${address.port} is in use; ${new URL(other.url).port} is taken instead.`,
  );
  taken.close();
  const { bot } = await stage(other);
  const folders = readdirSync(tmp).filter((name) => name.startsWith("escalation-playground-"));
  expect(folders).toHaveLength(2);

  // As a terminal does: everybody in the foreground hears it. The bot leaves it to the playground to end it in order.
  process.kill(bot.pid ?? 0, "SIGINT");
  await pause(300);
  expect((await stage(other)).bot).toEqual(bot);
  other.process.kill("SIGINT");
  other.process.kill("SIGINT");
  // Not 0 when it takes too long.
  expect(await other.ended).toBe(0);
  expect(isAlive(bot.pid ?? 0)).toBe(false);
  expect(readdirSync(tmp).filter((name) => name.startsWith("escalation-playground-"))).toHaveLength(1);
  await expect(asks(other, "/")).rejects.toThrow("ECONNREFUSED");
});

test("with --keep the database stays where it is said", async () => {
  const kept = await openedPlayground(["--port", "0", "--keep"]);
  kept.process.kill("SIGTERM");
  expect(await kept.ended).toBe(0);
  const file = /kept: (.+)$/mu.exec(kept.out())?.[1] ?? "";
  expect(file).toMatch(/data\/playground\/[^/]+\/escalations\.db$/u);
  expect(existsSync(file)).toBe(true);
  rmSync(join(file, ".."), { recursive: true });
});

test("the end may come in the middle of the start, and a bot whose playground was killed ends too", async () => {
  const early = runPlayground(["--port", "0"], { TMPDIR: tmp });
  await until("a bot", () => readdirSync(tmp).length > 1, 20_000);
  early.process.kill("SIGINT");
  expect(await early.ended).toBe(0);
  expect(early.out()).not.toContain("rror");

  const { bot } = await stage();
  playground.process.kill("SIGKILL");
  await until("the bot to end", () => !isAlive(bot.pid ?? 0));
});

test.each([
  [["--host", "0.0.0.0"], "--host"],
  [["--port", "eighty"], "--port takes a number, 0 to 65535"],
  [["--port", "70000"], "--port takes a number, 0 to 65535"],
])("%j is not understood, and it is said why", async (args, sentence) => {
  const refused = runPlayground(args);
  expect(await refused.ended).toBe(1);
  expect(refused.out()).toContain(sentence);
});
