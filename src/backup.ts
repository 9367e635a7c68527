import "dotenv/config";
import { parseArgs } from "node:util";
import { backUp, endingOf } from "./store/backup.ts";
import { ConfigError, readSettings } from "./config.ts";
import { describeError } from "./slack/failures.ts";
import { StoreError } from "./store/store-error.ts";

/** `npm run backup`, or `npm run backup -- FILE`: a copy of the database, while the bot goes on. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const { readable, faults } = readSettings(process.env);
  const url = readable.databaseUrl;
  if (url === null) throw new ConfigError(faults.filter((fault) => fault.startsWith("DATABASE_URL ")));
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const path = positionals[0] ?? `data/backups/escalations-${stamp}Z${endingOf(url)}`;
  const bytes = await backUp(url, path);
  process.stdout.write(
    `${path}: ${Math.ceil(bytes / 1024)} KB, whole. docs/operate.md says how it is restored.\n`,
  );
}

main().catch((error: unknown) => {
  const { code = "", error: name } = describeError(error);
  const forPeople = error instanceof StoreError || error instanceof ConfigError;
  process.stderr.write(forPeople ? `${error.message}\n` : `No backup was made: ${name} ${code}\n`);
  process.exitCode = 1;
});
