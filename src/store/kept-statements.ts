import type { Database, Statement } from "better-sqlite3";

/** More than the bot has different ones of; lists of ids come in many lengths. */
const mostKept = 500;

/** Has each statement prepared once: that takes longer than most of them take to run. */
export function keepStatements(connection: Database): Database {
  const kept = new Map<string, Statement>();
  const prepare = connection.prepare.bind(connection);
  const keeping = (sql: string): Statement => {
    const known = kept.get(sql);
    if (known) return known;
    if (kept.size === mostKept) kept.clear();
    const statement = prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  return Object.assign(connection, { prepare: keeping });
}
