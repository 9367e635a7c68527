import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";
import { faultOf } from "../../src/slack/door.ts";
import { leastSettings } from "../support/bound-listeners.ts";

/** Which payloads are heard, as Slack would send them to the bot of the workspace T0OURS. */

const served = {
  workspace: { teamId: "T0OURS", botUserId: "U0BOT", url: "https://ours.slack.test/" },
  settings: readConfig({ ...leastSettings, CSM_TEAM_IDS: "T0ADOBE" }),
};
const other = "T0OTHER";
const adobe = "T0ADOBE";

const trigger_id = "1.2.abc";
const response_url = "https://hooks.slack.test/actions/1";
const command = {
  command: "/escalate",
  team_id: "T0OURS",
  user_id: "U0DANA",
  text: "",
  trigger_id,
  response_url,
  is_enterprise_install: "false",
};
const common = {
  team: { id: "T0OURS" },
  user: { id: "U0DANA", team_id: "T0OURS" },
  is_enterprise_install: false,
};
const view = {
  id: "V0MODAL",
  team_id: "T0OURS",
  app_installed_team_id: "T0OURS",
  callback_id: "step_next",
  private_metadata: "{}",
  hash: "1.a",
  state: { values: { summary: { text: { type: "plain_text_input", value: "late" } } } },
  blocks: [{ type: "input", block_id: "summary" }],
};
const actions = [{ type: "button", action_id: "step_back", block_id: "b", value: "1" }];
const submission = { ...common, type: "view_submission", view };
const inWindow = { ...common, type: "block_actions", trigger_id, actions, view };
const onMessage = {
  ...common,
  type: "block_actions",
  trigger_id,
  actions,
  channel: { id: "C0CSM" },
  message: { ts: "1.2" },
  response_url,
};
const shortcut = { ...common, type: "shortcut", callback_id: "escalate_start", trigger_id };
const messageShortcut = {
  ...shortcut,
  type: "message_action",
  response_url,
  channel: { id: "C0CSM" },
  message: { ts: "1.2", text: "late" },
};
const event = {
  type: "event_callback",
  event_id: "Ev0001",
  team_id: "T0OURS",
  context_team_id: "T0OURS",
  authorizations: [{ team_id: "T0OURS", is_enterprise_install: false }],
  event: { type: "message" },
};
const all = { command, submission, inWindow, onMessage, shortcut, messageShortcut, event };

test.each(Object.entries(all))("what Slack sends this workspace is heard: %s", (_, payload) => {
  expect(faultOf(payload, served)).toBeNull();
});

const guest = { id: "U0ALEX", team_id: adobe };
const stranger = { id: "U0PAT", team_id: other };

describe("people of other workspaces", () => {
  test.each([
    ["a CSM of a trusted one, on a message", { ...onMessage, user: guest, team: { id: adobe } }],
    ["a CSM of a trusted one, in a window of ours", { ...submission, user: guest }],
    ["anybody who reads the message, which then says what they may", { ...onMessage, user: stranger }],
    ["who is named by their workspace alone", { ...onMessage, user: { id: "U0PAT" }, team: { id: other } }],
  ])("are heard: %s", (_, payload) => {
    expect(faultOf(payload, served)).toBeNull();
  });

  test.each([
    ["a command", { ...command, team_id: other }],
    ["a command of a trusted one, since commands are the workspace's own", { ...command, team_id: adobe }],
    ["a shortcut", { ...shortcut, user: stranger }],
    ["a shortcut of a trusted one", { ...messageShortcut, user: guest }],
    ["a submission", { ...submission, user: stranger }],
    ["a button in a window", { ...inWindow, user: stranger }],
    ["a window of theirs", { ...submission, view: { ...view, team_id: other } }],
    ["a window of an app installed there", { ...inWindow, view: { ...view, app_installed_team_id: other } }],
    ["a team that is neither the person's nor ours", { ...onMessage, team: { id: other } }],
    ["one of ours at a trusted one", { ...inWindow, team: { id: adobe } }],
    ["a person who belongs nowhere", { ...onMessage, user: { id: "U0DANA" }, team: null }],
    ["an event there", { ...event, team_id: other, context_team_id: other, authorizations: null }],
    ["an event for an installation there", { ...event, authorizations: [{ team_id: other }] }],
    ["an event with another context", { ...event, context_team_id: other }],
    [
      "an event that names no workspace but theirs",
      { ...event, team_id: other, context_team_id: null, authorizations: null },
    ],
  ])("are not: %s", (_, payload) => {
    expect(faultOf(payload, served)).toBe("elsewhere");
  });

  test.each([
    ["that says for whom it is", { ...event, team_id: other }],
    ["that names nobody for whom it is", { ...event, authorizations: [] }],
    ["that says only where the app is", { ...event, team_id: other, context_team_id: null }],
    ["that says only for whom it is", { ...event, team_id: other, authorizations: null }],
  ])("an event in a channel that another workspace shares with this one is heard: one %s", (_, payload) => {
    expect(faultOf(payload, served)).toBeNull();
  });
});

