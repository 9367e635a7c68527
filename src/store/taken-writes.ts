import { type LogEvent, SelectQueryNode } from "kysely";
import type { Db } from "./database.ts";

/** Whether a database takes what is written. It is tried for good only once something could not be: whoever asks may ask often. */
export interface TakenWrites {
  /** For Kysely, which tells of every statement. */
  readonly listen: (event: LogEvent) => void;
  /** Rejects when the last that was to be written could not be, and this cannot be either. */
  readonly takesWrites: (db: Db) => Promise<void>;
}

/** `isAboutContent`: the database is well; what was to be written into it was not. */
export function takenWrites(isAboutContent: (error: unknown) => boolean): TakenWrites {
  let couldNotWrite = false;
  return {
    listen: (event) => {
      if (event.level !== "error" || SelectQueryNode.is(event.query.query)) return;
      if (!isAboutContent(event.error)) couldNotWrite = true;
    },
    takesWrites: async (db) => {
      if (!couldNotWrite) return;
      await tryToWrite(db);
      couldNotWrite = false;
    },
  };
}

/** It is written for good, as what people send is, and gone again in the same transaction. */
export async function tryToWrite(db: Db): Promise<void> {
  const row = { team_id: "set-up", event_id: "set-up" };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto("seen_events")
      .values({ ...row, seen_at: "" })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .deleteFrom("seen_events")
      .where("team_id", "=", row.team_id)
      .where("event_id", "=", row.event_id)
      .execute();
  });
}
