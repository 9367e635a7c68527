import { describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { until } from "../../playground/patience.ts";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import { channels, people } from "../../playground/workspace.ts";
import { inABrowser } from "../support/a-browser.ts";
import { pageOfAnApp } from "../support/a-page-of-an-app.ts";
import { actsAs, seesTitle, types, visits } from "../support/a-window.ts";
import { textOf } from "../support/local-slack-app.ts";

/** The page with an app made by the test: what it shows, and what it tells, of messages and menus. */

const words = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: words(text), value: text.toLowerCase() });
const gaps = {
  type: "static_select",
  action_id: "gap",
  placeholder: words("Add this to …"),
  option_groups: [
    { label: words("Still missing"), options: [option("A date"), option("A ticket")] },
    { label: words("Otherwise"), options: [option("Not evidence")] },
  ],
};
const leave = { type: "button", action_id: "leave", text: words("Leave it") };
const question = {
  text: "What is it?",
  blocks: [
    { type: "section", block_id: "what", text: words("What is it?") },
    { type: "actions", block_id: "ask", elements: [gaps, leave] },
  ],
};

const { here, opens, heard, app, calls } = pageOfAnApp();
const asks = (more: Readonly<Record<string, Json>> = {}) =>
  calls("chat.postEphemeral", { channel: channels.csm, user: people.dana, ...question, ...more });
const actions = (): Json[] => heard.flatMap(({ payload }) => payload["actions"] ?? []);
const events = () => heard.filter(({ type }) => type === "events_api").map(({ payload }) => payload["event"]);
const answers = (payload: JsonObject, body: JsonObject) =>
  fetch(textOf(payload["response_url"]), { method: "POST", body: JSON.stringify(body) });

const message = (page: Page, text: string, pane = "#messages") =>
  page.locator(`${pane} .message`, { hasText: text });
const more = (page: Page, text: string, pane?: string) =>
  message(page, text, pane).getByRole("button", { name: "More actions" });
const chooses = (page: Page, name: string) => page.getByRole("menuitem", { name, exact: true }).click();
const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement.getAttribute('data-focus') ?? document.activeElement.className",
  );

describe("a question to one person alone", () => {
  inABrowser("is answered from its menu, and makes room for what the app says then", async () => {
    await asks();
    app.afterwards = (payload) => answers(payload, { text: "Added to A ticket.", replace_original: true });
    const { page, picture } = await opens(people.dana, channels.csm);
    const asked = message(page, "What is it?");
    await asked.getByText("Only visible to you").waitFor();
    await asked.getByRole("button", { name: "Add this to …" }).click();
    await asked.getByRole("group", { name: "Still missing" }).getByText("A date").waitFor();
    await picture("question");
    await asked.getByRole("menuitemradio", { name: "A ticket" }).click();
    await message(page, "Added to A ticket.").waitFor();
    expect(await asked.count()).toBe(0);
    expect(actions()).toMatchObject([
      { type: "static_select", action_id: "gap", selected_option: { value: "a ticket" } },
    ]);
    await actsAs(page, "Casey Lindqvist");
    await page.getByText("No messages in #csm-escalations yet.").waitFor();
  });

  inABrowser("stands in a thread and in the DM, and is answered by keyboard on a narrow screen", async () => {
    const { slack } = here();
    const ts = slack.say(people.dana, channels.csm, "Here is the ticket");
    await asks({ thread_ts: ts });
    await asks({ channel: slack.dmOf(people.dana).id });
    const { page, picture } = await opens(people.dana, channels.csm, { width: 360, height: 740, dark: true });
    expect(await message(page, "What is it?").count()).toBe(0);
    await message(page, "Here is the ticket").getByRole("button", { name: "Reply in thread" }).click();
    const asked = message(page, "What is it?", "#thread");
    await asked.getByRole("button", { name: "Add this to …" }).press("Enter");
    await page.keyboard.press("ArrowDown");
    await picture("question-in-a-narrow-thread");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    await page.keyboard.press("n");
    await page.keyboard.press("Enter");
    await asked.getByRole("button", { name: "Add this to …: Not evidence" }).waitFor();
    expect(await focused(page)).toContain("ask/gap");
    await asked.getByRole("button", { name: "Leave it" }).click();
    await until("two actions", () => actions().length === 2);
    expect(actions()).toMatchObject([{ selected_option: { value: "not evidence" } }, { action_id: "leave" }]);
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: "Channels" }).click();
    await visits(page, "readiness");
    await message(page, "What is it?").getByRole("button", { name: "Leave it" }).waitFor();
    await picture("question-in-a-narrow-dm");
  });

  inABrowser("gives the focus to what stands in its place, and loses it to nobody", async () => {
    await asks();
    app.afterwards = (payload) => answers(payload, { text: "Left.", replace_original: true });
    const { page } = await opens(people.dana, channels.csm);
    await message(page, "What is it?").getByRole("button", { name: "Leave it" }).press("Enter");
    await message(page, "Left.").waitFor();
    expect(await focused(page)).toContain("message");
  });
});

