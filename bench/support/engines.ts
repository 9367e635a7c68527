import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "./bench.ts";

/** Each database a file of its own in the folder. */
export function sqliteIn(folder: string): Engine {
  let made = 0;
  return {
    name: "SQLite",
    createDatabase: () => {
      made += 1;
      const path = join(folder, `escalations-${made}.db`);
      const remove = async () => {
        for (const file of [path, `${path}-wal`, `${path}-shm`]) await rm(file, { force: true });
      };
      return Promise.resolve({ url: `sqlite:${path}`, remove });
    },
  };
}
