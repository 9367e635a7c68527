import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import {
  ana,
  bot,
  deploys,
  fullManifest,
  general,
  hidden,
  pat,
  quiet,
  secret,
  smallApp,
  startSmallSlack,
} from "../support/local-slack.ts";
import { callApi, violationsOf } from "../support/local-slack-app.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSmallSlack();
});
afterEach(() => slack.stop());

describe("tokens and scopes", () => {
  test("a call without a token, with an unknown one or with one of the wrong kind is refused", async () => {
    expect(await callApi(slack, "auth.test", {}, null)).toMatchObject({ ok: false, error: "not_authed" });
    expect(await callApi(slack, "auth.test", {}, "xoxb-other")).toMatchObject({ error: "invalid_auth" });
    expect(await callApi(slack, "chat.postMessage", {}, smallApp.appToken)).toMatchObject({
      error: "not_allowed_token_type",
    });
    expect(await callApi(slack, "apps.connections.open", {})).toMatchObject({
      error: "not_allowed_token_type",
    });
  });

  test("auth.test says whose token it is and where the workspace lives", async () => {
    expect(await callApi(slack, "auth.test")).toEqual({
      ok: true,
      url: "https://home.slack.test/",
      team: "Home",
      user: "helper",
      team_id: "T0HOME",
      user_id: bot,
      bot_id: "B0HELPER",
      is_enterprise_install: false,
    });
  });

  test("auth.test says of an app-level token of which app it is, and bots.info the same of the bot", async () => {
    expect(await callApi(slack, "auth.test", {}, smallApp.appToken)).toEqual({
      ok: true,
      app_id: "A0HELPER",
      app_name: "Helper",
    });
    expect(await callApi(slack, "bots.info", { bot: "B0HELPER" })).toMatchObject({
      bot: { id: "B0HELPER", app_id: "A0HELPER", user_id: bot },
    });
    expect(await callApi(slack, "bots.info", { bot: "B0OTHER" })).toMatchObject({ error: "bot_not_found" });
  });

  test("each answer names in a header what the token may do", async () => {
    slack.withdrawScope("users:read");
    const header = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const { headers: told } = await fetch(`${slack.apiUrl}auth.test`, { method: "POST", headers });
      return told.get("x-oauth-scopes");
    };
    const { bot: all } = fullManifest.oauth_config.scopes;
    expect(await header(smallApp.botToken)).toBe(all.filter((scope) => scope !== "users:read").join(","));
    expect(await header(smallApp.appToken)).toBe("connections:write");
    expect(await header("xoxb-other")).toBeNull();
  });

  test("a scope that the manifest forgot is missed, and that is a violation", async () => {
    await slack.stop();
    const manifest = { ...fullManifest, oauth_config: { scopes: { bot: ["commands"] } } };
    slack = await startSmallSlack({ app: { ...smallApp, manifest } });
    expect(await callApi(slack, "users.info", { user: ana })).toEqual({
      ok: false,
      error: "missing_scope",
      needed: "users:read",
      provided: "commands",
    });
    expect(violationsOf(slack, "missing_scope")).toEqual(["users.info needs users:read"]);
    expect(violationsOf(slack, "manifest")).toContain("the event user_change needs the scope users:read");
  });

  test("a scope withdrawn on purpose is missed without a violation, until it is given back", async () => {
    slack.withdrawScope("users:read");
    expect(await callApi(slack, "users.info", { user: ana })).toMatchObject({ error: "missing_scope" });
    slack.restoreScope("users:read");
    expect(await callApi(slack, "users.info", { user: ana })).toMatchObject({ ok: true });
    expect(slack.violations).toEqual([]);
  });

  test("the scope for a channel goes by the channel's kind", async () => {
    slack.withdrawScope("groups:read");
    expect(await callApi(slack, "conversations.info", { channel: general })).toMatchObject({ ok: true });
    expect(await callApi(slack, "conversations.info", { channel: secret })).toMatchObject({
      error: "missing_scope",
      needed: "groups:read",
    });
  });

  test("a method that is not imitated is unknown, and asking for it is a violation", async () => {
    expect(await callApi(slack, "chat.meMessage", {})).toMatchObject({ ok: false, error: "unknown_method" });
    expect(violationsOf(slack, "unknown_method")).toEqual(["chat.meMessage"]);
  });

  test("a call without what it needs is refused", async () => {
    expect(await callApi(slack, "users.info", {})).toMatchObject({ error: "invalid_arguments" });
    expect(violationsOf(slack, "invalid_arguments")).toHaveLength(1);
  });

  test("arguments come as JSON as well as in a form", async () => {
    const response = await fetch(`${slack.apiUrl}users.info`, {
      method: "POST",
      headers: { authorization: "Bearer xoxb-helper", "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ user: ana, include_locale: true }),
    });
    expect(await response.json()).toMatchObject({ user: { locale: "pt-BR", tz: "America/Sao_Paulo" } });
  });
});

