import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Escalation } from "../domain/escalation.ts";
import { isWhole } from "../domain/search-words.ts";
import { liveShelves, sentShelves, type Shelf, type ShownLevel, shownLevels } from "../domain/shelves.ts";
import { toJson } from "./columns.ts";
import type { Db } from "./database.ts";
import { rowToEscalation } from "./escalations.ts";
import { counterKey, counterOf, type CounterId } from "./listing.ts";
import { hasRowLocks } from "./transactions.ts";

/**
 * Looking through cases. Each look reads, from the beginnings of an index, as many rows of it as it answers, once for
 * each counter and shelf: never more because more is stored.
 */

type Order = "oldest" | "newest";

/** From where, in which direction, and how many. */
export interface Stretch {
  readonly order: Order;
  /** The first number that is looked at; null: from the beginning. */
  readonly from: number | null;
  readonly limit: number;
}

/** Of one person, as requester or as co-owner. */
export interface OwnedBy {
  readonly ownerId: string;
}

/** Those that are taken at some counters, of one CSM, about one partner, of one level: whatever is not null. */
export interface TakenAt {
  readonly counters: readonly CounterId[];
  readonly csmId: string | null;
  readonly partnerKey: string | null;
  readonly level: ShownLevel | null;
}

export interface Look {
  readonly teamId: string;
  readonly shelves: readonly Shelf[];
  /** What is found by any of them is found. Cases that were never sent are found by owners only. */
  readonly of: readonly (OwnedBy | TakenAt)[];
}

/** Newest or oldest first. */
export async function lookThrough(db: Db, look: Look, stretch: Stretch): Promise<Escalation[]> {
  const query = lookQuery(look, stretch);
  return query ? inOrder(db, (await query.execute(db)).rows, stretch) : [];
}

/** As many as are wanted from each place. Null: there is nowhere to look. */
export function lookQuery(look: Look, stretch: Stretch): RawBuilder<FoundRow> | null {
  const places = look.of.flatMap((of) => ("ownerId" in of ? ownedBy(look, of) : takenAt(look, of)));
  if (places.length === 0) return null;
  return sql<FoundRow>`${sql.join(
    places.map((place) => within(place, stretch)),
    sql` union all `,
  )}`;
}

interface FoundRow {
  readonly escalation_id: string;
  readonly number: number;
}
type Sql = RawBuilder<unknown>;

const all = (conditions: readonly Sql[]) => sql.join(conditions, sql` and `);

function ownedBy({ teamId, shelves }: Look, { ownerId }: OwnedBy): Sql[] {
  return shelves.map(
    (shelf) => sql`listed_owners where team_id = ${teamId} and person_id = ${ownerId} and shelf = ${shelf}`,
  );
}

function takenAt({ teamId, shelves }: Look, { counters, csmId, partnerKey, level }: TakenAt): Sql[] {
  const isNarrow = csmId !== null || partnerKey !== null;
  // The narrower indexes have the level before the number.
  const levels = level === null ? (isNarrow ? shownLevels : [null]) : [level];
  const sent = shelves.filter((shelf) => sentShelves.includes(shelf));
  return counters.flatMap((counter) =>
    sent.flatMap((shelf) =>
      levels.map((each) => {
        const conditions = [
          sql`team_id = ${teamId}`,
          sql`counter = ${counterKey(counter)}`,
          sql`shelf = ${shelf}`,
          ...(csmId === null ? [] : [sql`csm_id = ${csmId}`]),
          ...(partnerKey === null ? [] : [sql`partner_key = ${partnerKey}`]),
          ...(each === null ? [] : [sql`level = ${each}`]),
        ];
        return sql`listed_cases where ${all(conditions)}`;
      }),
    ),
  );
}

function within(place: Sql, { order, from, limit }: Stretch): Sql {
  const begun =
    from === null ? sql`` : order === "oldest" ? sql`and number >= ${from}` : sql`and number <= ${from}`;
  const by = order === "oldest" ? sql`asc` : sql`desc`;
  return sql`select * from (select escalation_id, number from ${place} ${begun} order by number ${by} limit ${limit}) as part`;
}

