import { describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { until } from "../../playground/patience.ts";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import { channels, people } from "../../playground/workspace.ts";
import { inABrowser } from "../support/a-browser.ts";
import { pageOfAnApp } from "../support/a-page-of-an-app.ts";
import { actsAs, seesTitle, visits } from "../support/a-window.ts";

/** The app's Home on the page, with an app made by the test. */

const words = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: words(text), value: text.toLowerCase() });
const level = {
  type: "static_select",
  action_id: "level",
  placeholder: words("Level"),
  options: [option("All"), option("Ready")],
};
const mine = {
  type: "checkboxes",
  action_id: "mine",
  options: [option("Mine"), { ...option("Parked"), description: words("Until a day") }],
};
const open = { type: "button", action_id: "open", value: "E1", style: "primary", text: words("Open") };
const more = { type: "overflow", action_id: "more", options: [option("Snooze"), option("Withdraw")] };
const search = {
  type: "input",
  block_id: "search",
  optional: true,
  dispatch_action: true,
  label: words("Partner"),
  element: {
    type: "plain_text_input",
    action_id: "value",
    placeholder: words("Part of a name"),
    dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
  },
};
const row = (name: string, says: string, accessory: JsonObject) => ({
  type: "section",
  block_id: name,
  text: { type: "mrkdwn", text: `*${name}* Northwind\n${says}` },
  accessory,
});
const homeSaying = (head: string, { says = "Waits until Tuesday", first = "ESC-1" } = {}) => ({
  type: "home",
  blocks: [
    { type: "header", text: words(head) },
    { type: "context", elements: [words("Two cases")] },
    search,
    { type: "actions", block_id: "filters", elements: [level, mine] },
    { type: "divider" },
    row(first, says, open),
    row("ESC-2", says, more),
  ],
});

const { opens, heard, app, calls } = pageOfAnApp();
const publishes = (head: string, user_id: string = people.dana) =>
  calls("views.publish", { user_id, view: homeSaying(head) });
const publishesOther = (head: string, other: { readonly says?: string; readonly first?: string }) =>
  calls("views.publish", { user_id: people.dana, view: homeSaying(head, other) });
const actions = (): Json[] => heard.flatMap(({ payload }) => payload["actions"] ?? []);
const openings = () =>
  heard.flatMap(({ type, payload }) => (type === "events_api" ? [payload["event"]] : []));
const home = (page: Page) => page.getByRole("region", { name: "App Home" });
/** The Home takes the focus once all of it is there. */
const visitsHome = async (page: Page) => {
  await visits(page, "App Home");
  await page.locator("#home:focus").waitFor();
};
const focused = (page: Page) =>
  page.evaluate<string>("document.activeElement.getAttribute('data-focus') ?? document.activeElement.id");

