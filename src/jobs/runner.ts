import { untraced } from "../trace.ts";

/** Runs a job whenever there is something to do, and as much of it at once as there is room for. */
export interface Runner {
  /** There may be something to do now. */
  readonly wake: () => void;
  /** Resolves when nothing is under way: all that was due has been done, or put off. */
  readonly idle: () => Promise<void>;
  /** Resolves when what is under way, if anything, is over. Nothing else begins. */
  readonly stop: () => Promise<void>;
}

export interface RunnerOptions {
  readonly now: () => Date;
  /** When there is next something to do; null when nothing is known of. */
  readonly nextAt: () => Promise<Date | null>;
  /** Resolves when whoever would wait for a look to be over has gone first, or has done so for long enough. */
  readonly lull: (leaving: AbortSignal) => Promise<void>;
  /**
   * Begins with what is due, as much as there is room for, and answers what it has begun. `leaving` is given when the
   * runner is stopped: what has not gone out by then is given back.
   */
  readonly begin: (room: number, leaving: AbortSignal) => Promise<readonly Promise<unknown>[]>;
  readonly mostAtOnce: number;
  /** What others bring into the store, which no wake tells of, is found at the latest after this. */
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

export function startRunner(options: RunnerOptions): Runner {
  const { now, nextAt, lull, begin, mostAtOnce, everyMs, onError } = options;
  const underWay = new Set<Promise<unknown>>();
  let running: Promise<void> | null = null;
  /** Whether there is to be one more look, and whether it is already known that something may be due. */
  let wanted: "nothing" | "a look" | "work" = "nothing";
  const stopping = new AbortController();
  const { signal: leaving } = stopping;
  let timer: NodeJS.Timeout | null = null;

  const follow = (work: Promise<unknown>) => {
    const over = work.then(
      () => {
        // It has made room, and may have let something else begin.
        underWay.delete(over);
        wake();
      },
      (error: unknown) => {
        // The next look is soon enough: a store that is broken must not spin.
        underWay.delete(over);
        onError(error);
      },
    );
    underWay.add(over);
  };

  /** Answers for how long there is nothing to begin, in milliseconds; null when something was begun. */
  const look = async (mayBeDue: boolean): Promise<number | null> => {
    const lookedAt = now();
    if (mayBeDue) {
      const room = mostAtOnce - underWay.size;
      const begun = room > 0 ? await begin(room, leaving) : [];
      begun.forEach(follow);
      if (begun.length > 0) return null;
    }
    const at = await nextAt();
    if (at === null) return everyMs;
    const restMs = at.getTime() - now().getTime();
    if (restMs > 0) return Math.min(restMs, everyMs);
    // Due then, and not begun: there is no room, or somebody else was quicker. Otherwise it has come due since.
    return mayBeDue && at <= lookedAt ? everyMs : look(true);
  };

  const mayLook = async () => {
    await lull(leaving);
    return !leaving.aborted;
  };
  const run = async () => {
    let restMs = everyMs;
    // Nothing may be awaited between the last look at what is wanted and the end: a wake in between would not be heard.
    while (wanted !== "nothing" && (await mayLook())) {
      const mayBeDue = wanted === "work";
      wanted = "nothing";
      try {
        const foundMs = await look(mayBeDue);
        if (foundMs === null) wanted = "work";
        else restMs = foundMs;
      } catch (error) {
        restMs = everyMs;
        onError(error);
      }
    }
    running = null;
    if (!leaving.aborted) timer = setTimeout(lookAgain, restMs);
  };
  const start = () => {
    if (leaving.aborted || running) return;
    if (timer) clearTimeout(timer);
    // Not a part of what woke it.
    running = untraced(run);
  };
  const lookAgain = () => {
    if (wanted === "nothing") wanted = "a look";
    start();
  };
  const wake = () => {
    wanted = "work";
    start();
  };
  const over = async () => {
    while (running || underWay.size > 0) await Promise.all([running, ...underWay]);
  };
  wake();
  return {
    wake,
    idle: over,
    stop: async () => {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await over();
    },
  };
}
