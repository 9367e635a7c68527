import { cp, mkdtemp, open, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Sqlite from "better-sqlite3";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { en, expectShownOnce, keysIn, kindsOf, opensReview, putDrafts } from "../support/a-bot-in-trouble.ts";
import { childSettings, endChildren, startChild, startHttpChild } from "../support/a-child-bot.ts";
import { holdLock } from "../support/a-lock.ts";
import { adminDatabase, type APostgres, startPostgres } from "../support/a-postgres.ts";
import { label, least } from "../support/a-requester.ts";
import { onPostgres } from "../support/on-postgres.ts";
import { limitFiles, onASmallDisk } from "../support/a-small-disk.ts";

/**
 * The file is held, full, moved away or damaged under a bot that runs, or its server is gone: whoever presses a button
 * then sees that it was not kept and what to do, `/readyz` says that the store is out of order, and all goes on by itself when it is mended.
 */

const patienceMs = 60_000;
const { controls, modal } = en;
/** Stands nowhere in the log. */
const typed = "zq-typed while the store was out of order";

let slack: LocalSlack;
let folder: string;
let url: string;
let child: Awaited<ReturnType<typeof startHttpChild>>;
let dana: Person;
let harriet: Person;
let ravi: Person;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-in-trouble-"));
  // The bot gives up after two seconds; on a busy machine its answer may take some more to get here.
  slack = await startLocalSlack({ workspace, app, mode: "http", settleMs: 40, ackWithinMs: 5_000 });
  dana = personOn(slack, people.dana);
  harriet = personOn(slack, people.harriet);
  ravi = personOn(slack, people.ravi);
});
afterEach(async () => {
  endChildren();
  const { violations } = slack;
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
  expect(violations).toEqual([]);
});

const pathOf = () => url.replace("sqlite:", "");

const fileIn = (where: string) => `sqlite:${join(where, "escalations.db")}`;

/** With finished drafts of Dana and Harriet. */
async function startBot(databaseUrl = fileIn(join(folder, "data"))): Promise<void> {
  url = databaseUrl;
  await putDrafts(url, { drafts: [people.dana, people.harriet] });
  child = await startHttpChild(slack, url);
}

async function health(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${child.port}/readyz`);
  return `${answer.status} ${await answer.text()}`;
}
const well = '200 {"status":"ok"}';
const unwell = '503 {"status":"store_unavailable"}';

async function untilWell(): Promise<void> {
  while ((await health()) !== well) await pause(50);
}

/** People in the middle of something, before anything is wrong. */
async function peopleAtWork(): Promise<void> {
  await ravi.types("/escalate", { in: channels.project });
  await ravi.seesModal(controls.titles.situation);
  await ravi.fills({ ...least.situation, [label("summary")]: typed });
  await opensReview(dana);
  expect(await health()).toBe(well);
}

/** *Next* is refused at a field, and what was typed stands there still. */
async function seesNextRefused(person: Person): Promise<void> {
  await person.presses(controls.submit.next);
  const screen = await person.seesModal(controls.titles.situation);
  expect(screen.notice).toBeNull();
  expect(screen.fields.flatMap(({ error }) => error ?? [])).toEqual([modal.notSaved.text]);
  expect(screen.fields[0]?.value).toBe(typed);
}

/** *Send* has no field to say it at, so a window on top does. */
async function seesSendRefused(person: Person): Promise<void> {
  await person.presses(controls.submit.send);
  await person.seesModal(modal.notSaved.text);
  await person.closesModal();
  await person.seesModal(controls.titles.review);
}

/** Nothing can be written; of what can still be read, people see as much as ever. */
async function expectWritesRefused(code: string): Promise<void> {
  await seesNextRefused(ravi);
  await seesSendRefused(dana);
  expect(await health()).toBe(unwell);
  expect(child.out()).toContain(`"code":"${code}`);
  expect(child.out()).not.toMatch(/zq-typed|Northwind|xoxb|xapp/u);
}

