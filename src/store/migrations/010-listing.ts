import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../schema.ts";
import { hasRowLocks } from "../transactions.ts";

/** Cases are found by where they stand, by partner and level, and by their words, without reading the others. */
export const listing: Migration = {
  async up(db: Kysely<Database>) {
    const isPostgres = hasRowLocks(db);
    await db.schema.alterTable("escalations").addColumn("listed_at", "text").execute();
    // What an earlier version stored, or changes beside this one: listed by whoever looks for it.
    await db.schema
      .createIndex("escalations_unlisted")
      .on("escalations")
      .column("id")
      .where(sql<boolean>`listed_at is distinct from updated_at`)
      .execute();

    await db.schema
      .createTable("listed_cases")
      .addColumn("id", "integer", (column) =>
        isPostgres ? column.primaryKey().generatedAlwaysAsIdentity() : column.primaryKey(),
      )
      .addColumn("escalation_id", "text", (column) =>
        column.notNull().unique().references("escalations.id").onDelete("cascade"),
      )
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("number", "integer", (column) => column.notNull())
      .addColumn("counter", "text", (column) => column.notNull())
      .addColumn("shelf", "text", (column) => column.notNull())
      .addColumn("level", "text", (column) => column.notNull())
      .addColumn("csm_id", "text")
      .addColumn("partner_key", "text", (column) => column.notNull())
      .addColumn("partner", "text", (column) => column.notNull())
      .addColumn("owners", "text", (column) => column.notNull())
      .addColumn("words", "text", (column) => column.notNull())
      .execute();
    const there = ["team_id", "counter"] as const;
    const place = ["shelf", "level", "number"] as const;
    await db.schema
      .createIndex("listed_by_shelf")
      .on("listed_cases")
      .columns([...there, "shelf", "number"])
      .execute();
    for (const [name, by] of [
      ["listed_by_level", []],
      ["listed_by_partner", ["partner_key"]],
      ["listed_by_csm", ["csm_id"]],
      ["listed_by_csm_and_partner", ["csm_id", "partner_key"]],
    ] as const)
      await db.schema
        .createIndex(name)
        .on("listed_cases")
        .columns([...there, ...by, ...place])
        .execute();

    await db.schema
      .createTable("listed_owners")
      .addColumn("escalation_id", "text", (column) =>
        column.notNull().references("escalations.id").onDelete("cascade"),
      )
      .addColumn("person_id", "text", (column) => column.notNull())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("shelf", "text", (column) => column.notNull())
      .addColumn("number", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("listed_owners_key", ["escalation_id", "person_id"])
      .execute();
    await db.schema
      .createIndex("listed_by_owner")
      .on("listed_owners")
      .columns(["team_id", "person_id", "shelf", "number"])
      .execute();

    await db.schema
      .createTable("shelf_counts")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("counter", "text", (column) => column.notNull())
      .addColumn("shelf", "text", (column) => column.notNull())
      .addColumn("cases", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("shelf_counts_key", ["team_id", "counter", "shelf"])
      .execute();

    await db.schema
      .createTable("homes")
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.notNull())
      .addColumn("filter", "text", (column) => column.notNull())
      .addColumn("begins_at", "text")
      .addColumn("opened_at", "text", (column) => column.notNull())
      .addColumn("due_at", "text")
      .addColumn("drawn_at", "text")
      .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
      .addPrimaryKeyConstraint("homes_key", ["team_id", "user_id"])
      .execute();
    await db.schema.createIndex("homes_opened").on("homes").column("opened_at").execute();
    await db.schema
      .createIndex("escalations_changed")
      .on("escalations")
      .columns(["team_id", "updated_at"])
      .execute();

    for (const statement of isPostgres ? onPostgres : onSqlite) await sql.raw(statement).execute(db);
  },
};

/** The database keeps counts and words by itself, so that no way to change a case can forget them. */
const onSqlite = [
  // Words come folded, and with nothing between them but spaces: nothing is left for it to take apart or to fold.
  `create virtual table listed_words using fts5 (words, content = 'listed_cases', content_rowid = 'id', tokenize = 'ascii', detail = none)`,
  // What is taken out is gone, and not only marked.
  `insert into listed_words (listed_words, rank) values ('secure-delete', 1)`,
  `create trigger listed_cases_come after insert on listed_cases begin
     insert into shelf_counts values (new.team_id, new.counter, new.shelf, 1)
       on conflict (team_id, counter, shelf) do update set cases = cases + 1;
     insert into listed_words (rowid, words) values (new.id, new.words);
   end`,
  `create trigger listed_cases_go after delete on listed_cases begin
     update shelf_counts set cases = cases - 1
       where team_id = old.team_id and counter = old.counter and shelf = old.shelf;
     insert into listed_words (listed_words, rowid, words) values ('delete', old.id, old.words);
   end`,
  `create trigger listed_cases_move after update of counter, shelf on listed_cases
     when new.counter <> old.counter or new.shelf <> old.shelf begin
     update shelf_counts set cases = cases - 1
       where team_id = old.team_id and counter = old.counter and shelf = old.shelf;
     insert into shelf_counts values (new.team_id, new.counter, new.shelf, 1)
       on conflict (team_id, counter, shelf) do update set cases = cases + 1;
   end`,
  `create trigger listed_cases_say after update of words on listed_cases when new.words <> old.words begin
     insert into listed_words (listed_words, rowid, words) values ('delete', old.id, old.words);
     insert into listed_words (rowid, words) values (new.id, new.words);
   end`,
];

const onPostgres = [
  `alter table listed_cases add column search tsvector
     generated always as (array_to_tsvector(string_to_array(words, ' '))) stored`,
  `create index listed_by_words on listed_cases using gin (search)`,
  // In one order, so that two who move cases between the same shelves do not wait for each other.
  `create function count_listed_cases() returns trigger language plpgsql as $$
   begin
     insert into shelf_counts as known
       select team_id, counter, shelf, sum(change) from (
         select old.team_id, old.counter, old.shelf, -1 as change where tg_op <> 'INSERT'
         union all
         select new.team_id, new.counter, new.shelf, 1 where tg_op <> 'DELETE'
       ) as changes
       group by team_id, counter, shelf having sum(change) <> 0
       order by team_id, counter, shelf
       on conflict (team_id, counter, shelf) do update set cases = known.cases + excluded.cases;
     return null;
   end $$`,
  `create trigger listed_cases_counted after insert or delete or update of counter, shelf on listed_cases
     for each row execute function count_listed_cases()`,
];