describe("menus", () => {
  inABrowser("of people, groups and radio buttons are filled in a modal, and told as chosen", async () => {
    const input = (label: string, element: JsonObject) => ({
      type: "input",
      block_id: label.toLowerCase(),
      label: words(label),
      element: { action_id: "value", ...element },
    });
    const reasons = {
      type: "radio_buttons",
      options: [{ ...option("Other"), description: words("Say why") }],
    };
    const view = {
      type: "modal",
      title: words("Hand over"),
      submit: words("Hand over"),
      blocks: [
        { type: "section", block_id: "row", text: words("ESC-1"), accessory: { ...gaps, action_id: "row" } },
        input("To", { type: "users_select", initial_user: people.robin }),
        input("Gap", { ...gaps, action_id: "value" }),
        input("Reason", reasons),
      ],
    };
    app.afterwards = ({ command, trigger_id = "" }) =>
      command === undefined ? Promise.resolve() : calls("views.open", { trigger_id, view });
    here().slack.deactivate(people.iris);
    const { page, picture } = await opens(people.casey, channels.csm);
    await types(page, "/escalate");
    await seesTitle(page, "Hand over");
    const to = page.getByLabel("To", { exact: true });
    expect(await to.inputValue()).toBe(people.robin);
    expect(await to.locator("option", { hasText: "Iris Novak" }).count()).toBe(0);
    await to.selectOption({ label: "Alex Adobe" });
    await page.getByLabel("Gap").selectOption({ label: "A date" });
    await page.getByRole("radio", { name: "Other Say why" }).check();
    await page.locator("#modal-body").getByRole("button", { name: "Add this to …" }).click();
    await page.getByRole("menuitemradio", { name: "Not evidence" }).click();
    await page.locator("#modal-body").getByRole("button", { name: "Not evidence" }).waitFor();
    expect(await page.locator("[data-cannot-draw]").count()).toBe(0);
    await picture("menus");
    await page.locator("#modal-foot").getByRole("button", { name: "Hand over" }).click();
    await page.locator("#modal-layer").waitFor({ state: "hidden" });
    expect(actions()).toMatchObject([{ action_id: "row", selected_option: { value: "not evidence" } }]);
    expect(heard.at(-1)?.payload).toMatchObject({
      type: "view_submission",
      view: {
        state: {
          values: {
            to: { value: { selected_user: people.alex } },
            gap: { value: { selected_option: { value: "a date" } } },
            reason: { value: { selected_option: { value: "other" } } },
          },
        },
      },
    });
  });

  inABrowser("of people, dates and more are used on a message", async () => {
    const who = { type: "users_select", action_id: "who", placeholder: words("Hand over to") };
    const day = { type: "datepicker", action_id: "day" };
    const rest = { type: "overflow", action_id: "rest", options: [option("Reopen")] };
    const blocks = [{ type: "actions", block_id: "ask", elements: [who, day, rest] }];
    await calls("chat.postMessage", { channel: channels.csm, text: "A card", blocks });
    const { page, picture } = await opens(people.casey, channels.csm, { width: 360, height: 740 });
    await page.getByRole("button", { name: "Hand over to" }).click();
    await picture("people");
    await page.getByRole("menuitemradio", { name: "Robin Achterberg" }).click();
    await page.getByRole("button", { name: "Hand over to: Robin Achterberg" }).waitFor();
    await page.locator("#messages input[type=date]").fill("2026-12-01");
    await page.getByRole("button", { name: "More options" }).click();
    const box = await page.getByRole("menu").filter({ visible: true }).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 1_000)).toBeLessThanOrEqual(360);
    await chooses(page, "Reopen");
    await until("three actions", () => actions().length === 3);
    expect(actions()).toMatchObject([
      { selected_user: people.robin },
      { selected_date: "2026-12-01" },
      { selected_option: { value: "reopen" } },
    ]);
    await page.reload();
    await page.getByRole("button", { name: "Hand over to: Robin Achterberg" }).waitFor();
    expect(await page.locator("#messages input[type=date]").inputValue()).toBe("2026-12-01");
  });
});

