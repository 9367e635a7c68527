import { type CompiledQuery, type DatabaseConnection, PostgresDriver, SqliteDriver } from "kysely";
import { WebSocket } from "undici";
import { callDeeds, type Deed, momentNamed, type Side, type StoreDeed, storeDeeds } from "./a-moment.ts";

/**
 * Loaded before the bot (`node --import`), ends it as `kill -9` would at the moment that `DIES_AT` names, such as
 * “before record 2”: nothing is finished, flushed or given back.
 */

const fate = momentNamed(process.env["DIES_AT"] ?? "");
const counts = new Map<Deed, number>();

/** Does it, unless life ends before, during or right after it. */
async function living<T>(deed: Deed, act: () => Promise<T>): Promise<T> {
  const nth = count(deed);
  dieAt("before", deed, nth);
  const acting = act();
  if (isFate("during", deed, nth)) setTimeout(die, leavingMs);
  const done = await acting;
  dieAt("after", deed, nth);
  return done;
}

function count(deed: Deed): number {
  const nth = (counts.get(deed) ?? 0) + 1;
  counts.set(deed, nth);
  return nth;
}

/** Enough for a request to leave; the Slack that is called takes longer than that. */
const leavingMs = 25;

function isFate(side: Side, deed: Deed, nth: number): boolean {
  return fate.side === side && fate.deed === deed && fate.nth === nth;
}

function dieAt(side: Side, deed: Deed, nth: number): void {
  if (isFate(side, deed, nth)) die();
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}

/** What the open transaction of a connection has written; no entry when there is none. */
const open = new WeakMap<DatabaseConnection, StoreDeed[]>();
const watched = new WeakSet<DatabaseConnection>();

type Options = Parameters<DatabaseConnection["executeQuery"]>[1];
interface Driver {
  acquireConnection: (this: unknown, options?: Options) => Promise<DatabaseConnection>;
}

function watch(driver: Driver): void {
  const acquire = driver.acquireConnection;
  driver.acquireConnection = async function (options) {
    const connection = await acquire.call(this, options);
    if (!watched.has(connection)) {
      watched.add(connection);
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = <R>(query: CompiledQuery, asked?: Options) => {
        const deed = lasting(connection, query);
        const run = () => execute<R>(query, asked);
        return deed ? living(deed, run) : run();
      };
    }
    return connection;
  };
}

/** What lasts once this statement is done; null when nothing does. */
function lasting(connection: DatabaseConnection, query: CompiledQuery): StoreDeed | null {
  const { sql } = query;
  const written = open.get(connection);
  if (/^(begin|start transaction)\b/i.test(sql)) open.set(connection, []);
  if (/^(commit|rollback$)/i.test(sql)) open.delete(connection);
  if (/^commit/i.test(sql)) return storeDeeds.find((deed) => written?.includes(deed)) ?? null;
  const deed = writing(query);
  if (!deed || !written) return deed;
  written.push(deed);
  return null;
}

const writes: readonly (readonly [RegExp, StoreDeed])[] = [
  [/^insert into "erased_cases"/, "erasure"],
  [/^delete from "deliveries" where "key" = .* and "kind" =/, "removal"],
  [/^update "deliveries" set.* "shown" =/, "record"],
  [/^insert into "escalation_events"/, "case"],
  [/^(insert into|update) "drafts"/, "draft"],
  [/^update "deliveries" set "posting_since" =/, "intent"],
  [/update "deliveries" set "lease_owner" =/, "claim"],
  [/^(insert into|update) "channel_paces"/, "turn"],
  [/^(insert|update|delete|create|alter|drop)\b/i, "rest"],
];

function writing({ sql, parameters }: CompiledQuery): StoreDeed | null {
  // Owed as every message is: its kind tells it from the others.
  if (/^insert into "deliveries"/.test(sql) && parameters.includes("digest")) return "digest";
  return writes.find(([shape]) => shape.test(sql))?.[1] ?? null;
}

watch(SqliteDriver.prototype);
watch(PostgresDriver.prototype);

const call = globalThis.fetch;
globalThis.fetch = (...given) => {
  const [to] = given;
  const url = to instanceof Request ? to.url : String(to);
  const method = callDeeds.find((each) => url.endsWith(`/api/${each}`));
  return method ? living(method, () => call(...given)) : call(...given);
};

/** A socket that people are heard on, and answered. */
interface Socket {
  send: (this: WebSocket, data: Parameters<WebSocket["send"]>[0]) => void;
}

function listenTo(sockets: Socket): void {
  const send = sockets.send;
  sockets.send = function (data) {
    const nth = typeof data === "string" && data.includes("envelope_id") ? count("ack") : null;
    if (nth !== null) dieAt("before", "ack", nth);
    send.call(this, data);
    if (nth !== null) dieAt("after", "ack", nth);
  };
}

listenTo(WebSocket.prototype);
