import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type LocalSlack, startLocalSlack } from "../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../playground/workspace.ts";
import { leaks, watchedLog, watchLine, watchSlack, watchTexts } from "./support/a-watched-log.ts";

/** The watch over the log, which every test relies on, finds what it looks for. */

const log = watchedLog();
const ready = "the bot is ready";
const typed = "We lost eleven orders on Friday night.";
let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack({ workspace, app });
  watchSlack(slack);
  watchTexts({
    examples: [{ ex_impact: "about 4,700 dollars a day", ex_where: "aisle nine" }],
    partner_company: "Contoso",
    ...{ summary: "refused", who_how: "yes", ex_date: "2026-11-20", channel: "C0CSM0001" },
  });
  slack.say(people.dana, channels.project, typed);
});
afterEach(() => slack.stop());

test("what a healthy bot writes is no leak", () => {
  const id = "7f8a6d1e-0000-4000-8000-0123456789ab";
  log.info({ team: "T0ACME001", channel: channels.csm, mode: "socket" }, ready);
  log.warn({ user: people.dana, error: "WebAPIHTTPError" }, "could not look up a person");
  log.error({ escalation: id, where: "at send (file:///bot/src/x.ts:1:2)" }, "a listener failed");
  log.info({ reason: "refused", until: "2026-11-20", who: "yes", file: "/x/Contoso-1.ts" }, ready);
  watchLine("The port in PORT is in use by another program.");
  expect(leaks()).toEqual([]);
});

test.each([
  ["what somebody said", { reason: "eleven orders on Fri" }, "somebody's words"],
  ["an excerpt of it, deep within", { a: [{ b: "… lost eleven o …" }] }, "somebody's words"],
  ["what stands in a case", { impact: "about 4,700 dollars" }, "somebody's words"],
  ["what somebody is called", { who: "Dana Whitfield" }, "somebody's words"],
  ["a short name", { who: "of Alex Adobe, who" }, "somebody's words"],
  ["an answer of two words", { a: [{ b: "aisle nine" }] }, "somebody's words"],
  ["an answer of one", { reason: "(Contoso)" }, "somebody's words"],
  ["the bot's token", { token: app.botToken }, "a secret"],
  ["the signing secret", { with: `key ${app.signingSecret}` }, "a secret"],
  ["anybody's token", { error: "xoxp-1234 was refused" }, "a secret"],
  ["where answers go", { url: "http://127.0.0.1:1/response/abc" }, "a secret"],
])("%s is one, at every level", (_, facts, fault) => {
  for (const level of ["info", "warn", "error"] as const) {
    log[level](facts, ready);
    expect(leaks()).toEqual([expect.stringContaining(fault)]);
  }
});

test("a sentence that is put together is one, since anything may be in it", () => {
  log.info({}, `the bot of ${people.dana} is ready`);
  expect(leaks()).toEqual([expect.stringContaining("a sentence that nobody wrote down in the source")]);
});

test("what is written beside the log counts as well", () => {
  watchLine(`Error: ${typed}`);
  expect(leaks()).toEqual([expect.stringContaining("somebody's words")]);
});