describe("what people write", () => {
  inABrowser("is edited and deleted by who wrote it, and deleted by an administrator", async () => {
    const { page, picture } = await opens(people.dana, channels.csm);
    await types(page, "5 < 6 & https://example.com/a");
    await more(page, "5 < 6").click();
    await chooses(page, "Edit message");
    const field = page.getByLabel("Edit message");
    expect(await field.inputValue()).toBe("5 < 6 & https://example.com/a");
    await picture("editing");
    await field.fill("7 > 6");
    await page.keyboard.press("Enter");
    await message(page, "7 > 6 (edited)").waitFor();
    // What was written may be there before the answer to whoever wrote it.
    await page.locator("[data-focus^='more/']:focus").waitFor();
    await more(page, "7 > 6").click();
    await chooses(page, "Edit message");
    await field.fill("Never mind");
    await page.keyboard.press("Escape");
    await message(page, "7 > 6").waitFor();
    await calls("chat.postMessage", { channel: channels.csm, text: "A card" });
    await more(page, "A card").click();
    expect(await page.getByRole("menuitem", { name: "Edit message" }).count()).toBe(0);
    await chooses(page, "Delete as administrator");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await message(page, "A card").waitFor();
    await more(page, "A card").click();
    await chooses(page, "Delete as administrator");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await message(page, "A card").waitFor({ state: "detached" });
    await more(page, "7 > 6").click();
    await chooses(page, "Delete message");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("No messages in #csm-escalations yet.").waitFor();
    await until("five events", () => events().length === 5);
    expect(events().slice(1)).toMatchObject([
      { subtype: "message_changed", message: { text: "7 &gt; 6" } },
      { text: "A card" },
      { subtype: "message_deleted", previous_message: { text: "A card" } },
      { subtype: "message_deleted", previous_message: { text: "7 &gt; 6" } },
    ]);
  });

  inABrowser("brings a file by name, in the channel and in a thread", async () => {
    const { page, picture } = await opens(people.dana, channels.csm);
    const composer = page.locator("#channel-composer");
    await composer.getByRole("button", { name: "Attach a file" }).click();
    await page.keyboard.type("order-log.csv");
    await composer.locator("textarea").fill("The log of the order");
    await composer.getByRole("button", { name: "Send" }).click();
    await message(page, "The log of the order").getByText("File: order-log.csv").waitFor();
    expect(await composer.getByLabel("Name of the file").isVisible()).toBe(false);
    await message(page, "The log of the order").getByRole("button", { name: "Reply in thread" }).click();
    const reply = page.locator("#thread-composer");
    await reply.getByRole("button", { name: "Attach a file" }).click();
    await page.keyboard.type("screenshot.png");
    await picture("attaching");
    await reply.getByRole("button", { name: "Send" }).click();
    await message(page, "File: screenshot.png", "#thread").waitFor();
    await until("two events", () => events().length === 2);
    expect(events()).toMatchObject([
      { subtype: "file_share", text: "The log of the order", files: [{ name: "order-log.csv" }] },
      { subtype: "file_share", text: "", files: [{ name: "screenshot.png" }], thread_ts: expect.any(String) },
    ]);
  });

  inABrowser("is told from what Slack and other apps write", async () => {
    const { slack } = here();
    slack.invite(channels.csm, people.leo);
    const ts = slack.say(people.deploys, channels.csm, "Deployed", { under: "Night build" });
    slack.unfurl(channels.csm, slack.say(people.dana, channels.csm, "See https://example.com/a"));
    const { page, picture } = await opens(people.dana, channels.csm);
    await message(page, "@Leo Park has joined the channel").waitFor();
    expect(await page.locator(`[data-ts="${ts}"] .message-head`).textContent()).toContain("Night buildAPP");
    await message(page, "See https://").getByText("Preview of https://example.com/a").waitFor();
    await picture("others");
  });

  inABrowser("offers every shortcut for messages, on replies and in the DM with the bot too", async () => {
    const { slack } = here();
    const dm = slack.dmOf(people.dana).id;
    const ts = slack.say(people.dana, channels.csm, "A thread");
    const reply = slack.say(people.dana, channels.csm, "A reply", { threadTs: ts });
    await calls("chat.postMessage", { channel: dm, text: "From the bot" });
    const { page } = await opens(people.dana, channels.csm);
    await message(page, "A thread").getByText("1 reply").click();
    await more(page, "A reply", "#thread").click();
    const names = slack.manifest.shortcuts.filter(({ type }) => type === "message").map(({ name }) => name);
    const offered = await page.getByRole("menuitem").allTextContents();
    expect(offered).toEqual([...names, "Edit message", "Delete message"]);
    await chooses(page, "Escalate this message");
    await until("the shortcut", () => heard.at(-1)?.type === "interactive");
    expect(heard.at(-1)?.payload).toMatchObject({
      type: "message_action",
      message: { ts: reply, thread_ts: ts },
    });
    await visits(page, "readiness");
    await more(page, "From the bot").click();
    await chooses(page, "Escalate this message");
    await until("the one in the DM", () => JSON.stringify(heard.at(-1)?.payload).includes(dm));
  });
});

