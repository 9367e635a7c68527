import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { frozenClock } from "../../playground/clock.ts";
import { s1 } from "../../playground/sample-cases.ts";
import type { Violation } from "../../playground/server/violations.ts";
import type { Stage } from "../../playground/stage.ts";
import { app, people, team, workspace } from "../../playground/workspace.ts";
import { type EscalationEvent, listEvents } from "../../src/store/audit.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { listDeliveries } from "../../src/store/deliveries.ts";
import { keysIn, kindsOf } from "./a-bot-in-trouble.ts";
import { watchTexts } from "./a-watched-log.ts";
import { inOneLine, isTrouble, openWatchedStage } from "./a-watched-stage.ts";
import { aNewEscalation, sendCase } from "./an-escalation.ts";

/**
 * Many cases at once, each in a channel of its own and of a requester of its own: whatever befalls one befalls no other,
 * and all of them take their tries in the same moments.
 */

export interface LoneCase {
  readonly id: string;
  /** As a person knows it. */
  readonly name: string;
  readonly channelId: string;
  readonly requesterId: string;
  /** What it is there for, such as the error that strikes it. */
  readonly about: string;
}

export interface Crowd extends Stage {
  readonly cases: readonly LoneCase[];
  /** What the bot logged as warnings and errors, about a case of these. */
  readonly linesOf: (lone: LoneCase) => readonly string[];
  readonly trailOf: (lone: LoneCase) => Promise<readonly EscalationEvent[]>;
  /** Whether Slack shows all that is wanted of the case, or as much as ever will be. */
  readonly isDone: (lone: LoneCase) => Promise<boolean>;
  /** The kinds of the bot's messages, in the order in which they stand. */
  readonly inChannel: (lone: LoneCase) => readonly string[];
  readonly inDm: (lone: LoneCase) => readonly string[];
  /** What Slack objects to, but for answers that came late: all of them live in one process and act in the same moment. */
  readonly wrongs: () => readonly Violation[];
  /** Has all cards drawn once more, as after a change of their cases. */
  readonly wantCardsAgain: () => Promise<void>;
}

const ofTheCrowd: ReadonlySet<string> = new Set(["not_acknowledged", "late_acknowledgement"]);

/** Monday noon in Chicago. */
const noon = s1.now;

/** The cases are due in a second, so that a test may plan what befalls them before the clock moves. */
export async function openCrowd(abouts: readonly string[]): Promise<Crowd> {
  const cases = abouts.map((about, index): LoneCase => {
    const number = String(index + 1).padStart(4, "0");
    return {
      id: `case-${number}`,
      name: `ESC-${index + 1}`,
      channelId: `C1${number}`,
      requesterId: `U1${number}`,
      about,
    };
  });
  const folder = await mkdtemp(join(tmpdir(), "many-cases-"));
  const url = `sqlite:${join(folder, "escalations.db")}`;
  const beside = await storeWith(cases, url);
  const lines: string[] = [];
  const stage = await openWatchedStage(
    {
      clock: frozenClock(noon),
      settings: { DATABASE_URL: url },
      seed: seedFor(cases),
      slack: { settleMs: 40 },
    },
    (heard) => {
      if (isTrouble(heard)) lines.push(inOneLine(heard));
    },
  );
  const seen = (userId: string, channelId: string) => kindsOf(keysIn(stage.slack, userId, channelId));
  return {
    ...stage,
    cases,
    linesOf: ({ id }) => lines.filter((line) => line.includes(id)),
    trailOf: ({ id }) => listEvents(beside.db, id),
    isDone: async ({ id }) =>
      (await listDeliveries(beside.db, id)).every(({ state }) => state === "settled" || state === "dropped"),
    inChannel: ({ channelId }) => seen(people.casey, channelId),
    inDm: ({ requesterId }) => seen(requesterId, stage.slack.dmOf(requesterId).id),
    wrongs: () => stage.slack.violations.filter(({ what }) => !ofTheCrowd.has(what)),
    // One statement, and so done before anybody else has a turn: a transaction here would hold up the bot.
    wantCardsAgain: async () => {
      await beside.db
        .updateTable("deliveries")
        .set((eb) => ({ wanted: eb("wanted", "+", 1), state: "due" }))
        .where("kind", "=", "card")
        .execute();
    },
    stop: async () => {
      await stage.stop();
      await beside.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function storeWith(cases: readonly LoneCase[], url: string): Promise<Store> {
  const store = await openStore(url);
  const due = new Date(noon.getTime() + 1_000);
  await store.db.transaction().execute(async (trx) => {
    for (const { id, channelId, requesterId } of cases) {
      const given = aNewEscalation({ id, channelId, requesterId, teamId: team.id });
      watchTexts(given.answers);
      await sendCase(trx, given, due);
    }
  });
  return store;
}

function seedFor(cases: readonly LoneCase[]): typeof workspace {
  const requesters = cases.map(({ requesterId: id }) => ({ id, name: id.toLowerCase(), realName: id }));
  const theirs = cases.map(({ channelId: id, requesterId }) => ({
    id,
    name: id.toLowerCase(),
    members: [app.botUserId, people.casey, requesterId],
  }));
  return {
    ...workspace,
    users: [...workspace.users, ...requesters],
    channels: [...workspace.channels, ...theirs],
  };
}