describe("the Home", () => {
  inABrowser("is opened from the sidebar, drawn as it was published, and stays over a reload", async () => {
    const { page, picture } = await opens(people.dana, channels.csm);
    await visitsHome(page);
    await home(page).getByText("There is nothing yet.").waitFor();
    expect(await page.locator("#channel-composer").isVisible()).toBe(false);
    await publishes("Your cases");
    await home(page).getByRole("heading", { name: "Your cases" }).waitFor();
    await home(page).getByText("Waits until Tuesday").first().waitFor();
    expect(await page.locator("[data-cannot-draw]").count()).toBe(0);
    await picture("home");
    await page.reload();
    await home(page).getByRole("heading", { name: "Your cases" }).waitFor();
    await until("both openings", () => openings().length === 2);
    expect(openings()).toMatchObject([
      { type: "app_home_opened", user: people.dana, tab: "home" },
      { type: "app_home_opened", user: people.dana, tab: "home", view: { type: "home" } },
    ]);
    await visits(page, "csm-escalations");
    expect(await home(page).isVisible()).toBe(false);
    await page.getByText("No messages in #csm-escalations yet.").waitFor();
    expect(await page.locator("#channel-composer").isVisible()).toBe(true);
  });

  inABrowser("is each person's own, and nobody's of another team", async () => {
    app.afterwards = async ({ event }) => {
      const user = JSON.stringify(event).includes(people.casey) ? people.casey : people.dana;
      if (event !== undefined) await publishes(user === people.casey ? "Queue" : "Your cases", user);
    };
    const { page } = await opens(people.dana, channels.csm);
    await visitsHome(page);
    await home(page).getByRole("heading", { name: "Your cases" }).waitFor();
    await actsAs(page, "Casey Lindqvist");
    await home(page).getByRole("heading", { name: "Queue" }).waitFor();
    expect(await home(page).getByRole("heading", { name: "Your cases" }).count()).toBe(0);
    await actsAs(page, "Alex Adobe");
    await page.locator("#channel-composer").waitFor();
    expect(await home(page).isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "App Home" }).count()).toBe(0);
    expect(openings()).toHaveLength(2);
  });

  inABrowser("has menus, boxes and a line of text, and tells the app of each", async () => {
    await publishes("Your cases");
    const { page, picture } = await opens(people.dana, channels.csm, { width: 360, height: 740, dark: true });
    await page.getByRole("button", { name: "Channels" }).click();
    await visitsHome(page);
    await home(page).getByRole("button", { name: "Level" }).click();
    await home(page).getByRole("menuitemradio", { name: "Ready" }).click();
    await home(page).getByRole("button", { name: "Level: Ready" }).waitFor();
    await home(page).getByRole("checkbox", { name: "Parked Until a day" }).check();
    await home(page).getByRole("button", { name: "More options" }).press("Enter");
    await page.keyboard.press("w");
    await page.keyboard.press("Enter");
    await home(page).getByLabel("Partner (optional)").fill("north");
    await page.keyboard.press("Enter");
    await until("four actions", () => actions().length === 4);
    expect(actions()).toMatchObject([
      { type: "static_select", selected_option: { value: "ready" } },
      { type: "checkboxes", selected_options: [{ value: "parked" }] },
      { type: "overflow", block_id: "ESC-2", selected_option: { value: "withdraw" } },
      { type: "plain_text_input", block_id: "search", value: "north" },
    ]);
    expect(heard.at(-1)?.payload).toMatchObject({
      container: { type: "view" },
      view: { type: "home", state: { values: { search: { value: { value: "north" } } } } },
    });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    await picture("home-narrow");
    await page.reload();
    await home(page).getByRole("button", { name: "Level: Ready" }).waitFor();
    expect(await home(page).getByRole("checkbox", { name: "Parked" }).isChecked()).toBe(true);
    expect(await home(page).getByLabel("Partner (optional)").inputValue()).toBe("north");
  });

  inABrowser("is drawn anew while one looks, says so, and takes the focus from nobody", async () => {
    await publishes("One case");
    app.afterwards = ({ actions: sent }) =>
      sent === undefined ? Promise.resolve() : publishesOther("Less to do", { says: "Lacks a date" });
    const { page } = await opens(people.dana, channels.csm);
    await visitsHome(page);
    await home(page).getByLabel("Partner (optional)").fill("nor");
    await publishes("Two cases");
    await home(page).getByRole("heading", { name: "Two cases" }).waitFor();
    await page.locator("#announcer", { hasText: "The App Home has changed." }).waitFor({ state: "attached" });
    await page.keyboard.type("th");
    expect(await home(page).getByLabel("Partner (optional)").inputValue()).toBe("north");
    await home(page).getByRole("button", { name: "Open" }).press("Enter");
    await home(page).getByRole("heading", { name: "Less to do" }).waitFor();
    await home(page).getByText("Lacks a date").first().waitFor();
    expect(await focused(page)).toBe("home/ESC-1/open");
    expect(heard.at(-1)?.payload).toMatchObject({
      view: { state: { values: { search: { value: { value: "north" } } } } },
    });
    // Where the case is gone, the line that stands in its place has the focus.
    await publishesOther("Another case", { first: "ESC-3" });
    await home(page).getByText("ESC-3").waitFor();
    expect(await page.locator("#home-blocks > :focus").textContent()).toContain("ESC-3");
  });

  inABrowser("opens a modal from a button, which has the focus again afterwards", async () => {
    await publishes("Your cases");
    const view = { type: "modal", title: words("ESC-1"), close: words("Back"), blocks: [] };
    app.afterwards = ({ actions: sent, trigger_id = "" }) =>
      sent === undefined ? Promise.resolve() : calls("views.open", { trigger_id, view });
    const { page } = await opens(people.dana, channels.csm);
    await visitsHome(page);
    await home(page).getByRole("button", { name: "Open" }).press("Enter");
    await seesTitle(page, "ESC-1");
    await page.locator("#modal-foot").getByRole("button", { name: "Back" }).click();
    await page.locator("#modal-layer").waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("home/ESC-1/open");
  });
});