inABrowser("a person is deactivated and comes back", async () => {
  const { page, picture } = await opens(people.dana, channels.csm);
  await page.getByRole("button", { name: "Inspector" }).click();
  const gone = page.getByRole("switch", { name: "Dana Whitfield is deactivated" });
  await gone.check();
  await page.locator("#act-as option:checked", { hasText: "deactivated" }).waitFor({ state: "attached" });
  const composer = page.locator("#channel-composer").getByPlaceholder("Dana Whitfield is deactivated");
  expect(await composer.isDisabled()).toBe(true);
  await gone.scrollIntoViewIfNeeded();
  await picture("deactivated");
  await gone.uncheck();
  await page.locator("#act-as option:checked", { hasText: "deactivated" }).waitFor({ state: "detached" });
  expect(await page.locator("#channel-composer textarea").isDisabled()).toBe(false);
  await until("two events", () => events().length === 2);
  expect(events()).toMatchObject([
    { type: "user_change", user: { id: people.dana, deleted: true } },
    { type: "user_change", user: { id: people.dana, deleted: false } },
  ]);
});

inABrowser("a chart has a figure on every bar and says itself aloud, and a table has its heads", async () => {
  const point = (label: string, value: number) => ({ label, value });
  const cell = (text: string) => ({ type: "raw_text", text });
  const figure = (value: number) => ({ type: "raw_number", value, text: String(value) });
  await calls("chat.postMessage", {
    channel: channels.csm,
    text: "Cases by week",
    blocks: [
      {
        type: "data_visualization",
        title: "Cases by week",
        chart: {
          type: "bar",
          series: [
            { name: "Avoided", data: [point("16 Nov", 2), point("23 Nov", 0)] },
            { name: "Ready", data: [point("16 Nov", 7), point("23 Nov", 3)] },
          ],
          axis_config: { categories: ["16 Nov", "23 Nov"], x_label: "Week" },
        },
      },
      {
        type: "data_table",
        caption: "The same as a table",
        rows: [
          [cell("Week"), cell("Avoided"), cell("Ready")],
          [cell("16 Nov"), figure(2), figure(7)],
          [cell("23 Nov"), figure(0), figure(3)],
        ],
      },
    ],
  });
  const { page, picture } = await opens(people.casey, channels.csm, { width: 360, height: 740, dark: true });
  const chart = page.getByRole("img", {
    name: "Cases by week. Avoided: 16 Nov 2, 23 Nov 0. Ready: 16 Nov 7, 23 Nov 3.",
  });
  await chart.waitFor();
  expect(await chart.locator("> text").allTextContents()).toEqual(["2", "7", "16 Nov", "0", "3", "23 Nov"]);
  expect(await page.locator(".legend li").allTextContents()).toEqual(["Avoided", "Ready"]);
  const table = page.getByRole("table", { name: "The same as a table" });
  expect(await table.getByRole("columnheader").allTextContents()).toEqual(["Week", "Avoided", "Ready"]);
  expect(await table.getByRole("row", { name: "16 Nov" }).getByRole("cell").allTextContents()).toEqual([
    "2",
    "7",
  ]);
  await picture("chart-and-table");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
});
