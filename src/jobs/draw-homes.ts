import { describeError } from "../slack/failures.ts";
import type { Db } from "../store/database.ts";
import { drawLater, drawnWell, type Home, mostTries, takeOutdated } from "../store/homes.ts";
import type { ForWorkspace } from "./for-workspace.ts";

/** Draws the App Home of those who look at it: when they open it, and when what it shows has changed. */

export interface DrawHomesDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly forWorkspace: ForWorkspace<{ readonly draw: (home: Home) => Promise<void> }>;
  readonly log: { readonly warn: (facts: object, line: string) => void };
}

/** Begins with as many as there is room for. Whatever cannot be drawn now is tried a few times more. */
export async function drawHomes(deps: DrawHomesDeps, room: number): Promise<readonly Promise<void>[]> {
  const taken = await takeOutdated(deps.db, deps.now(), room);
  return taken.map((home) => drawOne(deps, home));
}

async function drawOne({ db, now, forWorkspace, log }: DrawHomesDeps, home: Home): Promise<void> {
  const served = await forWorkspace(home.teamId);
  if (!served) return;
  try {
    await served.draw(home);
    if (home.tries > 0) await drawnWell(db, home);
  } catch (error) {
    const isLast = home.tries + 1 >= mostTries;
    log.warn(
      { user: home.userId, ...describeError(error) },
      isLast
        ? "a home could not be drawn, and is left until it is opened again"
        : "a home could not be drawn yet",
    );
    await drawLater(db, home, now());
  }
}