test.each<[string, object]>([
  ["a command", { ...command, is_enterprise_install: "true" }],
  ...Object.entries({ submission, inWindow, onMessage, shortcut, messageShortcut }).map(
    ([name, payload]): [string, object] => [name, { ...payload, is_enterprise_install: true }],
  ),
  ["an event", { ...event, authorizations: [{ team_id: "T0OURS", is_enterprise_install: true }] }],
])("what an installation for a whole organisation is told is not meant for this bot: %s", (_, payload) => {
  expect(faultOf(payload, served)).toBe("elsewhere");
});

/** Everything that the bot relies on, by the way to it. */
const reliedOn = {
  command: ["command", "team_id", "user_id", "text", "trigger_id", "response_url"],
  submission: [
    "type",
    "user",
    "user.id",
    "view",
    "view.id",
    "view.private_metadata",
    "view.hash",
    "view.callback_id",
    "view.blocks",
  ],
  inWindow: [
    "type",
    "user.id",
    "trigger_id",
    "actions",
    "actions.0",
    "actions.0.type",
    "actions.0.action_id",
    "view.id",
  ],
  onMessage: ["type", "user.id", "actions.0.block_id", "channel", "channel.id", "response_url"],
  shortcut: ["type", "user.id", "callback_id", "trigger_id"],
  messageShortcut: [
    "callback_id",
    "user.id",
    "channel.id",
    "message",
    "message.ts",
    "response_url",
    "trigger_id",
  ],
  event: ["type", "event_id", "team_id", "event", "event.type"],
} as const satisfies Record<keyof typeof all, readonly string[]>;

function changed(payload: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(payload))
    return payload.map((each: unknown, index) =>
      String(index) === step ? changed(each, rest, value) : each,
    );
  const part = payload as Record<string, unknown>;
  return { ...part, [step]: changed(part[step], rest, value) };
}

/** What Slack leaves out where there is nothing to tell. */
const told = {
  submission: ["view.team_id", "view.app_installed_team_id", "view.state", "view.state.values.summary"],
  inWindow: ["user.team_id", "team", "actions.0.value", "actions.0.selected_option", "is_enterprise_install"],
  onMessage: ["view", "message"],
  messageShortcut: ["message.thread_ts", "message.text"],
  event: ["context_team_id", "authorizations", "authorizations.0.team_id"],
} as const satisfies Partial<Record<keyof typeof all, readonly string[]>>;

describe.each(Object.entries(told))("with what is none of Slack's in %s", (name, paths) => {
  test.each(paths)("nothing is heard: %s", (path) => {
    for (const value of [7, ["x"], { id: 7 }, { values: "x" }]) {
      const damaged = changed(all[name as keyof typeof all], path.split("."), value);
      expect([value, faultOf(damaged, served)]).toEqual([value, "malformed"]);
    }
  });
});

describe.each(Object.entries(reliedOn))("without what the bot relies on in %s", (name, paths) => {
  test.each(paths)("nothing is heard: %s", (path) => {
    for (const value of [undefined, null, 7, ["x"], {}, { id: {} }]) {
      const damaged = changed(all[name as keyof typeof all], path.split("."), value);
      expect([value, faultOf(damaged, served)]).toEqual([value, "malformed"]);
    }
  });
});

test.each([
  ["user.id", "Dana, project lead"],
  ["user.id", "U0DANA "],
  ["user.team_id", "ours"],
  ["team.id", "__proto__"],
  ["view.id", "V0MODAL\u0000"],
  ["view.id", "see V0MODAL"],
])("nothing that a person could have written passes for an id: %s %j", (path, value) => {
  expect(faultOf(changed(submission, path.split("."), value), served)).toBe("malformed");
});

test.each([
  ["a click on nothing", { ...inWindow, actions: [] }],
  ["an address that is none", { ...onMessage, response_url: "answer me" }],
  ["an address of a file", { ...command, response_url: "file:///etc/passwd" }],
])("%s is not heard", (_, payload) => {
  expect(faultOf(payload, served)).toBe("malformed");
});

test.each([
  null,
  undefined,
  7,
  "event_callback",
  [],
  {},
  { type: "block_suggestion" },
  { type: "view_closed" },
])("what is no payload at all is not heard: %j", (body) => {
  expect(faultOf(body, served)).toBe("malformed");
});
