import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, ben, general, quiet, startSmallSlack } from "../support/local-slack.ts";
import { callApi, connectApp, type HandMadeApp, textOf } from "../support/local-slack-app.ts";

const clock = frozenClock(new Date("2026-03-02T14:00:00Z"));
const MINUTE = 60_000;
const card = {
  text: "A card",
  blocks: [
    {
      type: "actions",
      elements: [{ type: "button", action_id: "go", value: "E1", text: { type: "plain_text", text: "Go" } }],
    },
  ],
};

let slack: LocalSlack;
let app: HandMadeApp;
let person: Person;
beforeEach(async () => {
  slack = await startSmallSlack({ clock, settleMs: 20 });
  app = await connectApp(slack);
  person = personOn(slack, ana);
});
afterEach(async () => {
  await app.close();
  await slack.stop();
});

const lastUrl = (): string => {
  const payloads = app.frames
    .map(({ payload }) => payload["response_url"])
    .filter((url) => url !== undefined);
  return textOf(payloads.at(-1));
};
async function respond(body: Readonly<Record<string, Json>>, url = lastUrl()): Promise<[number, string]> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  return [response.status, await response.text()];
}

test("an answer is for the person alone, in no history, and out of reach of an update", async () => {
  await slack.sendCommand(ana, general, "/help-me");
  expect(await respond({ text: "Just for you" })).toEqual([200, "ok"]);
  const [told] = person.ephemerals(general);
  expect(told).toMatchObject({ text: "Just for you", author: "Helper", ephemeral: true });
  expect(personOn(slack, ben).ephemerals(general)).toEqual([]);
  expect(await callApi(slack, "conversations.history", { channel: general })).toMatchObject({ messages: [] });
  expect(
    await callApi(slack, "chat.update", { channel: general, ts: told?.ts ?? "", text: "x" }),
  ).toMatchObject({
    error: "message_not_found",
  });
});

test("an answer can be for the whole channel, even where the bot is no member", async () => {
  await slack.sendCommand(ana, quiet, "/help-me");
  await respond({ text: "For all", response_type: "in_channel" });
  expect(person.sees(quiet)).toMatchObject([{ text: "For all", ephemeral: false }]);
});

test("it works five times and no more", async () => {
  await slack.sendCommand(ana, general, "/help-me");
  for (let time = 0; time < 5; time += 1) expect(await respond({ text: "Hi" })).toEqual([200, "ok"]);
  expect(await respond({ text: "Hi" })).toEqual([404, "used_url"]);
});

test("it works for half an hour and no longer", async () => {
  await slack.sendCommand(ana, general, "/help-me");
  clock.advance(30 * MINUTE);
  expect(await respond({ text: "Hi" })).toEqual([200, "ok"]);
  clock.advance(1);
  expect(await respond({ text: "Hi" })).toEqual([404, "expired_url"]);
});

test("a button on an ephemeral message can have it replaced, then taken away", async () => {
  await slack.sendCommand(ana, general, "/help-me");
  await respond(card);
  const [told] = person.ephemerals(general);
  if (told === undefined) throw new Error("nothing was told");
  await person.clicks("Go", { on: told });
  expect(app.payloads("interactive")[0]).toMatchObject({
    container: { type: "message", is_ephemeral: true, message_ts: told.ts },
    actions: [{ type: "button", action_id: "go", value: "E1" }],
  });
  await respond({ text: "Gone on", replace_original: true });
  expect(person.ephemerals(general)).toMatchObject([{ ts: told.ts, screen: "Gone on", buttons: [] }]);
  await respond({ delete_original: true });
  expect(person.ephemerals(general)).toEqual([]);
});

test("a button on a message brings the message along, and its answer can replace it", async () => {
  const metadata = { event_type: "card", event_payload: { id: "E1" } };
  await callApi(slack, "chat.postMessage", { channel: general, ...card, metadata });
  await personOn(slack, ben).clicks("Go", { on: await person.seesMessage(general, "A card") });
  const payload: JsonObject = app.payloads("interactive")[0] ?? {};
  expect(payload).toMatchObject({
    user: { id: ben },
    channel: { id: general },
    message: { text: "A card", metadata },
    state: { values: {} },
  });
  await respond({ text: "Done", replace_original: true });
  expect(person.sees(general)).toMatchObject([{ screen: "Done", edited: true }]);
});
