import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ModalView } from "@slack/types";
import { WebClient } from "@slack/web-api";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import { team } from "../../playground/workspace.ts";
import { askOfChannel } from "../../src/slack/channels.ts";
import { interactiveClientOptions, postingClient } from "../../src/slack/clients.ts";
import { classify } from "../../src/slack/failures.ts";
import { openModal } from "../../src/slack/open-modal.ts";
import { askForUser, usersInGroup } from "../../src/slack/people.ts";
import { posterOn } from "../../src/slack/poster.ts";
import { askWhoWeAre } from "../../src/slack/who-we-are.ts";
import { type BrokenSlack, saying, silence, startBrokenSlack } from "../support/a-broken-slack.ts";
import { watchedLog, watchTexts } from "../support/a-watched-log.ts";
import { fc, seed } from "../support/drawn.ts";
import { damaged, odd, replaced } from "../support/forged-payloads.ts";
import { saidInSamples, sample, sampleNames } from "../support/slack-samples.ts";

/** What Slack answers by its own documentation, whole and damaged, as those read it who ask. */

const log = watchedLog();
let slack: BrokenSlack;
beforeEach(async () => {
  watchTexts(saidInSamples);
  slack = await startBrokenSlack(silence);
});
afterEach(() => slack.stop());

const now = () => new Date();
const workspace = { teamId: team.id, botUserId: "U0BOT", url: "https://ours.slack.test/" };
const client = () => new WebClient("xoxb-1", interactiveClientOptions(slack.apiUrl));
const poster = () => posterOn(postingClient({ botToken: "xoxb-1", apiUrl: slack.apiUrl }, { log }), "U0BOT");
const message = { text: "A card", blocks: [] };
const modal: ModalView = { type: "modal", title: { type: "plain_text", text: "A window" }, blocks: [] };
const at = { channelId: "C0CSM0001", ts: "1780000100.000200" };

/** By whose answer it is: who asks for it, what they make of it, and what they cannot do without. */
const asking: Readonly<
  Record<string, { ask: () => Promise<unknown>; made: unknown; needs: readonly string[] }>
> = {
  "auth.test_ok": {
    ask: () => askWhoWeAre({ botToken: "xoxb-1", apiUrl: slack.apiUrl }, { realNow: now, log }),
    made: { workspace: { teamId: team.id, url: "https://acme-field.slack.test/" }, botName: "readybot" },
    needs: ["ok", "team_id", "user_id", "url"],
  },
  "chat.postMessage_ok": {
    ask: () =>
      poster().post({
        channelId: at.channelId,
        threadTs: null,
        message,
        label: { key: "k", escalationId: null },
      }),
    made: at,
    needs: ["ok", "ts"],
  },
  "chat.update_ok": { ask: () => poster().redraw(at, message), made: undefined, needs: ["ok"] },
  "conversations.history_with_metadata": {
    ask: () => poster().find({ ...at, threadTs: null, key: "card:1", since: new Date(0), until: null }),
    // It is none of ours: it carries no key.
    made: null,
    needs: ["ok", "messages", "messages.0.ts"],
  },
  "conversations.info_ok": {
    ask: () => askOfChannel({ workspace, now, log }, client(), at.channelId),
    made: { ...{ channelId: at.channelId, name: "csm-escalations" }, isMember: true, sharedWith: [] },
    needs: ["ok", "channel", "channel.id"],
  },
  "conversations.info_ext_shared": {
    ask: () => askOfChannel({ workspace, now, log }, client(), "C0EXT0001"),
    made: { name: "ext-globex", sharedWith: [{ teamId: "T0PARTNER", name: "" }] },
    needs: ["ok", "channel", "channel.id"],
  },
  "users.info_ok": {
    ask: () => askForUser(client(), "U0CASEY01"),
    made: { real_name: "Casey One", tz: "Europe/Paris", locale: "fr-FR", is_restricted: false },
    needs: ["ok", "user", "user.id"],
  },
  "users.info_external": {
    ask: () => askForUser(client(), "U0EXT0001"),
    made: { real_name: "Pat Partner", team_id: "T0PARTNER" },
    needs: ["ok", "user", "user.id"],
  },
  "usergroups.users.list_ok": {
    ask: () => usersInGroup(client(), "S0CSM0001"),
    made: ["U0CASEY01", "U0DANA001"],
    needs: ["ok", "users"],
  },
  "views.open_ok": {
    ask: () => openModal({ log }, client(), "1.2.a", modal),
    made: { kind: "opened", viewId: "V0READY01", hash: "1780000000.AbCdEfGh" },
    // It stands, whatever Slack says of it; a window without an id cannot be drawn again, and nobody tries.
    needs: [],
  },
};

