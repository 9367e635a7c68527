import { type Selectable, sql } from "kysely";
import { z } from "zod";
import { answersSchema, type IsoDate } from "../domain/answers.ts";
import {
  type ChannelReport,
  type CountedCase,
  countedKinds,
  figuresOf,
  missingMost,
  readyAfter,
} from "../domain/channel-report.ts";
import { chaseSchema } from "../domain/chase.ts";
import { byPressure, type Decision, decisionOn, type Undecided } from "../domain/decisions.ts";
import { type CaseState, deskSchema, sendNoteSchema } from "../domain/escalation.ts";
import type { Period, Stretch } from "../domain/report-weeks.ts";
import { verdictSchema } from "../domain/verdict.ts";
import { listEventsOf } from "./audit.ts";
import { fromTime, toJson, toTime } from "./columns.ts";
import type { Db } from "./database.ts";
import { rowToErased } from "./erased-cases.ts";
import { idsOf } from "./moved-channels.ts";
import type { EscalationTable } from "./schema.ts";

/**
 * What digest and report say of the cases of one channel. What is read grows with what happened in the time asked for, and
 * with what is under way there, and not with what is kept.
 */

export interface Asked {
  readonly teamId: string;
  readonly channelId: string;
  /** Of which cases more than a number is told: those of these user groups (null: of the channel's members). Null: of all. */
  readonly usergroups: readonly (string | null)[] | null;
  /** What is counted by itself, the oldest first; each begins where the one before ends. */
  readonly stretches: readonly Stretch[];
  /** What the figures are about. */
  readonly about: Period;
  /** The day by which a date presses. */
  readonly today: IsoDate;
}

const mostMissing = 3;
const mostDecisions = 5;
/** Read at once. */
const pageSize = 200;

export async function readChannelReport(db: Db, asked: Asked): Promise<ChannelReport> {
  const { stretches, about } = asked;
  const since = new Date(Math.min(...[about, ...stretches].map(({ from }) => from.getTime())));
  const cases = [...(await keptCases(db, asked, since)), ...(await erasedCases(db, asked, since))];
  const decisions = await listDecisions(db, asked);
  return {
    figures: figuresOf(cases, about),
    byStretch: stretches.map((stretch) => ({ ...figuresOf(cases, stretch), stretch })),
    missing: missingMost(cases, about, mostMissing),
    waiting: await countWaiting(db, asked),
    decisions: decisions.slice(0, mostDecisions),
    undecided: decisions.length,
  };
}

type Place = Pick<Asked, "teamId" | "channelId">;

/** The cases of the channel of which something that is counted happened since then, each with its whole trail. */
async function keptCases(db: Db, { teamId, channelId }: Place, since: Date): Promise<CountedCase[]> {
  const happened = await eventsSince(db, since).execute();
  const all: CountedCase[] = [];
  for (const ids of inPages(happened.map(({ escalation_id }) => escalation_id))) {
    const rows = await db
      .selectFrom("escalations")
      .select(["id", "send_note", "verdict"])
      .where("id", "in", ids)
      // Found by their ids: an index of the channel would lead to all that it ever had.
      .where(sql<string>`team_id || ''`, "=", teamId)
      .where(sql<string>`channel_id || ''`, "=", channelId)
      .execute();
    const here = rows.map(({ id }) => id);
    const trails = Map.groupBy(await listEventsOf(db, here, countedKinds), (event) => event.escalationId);
    for (const row of rows) {
      const sendNote = row.send_note === null ? null : toJson(sendNoteSchema, row.send_note);
      all.push({
        trail: (trails.get(row.id) ?? []).map((event) => ({
          ...event,
          ready: readyAfter(event, { sendNote }),
        })),
        gaps: toJson(gapsSchema, row.verdict).gaps,
      });
    }
  }
  return all;
}

const gapsSchema = verdictSchema.pick({ gaps: true });

/** The cases to which something that is counted happened since then, of all channels. */
export function eventsSince(db: Db, since: Date) {
  return db
    .selectFrom("escalation_events")
    .select("escalation_id")
    .distinct()
    .where("kind", "in", countedKinds)
    .where("at", ">=", fromTime(since));
}

function inPages<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / pageSize) }, (_, page) =>
    items.slice(page * pageSize, (page + 1) * pageSize),
  );
}

/** Whatever happened to a case since then, it was erased since then. */
async function erasedCases(db: Db, { teamId, channelId }: Place, since: Date): Promise<CountedCase[]> {
  const rows = await db
    .selectFrom("erased_cases")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("channel_id", "in", await idsOf(db, teamId, channelId))
    .where("erased_at", ">=", fromTime(since))
    .execute();
  return rows.map((row) => ({
    trail: rowToErased(row).trail.map(({ at, kind, ready }) => ({
      at: toTime(at),
      kind,
      ready: ready ?? null,
    })),
    gaps: null,
  }));
}

async function countWaiting(db: Db, { teamId, channelId }: Place): Promise<number> {
  const { count } = await db
    .selectFrom("escalations")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("team_id", "=", teamId)
    .where("channel_id", "=", channelId)
    .where("state", "=", "waiting_partner")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A case that waits for its partner is nobody's but its requester's. */
const undecidedStates: readonly CaseState[] = ["open", "acknowledged", "returned"];

async function listDecisions(
  db: Db,
  { teamId, channelId, usergroups, today }: Asked,
): Promise<readonly Decision[]> {
  const found: Decision[] = [];
  for (const state of undecidedStates)
    for await (const row of standingIn(db, { teamId, channelId }, state)) {
      const { usergroup } = toJson(deskSchema, row.desk);
      if (usergroups && !usergroups.includes(usergroup)) continue;
      const decision = decisionOn(rowToUndecided(row, state), today);
      if (decision) found.push(decision);
    }
  return found.toSorted(byPressure);
}

/** A few at a time: their answers are long. */
async function* standingIn(db: Db, { teamId, channelId }: Place, state: CaseState) {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("escalations")
      .select(["id", "number", "desk", "nudging", "chase", "answers"])
      .where("team_id", "=", teamId)
      .where("channel_id", "=", channelId)
      .where("state", "=", state)
      .where("number", ">", after)
      .orderBy("number")
      .limit(pageSize)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.number;
  }
}

const needBySchema = answersSchema.pick({ need_by: true });
const nudgingStateSchema = z.object({ state: z.string() });

function rowToUndecided(
  row: Pick<Selectable<EscalationTable>, "id" | "number" | "nudging" | "chase" | "answers">,
  state: CaseState,
): Undecided {
  const chase = row.chase === null ? null : toJson(chaseSchema, row.chase);
  const taken = state !== "open";
  return {
    id: row.id,
    number: row.number,
    taken,
    openSince: taken || chase === null ? null : toTime(chase.since),
    parked: toJson(nudgingStateSchema, row.nudging).state === "parked",
    needBy: toJson(needBySchema, row.answers).need_by,
  };
}
