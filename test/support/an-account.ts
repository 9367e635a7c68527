import type { LocalSlack } from "../../playground/server/local-slack.ts";
import type { Violation } from "../../playground/server/violations.ts";
import type { Message } from "../../playground/server/world.ts";
import { team } from "../../playground/workspace.ts";
import type { Escalation } from "../../src/domain/escalation.ts";
import type { ErasedCase } from "../../src/domain/erasing.ts";
import { type EscalationEvent, listEvents } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import { type Delivery, listDeliveries, rowToDelivery } from "../../src/store/deliveries.ts";
import { rowToErased } from "../../src/store/erased-cases.ts";
import { rowToEscalation } from "../../src/store/escalations.ts";
import { type Nudge, listSentNudges } from "../../src/store/nudges.ts";
import { keyOf } from "./a-bot-in-trouble.ts";

/** All that is kept, and all that Slack shows, side by side. */
export interface Account {
  readonly db: Db;
  /** By number. */
  readonly cases: readonly CaseAccount[];
  readonly erased: readonly ErasedCase[];
  /** Of the cases, and whatever else the bot had to say. */
  readonly deliveries: readonly Delivery[];
  /** Every message of the bot's that stands. */
  readonly shown: readonly Shown[];
  readonly violations: readonly Violation[];
}

export interface CaseAccount {
  readonly escalation: Escalation;
  readonly events: readonly EscalationEvent[];
  readonly deliveries: readonly Delivery[];
  /** Those that were sent. */
  readonly nudges: readonly Nudge[];
  /** How many took up a day, and were neither sent nor given up. */
  readonly nudgesUnderWay: number;
}

export interface Shown {
  readonly key: string;
  readonly channelId: string;
  readonly message: Message;
}

export async function readAccount(db: Db, slack: LocalSlack): Promise<Account> {
  const rows = await db
    .selectFrom("escalations")
    .selectAll()
    .where("team_id", "=", team.id)
    .orderBy("number")
    .execute();
  const cases = await Promise.all(
    rows.map(rowToEscalation).map(async (escalation) => ({
      escalation,
      events: await listEvents(db, escalation.id),
      deliveries: await listDeliveries(db, escalation.id),
      nudges: await listSentNudges(db, escalation.id),
      nudgesUnderWay: await countUnderWay(db, escalation.id),
    })),
  );
  const shown = [...slack.world.channels.values()].flatMap(({ id: channelId, messages }) =>
    messages
      .filter((message) => message.fromApp && !message.tombstone)
      .map((message) => ({ key: keyOf(message), channelId, message })),
  );
  const deliveries = (await db.selectFrom("deliveries").selectAll().execute()).map(rowToDelivery);
  const erased = await db.selectFrom("erased_cases").selectAll().where("team_id", "=", team.id).execute();
  return { db, cases, erased: erased.map(rowToErased), deliveries, shown, violations: slack.violations };
}

async function countUnderWay(db: Db, escalationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("nudges")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("escalation_id", "=", escalationId)
    .where("kind", "!=", "csm_question")
    .where("day", "is not", null)
    .where("sent_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
