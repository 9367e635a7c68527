import { describe, expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { hostileText, ordinary, s1 } from "../../playground/sample-cases.ts";
import { isJsonObject, type Json } from "../../playground/server/json.ts";
import { app, channels, people, team } from "../../playground/workspace.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { callApi } from "../support/local-slack-app.ts";
import { inABrowser } from "../support/a-browser.ts";
import { openAPage } from "../support/a-page.ts";
import { pagePerTest } from "../support/a-page-per-test.ts";
import { actsAs, fillsStep, fillsTheCase, seesTitle, types, visits } from "../support/a-window.ts";

const en = wordsIn("en");
const pt = wordsIn("pt-BR");

/** One example and no wish: almost ready, so that there is something to be reminded of. */
const almostReady = {
  ...s1.answers,
  examples: s1.answers.examples.slice(0, 1),
  response_quote: "",
  ask: "not_sure" as const,
  outcome: "",
};

const { here, opens } = pagePerTest(openAPage);

const message = (page: Page, text: string, pane = "#messages") =>
  page.locator(`${pane} .message`, { hasText: text });
const submit = (page: Page, label: string) =>
  page.locator("#modal-foot").getByRole("button", { name: label, exact: true }).click();

async function sendsTheCase(page: Page): Promise<void> {
  await types(page, "/escalate");
  await fillsTheCase(page, almostReady);
  await page.getByLabel(en.review.anyway.label).fill("The go-live is in two weeks.");
  await submit(page, en.controls.submit.send_anyway);
  await seesTitle(page, "Sent");
}

/** Once all that belongs to the sending is out, the next thing the bot does by itself is to remind. */
async function movesToTheNudge(page: Page): Promise<void> {
  await page.locator("#next-nudge[title*='Nov 24']").click();
}

describe("the whole story", () => {
  inABrowser("a case is written, sent, seen in the CSM channel with its thread, and taken over", async () => {
    const { page, picture } = await opens(people.dana, channels.project);
    await page.locator("#channel-composer textarea").pressSequentially("/esc");
    await page
      .getByText(
        "[help | list | find … | report | export | ESC-4 | ESC-4 history | ESC-4 erase | what is wrong]",
      )
      .waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await fillsTheCase(page, almostReady, {
      look: (step) => (step === "scope" ? picture("modal-step") : Promise.resolve()),
    });
    await page.getByText(en.verdict.levels.almost_ready).first().waitFor();
    await picture("review");
    await page.getByLabel(en.review.anyway.label).fill("The go-live is in two weeks.");
    await submit(page, en.controls.submit.send_anyway);
    await seesTitle(page, "Sent");
    await page.keyboard.press("Escape");
    await page.locator("#modal-layer").waitFor({ state: "hidden" });

    await actsAs(page, "Casey Lindqvist");
    await visits(page, "csm-escalations");
    const card = message(page, "ESC-1");
    await card.getByText(/Last reply/).click();
    await message(page, "the answers in full", "#thread").waitFor();
    await picture("card-and-thread");
    await card.getByRole("button", { name: en.controls.buttons.have_it }).click();
    await card.getByText(en.card.status.acknowledged("Casey Lindqvist")).waitFor();
    await picture("taken-over");
    expect(await card.getByRole("button", { name: en.controls.buttons.have_it }).count()).toBe(0);
  });

  inABrowser("who reads Portuguese gets the form in Portuguese, and the verdict in it", async () => {
    const { page, picture } = await opens(people.marina, channels.project);
    // The bot learns her language while the first window opens.
    await types(page, "/escalate");
    await seesTitle(page, pt.controls.titles.situation);
    await page.getByText(pt.form.summary.label).waitFor();
    await fillsTheCase(page, ordinary.answers, { locale: "pt-BR" });
    await picture("review-in-portuguese");
    await page.getByLabel(pt.review.anyway.label).fill("O frete precisa funcionar antes da Black Friday.");
    await submit(page, pt.controls.submit.send_anyway);
    await page.locator("#modal-body").getByText("ESC-1").waitFor();
    await page.keyboard.press("Escape");
    await visits(page, "readiness");
    await message(page, "ESC-1").getByRole("button", { name: pt.controls.buttons.withdraw }).waitFor();
  });

  inABrowser("the clock is moved and the reminder is there", async () => {
    const { page, picture } = await opens(people.dana, channels.project);
    await sendsTheCase(page);
    await page.keyboard.press("Escape");
    await visits(page, "csm-escalations");
    await message(page, "ESC-1").waitFor();
    expect(await page.locator("#time").textContent()).toContain("Mon, Nov 23, 2026");
    await movesToTheNudge(page);
    await page.locator("#time", { hasText: "Tue, Nov 24, 2026, 10:00" }).waitFor();
    await message(page, "ESC-1")
      .getByText(/^\d+ replies$/)
      .click();
    const reminder = message(page, "@Dana Whitfield", "#thread");
    await reminder.getByRole("button", { name: en.controls.buttons.snooze }).waitFor();
    // It names the one who looks, and says so by more than its place.
    expect(await reminder.locator(".mention.mine").textContent()).toBe("@Dana Whitfield");
    await picture("nudge");
  });
});

describe("what people type", () => {
  inABrowser("is never markup or script in anybody's page", async () => {
    const { page, picture } = await opens(people.ravi, channels.project);
    const markup = `<img src=x onerror="window.hit=1"><script>window.hit=1</script> [x](javascript:alert(1)) <javascript:alert(1)|y> ${hostileText.slice(0, 400)}`;
    const answers = {
      ...almostReady,
      summary: markup.slice(0, 120),
      partner_company: '<b onclick="hit()">Bright</b>',
    };
    await types(page, markup);
    await types(page, "/escalate");
    await fillsTheCase(page, {
      ...answers,
      examples: answers.examples.map((example) => ({ ...example, ex_actual: markup })),
    });
    await page.getByLabel(en.review.anyway.label).fill("<!channel> <script>hit()</script>");
    await submit(page, en.controls.submit.send_anyway);
    await seesTitle(page, "Sent");
    await page.keyboard.press("Escape");
    await message(page, "<script>window.hit=1</script>").waitFor();
    await actsAs(page, "Casey Lindqvist");
    await visits(page, "csm-escalations");
    await message(page, "ESC-1")
      .getByText(/Last reply/)
      .click();
    await message(page, "the answers in full", "#thread").waitFor();
    await picture("hostile-text");
    expect(await page.evaluate("'hit' in window")).toBe(false);
    const strangers = "img, body script, b, iframe, [onclick], [onerror]";
    expect(await page.locator("body").locator(strangers).count()).toBe(0);
    expect(await page.locator("a:not([href^='#jump/'])").count()).toBe(0);
    expect(await message(page, "ESC-1").locator(".mention").count()).toBe(0);
  });
});

describe("hands", () => {
  inABrowser("a double click on a button is one wish", async () => {
    const { page, picture } = await opens(people.dana, channels.project);
    await sendsTheCase(page);
    await page.keyboard.press("Escape");
    await actsAs(page, "Casey Lindqvist");
    await visits(page, "csm-escalations");
    const card = message(page, "ESC-1");
    // The reply with the answers in full draws the card anew.
    await card.getByText(/Last reply/).waitFor();
    await card.getByRole("button", { name: en.controls.buttons.have_it }).dblclick();
    await card.getByText(en.card.status.acknowledged("Casey Lindqvist")).waitFor();
    await picture("double-click");
    const presses = here().slack.traffic.filter(
      (entry) =>
        entry.kind === "envelope" &&
        entry.type === "interactive" &&
        JSON.stringify(entry.payload).includes('"case_acknowledge"'),
    );
    expect(presses).toHaveLength(1);
    expect(here().slack.ephemeralsFor(people.casey, channels.csm)).toEqual([]);
  });

  inABrowser(
    "the keyboard alone opens, fills, moves on and closes, and comes back to where it was",
    async () => {
      const { page, picture } = await opens(people.dana, channels.project);
      const focused = () => page.evaluate("document.activeElement?.getAttribute('data-focus')");
      const tabsTo = async (name: string) => {
        for (let tabs = 0; tabs < 12 && (await focused()) !== name; tabs += 1)
          await page.keyboard.press("Tab");
        expect(await focused()).toBe(name);
      };
      await page.keyboard.type("/escalate");
      await page.keyboard.press("Enter");
      await seesTitle(page, en.controls.titles.situation);
      expect(await focused()).toBe("field/summary/answer");
      await page.keyboard.press("Control+Enter");
      await page.getByText("Please complete this required field.").first().waitFor();
      expect(await focused()).toBe("field/summary/answer");
      await page.keyboard.type("Orders are lost");
      const complaint = page.locator(".field", { hasText: en.form.summary.label }).locator(".field-error");
      expect(await complaint.textContent()).toBe("");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowUp");
      await page.getByRole("radio", { name: en.form.urgency.options.not_urgent, checked: true }).waitFor();
      await tabsTo("field/partner_company/answer");
      await page.keyboard.type("Northwind");
      await picture("keyboard");
      await tabsTo("modal/submit");
      await page.keyboard.press("Enter");
      await seesTitle(page, en.controls.titles.scope);
      await page.keyboard.press("Escape");
      await page.locator("#modal-layer").waitFor({ state: "hidden" });
      expect(await focused()).toBe("composer/channel");
    },
  );

  inABrowser("a message's menu and a narrow screen work by keyboard too", async () => {
    here().slack.say(people.ravi, channels.project, "The sync is down again");
    const { page, picture } = await opens(people.dana, channels.project, {
      width: 360,
      height: 740,
      dark: true,
    });
    const said = message(page, "The sync is down again");
    await said.getByRole("button", { name: "More actions" }).press("Enter");
    await page.keyboard.press("Escape");
    expect(await page.evaluate("document.activeElement?.getAttribute('aria-label')")).toBe("More actions");
    await said.getByRole("button", { name: "Reply in thread" }).press("Enter");
    await page.locator("#thread textarea:focus").waitFor();
    await page.keyboard.type("/escalate");
    await page.keyboard.press("Enter");
    await message(page, "/escalate is not supported in threads. Sorry!", "#thread").waitFor();
    await picture("narrow-thread");
    await page.getByRole("button", { name: "Back" }).press("Enter");
    await page.getByRole("button", { name: "Channels" }).press("Enter");
    await page.getByRole("navigation").getByRole("button", { name: "csm-escalations" }).press("Enter");
    await page.locator("#conversation-name", { hasText: "csm-escalations" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});

describe("trouble", () => {
  inABrowser(
    "Slack is down when the step is sent: the page says so, keeps the text, and goes on afterwards",
    async () => {
      const { page, picture } = await opens(people.dana, channels.project);
      await types(page, "/escalate");
      await seesTitle(page, en.controls.titles.situation);
      await fillsStep(page, "situation", almostReady);
      await page.getByRole("button", { name: "Inspector" }).click();
      await page.getByRole("switch", { name: /Slack down/ }).check();
      await page.getByText("Slack down. The bot cannot reach Slack at all.").waitFor();
      await submit(page, en.controls.submit.next);
      await page.getByText("We had some trouble connecting. Try again?").waitFor();
      await picture("fault");
      await page.getByRole("button", { name: "Switch off" }).click();
      await here().slack.untilConnected();
      expect(await page.getByLabel(en.form.summary.label).inputValue()).toBe(almostReady.summary);
      await submit(page, en.controls.submit.next);
      await seesTitle(page, en.controls.titles.scope);
      await picture("inspector");
      expect(
        await page.locator("#traffic .exchange", { hasText: "acknowledged in" }).count(),
      ).toBeGreaterThan(0);
    },
  );
});

/** Every `type` in what the bot sent, as Block Kit names it. */
function typesIn(part: Json, found = new Set<string>()): Set<string> {
  if (Array.isArray(part)) for (const each of part as readonly Json[]) typesIn(each, found);
  else if (isJsonObject(part)) {
    if (typeof part["type"] === "string") found.add(part["type"]);
    for (const [name, value] of Object.entries(part)) if (name !== "confirm") typesIn(value, found);
  }
  return found;
}

describe("drawing", () => {
  inABrowser("every kind of block and element that the bot sends in its story is drawn", async () => {
    const { page, picture } = await opens(people.dana, channels.csm);
    const drawn = new Set<string>();
    const sent = new Set<string>();
    const look = async () => {
      const found = "[...document.querySelectorAll('[data-drawn]')].map((each) => each.dataset.drawn)";
      for (const type of await page.evaluate<string[]>(found)) drawn.add(type);
      expect(await page.locator("[data-cannot-draw]").allTextContents()).toEqual([]);
      typesIn([...(here().slack.screenOf(people.dana)?.definition.blocks ?? [])], sent);
    };
    await types(page, "/escalate");
    await fillsTheCase(page, almostReady, { look });
    await look();
    await page.getByLabel(en.review.anyway.label).fill("The go-live is in two weeks.");
    await submit(page, en.controls.submit.send_anyway);
    await seesTitle(page, "Sent");
    await look();
    await page.keyboard.press("Escape");
    await movesToTheNudge(page);
    await message(page, "ESC-1")
      .getByText(/^\d+ replies$/)
      .click();
    await message(page, "@Dana Whitfield", "#thread").waitFor();
    await look();
    await visits(page, "readiness");
    await message(page, "ESC-1").waitFor();
    await look();
    for (const channelId of [channels.csm, here().slack.dmOf(people.dana).id]) {
      for (const { blocks } of here().slack.messagesFor(people.dana, channelId))
        typesIn([...(blocks ?? [])], sent);
    }
    await picture("drawing");
    expect(sent.size).toBeGreaterThan(12);
    expect([...sent].filter((type) => !drawn.has(type))).toEqual([]);
  });

  inABrowser("what the page does not know is shown as that", async () => {
    const { page, picture } = await opens(people.casey, channels.csm);
    const block = { type: "image", alt_text: "a chart", image_url: "https://files.example.com/chart.png" };
    const chart = { channel: channels.csm, text: "A chart", blocks: [block] };
    const answer = await callApi(here().slack, "chat.postMessage", chart, app.botToken);
    expect(answer).toMatchObject({ ok: true });
    await page.getByText("The page cannot draw image.").waitFor();
    await picture("cannot-draw");
  });

  inABrowser("a link to a message of this Slack leads there, and to nobody else's page", async () => {
    const ts = here().slack.say(people.dana, channels.csm, "Look at this one");
    const link = `https://${team.domain}.slack.test/archives/${channels.csm}/p${ts.replace(".", "")}`;
    here().slack.say(people.dana, channels.project, `See ${link} and https://example.com/x`);
    const { page, picture } = await opens(people.dana, channels.project);
    const outside = page.getByRole("link", { name: "https://example.com/x" });
    expect(await outside.getAttribute("rel")).toBe("noopener noreferrer");
    await page.getByRole("link", { name: link }).click();
    await page.locator("#conversation-name", { hasText: "csm-escalations" }).waitFor();
    await page.locator(".message.flash", { hasText: "Look at this one" }).waitFor();
    await picture("jumped");
  });
});