async function expectAllRefused(code: string): Promise<void> {
  await expectWritesRefused(code);
  await harriet.types("/escalate", { in: channels.project });
  await harriet.seesMessage(channels.project, modal.failed);
}

/** What was refused before is done now, with nothing typed again. */
async function goesOn(): Promise<void> {
  await untilWell();
  await ravi.presses(controls.submit.next);
  await ravi.seesModal(controls.titles.scope);
  await dana.presses(controls.submit.send);
  await dana.seesModal("ESC-1");
  await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2, patienceMs);
  await until("the receipt with its link", () => receiptSays(dana, "ESC-1"), patienceMs);
  expectShownOnce(slack);
}

/** That the card stands. */
function receiptSays(person: Person, name: string): boolean {
  return person.dms()[0]?.screen.includes(en.card.receipt.sent(name, "#csm-escalations")) ?? false;
}

describe("another process holds the file", () => {
  test("for a moment: who presses a button waits for that long, and sees nothing of it", async () => {
    await startBot();
    await peopleAtWork();
    const lock = await holdLock(url);
    const heard = slack.traffic.length;
    const pressing = ravi.presses(controls.submit.next);
    await until("the submission", () => slack.traffic.length > heard);
    await lock.letGo();
    await pressing;
    await ravi.seesModal(controls.titles.scope);
    expect(child.out()).not.toContain("a listener failed");
  });

  test("for twenty seconds: nobody is left waiting, and a card that was on its way then stands in Slack once", async () => {
    await startBot();
    await peopleAtWork();
    await opensReview(harriet);
    slack.fail("chat.postMessage", { kind: "delay", ms: 700 }, { channel: channels.csm });
    await dana.presses(controls.submit.send);
    await dana.seesModal("ESC-1");
    await until("the card to leave", () => slack.calls.some(({ method }) => method === "chat.postMessage"));
    const lock = await holdLock(url);
    await until("the card", () => keysIn(slack, people.casey, channels.csm).length > 0, patienceMs);
    await seesNextRefused(ravi);
    await seesSendRefused(harriet);
    expect(await health()).toBe(unwell);
    // The bot looks for work about once a second.
    const looks = () => child.lines().filter((line) => line.includes('"SQLITE_BUSY"')).length;
    await until("twenty looks in vain", () => looks() >= 20, patienceMs);
    await lock.letGo();

    await ravi.presses(controls.submit.next);
    await ravi.seesModal(controls.titles.scope);
    await harriet.presses(controls.submit.send);
    await harriet.seesModal("ESC-2");
    // What was posted and could not be written down is found again when its lease is over.
    await until("both cases", () => keysIn(slack, people.casey, channels.csm).length === 4, patienceMs);
    await until("the receipt with its link", () => receiptSays(dana, "ESC-1"), patienceMs);
    const shown = kindsOf(keysIn(slack, people.casey, channels.csm));
    expect(shown.toSorted()).toEqual(["card", "card", "evidence 1", "evidence 1"]);
    await untilWell();
  });
});

describe("the disk", () => {
  onASmallDisk("is full: nothing is half kept, and all goes on once there is room", async (disk) => {
    try {
      await startBot(fileIn(join(disk.folder, "data")));
      await peopleAtWork();
      await disk.fill();
      await expectWritesRefused("SQLITE_FULL");
      await disk.makeRoom();
      await goesOn();
    } finally {
      child.process.kill("SIGKILL");
      await child.ended;
    }
  });

  test("refuses to write: nothing is half kept, and all goes on once it takes what is written", async () => {
    await startBot();
    await peopleAtWork();
    await limitFiles(child.process.pid, 1);
    await expectWritesRefused("SQLITE_IOERR");
    await limitFiles(child.process.pid, "unlimited");
    await goesOn();
  });

  onASmallDisk(
    "may only be read at the start: the sentence says why, and nothing is asked of Slack",
    async (disk) => {
      await disk.readOnly();
      url = fileIn(disk.folder);
      const refused = startChild({ settings: childSettings(slack, url, "http") });
      expect(await refused.ended).toBe(1);
      expect(refused.errors()).toMatch(/cannot be created or written \(EROFS\)\. Let DATABASE_URL name a/u);
      expect(slack.calls).toEqual([]);
    },
  );
});

