import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Death } from "../support/a-bot-that-dies.ts";
import { engines } from "../support/a-database.ts";
import { fateFrom } from "../support/a-fate.ts";
import { momentNamed } from "../support/a-moment.ts";
import { aWeek } from "../support/a-story.ts";
import { stand } from "../support/a-trial.ts";

/**
 * `npm run test:soak`: weeks of cases, one after the other, each with a bot whose lives end at moments drawn from a seed,
 * until it was killed often enough. `SOAK_SEED=… npm run test:soak` begins with the week of that seed, and draws the same
 * lives; what is under way when one of them ends is left to the machine, so a rare failure may take some tries.
 */

const enough = Number(process.env["SOAK_KILLS"] ?? 300);
const firstSeed = Number(process.env["SOAK_SEED"] ?? Date.now() % 1_000_000_000);
const hours = 60 * 60_000;

/** Several at once only where several may share the database. */
const settings = [
  ...engines.map((engine) => ({ engine, replicas: 1 })),
  ...engines.filter(({ name }) => name !== "SQLite").map((engine) => ({ engine, replicas: 2 })),
];

const killed = new Map<string, number>();

beforeAll(() => {
  process.stderr.write(`The seed of the first week is ${firstSeed}.\n`);
});
afterAll(() => {
  const counts = [...killed].toSorted(([one], [other]) => one.localeCompare(other));
  process.stderr.write(
    `${counts.map(([where, count]) => `${String(count).padStart(5)} ${where}`).join("\n")}\n`,
  );
});

function note(name: string, deaths: readonly Death[]): void {
  for (const { at } of deaths) {
    const where = at === "at random" ? at : kindOf(at);
    killed.set(where, (killed.get(where) ?? 0) + 1);
    killed.set(name, (killed.get(name) ?? 0) + 1);
  }
}

function kindOf(name: string): string {
  const { side, deed } = momentNamed(name);
  return `${side} ${deed}`;
}

const share = Math.ceil(enough / settings.length);

test.each(settings)(
  "$replicas of the bot on $engine.name, killed again and again",
  async ({ engine, replicas }) => {
    const name = `on ${engine.name}, ${replicas} at a time`;
    for (let week = 0; (killed.get(name) ?? 0) < share; week += 1) {
      const seed = firstSeed + week;
      try {
        note(name, await stand({ story: aWeek, engine, replicas, ...fateFrom(seed) }));
      } catch (cause) {
        // Said at once: the other settings go on for a long time.
        const failure = `SOAK_SEED=${seed}, ${name}: ${String(cause)}`;
        process.stderr.write(`${failure}\n`);
        throw new Error(failure, { cause });
      }
      process.stderr.write(`${killed.get(name) ?? 0} kills ${name}, the last week's seed was ${seed}\n`);
    }
    expect(killed.get(name)).toBeGreaterThanOrEqual(share);
  },
  12 * hours,
);
