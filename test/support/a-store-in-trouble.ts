import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { en, expectShownOnce, keysIn, opensReview, putDrafts } from "./a-bot-in-trouble.ts";
import { type ChildBot, endChildren, startHttpChild } from "./a-child-bot.ts";
import { label, least } from "./a-requester.ts";
import { asksAt } from "./a-watcher.ts";

/** A bot whose store fails it, with people in the middle of something, and what they see of it. */
export interface AStoreInTrouble {
  readonly slack: LocalSlack;
  readonly dana: Person;
  readonly harriet: Person;
  readonly ravi: Person;
  /** For what the store is made of; gone afterwards. */
  readonly folder: string;
  /** Starts the bot, with finished drafts of Dana and Harriet. */
  readonly startBot: (databaseUrl: string) => Promise<void>;
  /** Starts it once more, on the same database. */
  readonly startAgain: () => Promise<void>;
  /** The one that was started last. */
  readonly child: () => ChildBot;
  /** What `/readyz` answers. */
  readonly health: () => Promise<Health>;
  readonly untilHealthIs: (answer: Health) => Promise<void>;
  /** People in the middle of something, before anything is wrong. */
  readonly peopleAtWork: () => Promise<void>;
  /** *Next* is refused at a field, and what was typed stands there still. */
  readonly seesNextRefused: (person: Person) => Promise<void>;
  /** *Send* has no field to say it at, so a window on top does. */
  readonly seesSendRefused: (person: Person) => Promise<void>;
  /** Nothing can be written; of what can still be read, people see as much as ever. */
  readonly expectWritesRefused: (code: string) => Promise<void>;
  readonly expectAllRefused: (code: string) => Promise<void>;
  /** What was refused before is done now, with nothing typed again. */
  readonly goesOn: () => Promise<void>;
  /** That the card stands. */
  readonly receiptSays: (person: Person, name: string) => boolean;
  /** Ends what was started. Nothing else may have been against Slack's rules. */
  readonly end: (violations?: readonly string[]) => Promise<void>;
}

export const patienceMs = 60_000;
const { controls, modal } = en;
/** Stands nowhere in the log. */
export const typed = "zq-typed while the store was out of order";
type Health = Awaited<ReturnType<typeof asksAt>>;
export const well: Health = { status: 200, text: '{"status":"ok"}' };
export const unwell: Health = { status: 503, text: '{"status":"store_unavailable"}' };

export async function openStoreInTrouble(): Promise<AStoreInTrouble> {
  const folder = await mkdtemp(join(tmpdir(), "store-in-trouble-"));
  // The bot gives up after two seconds; on a busy machine its answer may take some more to get here.
  const slack = await startLocalSlack({ workspace, app, mode: "http", settleMs: 40, ackWithinMs: 5_000 });
  const dana = personOn(slack, people.dana);
  const harriet = personOn(slack, people.harriet);
  const ravi = personOn(slack, people.ravi);
  let started: { readonly url: string; readonly child: Awaited<ReturnType<typeof startHttpChild>> } | null =
    null;

  const running = () => {
    if (!started) throw new Error("The bot was not started.");
    return started;
  };
  const start = async (url: string) => {
    started = { url, child: await startHttpChild(slack, url) };
  };
  const health = () => asksAt(running().child.port, "/readyz");
  const untilHealthIs = async ({ text }: Health) => {
    await until(`/readyz to say ${text}`, async () => (await health()).text === text, patienceMs);
  };
  const seesNextRefused = async (person: Person) => {
    await person.presses(controls.submit.next);
    const screen = await person.seesModal(controls.titles.situation);
    expect(screen.notice).toBeNull();
    expect(screen.fields.flatMap(({ error }) => error ?? [])).toEqual([modal.notSaved.text]);
    expect(screen.fields[0]?.value).toBe(typed);
  };
  const seesSendRefused = async (person: Person) => {
    await person.presses(controls.submit.send);
    await person.seesModal(modal.notSaved.text);
    await person.closesModal();
    await person.seesModal(controls.titles.review);
  };
  const expectWritesRefused = async (code: string) => {
    await seesNextRefused(ravi);
    await seesSendRefused(dana);
    expect(await health()).toEqual(unwell);
    const out = running().child.out();
    expect(out).toContain(`"code":"${code}`);
    expect(out).not.toMatch(/zq-typed|Northwind|xoxb|xapp/u);
  };
  const receiptSays = (person: Person, name: string) =>
    person.dms()[0]?.screen.includes(en.card.receipt.sent(name, "#csm-escalations")) ?? false;

  return {
    slack,
    dana,
    harriet,
    ravi,
    folder,
    startBot: async (databaseUrl) => {
      await putDrafts(databaseUrl, { drafts: [people.dana, people.harriet] });
      await start(databaseUrl);
    },
    startAgain: () => start(running().url),
    child: () => running().child,
    health,
    untilHealthIs,
    peopleAtWork: async () => {
      await ravi.types("/escalate", { in: channels.project });
      await ravi.seesModal(controls.titles.situation);
      await ravi.fills({ ...least.situation, [label("summary")]: typed });
      await opensReview(dana);
      expect(await health()).toEqual(well);
    },
    seesNextRefused,
    seesSendRefused,
    expectWritesRefused,
    expectAllRefused: async (code) => {
      await expectWritesRefused(code);
      await harriet.types("/escalate", { in: channels.project });
      await harriet.seesMessage(channels.project, modal.failed);
    },
    goesOn: async () => {
      await untilHealthIs(well);
      await ravi.presses(controls.submit.next);
      await ravi.seesModal(controls.titles.scope);
      await dana.presses(controls.submit.send);
      await dana.seesModal("ESC-1");
      await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2, patienceMs);
      await until("the receipt with its link", () => receiptSays(dana, "ESC-1"), patienceMs);
      expectShownOnce(slack);
    },
    receiptSays,
    end: async (expected = []) => {
      endChildren();
      const violations = slack.violations.map(({ what }) => what);
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
      expect(violations).toEqual(expected);
    },
  };
}
