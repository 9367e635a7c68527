import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import {
  ana,
  ben,
  bot,
  fullManifest,
  general,
  pat,
  smallApp,
  startSmallSlack,
} from "../support/local-slack.ts";
import {
  type Answers,
  callApi,
  connectApp,
  type HandMadeApp,
  silence,
  textOf,
  violationsOf,
} from "../support/local-slack-app.ts";

/** The app's Home: published by the app, opened and used by people. */

const words = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: words(text), value: text.toLowerCase() });
const row = (name: string, accessory: JsonObject) => ({
  type: "section",
  block_id: name,
  text: { type: "mrkdwn", text: `*${name}* Northwind` },
  accessory,
});
const open = (value: string) => ({ type: "button", action_id: "open", value, text: words("Open") });
const more = { type: "overflow", action_id: "more", options: [option("Snooze"), option("Withdraw")] };
const level = {
  type: "static_select",
  action_id: "level",
  placeholder: words("Level"),
  options: [option("All"), option("Ready")],
};
const mine = { type: "checkboxes", action_id: "mine", options: [option("Mine"), option("Parked")] };
const filters = { type: "actions", block_id: "filters", elements: [level, mine] };
const search = {
  type: "input",
  block_id: "search",
  optional: true,
  dispatch_action: true,
  label: words("Partner"),
  element: {
    type: "plain_text_input",
    action_id: "value",
    dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
  },
};
const home = (blocks: Json, said: JsonObject = {}) => ({
  type: "home",
  callback_id: "home",
  blocks,
  ...said,
});
const cases = home([
  { type: "header", text: words("Your cases") },
  filters,
  search,
  row("ESC-1", open("E1")),
]);
const plain = (text: string) => home([{ type: "section", text: words(text) }]);

const withHome = {
  ...fullManifest,
  features: { ...fullManifest.features, app_home: { home_tab_enabled: true } },
  settings: {
    ...fullManifest.settings,
    event_subscriptions: { bot_events: ["app_home_opened"] },
  },
};

const clock = frozenClock(new Date("2026-03-02T14:00:00Z"));
let slack: LocalSlack;
let app: HandMadeApp;
let person: Person;
let answer: Answers;

async function start(manifest: unknown): Promise<void> {
  answer = () => null;
  slack = await startSmallSlack({ clock, app: { ...smallApp, manifest }, ackWithinMs: 60, settleMs: 20 });
  app = await connectApp(slack, (frame) => answer(frame));
  person = personOn(slack, ana);
}
async function stop(): Promise<void> {
  await app.close();
  await slack.stop();
}
beforeEach(() => start(withHome));
afterEach(stop);

const publish = (view: Json, more: Readonly<Record<string, Json>> = {}) =>
  callApi(slack, "views.publish", { user_id: ana, view, ...more });
const hash = () => slack.homeOf(ana)?.hash ?? "none";
const interactions = () => app.payloads("interactive");
const actions = () => interactions().flatMap(({ actions: sent }) => sent ?? []);
const opened = () => app.payloads("events_api").map(({ event }) => event);

