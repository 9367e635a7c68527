import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { jsonObject, type JsonObject } from "../../playground/server/json.ts";
import type { EnvelopeType } from "../../playground/server/traffic.ts";
import { requestUrl } from "../../playground/stage.ts";
import { openStore } from "../../src/store/database.ts";
import { closeAStage, openAStage } from "./a-stage.ts";
import { startHttpApp } from "./an-http-app.ts";
import { livesAWholeLife, monday, prepareLife, seed } from "./a-whole-life.ts";

/** A whole life of the bot, of which every payload is kept, with the store as it was when it came. */

export interface Moment {
  /** What it is that Slack told, and where it was pressed: `block_actions case_ask on a message`, `event_callback message im`. */
  readonly name: string;
  readonly type: EnvelopeType;
  readonly payload: JsonObject;
  readonly at: Date;
  /** A database file, to be copied. */
  readonly before: string;
}

export interface Recording {
  /** One of each name: the first. */
  readonly moments: readonly Moment[];
  /** Everything that the bot ever answered a request of Slack's. */
  readonly answers: readonly string[];
  readonly slackOrigin: string;
  /** The database when all of it was over, and when that was. */
  readonly end: { readonly before: string; readonly at: Date };
  readonly remove: () => Promise<void>;
}

export async function recordALife(): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), "a-whole-life-"));
  const url = `sqlite:${join(folder, "life.db")}`;
  await prepareLife(url);
  const stage = await openAStage({ at: monday, seed, mode: "http", settings: { DATABASE_URL: url } });
  const beside = await openStore(url);
  const moments = new Map<string, Moment>();
  const answers: string[] = [];
  let copies = 0;
  const copy = async () => {
    const path = join(folder, `${(copies += 1)}.db`);
    await sql`vacuum into ${path}`.execute(beside.db);
    return path;
  };
  const between = await startHttpApp(async ({ headers, body }) => {
    const told = payloadOf(headers["content-type"] ?? "", body);
    const name = nameOf(told.payload);
    if (!moments.has(name)) moments.set(name, { name, ...told, at: stage.clock.now(), before: await copy() });
    const answer = await fetch(requestUrl(stage.port() ?? 0), {
      method: "POST",
      headers: Object.entries(headers).flatMap(([key, value]): [string, string][] =>
        typeof value === "string" && /^(content-type|x-slack-.*)$/u.test(key) ? [[key, value]] : [],
      ),
      body,
    });
    const text = await answer.text();
    answers.push(text, JSON.stringify([...answer.headers]));
    const contentType = answer.headers.get("content-type") ?? "";
    return { status: answer.status, headers: { "content-type": contentType }, body: text };
  });
  await stage.slack.reachAt(between.url);
  try {
    await livesAWholeLife(stage);
    const end = { before: await copy(), at: stage.clock.now() };
    return {
      moments: [...moments.values()],
      answers,
      slackOrigin: stage.slack.origin,
      end,
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  } finally {
    await closeAStage(stage);
    await between.close();
    await beside.close();
  }
}

/** A request of Slack's, read back. */
function payloadOf(contentType: string, body: string): Pick<Moment, "type" | "payload"> {
  if (contentType.includes("json"))
    return { type: "events_api", payload: jsonObject.parse(JSON.parse(body)) };
  const { payload, ...command } = Object.fromEntries(new URLSearchParams(body));
  if (payload === undefined) return { type: "slash_commands", payload: command };
  return { type: "interactive", payload: jsonObject.parse(JSON.parse(payload)) };
}

function nameOf(payload: JsonObject): string {
  const { type, actions, view, event, command } = payload;
  const parts = [
    wordIn(payload, "type") ?? wordIn(payload, "command"),
    wordIn(payload, "callback_id"),
    wordIn(actions, "action_id"),
    type === "block_actions" ? placeOf(payload) : wordIn(view, "callback_id"),
    ...["type", "subtype", "channel_type"].map((key) => wordIn(event, key)),
    command === undefined ? null : wordIn(payload, "text")?.replaceAll(/ .*/gu, "…"),
  ];
  return parts.flatMap((part) => part || []).join(" ");
}

/** The same button on a message, in a window and in the Home is told of in another shape each. */
function placeOf({ container, view }: JsonObject): string {
  const surface = wordIn(view, "type") ?? wordIn(container, "type");
  switch (surface) {
    case "message":
      return "on a message";
    case "modal":
      return "in a window";
    case "home":
      return "in the Home";
    default:
      throw new Error(`Something was pressed ${surface ?? "nowhere"}.`);
  }
}

function wordIn(part: unknown, key: string): string | null {
  const whole: unknown = Array.isArray(part) ? part[0] : part;
  if (typeof whole !== "object" || whole === null) return null;
  const word: unknown = Reflect.get(whole, key);
  return typeof word === "string" ? word : null;
}