async function inOrder(db: Db, found: readonly FoundRow[], { order, limit }: Stretch): Promise<Escalation[]> {
  const sign = order === "oldest" ? 1 : -1;
  // A case may be found in two ways.
  const ids = new Map(found.map((row) => [row.number, row.escalation_id]));
  const nearest = [...ids].toSorted(([one], [other]) => sign * (one - other)).slice(0, limit);
  if (nearest.length === 0) return [];
  const rows = await db
    .selectFrom("escalations")
    .selectAll()
    .where(
      "id",
      "in",
      nearest.map(([, id]) => id),
    )
    .execute();
  return rows.map(rowToEscalation).toSorted((one, other) => sign * (one.number - other.number));
}

/** Who may find a case: its owners, and of those that were sent who takes them. */
export interface Finder {
  readonly teamId: string;
  readonly personId: string;
  readonly counters: readonly CounterId[];
}

/** The cases in which each of the words begins a word, newest first. No words find nothing. */
export async function findByWords(
  db: Db,
  { teamId, personId, counters }: Finder,
  words: readonly string[],
  stretch: Omit<Stretch, "order">,
): Promise<Escalation[]> {
  if (words.length === 0) return [];
  const owned = sql`exists (select 1 from listed_owners as owner
    where owner.escalation_id = listed.escalation_id and owner.person_id = ${personId})`;
  const taken = sql`listed.counter in (${sql.join(counters.map(counterKey))}) and listed.shelf in (${sql.join(sentShelves)})`;
  const { rows } = await sql<FoundRow>`select listed.escalation_id, listed.number from listed_cases as listed
    where listed.team_id = ${teamId} and ${hasRowLocks(db) ? onPostgres(words) : onSqlite(words)}
    and (${owned} ${counters.length === 0 ? sql`` : sql`or ${taken}`})
    ${stretch.from === null ? sql`` : sql`and listed.number <= ${stretch.from}`}
    order by listed.number desc limit ${stretch.limit}`.execute(db);
  return inOrder(db, rows, { ...stretch, order: "newest" });
}

/** Words are letters and digits (`search-words.ts`): in quotes they are nothing that either engine understands. */
function onPostgres(words: readonly string[]): Sql {
  const query = words.map((word) => `'${word}'${isWhole(word) ? "" : ":*"}`).join(" & ");
  return sql`listed.search @@ ${query}::tsquery`;
}

function onSqlite(words: readonly string[]): Sql {
  const query = words.map((word) => `"${word}"${isWhole(word) ? "" : " *"}`).join(" AND ");
  return sql`listed.id in (select rowid from listed_words where listed_words match ${query})`;
}

/** How many cases stand on each shelf, of those that were sent. */
export async function countShelves(
  db: Db,
  teamId: string,
  counters: readonly CounterId[],
): Promise<ReadonlyMap<Shelf, number>> {
  if (counters.length === 0) return new Map();
  const rows = await db
    .selectFrom("shelf_counts")
    .select((eb) => ["shelf", eb.fn.sum<number | string>("cases").as("cases")])
    .where("team_id", "=", teamId)
    .where("counter", "in", counters.map(counterKey))
    .where("shelf", "in", sentShelves)
    .groupBy("shelf")
    .execute();
  return new Map(rows.map(({ shelf, cases }) => [shelf, Number(cases)]));
}

/** Where there are cases that are not closed. It stays with them when the settings change. */
export async function listCounters(db: Db, teamId: string): Promise<CounterId[]> {
  const rows = await db
    .selectFrom("shelf_counts")
    .select("counter")
    .distinct()
    .where("team_id", "=", teamId)
    .where("shelf", "in", liveShelves)
    .where("cases", ">", 0)
    .execute();
  return rows.map(({ counter }) => counterOf(counter));
}

/** Partners of whom there are live cases, by name. */
export interface KnownPartner {
  readonly key: string;
  readonly name: string;
}

export async function listPartners(
  db: Db,
  teamId: string,
  counters: readonly CounterId[],
  { beginning, limit }: { readonly beginning: string; readonly limit: number },
): Promise<KnownPartner[]> {
  if (counters.length === 0) return [];
  const rows = await db
    .selectFrom("listed_cases")
    .select((eb) => ["partner_key", eb.fn.max("partner").as("partner")])
    .where("team_id", "=", teamId)
    .where("counter", "in", counters.map(counterKey))
    .where("shelf", "in", sentShelves)
    .where("partner_key", ">=", beginning)
    .where("partner_key", "<", `${beginning}\u{10ffff}`)
    .where("partner_key", "!=", "")
    .groupBy("partner_key")
    .orderBy("partner_key")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ key: row.partner_key, name: toJson(z.string(), row.partner) }));
}