describe("views.publish", () => {
  test("answers with the view as Slack shows one", async () => {
    expect(await publish(home([filters], { private_metadata: "page 2" }))).toEqual({
      ok: true,
      view: {
        id: expect.stringMatching(/^V/),
        team_id: "T0HOME",
        type: "home",
        callback_id: "home",
        private_metadata: "page 2",
        external_id: "",
        title: { type: "plain_text", text: "View Title", emoji: true },
        submit: null,
        close: null,
        clear_on_close: false,
        notify_on_close: false,
        blocks: [filters],
        state: { values: {} },
        hash: hash(),
        previous_view_id: null,
        root_view_id: slack.homeOf(ana)?.id,
        app_id: "A0HELPER",
        app_installed_team_id: "T0HOME",
        bot_id: "B0HELPER",
      },
    });
    expect(slack.violations).toEqual([]);
  });

  test("keeps one view per person: its id stays and its hash is new each time", async () => {
    await publish(plain("One"));
    const [id, before] = [slack.homeOf(ana)?.id, hash()];
    await publish(plain("Two"));
    expect(slack.homeOf(ana)?.id).toBe(id);
    expect(hash()).not.toBe(before);
    await publish(plain("For Ben"), { user_id: ben });
    expect(slack.homeOf(ben)?.id).not.toBe(id);
    expect(person.home()?.screen).toBe("Two");
    expect(personOn(slack, ben).home()?.screen).toBe("For Ben");
  });

  test("with an old hash, or one of nothing, it conflicts and changes nothing", async () => {
    expect(await publish(plain("One"), { hash: "1.none" })).toEqual({ ok: false, error: "hash_conflict" });
    expect(person.home()).toBeNull();
    await publish(plain("One"));
    const old = hash();
    expect(await publish(plain("Two"), { hash: old })).toMatchObject({ ok: true });
    expect(await publish(plain("Three"), { hash: old })).toEqual({ ok: false, error: "hash_conflict" });
    expect(person.home()?.screen).toBe("Two");
  });

  test("is for people of the workspace", async () => {
    for (const user_id of ["U0NOBODY", pat, bot]) {
      expect(await publish(plain("Hello"), { user_id })).toEqual({ ok: false, error: "user_not_found" });
    }
    expect(slack.violations).toEqual([]);
  });

  test("is not enabled for an app whose manifest has no Home", async () => {
    await stop();
    await start(fullManifest);
    expect(await publish(plain("Hello"))).toEqual({ ok: false, error: "not_enabled" });
    await expect(person.opensHome()).rejects.toThrow("home_tab_enabled");
  });

  test("shares external ids with modals", async () => {
    await publish(home([], { external_id: "one" }));
    expect(await publish(home([], { external_id: "one" }))).toMatchObject({ ok: true });
    expect(await publish(home([], { external_id: "one" }), { user_id: ben })).toEqual({
      ok: false,
      error: "duplicate_external_id",
    });
    await slack.sendCommand(ana, general, "/help-me");
    const trigger_id = textOf(app.payloads("slash_commands").at(-1)?.["trigger_id"]);
    const view = { type: "modal", title: words("Form"), external_id: "one", blocks: [] };
    expect(await callApi(slack, "views.open", { trigger_id, view })).toEqual({
      ok: false,
      error: "duplicate_external_id",
    });
  });

  test("fails as planned, for one person when asked to", async () => {
    slack.fail("views.publish", { kind: "error", error: "internal_error" }, { user: ben });
    expect(await publish(plain("Hello"))).toMatchObject({ ok: true });
    expect(await publish(plain("Hello"), { user_id: ben })).toEqual({ ok: false, error: "internal_error" });
    slack.fail("views.publish", { kind: "lose_answer" });
    await expect(publish(plain("Lost"))).rejects.toThrow();
    expect(person.home()?.screen).toBe("Lost");
  });
});

