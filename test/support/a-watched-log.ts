import { globSync, readFileSync } from "node:fs";
import { pino } from "pino";
import { z } from "zod";
import { isJsonObject, type Json, json, parseJson } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import type { Log } from "../../src/slack/deps.ts";

/**
 * Every line that a bot of any test writes, at every level, comes by here. It may hold codes, ids and names of channels;
 * no secret, and nothing that a person wrote or is called. `nothing-leaks.ts` asks after each test.
 */

interface Line {
  /** Null for what is no line of the log: a sentence on stderr. */
  readonly sentence: string | null;
  readonly facts: string;
  readonly whole: string;
}

const unread: Line[] = [];
/** What people wrote, are called, or have in their cases. */
const texts = new Set<string>();
/** Tokens, signing secrets, passwords, triggers, with which a window can be opened, and addresses to answer at. */
const secrets = new Set<string>();
/** Anybody's token, the address of a connection, and addresses at which anybody may answer for the bot. */
const secretLooks = /(?:xox[a-z]|xapp)-\w|[?&]ticket=|\/response\/\w/u;
const slacks = new Set<LocalSlack>();
/** These the log may hold. */
const channelNames = new Set<string>();

/** So many characters of a person's in a row are theirs, and not chance. */
const pieceLength = 12;
/** What is shorter than that is looked for as a whole: a name, or an answer of a word or two. Shorter ones still are chance. */
const shortestLength = 5;

export interface Heard {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly sentence: string;
  readonly facts: object;
}

const levelNames: Readonly<Record<number, Heard["level"]>> = {
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
};
const writtenSchema = z.looseObject({ level: z.number(), msg: z.string() });

/** For a bot in this process. `hear` is called with each line. */
export function watchedLog(hear: (heard: Heard) => void = () => undefined): Log {
  return pino(
    { level: "trace", base: null, timestamp: false },
    {
      write(written: string) {
        watchLine(written);
        const { level, msg, ...facts } = writtenSchema.parse(JSON.parse(written));
        hear({ level: levelNames[level] ?? "info", sentence: msg, facts });
      },
    },
  );
}

/** What a process wrote: lines of its log, or words for whoever started it. */
export function watchLine(whole: string): void {
  const read = parseJson(whole);
  if (!isJsonObject(read)) unread.push({ sentence: null, facts: whole, whole });
  else {
    const { msg = null, pid: _, hostname: __, time: ___, ...facts } = read;
    unread.push({
      sentence: typeof msg === "string" ? msg : null,
      facts: stringsIn(facts).join("\n"),
      whole,
    });
  }
}

/** Its people speak, and its app has secrets. */
export function watchSlack(slack: LocalSlack): void {
  slacks.add(slack);
  const { botToken, appToken, signingSecret } = slack.world.app;
  watchSecrets([botToken, appToken, signingSecret]);
}

export function watchSecrets(values: readonly string[]): void {
  for (const value of values) if (value !== "") secrets.add(value);
}

/** Words that a case or a draft has without anybody typing them here. */
export function watchTexts(held: unknown): void {
  for (const text of stringsIn(json.parse(JSON.parse(JSON.stringify(held))))) texts.add(text);
}

/** What is wrong with the lines written since this was asked last. */
export function leaks(): readonly string[] {
  if (unread.length === 0) return [];
  for (const slack of slacks) listenTo(slack);
  return unread.splice(0).flatMap((line) => faultsIn(line).map((fault) => `${fault}: ${line.whole.trim()}`));
}

/** Nobody speaks there any more. */
export function unwatchSlack(slack: LocalSlack): void {
  listenTo(slack);
  slacks.delete(slack);
}

/** Whether something is in it with which somebody could act for the app, as far as its Slacks have told until now. */
export function holdsSecret(text: string): boolean {
  for (const slack of slacks) listenTo(slack);
  return tellsSecret(text);
}

function tellsSecret(text: string): boolean {
  return secretLooks.test(text) || [...secrets].some((secret) => text.includes(secret));
}

