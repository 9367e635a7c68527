import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/**
 * The thread from what a person did, or the clock, to what came of it: an id that every line of the log about it carries,
 * and every message it owes, so that whoever posts that, whenever and wherever, carries it on. It decides nothing.
 */

const current = new AsyncLocalStorage<string | null>();

export function newTrace(): string {
  return randomBytes(6).toString("hex");
}

/** All that `act` does, and whatever that awaits, belongs to it. */
export function inTrace<T>(trace: string, act: () => T): T {
  return current.run(trace, act);
}

/** For work that somebody's doing wakes, and that is not about them alone. */
export function untraced<T>(act: () => T): T {
  return current.run(null, act);
}

export function currentTrace(): string | null {
  return current.getStore() ?? null;
}

type Line = (facts: object, line: string) => void;
interface Lines {
  readonly info: Line;
  readonly warn: Line;
  readonly error: Line;
}

/** Each line says what it is about. */
export function tracing(log: Lines): Lines {
  const traced =
    (level: keyof Lines): Line =>
    (facts, line) => {
      const trace = currentTrace();
      log[level](trace === null ? facts : { trace, ...facts }, line);
    };
  return { info: traced("info"), warn: traced("warn"), error: traced("error") };
}