describe("what a Home may hold", () => {
  const blocks = (count: number) => Array.from({ length: count }, () => ({ type: "divider" }));
  const datetime = { type: "datetimepicker", action_id: "when" };
  const email = { type: "email_text_input", action_id: "value" };

  test("is a hundred blocks, and inputs with nothing to submit them", async () => {
    expect(await publish(home([...blocks(99), search]))).toMatchObject({ ok: true });
    expect(slack.violations).toEqual([]);
  });

  test.each([
    ["a block too many", home(blocks(101)), "no more than 100 items allowed [json-pointer:/view/blocks]"],
    ["a title", home([], { title: words("Home") }), "invalid additional property: title"],
    ["a button to submit", home([], { submit: words("Send") }), "invalid additional property: submit"],
    ["another type", home([], { type: "modal" }), "must be one of: home"],
    ["an alert", home([{ type: "alert", text: words("Careful") }]), "not allowed on this surface"],
    ["markdown", home([{ type: "markdown", text: "# Hello" }]), "not allowed on this surface"],
    ["a moment", home([{ type: "actions", elements: [datetime] }]), "not allowed on this surface"],
    ["an address", home([{ ...search, element: email }]), "not allowed on this surface"],
    ["a block id twice", home([filters, filters]), 'block_id "filters" is used twice'],
  ])("is not %s", async (_, view, complaint) => {
    expect(await publish(view)).toMatchObject({
      ok: false,
      error: "invalid_arguments",
      response_metadata: { messages: [expect.stringContaining(complaint)] },
    });
    expect(violationsOf(slack, "invalid_blocks")).toEqual([expect.stringContaining("views.publish")]);
    expect(person.home()).toBeNull();
  });

  test("is no more than 250 KB, and a JSON object", async () => {
    const text = (index: number) => ({ type: "section", text: words(`${index} ${"x".repeat(2_990)}`) });
    expect(await publish(home(Array.from({ length: 90 }, (_, index) => text(index))))).toEqual({
      ok: false,
      error: "view_too_large",
    });
    expect(await publish("Hello")).toMatchObject({ error: "invalid_arguments" });
    expect(violationsOf(slack, "invalid_blocks")).toHaveLength(2);
  });

  test("is told by blocks.validate as well", async () => {
    expect(await callApi(slack, "blocks.validate", { view: cases })).toEqual({ ok: true });
    expect(
      await callApi(slack, "blocks.validate", { view: home([], { title: words("Home") }) }),
    ).toMatchObject({ error: "invalid_view" });
  });

  test("is no modal's to open", async () => {
    await slack.sendCommand(ana, general, "/help-me");
    const trigger_id = textOf(app.payloads("slash_commands").at(-1)?.["trigger_id"]);
    expect(await callApi(slack, "views.open", { trigger_id, view: cases })).toMatchObject({
      error: "invalid_arguments",
    });
  });
});

describe("opening the Home", () => {
  test("is told each time, with the view once there is one", async () => {
    await person.opensHome();
    await publish(cases);
    await person.choosesInHome("Level", "Ready");
    await person.opensHome();
    const event = { type: "app_home_opened", user: ana, channel: person.dm, tab: "home" };
    expect(opened()).toEqual([
      { ...event, event_ts: expect.any(String) },
      {
        ...event,
        event_ts: expect.any(String),
        view: expect.objectContaining({ type: "home", hash: hash() }),
      },
    ]);
    expect(opened().at(-1)).toMatchObject({
      view: { state: { values: { filters: { level: { selected_option: { value: "ready" } } } } } },
    });
  });

  test("shows what the app publishes then", async () => {
    answer = ({ type }) => {
      if (type === "events_api") setTimeout(() => void publish(cases), 5);
      return null;
    };
    expect(person.home()).toBeNull();
    await person.opensHome();
    const { screen, buttons, fields } = await person.seesHome("Northwind");
    expect(screen).toBe(
      [
        "Your cases",
        "  [Level]   [ ] Mine\n  [ ] Parked",
        "Partner (optional)",
        "  []",
        "ESC-1 Northwind",
        "[Open]",
      ].join("\n"),
    );
    expect(buttons).toEqual(["Open"]);
    expect(fields).toMatchObject([
      { label: "Level", value: null, options: ["All", "Ready"] },
      { label: "mine", value: null, options: ["Mine", "Parked"] },
      { label: "Partner", value: null, kind: "plain_text_input" },
    ]);
  });

  test("is not for those of another team, nor for who is deactivated", async () => {
    await expect(personOn(slack, pat).opensHome()).rejects.toThrow("another team");
    slack.deactivate(ben);
    await expect(personOn(slack, ben).opensHome()).rejects.toThrow("deactivated");
  });
});

