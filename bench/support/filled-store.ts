import { type RawBuilder, sql } from "kysely";
import { evidenceInMessages } from "../../playground/sample-cases.ts";
import { shiftDates } from "../../playground/shifted-dates.ts";
import { team } from "../../playground/workspace.ts";
import { neverNudged } from "../../src/domain/nudging.ts";
import { judge } from "../../src/domain/readiness.ts";
import { calendarOf } from "../../src/domain/working-time.ts";
import { deliverDue } from "../../src/jobs/deliver-due.ts";
import { nudgeDue } from "../../src/jobs/nudge-due.ts";
import { never } from "../../src/patience.ts";
import { type Db, openStore } from "../../src/store/database.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { oweAfterChange } from "../../src/store/owed.ts";
import { rememberPerson } from "../../src/store/people.ts";
import { inTransaction } from "../../src/store/transactions.ts";

/** A store with as many cases as wanted, all of them copies of one that the bot's own code has made and posted. */
export interface FilledStore {
  readonly db: Db;
  /** One pass of the sweep, at the moment at which the due ones are due. */
  readonly sweep: () => Promise<Swept>;
  /** As it was filled: the due ones are due again. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Swept {
  /** False when nothing was due any more. */
  readonly found: boolean;
  /** Of how many people Slack was asked. */
  readonly lookedUp: number;
}

const teamId = team.id;
const requesterId = "U1";
const id = "case-of-U1";
const { zone } = evidenceInMessages;
const calendar = calendarOf({ workingDays: ["mon", "tue", "wed", "thu", "fri"], holidays: [] });
const settings = {
  calendar,
  hours: { from: "09:00", to: "17:30" },
  nudges: { time: "10:00", days: [1, 3, 5], parkAfterDays: 6, reopenWithinDays: 14 },
  defaultZone: "UTC",
  // The first reminder comes sooner than word that nobody has taken the case.
  acknowledgeWithinDays: 3,
  defaultLocale: "en",
  slashCommand: "/escalate",
} as const;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function fillStore(url: string, stored: number, due: number): Promise<FilledStore> {
  const store = await openStore(url);
  const { db } = store;
  await makeOne(db, mondayAfter(new Date()));
  const one = await db.selectFrom("escalations").selectAll().executeTakeFirstOrThrow();
  const dueAt = new Date(one.next_nudge_at ?? "");
  const later = new Date(dueAt.getTime() + 90 * dayMs).toISOString();
  const isDue = sql<boolean>`copy % ${sql.lit(Math.floor(stored / due))} = 0`;
  await inTransaction(db, async (trx) => {
    // Itself no longer due, so that there are as many as wanted.
    await trx.updateTable("escalations").set({ next_nudge_at: later }).execute();
    await copies(trx, "people", stored);
    await copies(trx, "escalations", stored, {
      number: sql`number + copy`,
      next_nudge_at: sql`case when ${isDue} then ${sql.lit(one.next_nudge_at)} else ${sql.lit(later)} end`,
    });
    await copies(trx, "escalation_events", stored);
    await copies(trx, "deliveries", stored);
  });
  await sql`analyze`.execute(db);

  const { nudging, revision, event_count, next_nudge_at, updated_at } = one;
  return {
    db,
    sweep: () => sweepAt(db, new Date(dueAt.getTime() + 60_000)),
    reset: async () => {
      await inTransaction(db, async (trx) => {
        await trx.deleteFrom("nudges").execute();
        await trx.deleteFrom("deliveries").where("kind", "in", ["nudge", "nudge_note"]).execute();
        await trx.deleteFrom("escalation_events").where("seq", ">", event_count).execute();
        await trx
          .updateTable("escalations")
          .set({ nudging, revision, event_count, next_nudge_at, updated_at })
          .where("nudging", "!=", nudging)
          .execute();
      });
    },
    close: () => store.close(),
  };
}

