import { describe } from "@jest/globals";
import { hasPostgres } from "./a-postgres.ts";

/** Tests that need a PostgreSQL server: skipped where there is none, which the start of the run says. */
export const onPostgres = hasPostgres ? describe : describe.skip;