describe("acting in the Home", () => {
  test("a button is told with the view, and with nothing that belongs to a message", async () => {
    await publish(cases);
    await person.clicksInHome("Open");
    const [payload = {}] = interactions();
    expect(payload).toEqual({
      type: "block_actions",
      team: { id: "T0HOME", domain: "home" },
      user: { id: ana, username: "ana", name: "ana", team_id: "T0HOME" },
      api_app_id: "A0HELPER",
      token: expect.any(String),
      enterprise: null,
      is_enterprise_install: false,
      container: { type: "view", view_id: slack.homeOf(ana)?.id },
      trigger_id: expect.any(String),
      view: expect.objectContaining({
        type: "home",
        callback_id: "home",
        private_metadata: "",
        hash: hash(),
        root_view_id: slack.homeOf(ana)?.id,
        state: {
          values: {
            filters: {
              level: { type: "static_select", selected_option: null },
              mine: { type: "checkboxes", selected_options: [] },
            },
            search: { value: { type: "plain_text_input", value: null } },
          },
        },
      }),
      actions: [{ ...open("E1"), block_id: "ESC-1", action_ts: expect.any(String) }],
    });
  });

  test("its trigger opens a modal, which is used as any other", async () => {
    await publish(cases);
    answer = ({ type, payload }) => {
      const view = { type: "modal", title: words("ESC-1"), submit: words("Send"), blocks: [] };
      if (type === "interactive" && payload["type"] === "block_actions")
        setTimeout(
          () => void callApi(slack, "views.open", { trigger_id: payload["trigger_id"] ?? "", view }),
          5,
        );
      return null;
    };
    await person.clicksInHome("Open");
    await person.seesModal("ESC-1");
    await person.presses("Send");
    expect(person.modal()).toBeNull();
    expect(interactions().map(({ type }) => type)).toEqual(["block_actions", "view_submission"]);
  });

  test("menus and boxes tell what was chosen, and keep it", async () => {
    await publish(cases);
    await person.choosesInHome("Level", "Ready");
    await person.choosesInHome("mine", ["Mine", "Parked"]);
    await person.choosesInHome("mine", "Parked");
    expect(actions()).toMatchObject([
      { type: "static_select", action_id: "level", selected_option: { value: "ready" } },
      { type: "checkboxes", selected_options: [{ value: "mine" }, { value: "parked" }] },
      { type: "checkboxes", selected_options: [{ value: "parked" }] },
    ]);
    expect(person.home()?.screen).toContain("[Ready]   [ ] Mine\n  [x] Parked");
    expect(person.home()?.fields).toMatchObject([{ value: "Ready" }, { value: "Parked" }, {}]);
    await expect(person.choosesInHome("Level", "Red")).rejects.toThrow("no option “Red”");
  });

  test("an overflow menu is found by the line it stands on, and forgets what was chosen", async () => {
    await publish(home([row("ESC-1", more), row("ESC-2", more)]));
    await person.choosesInHome("ESC-2", "Snooze");
    await person.choosesInHome("Northwind", "Withdraw", { on: "ESC-1" });
    expect(actions()).toMatchObject([
      { type: "overflow", block_id: "ESC-2", selected_option: { value: "snooze" } },
      { type: "overflow", block_id: "ESC-1", selected_option: { value: "withdraw" } },
    ]);
    expect(interactions().at(-1)?.["view"]).toMatchObject({ state: { values: {} } });
    await expect(person.choosesInHome("Northwind", "Snooze")).rejects.toThrow("2 fields “Northwind”");
    await expect(person.choosesInHome("Southwind", "Snooze")).rejects.toThrow("No field “Southwind”");
  });

  test("a button is found by the text it stands on", async () => {
    await publish(home([row("ESC-1", open("E1")), row("ESC-2", open("E2"))]));
    await person.clicksInHome("Open", { on: "ESC-1" });
    await person.clicksInHome("Open", { nth: 2 });
    expect(actions()).toMatchObject([{ value: "E1" }, { value: "E2" }]);
    await expect(person.clicksInHome("Open")).rejects.toThrow("2 buttons “Open”");
    await expect(person.clicksInHome("Close")).rejects.toThrow("No button “Close”");
  });

  test("a button that asks first is not pressed by who thinks better of it", async () => {
    const confirm = { title: words("Sure?"), text: words("It is gone then.") };
    await publish(home([row("ESC-1", { ...open("E1"), confirm })]));
    await person.clicksInHome("Open", { confirm: false });
    expect(actions()).toEqual([]);
    await person.clicksInHome("Open");
    expect(actions()).toHaveLength(1);
  });

  test("a line of text is told on Enter, empty too", async () => {
    await publish(cases);
    await person.fillsInHome("Partner", "north");
    await person.fillsInHome("Partner", null);
    expect(actions()).toMatchObject([
      { type: "plain_text_input", block_id: "search", action_id: "value", value: "north" },
      { type: "plain_text_input", value: null },
    ]);
    expect(interactions()[0]?.["view"]).toMatchObject({
      state: { values: { search: { value: { value: "north" } } } },
    });
    await expect(person.fillsInHome("Level", "Ready")).rejects.toThrow();
  });

  test("a line that asked for nothing on Enter is told with what is told next", async () => {
    const quietly = { type: "plain_text_input", action_id: "value" };
    const each = { ...quietly, dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } };
    const line = (label: string, more: JsonObject) => ({ type: "input", label: words(label), ...more });
    await publish(
      home([
        line("Undispatched", { block_id: "one", element: quietly }),
        line("By default", { block_id: "two", dispatch_action: true, element: quietly }),
        line("Each", { block_id: "three", dispatch_action: true, element: each }),
        row("ESC-1", open("E1")),
      ]),
    );
    await person.fillsInHome("Undispatched", "a");
    expect(actions()).toEqual([]);
    await person.fillsInHome("By default", "b");
    await person.fillsInHome("Each", "c");
    await person.clicksInHome("Open");
    expect(actions()).toMatchObject([{ value: "b" }, { value: "c" }, { value: "E1" }]);
    expect(interactions().at(-1)?.["view"]).toMatchObject({
      state: { values: { one: { value: { value: "a" } }, two: { value: { value: "b" } } } },
    });
  });

  test("what stands in it stays where block id and action id stay", async () => {
    await publish(cases);
    await person.fillsInHome("Partner", "north");
    await person.choosesInHome("Level", "Ready");
    await publish(home([{ ...filters, block_id: "filters-2" }, search]));
    expect(person.home()?.fields).toMatchObject([{ value: null }, {}, { value: "north" }]);
    await publish(home([{ ...filters, elements: [{ ...level, options: [option("All")] }] }]));
    expect(person.home()?.fields).toMatchObject([{ value: null }]);
  });

  test("Slack says so when the app does not answer, until something is published", async () => {
    await publish(cases);
    answer = () => silence;
    await person.clicksInHome("Open");
    expect(person.home()).toMatchObject({ notice: expect.stringContaining("trouble connecting") });
    expect(person.home()?.screen).toMatch(/^⚠ We had some trouble/);
    expect(violationsOf(slack, "not_acknowledged")).toHaveLength(1);
    await publish(cases);
    expect(person.home()?.notice).toBeNull();
  });

  test("nothing can be pressed where nothing was published, or that is gone", async () => {
    await expect(person.clicksInHome("Open")).rejects.toThrow("nothing was published");
    await publish(cases);
    await expect(slack.pressInHome(ana, { blockId: "ESC-9", actionId: "open" })).rejects.toThrow(
      "No ESC-9/open in the Home",
    );
  });

  test("who waits for words in it sees them when they come", async () => {
    const waiting = person.seesHome("Later");
    await publish(plain("Now"));
    await publish(plain("Later"));
    expect(await waiting).toMatchObject({ screen: "Later", callbackId: "home" });
  });
});
