import { fc } from "./drawn.ts";
import type { Life } from "./a-bot-that-dies.ts";
import { kindsOfMoments } from "./a-moment.ts";

/** How the lives of a bot end, drawn from a seed: the same seed, the same lives. */

const seconds = 1000;
/** A moment that does not come in a life is given up after this. */
const waitsMs = 3 * seconds;
/** A bot may be started again at once, or when what it held is free. */
const downs = [0, 10 * seconds, 60 * seconds];

const nth = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 4 }) },
);
const downMs = fc.constantFrom(...downs);

/** Each kind of moment once, in any order. */
const atMoments = fc
  .shuffledSubarray([...kindsOfMoments], { minLength: kindsOfMoments.length })
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map((kind) =>
        fc
          .record({ nth, downMs })
          .map(({ nth, downMs }): Life => ({ diesAt: { ...kind, nth }, withinMs: waitsMs, downMs })),
      ),
    ),
  );
const atRandom = fc
  .record({ withinMs: fc.integer({ min: 0, max: 2 * seconds }), downMs })
  .map((life): Life => ({ diesAt: null, ...life }));

/** More than a week has room for. */
const rounds = 4;
const randomInEach = 10;

const fates = fc.record({
  lives: fc
    .array(
      fc
        .tuple(atMoments, fc.array(atRandom, { minLength: randomInEach, maxLength: randomInEach }))
        .chain(([moments, random]) => {
          const all = [...moments, ...random];
          return fc.shuffledSubarray(all, { minLength: all.length });
        }),
      { minLength: rounds, maxLength: rounds },
    )
    .map((each) => each.flat()),
  coins: fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }),
});

export interface Fate {
  readonly lives: readonly Life[];
  readonly coin: () => boolean;
}

export function fateFrom(seed: number): Fate {
  const [drawn] = fc.sample(fates, { seed, numRuns: 1 });
  if (!drawn) throw new Error("Nothing was drawn.");
  const { lives, coins } = drawn;
  let tossed = 0;
  return {
    lives,
    coin: () => {
      tossed += 1;
      return coins[tossed % coins.length] ?? false;
    },
  };
}
