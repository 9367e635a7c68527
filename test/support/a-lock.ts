import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface Lock {
  /** Resolves once the file is free again. */
  readonly letGo: () => Promise<void>;
}

/** Another process holds the write lock of the database, as a backup does, or somebody at a prompt. */
export async function holdLock(databaseUrl: string): Promise<Lock> {
  const path = databaseUrl.replace(/^sqlite:/u, "");
  const holder = fork(fileURLToPath(import.meta.resolve("./lock-holder.ts")), [path]);
  await once(holder, "message");
  return {
    letGo: async () => {
      const gone = once(holder, "exit");
      holder.send("let go");
      await gone;
    },
  };
}
