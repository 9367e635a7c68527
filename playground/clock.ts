/** The time as the local Slack sees it. Tests and demos move it; nothing in it waits. */
export interface Clock {
  now(): Date;
  advance(ms: number): void;
  moveTo(instant: Date): void;
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
  };
}

/** Runs with real time, from a start of one's choice. */
export function tickingClock(start = new Date()): Clock {
  let offset = start.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + offset),
    advance(ms) {
      offset += ms;
    },
    moveTo(target) {
      offset = target.getTime() - Date.now();
    },
  };
}
