import { describe, expect, test } from "@jest/globals";
import { type Life, undisturbed } from "../support/a-bot-that-dies.ts";
import { engines } from "../support/a-database.ts";
import { momentNamed } from "../support/a-moment.ts";
import { aMonth, type Story, twoWeeks } from "../support/a-story.ts";
import { stand } from "../support/a-trial.ts";

/**
 * `kill -9` over what only the clock begins: the digest of a week comes once, and a case whose days are over is gone, from
 * the store at once and from Slack message by message.
 */

const minute = 60_000;
/** Whatever keeps a machine busy: this waits for names, not for seconds. */
const patience = 10 * minute;

/** What a killed process held is free again when the next one begins. */
const dyingAt = (names: readonly string[]) =>
  names.map((name): Life => ({ diesAt: momentNamed(name), withinMs: Infinity, downMs: minute }));

/** Each in the order in which it is come upon. */
const overADigest = [
  "before digest 1",
  "after digest 1",
  "after claim 1",
  "after intent 1",
  "after chat.postMessage 1",
  // Found again, it is drawn anew.
  "during chat.update 1",
  "before record 1",
  "after record 1",
];
const overTheNext = ["during chat.postMessage 1"];
const overErasing = [
  "before erasure 1",
  "after erasure 1",
  "after claim 1",
  "before chat.delete 1",
  "during chat.delete 1",
  "after chat.delete 1",
  "before removal 1",
  "after removal 1",
];

describe.each(engines)("a bot on $name", (engine) => {
  /** The undisturbed lives end when the bot is down until a later week. */
  async function dies(story: Story, ...later: readonly (readonly string[])[]): Promise<void> {
    const lives = [undisturbed, ...later.flatMap((names) => [...dyingAt(names), undisturbed])];
    const deaths = await stand({ story, engine, replicas: 1, lives, coin: () => false });
    const named = ["at random", ...later.flatMap((names) => [...names, "at random"])];
    // In the end it is down once more before each digest that is still to come.
    expect(deaths.slice(0, named.length).map(({ at }) => at)).toEqual(named);
  }

  test(
    "that is killed over a digest tells the channel of each week once",
    () => dies(twoWeeks, overADigest, overTheNext),
    patience,
  );

  test(
    "that is killed over erasing a case leaves nothing of it, neither in the store nor in Slack",
    () => dies(aMonth, overErasing),
    patience,
  );
});