describe("the folder", () => {
  test("is moved away: nothing is taken for kept that nobody would find again; moved back, all goes on", async () => {
    await startBot();
    await peopleAtWork();
    const elsewhere = join(folder, "elsewhere");
    await rename(dirname(pathOf()), elsewhere);
    await expectAllRefused("SQLITE_READONLY_DBMOVED");
    await rename(elsewhere, dirname(pathOf()));
    await goesOn();
  });

  test("is deleted: the bot does not pretend, and stops when it is told to", async () => {
    await startBot();
    await peopleAtWork();
    await rm(dirname(pathOf()), { recursive: true });
    await expectAllRefused("SQLITE_READONLY_DBMOVED");
    child.process.kill("SIGTERM");
    expect(await child.ended).toBe(0);
  });
});

onPostgres("the PostgreSQL server", () => {
  let server: APostgres;
  beforeEach(async () => {
    server = await startPostgres();
  });
  afterEach(async () => {
    child.process.kill("SIGKILL");
    await child.ended;
    await server.stop();
  });

  test("is restarted in mid-flight: a post that stood is recorded, nobody sees anything of it, and all goes on", async () => {
    await startBot(server.url(adminDatabase));
    await peopleAtWork();
    slack.fail("chat.postMessage", { kind: "delay", ms: 700 }, { channel: channels.csm });
    await dana.presses(controls.submit.send);
    await dana.seesModal("ESC-1");
    await until("the card to leave", () => slack.calls.some(({ method }) => method === "chat.postMessage"));
    await server.crash();
    const pressing = ravi.presses(controls.submit.next);
    await server.start();
    await pressing;
    await ravi.seesModal(controls.titles.scope);
    await until("the evidence", () => keysIn(slack, people.casey, channels.csm).length === 2, patienceMs);
    await until("the receipt with its link", () => receiptSays(dana, "ESC-1"), patienceMs);
    expectShownOnce(slack);
    await untilWell();
  });

  test("is gone for a while: whoever presses is told, and all goes on once it is back", async () => {
    await startBot(server.url(adminDatabase));
    await peopleAtWork();
    await server.crash();
    await expectAllRefused("ECONNREFUSED");
    await server.start();
    await goesOn();
  });
});

test("the file is damaged: nothing is made of what cannot be read, the next start says what to do, and a backup is taken up", async () => {
  await startBot();
  await peopleAtWork();
  const backup = join(folder, "backup.db");
  const beside = new Sqlite(pathOf());
  beside.pragma("wal_checkpoint(truncate)");
  await cp(pathOf(), backup);
  await damage(pathOf());
  // Whoever writes beside the bot has it read again what it had read.
  beside.pragma("user_version = 1");
  beside.close();
  await expectAllRefused("SQLITE_CORRUPT");

  child.process.kill("SIGTERM");
  await child.ended;
  const refused = startChild({ settings: childSettings(slack, url, "http") });
  expect(await refused.ended).toBe(1);
  expect(refused.errors()).toMatch(/^The database file .* is damaged\. Restore it from a backup/u);
  for (const file of [pathOf(), `${pathOf()}-wal`, `${pathOf()}-shm`]) await rm(file, { force: true });
  await cp(backup, pathOf());
  child = await startHttpChild(slack, url);
  await goesOn();
});

/** All but the first page, in which the engine finds what the others are. */
async function damage(path: string): Promise<void> {
  const page = 4096;
  const file = await open(path, "r+");
  const { size } = await file.stat();
  await file.write(Buffer.alloc(size - page, 0xa5), 0, size - page, page);
  await file.sync();
  await file.close();
}
