import { randomUUID } from "node:crypto";
import Sqlite from "better-sqlite3";
import { Pool } from "pg";

/** The least that keeps a submission safe: one row, on the disk before anybody is told that it is. */
type Keep = (userId: string, body: string) => Promise<void>;

export function openByHand(url: string): Promise<Keep> {
  return url.startsWith("sqlite:") ? Promise.resolve(openSqlite(url)) : openPostgres(url);
}

const table = "create table submissions (id text primary key, user_id text, body text, created_at text)";

/** With the bot's own pragmas. */
function openSqlite(url: string): Keep {
  const connection = new Sqlite(url.replace(/^sqlite:/u, ""));
  connection.pragma("busy_timeout = 5000");
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.exec(table);
  const insert = connection.prepare("insert into submissions values (?, ?, ?, ?)");
  return (userId, body) => {
    insert.run(randomUUID(), userId, body, new Date().toISOString());
    return Promise.resolve();
  };
}

async function openPostgres(url: string): Promise<Keep> {
  const pool = new Pool({ connectionString: url, max: 16 });
  await pool.query(table);
  const text = "insert into submissions values ($1, $2, $3, $4)";
  return async (userId, body) => {
    const values = [randomUUID(), userId, body, new Date().toISOString()];
    await pool.query({ name: "keep", text, values });
  };
}
