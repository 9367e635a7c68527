import { randomUUID } from "node:crypto";
import Sqlite from "better-sqlite3";

/** The least that keeps a submission safe: one row, on the disk before anybody is told that it is. */
type Keep = (userId: string, body: string) => Promise<void>;

export function openByHand(url: string): Promise<Keep> {
  return Promise.resolve(openSqlite(url));
}

/** With the bot's own pragmas. */
function openSqlite(url: string): Keep {
  const connection = new Sqlite(url.replace(/^sqlite:/u, ""));
  connection.pragma("busy_timeout = 5000");
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.exec("create table submissions (id text primary key, user_id text, body text, created_at text)");
  const insert = connection.prepare("insert into submissions values (?, ?, ?, ?)");
  return (userId, body) => {
    insert.run(randomUUID(), userId, body, new Date().toISOString());
    return Promise.resolve();
  };
}
