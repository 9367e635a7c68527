import { describe, expect, test } from "@jest/globals";
import { type Life, startBotThatDies } from "../support/a-bot-that-dies.ts";
import { engines } from "../support/a-database.ts";
import { momentNamed, nameOfMoment } from "../support/a-moment.ts";
import { aDay, monday } from "../support/a-story.ts";
import { stand } from "../support/a-trial.ts";

/**
 * `kill -9` before and after everything that lasts: nothing is lost, nothing is doubled, the order is kept, and whoever
 * was told something finds it so. Many more kills, at moments drawn from a seed, are in `killed-many-times.soak.ts`.
 */

const minute = 60_000;
/** Whatever keeps a machine busy: this waits for names, not for seconds. */
const patience = 10 * minute;

/** What a killed process held is free again when the next one begins, unless it is started again at once. */
function dyingAt(names: readonly string[], atOnceAfter: readonly string[] = []): readonly Life[] {
  return names.map((name) => ({
    diesAt: momentNamed(name),
    withinMs: Infinity,
    downMs: atOnceAfter.includes(name) ? 0 : minute,
  }));
}

/** In the order in which one case comes upon them. */
const moments = [
  // Leo types the command, resumes his draft, and sends it.
  "after draft 1",
  "before views.open 1",
  "after views.open 1",
  "before views.update 1",
  "before case 1",
  "after case 1",
  // Not told yet, he tries again, and the messages are on their way meanwhile.
  "before claim 1",
  "after claim 1",
  "before intent 1",
  "after intent 1",
  "before chat.postMessage 1",
  "during chat.postMessage 1",
  "after chat.postMessage 1",
  "before record 1",
  "after record 1",
  "before conversations.open 1",
  // Casey takes it.
  "before ack 1",
  "after ack 1",
  "during chat.update 1",
  "after chat.update 1",
];

/** What a bot of which two run at a time dies over first, whichever of them comes upon it. */
const firstOfEach = [
  "after intent 1",
  "during chat.postMessage 1",
  "before case 1",
  "after chat.postMessage 1",
  "before record 1",
];

describe.each(engines)("a bot on $name", (engine) => {
  test(
    "that is killed at every step of a case brings it to its end, each thing once",
    async () => {
      const deaths = await stand({
        story: aDay,
        engine,
        replicas: 1,
        lives: dyingAt(moments, ["after claim 1", "during chat.postMessage 1"]),
        coin: () => false,
      });
      expect(deaths.slice(0, moments.length).map(({ at }) => at)).toEqual(moments);
    },
    patience,
  );

  test(
    "that is killed while it makes its tables starts all the same",
    async () => {
      const database = await engine.createEmpty();
      const lives = dyingAt([
        "before rest 1",
        "after rest 2",
        "before rest 3",
        "after rest 3",
        "after rest 4",
      ]);
      const bot = await startBotThatDies({
        databaseUrl: database.url,
        settings: {},
        start: monday,
        lives,
        replicas: 1,
        look: () => Promise.resolve(),
      });
      try {
        await bot.hears();
        expect(bot.deaths.map(({ at }) => at)).toEqual(
          lives.map(({ diesAt }) => diesAt && nameOfMoment(diesAt)),
        );
      } finally {
        await bot.stop();
        await database.remove();
      }
    },
    patience,
  );
});

const shared = engines.filter(({ name }) => name !== "SQLite");
(shared.length > 0 ? describe.each(shared) : describe.skip.each(engines))("two bots on $name", (engine) => {
  test(
    "that are killed over a case share it, and do each thing once",
    async () => {
      const lives = dyingAt(firstOfEach);
      const deaths = await stand({ story: aDay, engine, replicas: 2, lives, coin: () => false });
      const named = deaths.filter(({ at }) => firstOfEach.includes(at));
      expect(named.length).toBeGreaterThanOrEqual(firstOfEach.length - 1);
    },
    patience,
  );
});
