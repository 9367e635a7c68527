import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";
import { z } from "zod";
import type { LocalSlack } from "../playground/server/local-slack.ts";
import { manifestFaults, readManifest } from "../playground/server/manifest.ts";
import { readConfig } from "../src/config.ts";
import { leastSettings, whatIsBound } from "./support/bound-listeners.ts";
import { callApi } from "./support/local-slack-app.ts";
import { methodsCalled } from "./support/slack-methods.ts";
import { ana, general, secret, smallApp, startSmallSlack } from "./support/local-slack.ts";

const asWritten: unknown = parse(readFileSync("manifest.yml", "utf8"));
const { scopes, events, commands, shortcuts } = readManifest(asWritten);

/** The lines that the README gives for HTTP mode. */
const [, changes = ""] = /```yaml\n(.*?)```/su.exec(readFileSync("README.md", "utf8")) ?? [];
const forHttpMode: unknown = parse(changes);

const record = z.record(z.string(), z.unknown());

/** As a person would put them in: lines under the same headings, commands in their order. */
function merged(there: unknown, added: unknown): unknown {
  if (Array.isArray(there) && Array.isArray(added)) {
    return there.map((item: unknown, index) => merged(item, added[index]));
  }
  const [before, more] = [record.safeParse(there).data, record.safeParse(added).data];
  if (!before || !more) return added === undefined ? there : added;
  const names = [...new Set([...Object.keys(before), ...Object.keys(more)])];
  return Object.fromEntries(names.map((name) => [name, merged(before[name], more[name])]));
}

describe("Slack's schema", () => {
  const schema: unknown = JSON.parse(
    readFileSync("test/support/slack-schema/manifest.schema.2.0.0.json", "utf8"),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const isValid = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
  const anything = z.record(z.string(), z.unknown());

  test("takes the manifest", () => {
    isValid(asWritten);
    expect(isValid.errors ?? []).toEqual([]);
  });

  test("takes it with what the README changes for HTTP mode", () => {
    const changed = anything.parse(merged(asWritten, forHttpMode));
    isValid(changed);
    expect(isValid.errors ?? []).toEqual([]);
    const { features, settings } = z
      .object({
        features: z.object({ slash_commands: z.array(z.object({ command: z.string(), url: z.url() })) }),
        settings: z.object({
          event_subscriptions: z.object({ request_url: z.url() }),
          interactivity: z.object({ request_url: z.url() }),
          socket_mode_enabled: z.literal(false),
        }),
      })
      .parse(changed);
    const { event_subscriptions: subscriptions, interactivity } = settings;
    const urls = [...features.slash_commands, { url: subscriptions.request_url }].map(({ url }) => url);
    expect(new Set([...urls, interactivity.request_url]).size).toBe(1);
    expect(urls[0]).toMatch(/\/slack\/events$/u);
    // Nothing was lost on the way.
    expect(readManifest(changed)).toEqual(readManifest(asWritten));
  });

  test.each([
    ["a key it does not know", { colour: "blue" }],
    ["a name that is too long", { display_information: { name: "a".repeat(36) } }],
    ["a command without a slash", { features: { slash_commands: [{ command: "go", description: "go" }] } }],
  ])("would not take %s", (_, change) => {
    expect(isValid({ ...anything.parse(asWritten), ...change })).toBe(false);
  });

  test("does not say that names of bots are short and in small letters, and hints one line: these are", () => {
    const { features } = z
      .object({
        features: z.object({
          bot_user: z.object({ display_name: z.string() }),
          slash_commands: z.array(z.object({ usage_hint: z.string() })),
        }),
      })
      .parse(asWritten);
    expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,21}$/u);
    for (const { usage_hint: hint } of features.slash_commands) expect(hint).toMatch(/^.{1,100}$/u);
  });
});

describe("what the manifest announces is what the code answers to", () => {
  const bound = whatIsBound();

  test("commands", () => {
    expect(commands).toEqual(bound.commands);
    expect(commands).toEqual([readConfig(leastSettings).slashCommand]);
  });

  test("shortcuts", () => {
    const announced = shortcuts.map(({ type, callbackId }) => ({
      type: type === "global" ? "shortcut" : "message_action",
      callback_id: callbackId,
    }));
    expect(announced).toEqual(bound.shortcuts);
  });

  test("events, each once and each one that Slack has", () => {
    // Slack names messages by the kind of conversation they are in.
    const heard = [...new Set(events.map((event) => event.replace(/^message\..*/u, "message")))];
    expect(heard.toSorted()).toEqual([...new Set(bound.events)].toSorted());
    expect(new Set(events).size).toBe(events.length);
    // The local Slack knows the scope of every event it knows.
    expect(events.filter((event) => faultsOfEvent(event, []).length === 0)).toEqual(withoutScope);
  });
});

/** That it is removed, or its Home opened, every app is told that asks for it. */
const withoutScope = ["app_home_opened", "app_uninstalled", "tokens_revoked"];

function faultsOfEvent(event: string, given: readonly string[]): string[] {
  const about = {
    botName: "",
    commands: [],
    commandHelp: [],
    shortcuts: [],
    interactive: true,
    homeTab: false,
    readOnlyDms: false,
  };
  return manifestFaults({ ...about, events: [event], scopes: given });
}

describe("scopes", () => {
  let slack: LocalSlack;
  let dm = "";
  /** An app that may do nothing, which is told what it lacks. */
  beforeAll(async () => {
    slack = await startSmallSlack();
    dm = opened.parse(await callApi(slack, "conversations.open", { users: ana })).channel.id;
    for (const scope of readManifest(smallApp.manifest).scopes) slack.withdrawScope(scope);
  });
  afterAll(() => slack.stop());

  test("are exactly those that the methods called, the events and the commands need", async () => {
    const forMethods = await Promise.all(methodsCalled().map((method) => scopesOf(slack, dm, method)));
    const scoped = events.filter((event) => !withoutScope.includes(event));
    const forEvents = scopes.filter((scope) =>
      scoped.some((event) => faultsOfEvent(event, [scope]).length === 0),
    );
    expect(scopes.toSorted()).toEqual(
      [...new Set([...forMethods.flat(), ...forEvents, "commands"])].toSorted(),
    );
  });

  test("are missed by the local Slack when one is gone", () => {
    const manifest = readManifest(asWritten);
    expect(manifestFaults(manifest)).toEqual([]);
    expect(manifestFaults({ ...manifest, scopes: [] }).length).toBeGreaterThan(
      events.length - withoutScope.length,
    );
  });

  test("the methods are found in the source", () => {
    expect(methodsCalled()).toEqual(
      expect.arrayContaining(["auth.test", "chat.postMessage", "conversations.history", "views.open"]),
    );
  });
});

const opened = z.object({ channel: z.object({ id: z.string() }) });

/** What the local Slack asks for before a method may be called in each kind of conversation. */
async function scopesOf(slack: LocalSlack, dm: string, method: string): Promise<string[]> {
  // Who is in a channel and what it is called is asked of the CSM channel alone; DMs are searched for messages of ours.
  const readsDms = method === "conversations.history" || method === "conversations.replies";
  const places = [general, secret, ...(readsDms ? [dm] : [])];
  const answers = await Promise.all(places.map((channel) => callApi(slack, method, { channel })));
  return answers.flatMap((answer) => {
    expect(answer["error"]).not.toBe("unknown_method");
    const { needed } = answer;
    return typeof needed === "string" ? needed.split(",") : [];
  });
}
