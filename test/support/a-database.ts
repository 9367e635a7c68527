import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Db, openStore, type Store } from "../../src/store/database.ts";

/** The engines that the store keeps the same promises on. */
export const engines: readonly Engine[] = [{ name: "SQLite", createDatabase: createSqliteFile }];

export interface Engine {
  readonly name: string;
  /** A new, empty database of its own. */
  readonly createDatabase: () => Promise<ADatabase>;
}

export interface ADatabase {
  readonly url: string;
  /** One more connection, as another process would have it. */
  open(): Promise<Db>;
  /** Closes every connection and leaves nothing behind. */
  remove(): Promise<void>;
}

async function createSqliteFile(): Promise<ADatabase> {
  const folder = await mkdtemp(join(tmpdir(), "store-test-"));
  const url = `sqlite:${join(folder, "escalations.db")}`;
  const stores: Store[] = [];
  return {
    url,
    async open() {
      const store = await openStore(url);
      stores.push(store);
      return store.db;
    },
    async remove() {
      await Promise.all(stores.map((store) => store.close()));
      await rm(folder, { recursive: true });
    },
  };
}