async function sweepAt(db: Db, now: Date): Promise<Swept> {
  let lookedUp = 0;
  const lookUp = () => {
    lookedUp += 1;
    return Promise.resolve({ deleted: false });
  };
  const begun = await nudgeDue({
    db,
    now: () => now,
    leaving: never,
    forWorkspace: () => Promise.resolve({ settings, lookUp, isInChannel: () => Promise.resolve(true) }),
    wake: () => undefined,
    log: {
      warn: (facts, line) => {
        throw new Error(`${line} ${JSON.stringify(facts)}`);
      },
    },
  });
  await Promise.all(begun);
  return { found: begun.length > 0, lookedUp };
}

const dayMs = 24 * 3600 * 1000;

/** In the morning of days to come, so that the measure does not age: nothing is due before. */
function mondayAfter(now: Date): Date {
  const monday = new Date(now.getTime() + (8 - (now.getUTCDay() || 7)) * dayMs);
  monday.setUTCHours(9, 30, 0, 0);
  return monday;
}

/** A case as *Send* makes it, posted, and looked at by the sweep: it waits for its first reminder. */
async function makeOne(db: Db, sentAt: Date): Promise<void> {
  const answers = shiftDates(evidenceInMessages.answers, evidenceInMessages.now, sentAt);
  const verdict = judge(answers, { now: sentAt, zone, calendar, partnerReplyDays: 3 });
  const person = {
    teamId,
    userId: requesterId,
    name: "Harriet",
    locale: "en",
    zone,
    homeTeamId: teamId,
  } as const;
  await rememberPerson(db, { ...person, guest: false, deleted: false, refreshedAt: sentAt });
  await inTransaction(db, async (trx) => {
    const made = await createEscalation(
      trx,
      {
        id,
        draftId: `draft-of-${id}`,
        teamId,
        requesterId,
        channelId: "C1",
        desk: { usergroup: null, backup: null, locale: "en", route: null },
        locale: "en",
        status: { state: "open" },
        answers,
        verdict,
        sendNote: null,
        nudging: neverNudged,
      },
      { kind: "sent", actorId: requesterId },
      sentAt,
    );
    await oweAfterChange(trx, made, sentAt);
  });
  let posted = 0;
  for (let second = 0; second < 10; second += 1) {
    const now = () => new Date(sentAt.getTime() + second * 1000);
    const poster = {
      post: ({ channelId }: { readonly channelId: string }) =>
        Promise.resolve({ channelId, ts: `1750000000.${(posted += 1)}` }),
      redraw: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      find: () => Promise.resolve(null),
      openDm: (userId: string) => Promise.resolve(`D${userId}`),
    };
    const urlOf = ({ ts }: { readonly ts: string }) => `https://slack.test/${ts}`;
    const begun = await deliverDue(
      {
        db,
        now,
        forWorkspace: () => Promise.resolve({ settings, urlOf, poster }),
        owner: "bench",
        inHand: new Map(),
        log: quiet,
        leaving: never,
      },
      10,
    );
    await Promise.all(begun);
    await sweepAt(db, now());
  }
}

type Table = "people" | "escalations" | "escalation_events" | "deliveries";

/** Every text that names the case or its requester names another one in each copy. */
async function copies(
  db: Db,
  table: Table,
  times: number,
  otherwise: Readonly<Record<string, RawBuilder<unknown>>> = {},
): Promise<void> {
  const row = await db.selectFrom(table).selectAll().executeTakeFirstOrThrow();
  const columns = Object.entries(row);
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  const values = columns.map(
    ([name, value]) =>
      otherwise[name] ??
      (typeof value === "number"
        ? sql.ref(name)
        : sql`replace(${sql.ref(name)}, ${sql.lit(requesterId)}, ${sql.lit(requesterId)} || 'x' || cast(copy as text))`),
  );
  await sql`
    with recursive copies(copy) as (select 1 union all select copy + 1 from copies where copy < ${sql.lit(times)})
    insert into ${sql.table(table)} (${names}) select ${sql.join(values)} from ${sql.table(table)}, copies`.execute(
    db,
  );
}
