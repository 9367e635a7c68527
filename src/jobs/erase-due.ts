import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { keptSince, type Retention } from "../domain/erasing.ts";
import { describeError } from "../slack/failures.ts";
import type { Db } from "../store/database.ts";
import {
  type Due,
  eraseLongClosed,
  eraseLongLeft,
  listLongClosed,
  listLongLeft,
  noteWhenClosed,
} from "../store/erasing.ts";
import { tidyUp } from "../store/tidying.ts";
import { listCase, unlistedCases } from "../store/unlisted-cases.ts";

/** What has been kept for all of its days is erased: a few at a time, so that nobody waits for it. */

const hour = 60 * 60_000;
const atOnce = 20;

interface Kept {
  readonly teamId: string;
  readonly retention: Retention;
}

export interface EraseDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Those that are served, each by its own clock. */
  readonly workspaces: () => readonly Kept[];
  /** A few cases of workspaces that are gone for good; whether there may be more. */
  readonly eraseRemoved: (leaving: AbortSignal) => Promise<boolean>;
  /** Something is owed to Slack. */
  readonly wake: () => void;
  readonly log: {
    readonly info: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
}

export interface Erasing {
  readonly nextAt: () => Promise<Date>;
  readonly begin: (leaving: AbortSignal) => Promise<readonly Promise<unknown>[]>;
}

/** Looks every hour, and then goes on until nothing is left to erase. */
export function erasing(deps: EraseDeps): Erasing {
  const { now } = deps;
  let doneAt: Date | null = null;
  const rests = () => doneAt !== null && Math.abs(now().getTime() - doneAt.getTime()) < hour;
  const pass = async (leaving: AbortSignal) => {
    const at = now();
    const due = deps
      .workspaces()
      .map(({ teamId, retention }) => ({ teamId, before: keptSince(at, retention) }));
    let erased = false;
    for (const workspace of due) if (await eraseSome(deps, workspace, at, leaving)) erased = true;
    if (await deps.eraseRemoved(leaving)) erased = true;
    if (erased) return;
    await listThoseNotListed(deps, leaving);
    if (!leaving.aborted) await tidyUp(deps.db, due, at);
    doneAt = now();
  };
  return {
    nextAt: () => Promise.resolve(doneAt ? new Date(doneAt.getTime() + hour) : now()),
    begin: (leaving) => Promise.resolve(rests() || leaving.aborted ? [] : [pass(leaving)]),
  };
}

/** Cases of an earlier version are found by nobody until this has come past. */
async function listThoseNotListed({ db, log }: EraseDeps, leaving: AbortSignal): Promise<void> {
  let after = "";
  for (;;) {
    const ids = await unlistedCases(db, { after, limit: atOnce });
    for (const id of ids) {
      if (leaving.aborted) return;
      try {
        await listCase(db, id);
      } catch (error) {
        log.error({ id, ...describeError(error) }, "a case could not be listed: no search finds it");
      }
      await turnOfTheLoop();
    }
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/** Whether there may be more. */
async function eraseSome(
  deps: EraseDeps,
  { teamId, before }: Omit<Due, "limit">,
  at: Date,
  leaving: AbortSignal,
): Promise<boolean> {
  const { db, log } = deps;
  const due = { teamId, before, limit: atOnce };
  await noteWhenClosed(db, teamId, atOnce);
  let erased = 0;
  const each = async (ids: readonly string[], erase: typeof eraseLongClosed, line: string) => {
    for (const id of ids) {
      if (leaving.aborted) return;
      try {
        if (await erase(db, id, before, at)) {
          erased += 1;
          log.info({ id }, line);
        }
      } catch (error) {
        // One that cannot be read must not keep the others.
        log.error({ id, ...describeError(error) }, "something that is due could not be erased");
      }
      await turnOfTheLoop();
    }
  };
  await each(await listLongClosed(db, due), eraseLongClosed, "a case was erased: its time was over");
  await each(await listLongLeft(db, due), eraseLongLeft, "a draft was erased: its time was over");
  if (erased > 0) deps.wake();
  return erased > 0;
}
