import { openStore } from "../../src/store/database.ts";
import { migrated } from "./a-database.ts";
import { adminDatabase, hasPostgres, onServer, postgresMissing, startPostgres } from "./a-postgres.ts";

/** One PostgreSQL server for a whole run of the tests; each test has a database of its own on it. */
export default async function setup() {
  if (!hasPostgres) {
    process.stderr.write(`${postgresMissing}\n`);
    return;
  }
  const server = await startPostgres();
  globalThis.postgresOfTheTests = server;
  process.env.TEST_POSTGRES = server.url(adminDatabase);
  await onServer(server.url(adminDatabase), `create database ${migrated}`);
  const store = await openStore(server.url(migrated));
  await store.close();
}