function faultsIn({ sentence, facts, whole }: Line): readonly string[] {
  return [
    ...(tellsSecret(whole) ? ["a secret"] : []),
    ...(sentence === null || isOurs(sentence) ? [] : ["a sentence that nobody wrote down in the source"]),
    ...(holdsText(facts) ? ["somebody's words"] : []),
  ];
}

/** The words of the log are all of them written in the source, as a whole; an error of a library gives its name. */
function isOurs(sentence: string): boolean {
  return source().includes(JSON.stringify(sentence)) || /^[A-Z]\w*Error$/u.test(sentence);
}

let allSource = "";
function source(): string {
  allSource ||= globSync("src/**/*.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  return allSource;
}

function holdsText(facts: string): boolean {
  if (texts.size === 0) return false;
  const pieces = new Set<string>();
  for (let at = 0; at + pieceLength <= facts.length; at += 1) pieces.add(facts.slice(at, at + pieceLength));
  for (const text of texts) {
    if (text.length < pieceLength && standsIn(facts, text) && isDistinctive(text)) return true;
    for (let at = 0; at + pieceLength <= text.length; at += 1)
      if (pieces.has(text.slice(at, at + pieceLength))) return true;
  }
  return false;
}

/** As a whole, and not within a longer word, an id or a name of a file. */
function standsIn(whole: string, text: string): boolean {
  if (text.length < shortestLength) return false;
  for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
    const around = [whole.slice(0, at), whole.slice(at + text.length)] as const;
    if (!/[\p{L}\p{N}_-]$/u.test(around[0]) && !/^[\p{L}\p{N}_-]/u.test(around[1])) return true;
  }
  return false;
}

/** No number or date, no id, no name of a channel, and nothing that the bot itself would say. */
function isDistinctive(text: string): boolean {
  const isCode = !/\p{L}{3}/u.test(text) || /^(?:[A-Z][A-Z0-9]+|ESC-\d+)$/u.test(text);
  return !isCode && !channelNames.has(text) && !standsIn(source(), text);
}

const entriesRead = new WeakMap<LocalSlack, number>();

/** What its people wrote since it was listened to last, and what they are called. */
function listenTo(slack: LocalSlack): void {
  const { world, traffic } = slack;
  for (const { realName } of world.users.values()) texts.add(realName);
  for (const { name, messages } of world.channels.values()) {
    channelNames.add(name);
    for (const { fromApp, notice, text, files } of messages)
      if (!fromApp && notice === null) for (const said of [text, ...files]) texts.add(said);
  }
  for (const entry of traffic.slice(entriesRead.get(slack) ?? 0)) {
    if (entry.kind !== "envelope") continue;
    const { text = "", view } = entry.payload;
    if (entry.type === "slash_commands" && typeof text === "string") texts.add(text);
    watchSecrets(keysIn(entry.payload));
    if (isJsonObject(view)) for (const typed of typedIn(view["state"] ?? null)) texts.add(typed);
  }
  entriesRead.set(slack, traffic.length);
}

/** What opens a window or lets somebody answer, wherever it stands. */
function keysIn(part: Json): string[] {
  if (Array.isArray(part)) return part.flatMap((each: Json) => keysIn(each));
  if (!isJsonObject(part)) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    (name === "trigger_id" || name === "response_url") && typeof value === "string" ? [value] : keysIn(value),
  );
}

/** What stands in the fields of a window. */
function typedIn(part: Json): string[] {
  if (Array.isArray(part)) return part.flatMap((each: Json) => typedIn(each));
  if (!isJsonObject(part)) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === "value" && typeof value === "string"
      ? [value]
      : name === "selected_option"
        ? []
        : typedIn(value),
  );
}

function stringsIn(part: Json): string[] {
  if (typeof part === "string") return [part];
  if (Array.isArray(part)) return part.flatMap((each: Json) => stringsIn(each));
  return isJsonObject(part) ? Object.values(part).flatMap(stringsIn) : [];
}
