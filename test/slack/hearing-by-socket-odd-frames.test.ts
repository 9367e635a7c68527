import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import type { JsonObject } from "../../playground/server/json.ts";
import { interactiveClientOptions } from "../../src/slack/clients.ts";
import { type Connection, openConnection } from "../../src/slack/connection.ts";
import { openSocketByHand, type SocketByHand } from "../support/a-socket-by-hand.ts";
import { type Heard, watchedLog, watchTexts } from "../support/a-watched-log.ts";
import { fc, seed } from "../support/drawn.ts";
import { damaged, odd } from "../support/forged-payloads.ts";
import { saidInSamples, sample } from "../support/slack-samples.ts";

/** What comes over a Socket Mode connection, whole and damaged, before any door has looked at it. Nothing of it ends the bot. */

const envelopes = ["socket_slash_commands", "socket_interactive", "socket_events_api"] as const;

const bodies: unknown[] = [];
const lines: Heard[] = [];
let slack: SocketByHand;
let connection: Connection;
beforeEach(async () => {
  watchTexts(saidInSamples);
  bodies.length = 0;
  lines.length = 0;
  const opened = sample("api_apps.connections.open_ok");
  slack = await openSocketByHand((url) => ({ ...opened, url }), JSON.stringify(sample("socket_hello")));
  connection = await openConnection({
    appToken: "xapp-1",
    clientOptions: interactiveClientOptions(slack.apiUrl),
    hear: async ({ body, ack }) => {
      bodies.push(body);
      await ack({});
    },
    log: watchedLog((heard) => lines.push(heard)),
  });
});
afterEach(async () => {
  await connection.close(AbortSignal.timeout(3_000));
  await slack.stop();
});

/** Once this came back, whatever was sent before was looked at. */
async function isStillHeard(): Promise<void> {
  const whole = sample("socket_slash_commands");
  const id = `whole-${slack.taken.length}`;
  slack.sends(JSON.stringify({ ...whole, envelope_id: id }));
  await until("the acknowledgement", () => slack.taken.some((frame) => frame.includes(id)));
  expect(bodies.at(-1)).toEqual(whole["payload"]);
}

test.each(envelopes)("%s is heard as it is, and acknowledged by its id", async (name) => {
  const frame = sample(name);
  slack.sends(JSON.stringify(frame));
  await until("the acknowledgement", () => slack.taken.length > 0);
  expect(bodies).toEqual([frame["payload"]]);
  expect(slack.taken.map((text) => JSON.parse(text) as JsonObject)).toMatchObject([
    { envelope_id: frame["envelope_id"] },
  ]);
});

test("socket_disconnect says that it is time for another one, and closes nothing", async () => {
  slack.sends(JSON.stringify(sample("socket_disconnect")));
  await connection.leaving;
  await isStillHeard();
});

describe("the connection stands, and hears what comes next, after", () => {
  test("what is no frame at all", async () => {
    for (const frame of [
      "",
      "hello",
      "{",
      "null",
      "7",
      "[]",
      '"hello"',
      ...odd.map((one) => JSON.stringify(one)),
    ])
      slack.sends(frame);
    await isStillHeard();
    expect(bodies).toHaveLength(1);
    expect(new Set(lines.map(({ sentence }) => sentence))).toEqual(
      new Set(["a frame of Slack's was not taken: it cannot be read"]),
    );
  });

  test.each(envelopes)("%s with parts that are missing or are something else", async (name) => {
    for (const frame of fc.sample(damaged({ payload: sample(name) }), { seed, numRuns: 100 }))
      slack.sends(JSON.stringify(frame));
    for (const part of ["payload", "type", "envelope_id"])
      for (const value of odd) slack.sends(JSON.stringify({ ...sample(name), [part]: value }));
    await isStillHeard();
  });

  test("an event by the name of something that happens to the connection itself", async () => {
    let isGone = false;
    void connection.gone.then(() => (isGone = true));
    for (const name of ["disconnected", "close", "error", "ws_message", "farewell", "connected"]) {
      const frame = sample("socket_events_api");
      slack.sends(JSON.stringify({ ...frame, payload: { ...frame, event: { type: name } } }));
      slack.sends(JSON.stringify({ ...frame, type: name }));
    }
    await isStillHeard();
    expect(isGone).toBe(false);
  });
});
