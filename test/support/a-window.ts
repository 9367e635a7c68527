import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Answers } from "../../src/domain/answers.ts";
import type { Locale } from "../../src/domain/escalation.ts";
import { type Field, fields, isShown, type Step, steps } from "../../src/domain/form.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { fieldWords, optionWords } from "../../src/text/form-words.ts";

/** The page in a real browser, used as a person would. */

export const browserPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const pictures = join(import.meta.dirname, "..", "..", "screenshots");

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath, args: flags });
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

/** One window. Complaints of the browser, such as an error in a script or a refused resource, are kept. */
export interface AWindow {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly picture: (name: string) => Promise<void>;
}

export async function openWindowIn(
  browser: Browser,
  url: string,
  { width = 1280, height = 800, dark = false }: Look = {},
): Promise<AWindow> {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
  });
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(url);
  await page.locator("#conversation .message, #conversation .empty").first().waitFor();
  return {
    page,
    complaints,
    async picture(name) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
}

export async function seesTitle(page: Page, title: string): Promise<void> {
  await page.locator("#modal-title").getByText(title, { exact: true }).waitFor();
}

export async function actsAs(page: Page, name: string): Promise<void> {
  const option = page.locator("#act-as option").filter({ hasText: name });
  await page.getByLabel("Act as").selectOption((await option.getAttribute("value")) ?? "");
  await page.locator(`#act-as:has(option:checked:text("${name}"))`).waitFor();
}

export async function visits(page: Page, conversation: string): Promise<void> {
  await page.getByRole("navigation").getByRole("button", { name: conversation }).click();
  await page.locator("#conversation-name").getByText(conversation).waitFor();
}

export async function types(page: Page, line: string): Promise<void> {
  const composer = page.locator("#channel-composer textarea");
  await composer.fill(line);
  await composer.press("Enter");
}

interface Filling {
  readonly locale?: Locale;
  /** Called with each step, filled in. */
  readonly look?: (step: Step) => Promise<void>;
}

/** From the first step on the screen to the review. */
export async function fillsTheCase(
  page: Page,
  answers: Answers,
  { locale = "en", look }: Filling = {},
): Promise<void> {
  const { controls } = wordsIn(locale);
  for (const step of steps) {
    await seesTitle(page, controls.titles[step]);
    await fillsStep(page, step, answers, locale);
    await look?.(step);
    const onwards = step === "ask" ? controls.submit.review : controls.submit.next;
    await page.locator("#modal-foot").getByRole("button", { name: onwards, exact: true }).click();
  }
  await seesTitle(page, controls.titles.review);
}

export async function fillsStep(
  page: Page,
  step: Step,
  answers: Answers,
  locale: Locale = "en",
): Promise<void> {
  if (step !== "examples") {
    for (const field of fields) {
      if (field.step === step && isShown(field, answers)) await fills(page, field, answers[field.id], locale);
    }
    return;
  }
  for (const [index, example] of answers.examples.entries()) {
    if (index > 0) {
      const { modal, controls } = wordsIn(locale);
      await page.getByRole("button", { name: controls.buttons.add_example }).click();
      await page.getByText(modal.examples.heading(index + 1, index + 1), { exact: true }).waitFor();
    }
    for (const field of fields) {
      if (field.step === "examples") await fills(page, field, example[field.id], locale);
    }
  }
}

async function fills(page: Page, field: Field, answer: string | null, locale: Locale): Promise<void> {
  if (answer === null || answer === "") return;
  const { form } = wordsIn(locale);
  const { label } = fieldWords(form, field.id);
  const block = page.locator("#modal .field").filter({ has: page.locator(".label", { hasText: label }) });
  if (field.kind !== "choice") await block.locator("input, textarea").fill(answer);
  else if (field.as === "radio")
    await block.getByLabel(optionWords(form, field.id, answer), { exact: true }).check();
  else await block.locator("select").selectOption({ label: optionWords(form, field.id, answer) });
}
