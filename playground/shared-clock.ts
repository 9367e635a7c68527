import { type Clock, tickingClock } from "./clock.ts";

/** A ticking clock that tells whenever it is moved, for a bot in another process to live on the same time. */
export interface SharedClock extends Clock {
  /** How far ahead of real time it is. */
  readonly offsetMs: () => number;
}

export function sharedClock(start: Date, onMove: (offsetMs: number) => void): SharedClock {
  const clock = tickingClock(start);
  const offsetMs = () => clock.now().getTime() - Date.now();
  return {
    now: () => clock.now(),
    movedMs: () => clock.movedMs(),
    offsetMs,
    advance(ms) {
      clock.advance(ms);
      onMove(offsetMs());
    },
    moveTo(instant) {
      clock.moveTo(instant);
      onMove(offsetMs());
    },
  };
}
