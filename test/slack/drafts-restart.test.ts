import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { channels, people } from "../../playground/workspace.ts";
import { comesBack, en, label, least, starts, startsAt, valueIn } from "../support/a-requester.ts";
import { type AStage, closeAStage, openAStage } from "../support/a-stage.ts";

/** The bot goes away and comes back on the same file while people write. */

let folder: string;
let stage: AStage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "drafts-"));
  stage = await openAStage({ settings: { DATABASE_URL: `sqlite:${join(folder, "drafts.db")}` } });
});
afterEach(async () => {
  await closeAStage(stage);
  await rm(folder, { recursive: true });
});
const dana = () => stage.person(people.dana);
const { titles, submit, buttons } = en.controls;

test("a restart in mid-form loses nothing: the same window goes on", async () => {
  await startsAt(dana(), "scope");
  await dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread });
  await dana().fills({ [label("scope_ref")]: "SOW v1.3" });
  await stage.restartBot();
  await dana().presses(submit.next);
  expect((await dana().seesModal()).title).toBe(titles.partner);
  await stage.restartBot();
  await dana().presses(buttons.back);
  await dana().seesModal(titles.scope);
  expect(valueIn(dana(), "scope_ref")).toBe("SOW v1.3");
});

test("a draft is offered again by the bot that comes after", async () => {
  await startsAt(dana(), "examples");
  await dana().fills({ [label("ex_actual")]: "The queue stopped", [label("ex_date")]: "2026-11-16" });
  await stage.restartBot();
  expect((await comesBack(dana())).title).toBe(titles.examples);
  expect(valueIn(dana(), "ex_actual")).toBe("The queue stopped");
  expect(valueIn(dana(), "ex_date")).toBe("2026-11-16");
});

test("a Next pressed while the bot is away is not taken, stays on screen, and can be pressed again", async () => {
  await starts(dana());
  await dana().fills(least.situation);
  stage.slack.goDown();
  await dana().presses(submit.next);
  const stuck = await dana().seesModal(titles.situation);
  expect(stuck.notice).not.toBeNull();
  expect(valueIn(dana(), "summary")).toBe("Orders do not reach the ERP");
  stage.slack.comeUp();
  await stage.restartBot();
  stage.troubles.splice(0);
  await dana().presses(submit.next);
  expect((await dana().seesModal()).title).toBe(titles.scope);
});

test("after an outage of Slack /escalate offers the draft, with what was on screen at the last choice", async () => {
  await startsAt(dana(), "scope");
  await dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread });
  stage.slack.goDown();
  await dana().fills({ [label("scope_ref")]: "SOW v1.3" });
  await dana().presses(submit.next);
  await dana().closesModal();
  stage.slack.comeUp();
  await stage.restartBot();
  stage.troubles.splice(0);
  const choice = await starts(dana());
  expect(choice.text).toContain("Orders do not reach the ERP · Northwind Digital");
  await dana().presses(buttons.resume);
  await dana().seesModal(titles.scope);
  expect(valueIn(dana(), "scope_status")).toBe(en.form.scope_status.options.reread);
});

test("a case sent just before a restart gets its one card after it", async () => {
  await startsAt(dana(), "review");
  await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
  stage.slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: Infinity });
  await dana().presses(submit.send_anyway);
  await dana().seesModal("ESC-1");
  await stage.restartBot();
  stage.slack.mend("chat.postMessage");
  stage.troubles.splice(0);
  await stage.settle(120_000);
  const cards = stage.person(people.casey).sees(channels.csm);
  expect(cards).toHaveLength(1);
  expect(cards[0]?.screen).toContain("ESC-1");
});
