import { afterEach, beforeEach, expect } from "@jest/globals";
import { openWindow } from "./a-browser.ts";
import type { APage } from "./a-page-with.ts";
import type { AWindow, Look } from "./a-window.ts";

/** Windows on the page of one test. */
export interface APagePerTest {
  readonly here: () => APage;
  readonly opens: (userId: string, channelId: string, look?: Look) => Promise<AWindow>;
}

/** Opens the page before each test; after it nobody broke Slack's rules and the browser had nothing to complain of. */
export function pagePerTest(open: () => Promise<APage>): APagePerTest {
  let page: APage | null = null;
  let windows: AWindow[] = [];
  const here = () => {
    if (page === null) throw new Error("The page is open within a test only.");
    return page;
  };
  beforeEach(async () => {
    page = await open();
  });
  afterEach(async () => {
    const complaints = windows.flatMap((window) => window.complaints);
    for (const window of windows) await window.page.close();
    windows = [];
    const { violations } = here().slack;
    await here().stop();
    expect(complaints).toEqual([]);
    expect(violations).toEqual([]);
  });
  return {
    here,
    async opens(userId, channelId, look) {
      const window = await openWindow(here().at(userId, channelId), look);
      windows.push(window);
      return window;
    },
  };
}
