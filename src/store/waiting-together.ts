/** Waiting for a store that is away for a moment, as those need it who wait for the bot. */
export interface Waiting {
  /** It was found away: whether it is worth asking again. */
  readonly mayGoOn: () => boolean;
  /** It answers. */
  readonly isOver: () => void;
}

/**
 * All wait until the same instant, so long after it was first found away, and whoever comes later does not wait at all:
 * what a person does asks the store more than once, and Slack gives their window three seconds.
 */
export function waitingTogether(mostMs: number): Waiting {
  /** Between when and when it has been found away, in milliseconds of this process. */
  let away: { readonly since: number; readonly last: number } | null = null;
  return {
    mayGoOn: () => {
      const last = performance.now();
      const since = away && last - away.last < mostMs ? away.since : last;
      away = { since, last };
      return last - since < mostMs;
    },
    isOver: () => {
      away = null;
    },
  };
}
