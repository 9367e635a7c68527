import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Json, type JsonObject, jsonObject } from "../../playground/server/json.ts";
import type { EnvelopeType } from "../../playground/server/traffic.ts";
import { app, team } from "../../playground/workspace.ts";
import { readConfig } from "../../src/config.ts";
import { faultOf } from "../../src/slack/door.ts";
import { openStore } from "../../src/store/database.ts";
import { openAgain } from "../support/a-bot-again.ts";
import { watchTexts } from "../support/a-watched-log.ts";
import { inOneLine, isTrouble } from "../support/a-watched-stage.ts";
import { leastSettings, whatIsBound } from "../support/bound-listeners.ts";
import { fc } from "../support/drawn.ts";
import { damaged, odd, type Place, placesIn, replaced } from "../support/forged-payloads.ts";
import { saidInSamples, sample, sampleNames } from "../support/slack-samples.ts";
import { damage } from "../support/what-damage-does.ts";

/** What Slack sends by its own documentation, whole and damaged: our stand-in for Slack could be wrong in the way the bot is. */

const served = {
  workspace: { teamId: team.id, botUserId: app.botUserId, url: "https://ours.slack.test/" },
  settings: readConfig(leastSettings),
};

/** Without which it is not heard: the bot relies on it. */
const event = ["team_id", "event", "event.type", "type", "event_id", "authorizations.0.team_id"];
const anybody = ["type", "user", "user.id", "team.id"];
const acting = [...anybody, "trigger_id", "actions", "actions.0"];
const action = ["actions.0.action_id", "actions.0.block_id", "actions.0.type"];
const view = "view view.id view.blocks view.private_metadata view.callback_id view.hash".split(" ");
const filled = ["view.blocks.0.type", "view.blocks.1.type", "view.blocks.2.type", "view.state.values"];
const chosen = ["actions.0.selected_option", "actions.0.selected_option.value"];
const reliedOn: Readonly<Record<string, readonly string[]>> = {
  slash_command: ["team_id", "user_id", "command", "text", "response_url", "trigger_id"],
  block_actions_message: [...acting, ...action, "channel", "channel.id", "message.ts", "response_url"],
  block_actions_view: [...acting, ...action, ...chosen, ...view, ...filled],
  view_submission: [...anybody, ...view, ...filled],
  shortcut_global: [...anybody, "callback_id", "trigger_id"],
  message_action: [
    ...[...anybody, "callback_id", "trigger_id", "response_url"],
    ...["channel", "channel.id", "message", "message.ts"],
  ],
  event_app_home_opened: event,
  event_app_uninstalled: event,
  event_channel_id_changed: event,
  event_thread_reply_with_file: event,
  event_tokens_revoked: event,
};
const heard = Object.keys(reliedOn);

/** Nobody hears these, and why. */
const unheard = {
  /** No window of the bot's asks for it: `notify_on_close`. */
  view_closed: "malformed",
  /** The bot is installed in workspaces. */
  view_submission_org_install: "elsewhere",
} as const;

/** An object, in which there may be anything. */
const namedByIds = new Set(["view.state.values"]);

/** Any text may stand where text does, and a list may be empty. */
function isOfTheKindOf(one: Json, other: Json): boolean {
  if (typeof one === "string") return typeof other === "string";
  return Array.isArray(one) && Array.isArray(other) && other.length === 0;
}

test("each sample of what Slack tells is either heard, or known not to be", () => {
  const told = sampleNames.filter((name) => !/^(?:api|socket)_/u.test(name));
  expect(told.filter((name) => faultOf(sample(name), served) === null)).toEqual(heard.toSorted());
  expect(told.filter((name) => !heard.includes(name))).toEqual(Object.keys(unheard));
  for (const [name, fault] of Object.entries(unheard)) expect(faultOf(sample(name), served)).toBe(fault);
});

describe.each(heard)("%s", (name) => {
  const payload = sample(name);
  const { [name]: needed = [] } = reliedOn;
  const places = placesIn(payload);
  const at = ({ path }: Place) => path.join(".");

  test("is not heard without what the bot relies on, and is without anything else", () => {
    const missed = places.filter((place) => faultOf(replaced(payload, place.path, undefined), served));
    expect(missed.map(at).toSorted()).toEqual(needed.toSorted());
  });

  test("is not heard with something else there than what Slack has there", () => {
    const taken = places
      .filter((place) => needed.includes(at(place)) && !namedByIds.has(at(place)))
      .flatMap((place) =>
        odd
          .filter((value) => !isOfTheKindOf(place.value, value))
          .filter((value) => faultOf(replaced(payload, place.path, value), served) === null)
          .map((value) => `${at(place)} = ${JSON.stringify(value).slice(0, 60)}`),
      );
    expect(taken).toEqual([]);
  });

  test("is looked at without a fault of ours, however it is damaged", () => {
    const looked = (body: JsonObject) => [null, "malformed", "elsewhere"].includes(faultOf(body, served));
    fc.assert(fc.property(damaged({ payload }), looked), { numRuns: 100 });
  });
});

// Of what people say in them nothing is to be in the log.
beforeAll(() => {
  watchTexts(saidInSamples);
});

describe("a running bot", () => {
  let folder: string;
  let before: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "samples-"));
    before = join(folder, "empty.db");
    await (await openStore(`sqlite:${before}`)).close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(heard)("takes %s, and is as well as before when it comes damaged", async (name) => {
    const ours = asOurs(name, sample(name));
    const [payload = sample(name)] = ours;
    const bot = await openAgain({ name, type: typeOf(name), payload, at: new Date(), before }, hooks);
    const faults: string[] = [];
    for (const each of ours) {
      const { status } = await bot.hears(each);
      if (status !== 200) faults.push(`${status} for ${JSON.stringify(each)}`);
    }
    await bot.settles();
    faults.push(...bot.lines.filter(isTrouble).map(inOneLine));
    await damage(bot, { payload }, (what) => faults.push(what));
    await bot.stop();
    expect(faults).toEqual([]);
  });
});

function typeOf(name: string): EnvelopeType {
  if (name === "slash_command") return "slash_commands";
  return name.startsWith("event_") ? "events_api" : "interactive";
}

const bound = whatIsBound();
const hooks = "https://hooks.slack.test";
/** Where one of several is chosen, or something is typed. */
const inWindows = new Set(["answer", "note", "resolve_how", "proof_case"]);
const inMenus = new Set([
  ...inWindows,
  "home_level",
  "home_whose",
  "home_partner",
  "case_more",
  "proof_choose",
]);

/** In the place of the name that the sample has, each to which the bot listens there. */
function asOurs(name: string, payload: JsonObject): readonly JsonObject[] {
  const named = (path: string, ids: readonly string[]) =>
    ids.map((id) => jsonObject.parse(replaced(payload, path.split("."), id)));
  const shortcuts = (type: string) => bound.shortcuts.filter((each) => each.type === type);
  switch (name) {
    case "block_actions_message":
      return named(
        "actions.0.action_id",
        bound.actions.filter((id) => !inMenus.has(id)),
      );
    case "block_actions_view":
      return named(
        "actions.0.action_id",
        bound.actions.filter((id) => inWindows.has(id)),
      );
    case "view_submission":
      return named("view.callback_id", bound.views);
    case "shortcut_global":
      return named(
        "callback_id",
        shortcuts("shortcut").map(({ callback_id: id }) => id),
      );
    case "message_action":
      return named(
        "callback_id",
        shortcuts("message_action").map(({ callback_id: id }) => id),
      );
    default:
      return [payload];
  }
}
