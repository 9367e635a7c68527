/** The time as the local Slack sees it. Tests and demos move it; nothing in it waits. */
export interface Clock {
  now(): Date;
  advance(ms: number): void;
  moveTo(instant: Date): void;
  /** How far it was moved in all, in milliseconds; the time that passed by itself is not in it. */
  movedMs(): number;
}

/** Stands still until it is moved. */
export function frozenClock(start: Date): Clock {
  let instant = start.getTime();
  return {
    now: () => new Date(instant),
    advance(ms) {
      instant += ms;
    },
    moveTo(target) {
      instant = target.getTime();
    },
    movedMs: () => instant - start.getTime(),
  };
}

/** Runs with real time, from a start of one's choice. */
export function tickingClock(start = new Date()): Clock {
  const first = start.getTime() - Date.now();
  let offset = first;
  return {
    now: () => new Date(Date.now() + offset),
    advance(ms) {
      offset += ms;
    },
    moveTo(target) {
      offset = target.getTime() - Date.now();
    },
    movedMs: () => offset - first,
  };
}