const answers = (answer: Json) => {
  slack.answers(saying(JSON.stringify(answer)));
};
/** What becomes of it, whatever that is: a failure has a meaning. */
const becomes = async (asked: Promise<unknown>) =>
  asked.then(
    (made) => ({ made }),
    (error: unknown) => ({ failure: classify(error) }),
  );

describe.each(Object.entries(asking))("%s", (name, { ask, made, needs }) => {
  const answer = sample(`api_${name}`);

  test("is read as it is", async () => {
    answers(answer);
    const read = await ask();
    if (typeof made === "object" && made !== null) expect(read).toMatchObject(made);
    else expect(read).toBe(made);
  });

  test("is none without what the bot asks it for: nothing is made up in its place", async () => {
    for (const path of needs)
      // To the library anything that is not false is a yes.
      for (const value of [undefined, null, 0, false, ...(path === "ok" ? [] : [{}])]) {
        answers(replaced(answer, path.split("."), value));
        const doubt = { kind: "retry", error: "malformed_answer", afterMs: null, outcomeUnknown: true };
        expect([path, value, await becomes(ask())]).toEqual([path, value, { failure: doubt }]);
      }
  });

  test("is read, or is none, however it is damaged", async () => {
    for (const payload of fc.sample(damaged({ payload: answer }), { seed, numRuns: 30 })) {
      answers(payload);
      const { failure } = { failure: undefined, ...(await becomes(ask())) };
      expect(failure?.kind ?? "retry").toBe("retry");
    }
  });
});

/** What each refusal means for a message that is owed. */
const meanings = {
  api_chat: { kind: "park", error: "invalid_blocks", reason: "defect" },
  api_error_channel_not_found: { kind: "park" },
  api_error_internal_error: { kind: "retry", outcomeUnknown: true },
  api_error_is_archived: { kind: "park" },
  api_error_missing_scope: { kind: "park" },
  api_error_msg_blocks_too_long: { kind: "park" },
  api_error_not_in_channel: { kind: "park" },
  api_error_ratelimited: { kind: "retry", outcomeUnknown: false },
  api_error_restricted_action: { kind: "park", reason: "restricted" },
  api_error_token_revoked: { kind: "park" },
} as const;

describe("a refusal", () => {
  const refusal = (name: string): JsonObject =>
    sample(name === "api_chat" ? "api_chat.postMessage_invalid_blocks" : name);
  const post = () =>
    becomes(
      poster().post({
        ...{ channelId: at.channelId, threadTs: null, message },
        label: { key: "k", escalationId: null },
      }),
    );

  test.each(Object.entries(meanings))("%s has its meaning", async (name, meaning) => {
    answers(refusal(name));
    expect(await post()).toMatchObject({ failure: meaning });
  });

  test.each(Object.keys(meanings))("%s that does not say so leaves it in doubt", async (name) => {
    for (const value of odd) {
      answers({ ...refusal(name), error: value });
      expect(await post()).toMatchObject({ failure: { kind: "retry", outcomeUnknown: true } });
    }
  });

  test("of a window that has moved on is none of its drawing", async () => {
    answers(sample("api_views.update_hash_conflict"));
    const update = client().views.update({ view_id: "V0READY01", view: modal });
    expect(await becomes(update)).toMatchObject({ failure: { error: "hash_conflict" } });
  });
});

test("each sample of an answer is read here, or by the connection that it opens", () => {
  const read = [
    ...Object.keys(asking).map((name) => `api_${name}`),
    ...Object.keys(meanings).filter((name) => name !== "api_chat"),
    ...["api_chat.postMessage_invalid_blocks", "api_views.update_hash_conflict"],
    "api_apps.connections.open_ok",
  ];
  expect(sampleNames.filter((name) => name.startsWith("api_"))).toEqual(read.toSorted());
});
