import { frozenClock } from "../../playground/clock.ts";
import { channels, csmUsergroup, people, team } from "../../playground/workspace.ts";
import type { NewEscalation } from "../../src/store/escalations.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { openStore } from "../../src/store/database.ts";
import { type ADatabase, engines } from "./a-database.ts";
import { aDesk, aNewEscalation, someAnswers } from "./an-escalation.ts";
import { type AStage, closeAStage, openAStage } from "./a-stage.ts";

/** A bot that finds cases in its store when it starts, by their numbers. */

export interface CaseWish extends Partial<
  Pick<NewEscalation, "status" | "requesterId" | "channelId" | "nudging" | "verdict">
> {
  readonly summary: string;
  readonly partner?: string;
}

/** Dana's, in the CSM channel, unless wished otherwise. */
async function putCases(url: string, cases: readonly CaseWish[], at: Date): Promise<void> {
  const store = await openStore(url);
  try {
    await store.db.transaction().execute(async (trx) => {
      for (const [index, { summary, partner = "Northwind", ...wish }] of cases.entries())
        await createEscalation(
          trx,
          aNewEscalation({
            id: `case-${index + 1}`,
            teamId: team.id,
            requesterId: people.dana,
            channelId: channels.csm,
            desk: { ...aDesk, usergroup: csmUsergroup },
            answers: { ...someAnswers, summary, partner_company: partner },
            ...wish,
          }),
          { kind: "sent", actorId: people.dana },
          at,
        );
    });
  } finally {
    await store.close();
  }
}

export interface OnDisk {
  readonly stage: AStage;
  readonly end: () => Promise<void>;
}

/** On SQLite. The clock stands still. */
export async function beginsWith(cases: readonly CaseWish[], at: Date): Promise<OnDisk> {
  const [engine] = engines;
  if (!engine) throw new Error("There is no engine.");
  const database: ADatabase = await engine.createDatabase();
  await putCases(database.url, cases, at);
  const stage = await openAStage({ clock: frozenClock(at), settings: { DATABASE_URL: database.url } });
  return {
    stage,
    end: async () => {
      await closeAStage(stage);
      await database.remove();
    },
  };
}
