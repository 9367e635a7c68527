import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { openStore } from "../../src/store/database.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { nextDueAt } from "../../src/store/delivery-queues.ts";
import { recordPosted, startPosting } from "../../src/store/delivery-outcomes.ts";
import { changeDraft, openDraft } from "../../src/store/drafts.ts";
import { codeOf } from "../../src/store/engine-errors.ts";
import { someAnswers } from "../support/an-escalation.ts";
import { endTurnOf } from "../support/a-turn.ts";

/** Another process on the same file: started by tests with what to do and where. */

const [task, url = "", owner = ""] = process.argv.slice(2);
const now = new Date("2026-03-16T09:00:00Z");
const { db, close } = await (task === "open" ? openStore(url) : atLast(() => openStore(url)));

if (task === "write and die") {
  await openDraft(db, { id: "d1", teamId: "T1", userId: "U1" }, now);
  await changeDraft(db, "d1", now, () => ({ answers: someAnswers }));
  process.kill(process.pid, "SIGKILL");
}

if (task === "deliver") {
  const posted: string[] = [];
  for (;;) {
    const [claim] = await atLast(() => claimDue(db, { now, owner, leaseMs: 60_000, limit: 1 }));
    if (!claim) {
      // Others may have been quicker with what was found, and there may be more.
      if ((await nextDueAt(db)) === null) break;
      await pause(100);
      continue;
    }
    if (!(await atLast(() => startPosting(db, claim, now)))) throw new Error(`${claim.key} was lost`);
    posted.push(claim.key);
    const at = { channelId: "C1", ts: `${posted.length}.${owner}` };
    await atLast(() => recordPosted(db, claim, at, now));
    await atLast(() => endTurnOf(db, claim, now));
    if (posted.length === 1) {
      // The one that starts first does not leave the others nothing to do.
      process.send?.("posted one");
      await once(process, "message");
    }
    // Whoever finds a file held asks again after some twenty milliseconds: nobody is kept from it for good.
    await pause(25);
  }
  process.send?.(posted);
  process.disconnect();
}

await close();

/** A file that others hold for longer than anybody waits is refused, and nothing was done: it is asked once more. */
async function atLast<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (codeOf(error)?.startsWith("SQLITE_BUSY") !== true) throw error;
    }
  }
}
