import type { Generated } from "kysely";
import type { Shelf, ShownLevel } from "../domain/shelves.ts";

/**
 * The tables in which cases are looked for; written as in `schema.ts`. All in them but `homes` follows from the cases
 * (`listing.ts`). The words are also in an index of the engine's own: `listed_words` on SQLite, `search` on PostgreSQL.
 */

export interface ListedCaseTable {
  /** For the index of words. */
  id: Generated<number>;
  escalation_id: string;
  team_id: string;
  number: number;
  /** The channel and who takes cases there (`counterKey`). */
  counter: string;
  shelf: Shelf;
  level: ShownLevel;
  csm_id: string | null;
  /** By which names of one partner meet (`partnerKey`). */
  partner_key: string;
  /** JSON */
  partner: string;
  /** JSON: who finds it as theirs. */
  owners: string;
  /** Separated by spaces, each once, folded (`search-words.ts`). */
  words: string;
}

export interface ListedOwnerTable {
  escalation_id: string;
  person_id: string;
  team_id: string;
  shelf: Shelf;
  number: number;
}

/** How many cases stand there: kept by the database itself. */
export interface ShelfCountTable {
  team_id: string;
  counter: string;
  shelf: Shelf;
  cases: number;
}

/** What somebody looks at in the App Home. */
export interface HomeTable {
  team_id: string;
  user_id: string;
  /** JSON */
  filter: string;
  /** JSON: the case that the page begins with; null for the first one. */
  begins_at: string | null;
  opened_at: string;
  /** When it is to be drawn again; null when it shows what there is. */
  due_at: string | null;
  drawn_at: string | null;
  /** How often drawing it has failed since it last did not. */
  tries: number;
}
