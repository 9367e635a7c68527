import { expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { draftsOnDisk } from "../support/a-bot-in-trouble.ts";
import { caseInTheChannel } from "../support/a-case-in-the-channel.ts";
import { en, starts } from "../support/a-requester.ts";
import { type AStage, onAStage, stagePerTest } from "../support/a-stage.ts";
import { asksAt } from "../support/a-watcher.ts";

/** What a bot tells Prometheus of what people did and of what it owes. */

const settings = { METRICS_PORT: "0" };
const minutes = 60_000;
const stage = stagePerTest({ mode: "socket", settings });
const { sendsACase, theCard } = caseInTheChannel(stage);

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

async function tells(of: AStage): Promise<readonly Sample[]> {
  const { status, text } = await asksAt(of.watchPort(), "/metrics");
  expect(status).toBe(200);
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/u.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/gu)].map(([, key = "", said = ""]) => [key, said]);
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
    });
}

/** Of those with these labels; null when it is not told. */
async function told(name: string, labels: Readonly<Record<string, string>> = {}, of = stage()) {
  const found = (await tells(of)).filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, said]) => sample.labels[key] === said),
  );
  return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
}

const acknowledged = (payload: string, of?: AStage) =>
  told("escalation_acknowledgement_seconds_count", { payload }, of);
const delivered = (kind: string, outcome: string) => told("escalation_deliveries_total", { kind, outcome });

test("a bot that nobody used yet tells that it is ready, how it is connected, and how it does as a process", async () => {
  expect(await told("escalation_ready")).toBe(1);
  expect(await told("escalation_connections")).toBe(2);
  expect(await told("escalation_cases", { state: "open" })).toBe(0);
  expect(await told("escalation_deliveries_waiting")).toBe(0);
  expect(await told("process_resident_memory_bytes")).toBeGreaterThan(0);
  expect(await acknowledged("command")).toBeNull();
});

test("a case, from the command to its reminder", async () => {
  await sendsACase();
  expect(await acknowledged("command")).toBe(1);
  expect(await acknowledged("view_submission")).toBeGreaterThan(3);
  expect(await told("escalation_payloads_total", { payload: "command", outcome: "done" })).toBe(1);
  expect(await told("escalation_cases", { state: "open" })).toBe(1);
  for (const kind of ["card", "evidence", "receipt"]) expect(await delivered(kind, "posted")).toBe(1);
  expect(await delivered("receipt", "redrawn")).not.toBe(0);
  expect(await told("escalation_slack_calls_total", { method: "chat.postMessage", outcome: "ok" })).toBe(3);
  expect(await told("escalation_slack_calls_total", { method: "views.open", outcome: "ok" })).toBe(1);
  expect(await told("escalation_nudges_sent_total")).toBe(0);

  stage().clock.moveTo(new Date("2026-11-24T18:00:00Z"));
  await stage().settle();
  expect(await told("escalation_nudges_sent_total")).toBe(1);
  expect(await delivered("nudge", "posted")).toBe(1);

  const pressed = (await acknowledged("action")) ?? 0;
  await stage().person(people.casey).clicks(en.controls.buttons.have_it, { on: theCard() });
  await stage().settle();
  expect(await acknowledged("action")).toBe(pressed + 1);
  expect(await told("escalation_cases", { state: "open" })).toBe(0);
  expect(await told("escalation_cases", { state: "acknowledged" })).toBe(1);
  expect(await delivered("card", "redrawn")).toBeGreaterThan(0);
});

test("what waits for Slack, and for somebody to mend something", async () => {
  stage().slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: 99 });
  await sendsACase();
  expect(await delivered("card", "retried")).toBeGreaterThan(0);
  const server = { method: "chat.postMessage", outcome: "server_error" };
  expect(await told("escalation_slack_calls_total", server)).toBeGreaterThan(0);
  expect(await told("escalation_deliveries_waiting", { state: "due" })).toBeGreaterThan(0);
  expect(await told("escalation_oldest_undelivered_seconds", { state: "due" })).toBeGreaterThan(59);

  stage().slack.mend();
  stage().slack.fail("chat.postMessage", { kind: "error", error: "not_in_channel" }, { times: 99 });
  await stage().settle(10 * minutes);
  expect(await delivered("card", "parked")).toBeGreaterThan(0);
  expect(await told("escalation_deliveries_waiting", { state: "parked" })).toBeGreaterThan(0);
  expect(await told("escalation_oldest_undelivered_seconds", { state: "parked" })).toBeGreaterThan(59);

  stage().slack.mend();
  await stage().settle(30 * minutes);
  expect(await told("escalation_deliveries_waiting")).toBe(0);
  expect(await told("escalation_oldest_undelivered_seconds")).toBe(0);
  stage().troubles.splice(0);
});

test("no label says who, where or what somebody wrote", async () => {
  await sendsACase();
  const bounds: Readonly<Record<string, RegExp>> = {
    payload: /^(command|action|view_submission|shortcut|event)$/u,
    outcome: /^[a-z_]+$/u,
    kind: /^[a-z_]+$/u,
    method: /^[a-z]+(\.[a-zA-Z]+)+$|^answer$/u,
    state: /^(due|parked|waiting_partner|open|acknowledged|returned|closed)$/u,
    le: /^([\d.]+|\+Inf)$/u,
  };
  const samples = (await tells(stage())).filter(({ name }) => name.startsWith("escalation_"));
  expect(samples.length).toBeGreaterThan(30);
  for (const { labels } of samples)
    for (const [label, said] of Object.entries(labels)) expect(said).toMatch(bounds[label] ?? /^never$/u);
});

test("two bots in one process count apart", async () => {
  await sendsACase();
  await onAStage({ mode: "http", settings }, async (other) => {
    expect(await told("escalation_deliveries_total", {}, other)).toBeNull();
    expect(await told("escalation_cases", {}, other)).toBe(0);
    // Slack calls it: there are no connections to count.
    expect(await told("escalation_connections", {}, other)).toBeNull();
    await starts(other.person(people.dana));
    expect(await acknowledged("command", other)).toBe(1);
  });
  expect(await acknowledged("command")).toBe(1);
});

test("of a store that does not answer no old figures are told, and of a listener that fails that it did", async () => {
  const disk = await draftsOnDisk();
  await onAStage({ mode: "socket", settings: { ...settings, DATABASE_URL: disk.url } }, async (sick) => {
    expect(await told("escalation_cases", {}, sick)).toBe(0);
    const beside = await openStore(disk.url);
    for (const table of ["deliveries", "drafts"] as const) await beside.db.schema.dropTable(table).execute();
    await beside.close();
    expect(await told("escalation_ready", {}, sick)).toBe(0);
    expect(await told("escalation_cases", {}, sick)).toBeNull();
    expect(await told("escalation_deliveries_waiting", {}, sick)).toBeNull();
    await sick.person(people.dana).types("/escalate", { in: channels.project });
    const failed = { payload: "command", outcome: "failed" };
    expect(await told("escalation_payloads_total", failed, sick)).toBe(1);
    sick.troubles.splice(0);
  });
  await disk.remove();
});
