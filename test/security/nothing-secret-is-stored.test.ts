import { describe, expect, test } from "@jest/globals";
import { people } from "../../playground/workspace.ts";
import type { Db } from "../../src/store/database.ts";
import { engines } from "../support/a-database.ts";
import { en } from "../support/a-requester.ts";
import { type AStage, closeAStage, openAStage } from "../support/a-stage.ts";
import { holdsSecret } from "../support/a-watched-log.ts";
import { textsIn } from "../support/what-is-left.ts";
import { livesAWholeLife, monday, prepareLife, seed } from "../support/a-whole-life.ts";

/** Who reads the database can act for nobody: no token is in it, and nothing that opens a window or answers for the bot. */

describe.each(engines)("in a database on $name", ({ createDatabase }) => {
  test("no secret stands at any time of a whole life of the bot", async () => {
    const database = await createDatabase();
    await prepareLife(database.url);
    const db = await database.open();
    const stage = await openAStage({ at: monday, seed, settings: { DATABASE_URL: database.url } });
    const seen = new Set<string>();
    const look = async () => {
      for (const text of await textsIn(db)) seen.add(text);
    };
    try {
      await livesAWholeLife(lookingAfterEachStep(stage, look));
      await isTooSlowForAWindow(stage);
      await look();
      expect([...seen].filter(holdsSecret)).toEqual([]);
      const unfilled = (await columnsOfText(db)).filter(
        (column) => !wasFilled(column, seen) && !ofSeveral.test(column),
      );
      expect(mayBeEmpty).toEqual(expect.arrayContaining(unfilled));
    } finally {
      await closeAStage(stage);
      await database.remove();
    }
  });
});

/** Where the bot is for several workspaces: `serve-installed.test.ts` looks there. */
const ofSeveral = /^(?:installations|workspace_settings|removed_apps)\./u;

/** Columns that this life has nothing for, or only while something is on its way: codes, times, and words of people. */
const mayBeEmpty = [
  "channel_paces.held_until",
  "deliveries.lease_owner",
  "deliveries.lease_until",
  "deliveries.posting_since",
  "deliveries.parked_reason",
  "deliveries.last_error",
  "drafts.partner_message",
  "homes.begins_at",
  "homes.due_at",
  "questions.answer_at",
];

/** By the catalog of the database. */
async function columnsOfText(db: Db): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  return tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ dataType }) => /text|char|json/iu.test(dataType))
      .map((column) => `${name}.${column.name}`),
  );
}

function wasFilled(column: string, seen: ReadonlySet<string>): boolean {
  return [...seen].some((text) => text.startsWith(`${column}: `) && text.length > column.length + 2);
}

function lookingAfterEachStep(stage: AStage, look: () => Promise<void>): AStage {
  return {
    ...stage,
    settle: async (withinMs) => {
      await look();
      await stage.settle(withinMs);
      await look();
    },
  };
}

/** They are told by DM, for a shortcut leaves no other way. */
async function isTooSlowForAWindow(stage: AStage): Promise<void> {
  const robin = stage.person(people.robin);
  stage.slack.fail("views.open", { kind: "error", error: "expired_trigger_id" });
  await robin.usesShortcut("Escalate to CSM");
  await robin.seesMessage(robin.dm, en.modal.slow);
  await stage.settle();
}
