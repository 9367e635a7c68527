import { cp, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Sqlite from "better-sqlite3";
import { until } from "../../playground/patience.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, keysIn, kindsOf, opensReview } from "../support/a-bot-in-trouble.ts";
import { childSettings, startChild } from "../support/a-child-bot.ts";
import { holdLock } from "../support/a-lock.ts";
import { limitFiles, onASmallDisk } from "../support/a-small-disk.ts";
import {
  type AStoreInTrouble,
  openStoreInTrouble,
  patienceMs,
  unwell,
  well,
} from "../support/a-store-in-trouble.ts";

/**
 * The file is held, full, moved away or damaged under a bot that runs: whoever presses a button then sees that it was not
 * kept and what to do, `/readyz` says that the store is out of order, and all goes on by itself when it is mended.
 */

const { controls } = en;
let at: AStoreInTrouble;
beforeEach(async () => {
  at = await openStoreInTrouble();
});
afterEach(() => at.end());

const fileIn = (where: string) => `sqlite:${join(where, "escalations.db")}`;
const url = () => fileIn(join(at.folder, "data"));
const path = () => url().replace("sqlite:", "");

describe("another process holds the file", () => {
  test("for a moment: who presses a button waits for that long, and sees nothing of it", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    const lock = await holdLock(url());
    const heard = at.slack.traffic.length;
    const pressing = at.ravi.presses(controls.submit.next);
    await until("the submission", () => at.slack.traffic.length > heard);
    await lock.letGo();
    await pressing;
    await at.ravi.seesModal(controls.titles.scope);
    expect(at.child().out()).not.toContain("a listener failed");
  });

  test("for twenty seconds: nobody is left waiting, and a card that was on its way then stands in Slack once", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    await opensReview(at.harriet);
    at.slack.fail("chat.postMessage", { kind: "delay", ms: 700 }, { channel: channels.csm });
    await at.dana.presses(controls.submit.send);
    await at.dana.seesModal("ESC-1");
    await until("the card to leave", () =>
      at.slack.calls.some(({ method }) => method === "chat.postMessage"),
    );
    const lock = await holdLock(url());
    await until("the card", () => keysIn(at.slack, people.casey, channels.csm).length > 0, patienceMs);
    await at.seesNextRefused(at.ravi);
    await at.seesSendRefused(at.harriet);
    expect(await at.health()).toEqual(unwell);
    // The bot looks for work about once a second.
    const looks = () =>
      at
        .child()
        .lines()
        .filter((line) => line.includes('"SQLITE_BUSY"')).length;
    await until("twenty looks in vain", () => looks() >= 20, patienceMs);
    await lock.letGo();

    await at.ravi.presses(controls.submit.next);
    await at.ravi.seesModal(controls.titles.scope);
    await at.harriet.presses(controls.submit.send);
    await at.harriet.seesModal("ESC-2");
    // What was posted and could not be written down is found again when its lease is over.
    await until("both cases", () => keysIn(at.slack, people.casey, channels.csm).length === 4, patienceMs);
    await until("the receipt with its link", () => at.receiptSays(at.dana, "ESC-1"), patienceMs);
    const shown = kindsOf(keysIn(at.slack, people.casey, channels.csm));
    expect(shown.toSorted()).toEqual(["card", "card", "evidence 1", "evidence 1"]);
    await at.untilHealthIs(well);
  });
});

describe("the disk", () => {
  onASmallDisk("is full: nothing is half kept, and all goes on once there is room", async (disk) => {
    try {
      await at.startBot(fileIn(join(disk.folder, "data")));
      await at.peopleAtWork();
      await disk.fill();
      await at.expectWritesRefused("SQLITE_FULL");
      await disk.makeRoom();
      await at.goesOn();
    } finally {
      at.child().process.kill("SIGKILL");
      await at.child().ended;
    }
  });

  // As a full disk does, or one that the system has made read-only under the bot; and it takes no mount.
  test("refuses to write: nothing is half kept, and all goes on once it takes what is written", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    await limitFiles(at.child().process.pid, 1);
    await at.expectWritesRefused("SQLITE_IOERR");
    await limitFiles(at.child().process.pid, "unlimited");
    await at.goesOn();
  });

  onASmallDisk(
    "may only be read at the start: the sentence says why, and nothing is asked of Slack",
    async (disk) => {
      await disk.readOnly();
      const refused = startChild({ settings: childSettings(at.slack, fileIn(disk.folder), "http") });
      expect(await refused.ended).toBe(1);
      expect(refused.errors()).toMatch(/cannot be created or written \(EROFS\)\. Let DATABASE_URL name a/u);
      expect(at.slack.calls).toEqual([]);
    },
  );
});

describe("the folder", () => {
  test("is moved away: nothing is taken for kept that nobody would find again; moved back, all goes on", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    const elsewhere = join(at.folder, "elsewhere");
    await rename(dirname(path()), elsewhere);
    await at.expectAllRefused("SQLITE_READONLY_DBMOVED");
    await rename(elsewhere, dirname(path()));
    await at.goesOn();
  });

  test("is deleted: the bot does not pretend, and stops when it is told to", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    await rm(dirname(path()), { recursive: true });
    await at.expectAllRefused("SQLITE_READONLY_DBMOVED");
    at.child().process.kill("SIGTERM");
    expect(await at.child().ended).toBe(0);
  });
});

test("the file is damaged: nothing is made of what cannot be read, the next start says what to do, and a backup is taken up", async () => {
  await at.startBot(url());
  await at.peopleAtWork();
  const backup = join(at.folder, "backup.db");
  const beside = new Sqlite(path());
  beside.pragma("wal_checkpoint(truncate)");
  await cp(path(), backup);
  await damage(path());
  // Whoever writes beside the bot has it read again what it had read.
  beside.pragma("user_version = 1");
  beside.close();
  await at.expectAllRefused("SQLITE_CORRUPT");

  at.child().process.kill("SIGTERM");
  await at.child().ended;
  const refused = startChild({ settings: childSettings(at.slack, url(), "http") });
  expect(await refused.ended).toBe(1);
  expect(refused.errors()).toMatch(/^The database file .* is damaged\. Restore it from a backup/u);
  for (const file of [path(), `${path()}-wal`, `${path()}-shm`]) await rm(file, { force: true });
  await cp(backup, path());
  await at.startAgain();
  await at.goesOn();
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
