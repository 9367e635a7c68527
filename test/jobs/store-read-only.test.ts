import { open } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import Sqlite from "better-sqlite3";
import { channels, people } from "../../playground/workspace.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { draftsOnDisk, en, keysIn, kindsOf, opensReview, sends } from "../support/a-bot-in-trouble.ts";
import { closeAStage, openAStage } from "../support/a-stage.ts";

/** The file becomes one that may only be read, under a bot that runs; it takes no mount, and no user without rights. */

test("whoever presses is told that nothing was kept; mended, the next start goes on", async () => {
  const disk = await draftsOnDisk();
  const stage = { at: s1.now, settings: { DATABASE_URL: disk.url } };
  const path = disk.url.replace("sqlite:", "");
  try {
    const before = await openAStage(stage);
    const dana = before.person(people.dana);
    await opensReview(dana);
    await mayOnlyBeRead(path, true);
    await dana.presses(en.controls.submit.send);
    await dana.seesModal(en.modal.notSaved.text);
    expect(before.troubles.splice(0).join("\n")).toContain('"code":"SQLITE_READONLY"');
    await before.stop();

    await mayOnlyBeRead(path, false);
    const after = await openAStage(stage);
    await sends(after.person(people.dana));
    await after.settle();
    expect(kindsOf(keysIn(after.slack, people.casey, channels.csm))).toEqual(["card", "evidence 1"]);
    await closeAStage(after);
  } finally {
    await disk.remove();
  }
});

/** The engine takes a file for one of a later version, of which it may read all and write nothing. */
async function mayOnlyBeRead(path: string, only: boolean): Promise<void> {
  const beside = new Sqlite(path);
  if (only) {
    // Whoever writes beside the bot has it read again what it had read; and what is written stands in the file itself.
    beside.pragma("user_version = 1");
    beside.pragma("wal_checkpoint(truncate)");
  }
  beside.close();
  const writeVersion = 18;
  const file = await open(path, "r+");
  await file.write(Uint8Array.of(only ? 3 : 2), 0, 1, writeVersion);
  await file.sync();
  await file.close();
}
