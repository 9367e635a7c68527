import { describe, expect } from "@jest/globals";
import type { Page, Route } from "playwright-core";
import { channels, people } from "../../playground/workspace.ts";
import { inABrowser } from "../support/a-browser.ts";
import { pageOfAnApp } from "../support/a-page-of-an-app.ts";
import { types } from "../support/a-window.ts";

/** What people do on the page while it is still at work on what they did before. */

const { here, opens, calls } = pageOfAnApp();

const words = (text: string) => ({ type: "plain_text", text });
const partner = {
  type: "input",
  block_id: "search",
  label: words("Partner"),
  element: { type: "plain_text_input", action_id: "value" },
};
const texts = (channelId: string) =>
  here()
    .slack.messagesFor(people.dana, channelId)
    .map(({ text }) => text);

/** Holds back what the page asks next by this name. */
async function holds(page: Page, operation: string, then = (route: Route) => route.continue()) {
  let letGo = () => {};
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(
    `**/control/${operation}`,
    async (route) => {
      arrive();
      await held;
      await then(route);
    },
    { times: 1 },
  );
  return { arrived, letGo };
}

describe("the composer", () => {
  inABrowser("sends what is written while a message is being sent after it", async () => {
    const { page } = await opens(people.dana, channels.csm);
    const first = await holds(page, "say");
    await types(page, "One");
    await types(page, "Two");
    first.letGo();
    await page.locator("#messages .message", { hasText: "Two" }).waitFor();
    expect(texts(channels.csm)).toEqual(["One", "Two"]);
  });

  inABrowser("gives back all that could not be sent", async () => {
    const { page } = await opens(people.dana, channels.csm);
    const refuses = (route: Route) => route.fulfill({ body: "no answer" });
    await page.route("**/control/say", refuses);
    const first = await holds(page, "say", refuses);
    await types(page, "One");
    await types(page, "Two");
    first.letGo();
    await page.locator(".toast").nth(1).waitFor();
    expect(await page.locator("#channel-composer textarea").inputValue()).toBe("One\nTwo");
  });
});

describe("the Home", () => {
  inABrowser("takes the focus from nobody when the rest of the page comes later", async () => {
    await calls("views.publish", { user_id: people.dana, view: { type: "home", blocks: [partner] } });
    const { page } = await opens(people.dana, channels.csm);
    // The page is asking for everything already: that round shows the Home, and one more comes after it.
    const round = await holds(page, "screen");
    here().slack.say(people.casey, channels.csm, "Good morning");
    await round.arrived;
    const next = await holds(page, "screen");
    await page.getByRole("navigation").getByRole("button", { name: "App Home" }).click();
    round.letGo();
    await next.arrived;
    await page.getByRole("textbox", { name: "Partner" }).fill("nor");
    next.letGo();
    await page.evaluate("import('/page/state.ts').then(({ refresh }) => refresh())");
    await page.keyboard.type("th");
    expect(await page.getByRole("textbox", { name: "Partner" }).inputValue()).toBe("north");
  });
});