describe("people and channels", () => {
  test("a person's locale is told only when asked for, and their zone with its offset of the day", async () => {
    const plain = await callApi(slack, "users.info", { user: ana });
    expect(plain["user"]).toMatchObject({ tz_offset: -10_800, real_name: "Ana Lima", is_restricted: false });
    expect(plain["user"]).not.toHaveProperty("locale");
    const withLocale = await callApi(slack, "users.info", { user: ana, include_locale: true });
    expect(withLocale["user"]).toMatchObject({ locale: "pt-BR" });
  });

  test("a person of another team is a stranger without a locale", async () => {
    const { user } = await callApi(slack, "users.info", { user: pat, include_locale: true });
    expect(user).toMatchObject({ is_stranger: true, team_id: "T0AWAY", tz: "America/New_York" });
    expect(user).not.toHaveProperty("locale");
  });

  test("a channel tells whether it is shared and whether the bot is in it; a private one hides from outsiders", async () => {
    expect(await callApi(slack, "conversations.info", { channel: general })).toMatchObject({
      channel: { is_member: true, is_ext_shared: true, connected_team_ids: ["T0AWAY"] },
    });
    expect(await callApi(slack, "conversations.info", { channel: quiet })).toMatchObject({
      channel: { is_member: false, is_ext_shared: false, is_archived: false },
    });
    expect(await callApi(slack, "conversations.info", { channel: hidden })).toMatchObject({
      error: "channel_not_found",
    });
  });

  test("members come in pages", async () => {
    const first = await callApi(slack, "conversations.members", { channel: general, limit: 3 });
    expect(first["members"]).toHaveLength(3);
    const cursor = z.object({ next_cursor: z.string().min(1) }).parse(first["response_metadata"]).next_cursor;
    const second = await callApi(slack, "conversations.members", { channel: general, limit: 3, cursor });
    expect(second).toMatchObject({ members: [bot, deploys], response_metadata: { next_cursor: "" } });
    expect(await callApi(slack, "conversations.members", { channel: general, cursor: "?" })).toMatchObject({
      error: "invalid_cursor",
    });
  });

  test("opening a DM gives the same channel each time", async () => {
    const first = await callApi(slack, "conversations.open", { users: ana });
    expect(first).toMatchObject({ ok: true, channel: { id: "D0ANA" } });
    expect(await callApi(slack, "conversations.open", { users: ana })).toMatchObject({ already_open: true });
    expect(await callApi(slack, "conversations.open", { users: "U0NOBODY" })).toMatchObject({
      error: "user_not_found",
    });
  });

  test("user groups list their members and teams their names, connected ones too", async () => {
    expect(await callApi(slack, "usergroups.users.list", { usergroup: "S0CSM" })).toMatchObject({
      users: ["U0BEN"],
    });
    expect(await callApi(slack, "usergroups.users.list", { usergroup: "S0NONE" })).toMatchObject({
      error: "no_such_subteam",
    });
    expect(await callApi(slack, "team.info", { team: "T0AWAY" })).toMatchObject({ team: { name: "Away" } });
    expect(await callApi(slack, "team.info", {})).toMatchObject({ team: { name: "Home" } });
    slack.unshare(general, "T0AWAY");
    expect(await callApi(slack, "team.info", { team: "T0AWAY" })).toMatchObject({ error: "team_not_found" });
  });
});

describe("blocks.validate", () => {
  const section = { type: "section", text: { type: "plain_text", text: "Dear all" } };
  const view = { type: "modal", title: { type: "plain_text", text: "Title" }, blocks: [section] };
  const ask = (args: Parameters<typeof callApi>[2]) => callApi(slack, "blocks.validate", args);

  test("takes blocks, a message or a view, and shows them to nobody", async () => {
    for (const args of [{ blocks: [section] }, { message: { blocks: [section] } }, { view }])
      expect(await ask(args)).toEqual({ ok: true });
    expect(slack.violations).toEqual([]);
  });

  test.each([
    ["invalid_blocks", { blocks: [{ type: "section" }] }],
    ["invalid_message", { message: { blocks: [{ type: "section" }] } }],
    ["invalid_view", { view: { ...view, blocks: [{ type: "section" }] } }],
  ])("says %s, and where, and that breaks no rule", async (error, args) => {
    const problem = { code: "failed_constraint", pointer: expect.stringMatching(/\/blocks\/0$/u) };
    expect(await ask(args)).toMatchObject({ ok: false, error, errors: [problem] });
    expect(slack.violations).toEqual([]);
  });

  test("wants exactly one of them", async () => {
    expect(await ask({})).toMatchObject({ error: "invalid_arguments" });
    expect(await ask({ view, blocks: [section] })).toMatchObject({ error: "invalid_arguments" });
  });
});
