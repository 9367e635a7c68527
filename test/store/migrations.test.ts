import { expect, test } from "@jest/globals";
import Sqlite from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { Pool } from "pg";
import type { Desk } from "../../src/domain/escalation.ts";
import { neverNudged } from "../../src/domain/nudging.ts";
import { seatOldCases } from "../../src/store/desks.ts";
import { changeDraft, findDraft } from "../../src/store/drafts.ts";
import { findEscalation } from "../../src/store/escalations.ts";
import { lookAtNudges, takeNudgeDue } from "../../src/store/nudge-times.ts";
import { start } from "../../src/store/migrations/001-start.ts";
import { engines } from "../support/a-database.ts";
import { aVerdict, someAnswers } from "../support/an-escalation.ts";

/** A database as an earlier version of the bot left it, with what people wrote in it. */

/** They did not ask yet how the partner sees it. */
const { partner_view: _, ...answersThen } = someAnswers;
const then = "2026-03-16T09:00:00.000Z";
const now = new Date("2026-11-23T09:00:00Z");

type Tables = Record<string, Record<string, unknown>>;

async function leaveAsFirstVersion(url: string): Promise<void> {
  const db = new Kysely<Tables>({
    dialect: url.startsWith("sqlite:")
      ? new SqliteDialect({ database: new Sqlite(url.slice("sqlite:".length)) })
      : new PostgresDialect({ pool: new Pool({ connectionString: url }) }),
  });
  const provider = { getMigrations: () => Promise.resolve({ "001-start": start }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  const written = { team_id: "T1", revision: 1, created_at: then, updated_at: then };
  const statuses = {
    open: { state: "open" },
    closed: { state: "closed", as: "withdrawn", by: "U1", at: then },
  };
  for (const [number, state] of [
    [1, "open"],
    [2, "closed"],
  ] as const) {
    await db
      .insertInto("escalations")
      .values({
        ...written,
        id: `case-${number}`,
        draft_id: `draft-${number}`,
        number,
        requester_id: "U1",
        channel_id: "C1",
        locale: "en",
        state,
        status: JSON.stringify(statuses[state]),
        answers: JSON.stringify(answersThen),
        verdict: JSON.stringify(aVerdict),
        send_note: null,
        event_count: 0,
      })
      .execute();
  }
  await db
    .insertInto("drafts")
    .values({
      ...written,
      id: "d1",
      user_id: "U1",
      status: "open",
      escalation_id: null,
      answers: JSON.stringify(answersThen),
      place: JSON.stringify({ step: "scope", example: null }),
      send_note: JSON.stringify({ reason: null, sentence: "" }),
      next_example_key: 2,
    })
    .execute();
  await db.destroy();
}

test.each(engines)(
  "a database of the first version on $name is brought up to date with everything in it",
  async ({ createEmpty }) => {
    const database = await createEmpty();
    await leaveAsFirstVersion(database.url);
    const db = await database.open();

    expect(await findEscalation(db, "case-1")).toMatchObject({
      status: { state: "open" },
      answers: someAnswers,
      verdict: aVerdict,
      nudging: neverNudged,
      nextNudgeAt: null,
      coOwnerIds: [],
      proofs: [],
      chase: null,
    });
    expect(await findEscalation(db, "case-2")).toMatchObject({
      status: { as: "withdrawn", note: "", sent: true },
    });
    expect(await findDraft(db, "d1")).toMatchObject({
      answers: someAnswers,
      partnerMessage: null,
      otherThan: [],
    });
    expect(await changeDraft(db, "d1", now, () => ({ partnerMessage: "Hello" }))).toMatchObject({
      partnerMessage: "Hello",
    });

    // The start of the bot gives them a desk, and only them.
    const desk: Desk = { usergroup: "S1", backup: null, locale: "pt-BR", route: null };
    const other: Desk = { ...desk, usergroup: "S2" };
    await seatOldCases(db, "T1", desk);
    await seatOldCases(db, "T1", other);
    expect((await findEscalation(db, "case-1"))?.desk).toEqual(desk);

    // And has it look at every case that is not closed.
    expect(await takeNudgeDue(db, { now, until: now, limit: 10 })).toEqual([]);
    await lookAtNudges(db, { teamId: "T1", now });
    expect((await takeNudgeDue(db, { now, until: now, limit: 10 })).map(({ id }) => id)).toEqual(["case-1"]);
    await database.remove();
  },
);
