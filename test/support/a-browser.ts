import { afterAll, test } from "@jest/globals";
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { type AWindow, browserPath, launchBrowser, type Look, openWindowIn } from "./a-window.ts";

const isThere = existsSync(browserPath);
/** A test that needs a browser: skipped, with a sentence, where there is none, unless that is not allowed. */
export const inABrowser = isThere || process.env["BROWSER_TESTS"] === "required" ? test : test.skip;
if (!isThere) {
  process.stderr.write(
    `The page was not tested in a browser: there is no Chromium at ${browserPath}. Install it, or set CHROMIUM_PATH.\n`,
  );
}

let browser: Promise<Browser> | null = null;
afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});

/** One window in the browser that all tests of a file share. */
export async function openWindow(url: string, look?: Look): Promise<AWindow> {
  browser ??= launchBrowser();
  return openWindowIn(await browser, url, look);
}
