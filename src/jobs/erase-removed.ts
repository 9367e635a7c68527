import { describeError } from "../slack/failures.ts";
import type { Db } from "../store/database.ts";
import { eraseSomeOfWorkspace, forgetRemoval, listLongRemoved } from "../store/removed-apps.ts";

/** All that is kept for a workspace is erased some days after it removed the app. */

const day = 24 * 60 * 60_000;
const casesAtOnce = 20;
/** Another replica may work on for the workspace until it looks again, and what it writes then is to be erased too. */
const known = 60_000;

export interface EraseRemovedDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly graceDays: number;
  /** Whether the bot can act for the workspace all the same. Rejects when nobody can say. */
  readonly isBack: (teamId: string) => Promise<boolean>;
  readonly log: {
    readonly info: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
}

/** A few cases of each; whether there may be more. */
export async function eraseRemoved(
  { db, now, graceDays, isBack, log }: EraseRemovedDeps,
  leaving: AbortSignal,
): Promise<boolean> {
  const before = new Date(now().getTime() - Math.max(graceDays * day, known));
  let isMore = false;
  for (const teamId of await listLongRemoved(db, before)) {
    if (leaving.aborted) return false;
    try {
      if (await isBack(teamId)) {
        await forgetRemoval(db, teamId);
        continue;
      }
      const { cases, isAll } = await eraseSomeOfWorkspace(db, {
        teamId,
        before,
        limit: casesAtOnce,
        leaving,
      });
      if (cases > 0) isMore = true;
      if (isAll) log.info({ team: teamId }, "a workspace was erased: it had removed the bot");
    } catch (error) {
      // One that cannot be erased must not keep the others.
      log.error({ team: teamId, ...describeError(error) }, "a workspace could not be erased");
    }
  }
  return isMore;
}
