import { digestDueOn, type DigestTimes, nextDigestAt } from "../domain/report-weeks.ts";
import { earlier } from "../domain/working-time.ts";
import type { Db } from "../store/database.ts";
import { type Digest, oweDigest } from "../store/digests.ts";

/** Once a week each channel hears what became of its cases: set out here, drawn and posted like every other message. */

interface Digesting {
  readonly teamId: string;
  readonly times: DigestTimes;
  /** Where cases are taken, each channel once, in its language. */
  readonly channels: () => Promise<readonly Pick<Digest, "channelId" | "locale">[]>;
}

export interface DigestDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Those that are served, each by its own clock. */
  readonly workspaces: () => readonly Digesting[];
  /** Something is owed to Slack. */
  readonly wake: () => void;
  readonly log: { readonly info: (facts: object, line: string) => void };
}

export interface Digests {
  readonly nextAt: () => Promise<Date | null>;
  readonly begin: (leaving: AbortSignal) => Promise<readonly Promise<unknown>[]>;
}

/**
 * What was seen to is remembered only so as not to look again: that a digest goes out once is seen to by the store. A
 * week's that was missed goes out when the bot is back, those of weeks before it do not.
 */
export function digests({ db, now, workspaces, wake, log }: DigestDeps): Digests {
  const seenTo = new Map<string, string>();
  const dueOf = ({ teamId, times }: Digesting, at: Date) => {
    const week = digestDueOn(at, times);
    return week === null || seenTo.get(teamId) === week ? null : week;
  };
  const setOut = async (workspace: Digesting, week: string, at: Date) => {
    const { teamId, channels } = workspace;
    for (const channel of await channels())
      if (await oweDigest(db, { teamId, week, ...channel }, at)) {
        log.info({ team: teamId, channel: channel.channelId, week }, "a digest was set out");
        wake();
      }
    seenTo.set(teamId, week);
  };
  return {
    nextAt: () => {
      const at = now();
      const next = workspaces().map(({ teamId, times }) => {
        const due = digestDueOn(at, times);
        return nextDigestAt(at, times, due !== null && seenTo.get(teamId) === due);
      });
      return Promise.resolve(next.reduce(earlier, null));
    },
    begin: (leaving) => {
      const at = now();
      const due = leaving.aborted
        ? []
        : workspaces().flatMap((workspace) => {
            const week = dueOf(workspace, at);
            return week === null ? [] : [setOut(workspace, week, at)];
          });
      return Promise.resolve(due);
    },
  };
}
