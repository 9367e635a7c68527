import { describe, expect, test } from "@jest/globals";
import { PayloadRefused } from "../../src/slack/door.ts";
import { type Connected, switchboard } from "../../src/slack/switchboard.ts";
import { watchedLog } from "../support/a-watched-log.ts";
import { isTrouble } from "../support/a-watched-stage.ts";

/** What comes in at one address goes to the workspace it is for. */

const acme = "T0ACME001";
const bean = "T2BEAN001";
const stranger = "T9NOBODY1";
const botOf = (teamId: string) => `U${teamId.slice(1)}`;

async function whoHears(body: Readonly<Record<string, unknown>>) {
  const heard: string[] = [];
  const troubles: unknown[] = [];
  const removed: unknown[] = [];
  let acknowledged = 0;
  const connected = [acme, bean].map((teamId): Connected => ({
    workspace: { teamId, botUserId: botOf(teamId), url: "" },
    door: {
      processEvent: () => {
        heard.push(teamId);
        return Promise.resolve();
      },
    },
  }));
  const door = switchboard(
    {
      find: (teamId) =>
        Promise.resolve(connected.find(({ workspace }) => workspace.teamId === teamId) ?? null),
      all: () => connected,
      removed: (told) => Promise.resolve(void removed.push(told)),
    },
    watchedLog((line) => {
      if (isTrouble(line)) troubles.push(line.facts);
    }),
  );
  const ack = () => {
    acknowledged += 1;
    return Promise.resolve();
  };
  const outcome = await door.processEvent({ body, ack }).then(
    () => "taken",
    (error: unknown) => (error instanceof PayloadRefused ? "refused" : error),
  );
  return { heard, outcome, acknowledged, troubles, removed };
}

const responses = { response_url: "https://slack.test/answer" };
const command = (team: string) => ({
  command: "/escalate",
  team_id: team,
  user_id: "U0DANA001",
  text: "",
  trigger_id: "1.2",
  ...responses,
});
const press = (by: string, more: Readonly<Record<string, unknown>>) => ({
  type: "block_actions",
  user: { id: "U0ALEX001", team_id: by },
  team: { id: by },
  trigger_id: "1.2",
  actions: [{ type: "button", action_id: "a", block_id: "b", value: "v" }],
  ...more,
});
const onMessage = (by: string, author?: string) =>
  press(by, {
    channel: { id: "C0CSM0001" },
    ...(author ? { message: { ts: "1.000001", user: author } } : {}),
    ...responses,
  });
const inWindow = (by: string, installed: string | null) =>
  press(by, {
    view: {
      id: "V1",
      team_id: by,
      app_installed_team_id: installed,
      callback_id: "c",
      private_metadata: "",
      hash: "h",
      blocks: [],
    },
  });
const event = (more: Readonly<Record<string, unknown>>) => ({
  type: "event_callback",
  event_id: "Ev1",
  event: { type: "message" },
  ...more,
});

describe("goes to the workspace that has installed the bot", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["a command of its people", command(bean), bean],
    ["a button, by who posted the message, whoever presses it", onMessage(acme, botOf(bean)), bean],
    ["a button pressed by somebody of no workspace of ours", onMessage(stranger, botOf(acme)), acme],
    ["a button that only the person sees", onMessage(bean), bean],
    ["a window, by who opened it", inWindow(stranger, acme), acme],
    ["a window of which only the person is told", inWindow(bean, null), bean],
    [
      "an event of a shared channel, by whose sake it comes for",
      event({ team_id: stranger, context_team_id: bean, authorizations: [{ team_id: bean }] }),
      bean,
    ],
    [
      "an event that names only who is authorized",
      event({ team_id: acme, authorizations: [{ team_id: bean }] }),
      bean,
    ],
  ])("%s", async (_, body, teamId) => {
    expect(await whoHears(body)).toEqual({
      heard: [teamId],
      outcome: "taken",
      acknowledged: 0,
      troubles: [],
      removed: [],
    });
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["a command of a third workspace", command(stranger)],
  ["a button on a message of another app", onMessage(stranger, "U0OTHER01")],
  ["a window that another workspace's installation opened", inWindow(bean, stranger)],
])("%s is refused", async (_, body) => {
  expect(await whoHears(body)).toMatchObject({
    heard: [],
    outcome: "refused",
    troubles: [{ reason: "elsewhere" }],
  });
});

test("an event for nobody here is acknowledged, since Slack would only send it again", async () => {
  expect(await whoHears(event({ team_id: stranger }))).toMatchObject({
    heard: [],
    outcome: "taken",
    acknowledged: 1,
  });
});

test.each([
  ["app_uninstalled", true],
  ["tokens_revoked", false],
])("%s of a workspace that is not connected is no trouble", async (type, isCertain) => {
  const told = { ...event({ team_id: stranger, authorizations: [] }), event: { type, tokens: {} } };
  expect(await whoHears(told)).toEqual({
    heard: [],
    outcome: "taken",
    acknowledged: 1,
    troubles: [],
    removed: [{ teamId: stranger, eventId: "Ev1", isCertain }],
  });
});

test("what cannot be read is refused", async () => {
  expect(await whoHears({ type: "block_actions" })).toMatchObject({
    heard: [],
    outcome: "refused",
    troubles: [{ payload: "block_actions", reason: "malformed" }],
  });
});
