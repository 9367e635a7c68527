import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { s1 } from "../playground/sample-cases.ts";
import type { SeenMessage } from "../playground/person.ts";
import { removalEvents } from "../playground/server/world-controls.ts";
import { channels, people } from "../playground/workspace.ts";
import { takes } from "./support/a-case-in-hands.ts";
import { ofTheEngine, rowsIn } from "./support/a-bot-again.ts";
import { type ADatabase, engines } from "./support/a-database.ts";
import { en, sends as sendsCase } from "./support/a-requester.ts";
import { onAStage } from "./support/a-stage.ts";
import { inOneLine, isTrouble } from "./support/a-watched-stage.ts";
import { sends, setsUp } from "./support/a-workspace-of-two.ts";
import { openTwoWorkspaces, type Place, type TwoWorkspaces } from "./support/two-workspaces.ts";
import { foundIn } from "./support/what-is-left.ts";

/** A workspace removes the app: its token goes at once, and all else after a while, unless it comes back. */

const { buttons } = en.controls;
/** Nobody types these at the other workspace. */
const typed = ["The checkout of Acme alone is late", "What came is a page without a word."];
const [summary = "", actual = ""] = typed;
const answersOfAcme = {
  ...s1.answers,
  summary,
  examples: s1.answers.examples.map((example) => ({ ...example, ex_actual: actual })),
};
const day = 24 * 60 * 60_000;

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.remove());
  const rows = async () => rowsIn(await database.open());
  const teamsIn = async (table: string) =>
    (await rows()).filter((each) => each.table === table).map(({ row }) => row["team_id"]);

  describe("one of two workspaces that have installed the bot", () => {
    let two: TwoWorkspaces;
    const troubles: string[] = [];
    beforeEach(async () => {
      troubles.length = 0;
      two = await openTwoWorkspaces(database.url, (heard) => {
        if (isTrouble(heard)) troubles.push(inOneLine(heard));
      });
      for (const place of [two.acme, two.bean]) {
        await two.installs(place);
        await setsUp(place);
      }
      await sends(two.acme, answersOfAcme);
      await sends(two.bean, s1.answers);
      await two.settle();
      expect(troubles).toEqual([]);
    });
    afterEach(async () => {
      await two.stop();
      expect(two.bean.slack.violations).toEqual([]);
      // What comes from where the app is not installed is refused.
      expect(two.acme.slack.violations.filter(({ what }) => what !== "invalid_acknowledgement")).toEqual([]);
    });

    const sealedTokens = async () =>
      (await rows()).flatMap(({ row }) => ("sealed_token" in row ? String(row["sealed_token"]) : []));
    const isHeard = async ({ person, people: { dana: id }, channels: { project } }: Place) => {
      const dana = person(id);
      const helps = () =>
        dana.ephemerals(project).filter(({ screen }) => screen.includes("/escalate list")).length;
      const before = helps();
      await dana.types("/escalate help", { in: project });
      await two.settle();
      return helps() > before;
    };
    const isRemoved = async () => {
      await two.settle();
      expect(await teamsIn("installations")).toEqual([two.bean.teamId]);
      expect(await teamsIn("removed_apps")).toEqual([two.acme.teamId]);
    };
    const isInstalled = async () => {
      expect((await teamsIn("installations")).toSorted()).toEqual([two.acme.teamId, two.bean.teamId]);
      expect(await teamsIn("removed_apps")).toEqual([]);
    };
    const cardIn = ({ person, people: { casey }, channels: { csm } }: Place): SeenMessage => {
      const card = person(casey)
        .sees(csm)
        .find(({ isNotice }) => !isNotice);
      if (!card) throw new Error("There is no card.");
      return card;
    };

    test("has its token erased at once and is heard no more; back in time, it goes on with its cases", async () => {
      const sealed = await sealedTokens();
      two.acme.slack.uninstall();
      await isRemoved();
      const left = await sealedTokens();
      expect(sealed.filter((token) => left.includes(token))).toHaveLength(1);
      const calls = two.acme.slack.calls.length;
      expect(troubles).toEqual([]);
      expect(await isHeard(two.acme)).toBe(false);
      expect(await isHeard(two.bean)).toBe(true);
      expect(troubles.splice(0).join()).toContain("a payload was refused");

      two.passes(29 * day);
      await two.settle();
      // Whatever came due there, nothing was asked of Slack for it.
      expect(two.acme.slack.calls).toHaveLength(calls);
      troubles.length = 0;
      await two.installs(two.acme);
      await isInstalled();
      await two.settle();
      const casey = two.acme.person(two.acme.people.casey);
      await casey.clicks(buttons.have_it, { on: cardIn(two.acme) });
      await two.settle();
      expect(cardIn(two.acme).buttons).not.toContain(buttons.have_it);
      expect(cardIn(two.bean).buttons).toContain(buttons.have_it);
      expect(troubles).toEqual([]);
    });

    test("is erased whole when its days are over, and the other keeps every row", async () => {
      const { slack, teamId } = two.acme;
      // Nothing comes due there then.
      const dana = two.bean.person(two.bean.people.dana);
      const receipt = dana.dms().find((each) => each.buttons.includes(buttons.withdraw));
      if (!receipt) throw new Error("There is no receipt.");
      await dana.clicks(buttons.withdraw, { on: receipt });
      await two.settle();
      const ofBean = async () =>
        (await rows())
          .filter(
            ({ table, row }) =>
              !ofTheEngine.test(table) &&
              !/^(?:channel_paces|seen_events)$/u.test(table) &&
              !isOf(row, teamId),
          )
          .map((each) => JSON.stringify(each))
          .toSorted();
      const ofAcme = (await rows()).filter(({ row }) => isOf(row, teamId));
      const caseIds = ofAcme
        .filter(({ table }) => table === "escalations")
        .map(({ row }) => String(row["id"]));
      const theirs = [...typed, slack.world.app.botToken, teamId, ...caseIds];
      const db = await database.open();

      slack.uninstall();
      await two.settle();
      two.passes(29 * day);
      await two.settle();
      expect(await foundIn(db, typed)).not.toEqual([]);
      const withAcme = await ofBean();
      two.passes(day);
      await two.settle();
      expect(await foundIn(db, theirs)).toEqual([]);
      const kept = await ofBean();
      expect(kept).toEqual(withAcme.filter((row) => caseIds.every((id) => !row.includes(id))));
      expect(kept.join()).toContain(two.bean.teamId);
      expect(await foundIn(db, [s1.answers.summary])).not.toEqual([]);
    });

    test.each(removalEvents)("is removed when %s is first, and each comes twice", async (first) => {
      const { slack } = two.acme;
      slack.repeatEvents(true);
      slack.uninstall(first);
      await isRemoved();
      slack.repeatEvents(false);
      await two.installs(two.acme);
      await isInstalled();
      // It is told again of the removal before.
      await slack.redeliver("events_api");
      await isInstalled();
      expect(await isHeard(two.acme)).toBe(true);
      expect(troubles).toEqual([]);
    });

    test("goes on when only a person takes their token back", async () => {
      two.acme.slack.revokeToken(two.acme.people.dana);
      await two.settle();
      await isInstalled();
      expect(await isHeard(two.acme)).toBe(true);
      expect(troubles).toEqual([]);
    });
  });

  describe("the one workspace of a token", () => {
    const withACase = (act: Parameters<typeof onAStage>[1]) =>
      onAStage({ settings: { DATABASE_URL: database.url, UNINSTALL_GRACE_DAYS: "2" } }, async (stage) => {
        await sendsCase(stage.person(people.dana));
        await stage.settle();
        await act(stage);
      });

    test("keeps everything until its days are over, and is erased then", () =>
      withACase(async (stage) => {
        const before = (await teamsIn("escalations")).length;
        stage.slack.uninstall();
        await stage.settle();
        expect(await teamsIn("removed_apps")).toHaveLength(1);
        expect(await teamsIn("escalations")).toHaveLength(before);
        stage.clock.moveTo(new Date(stage.clock.now().getTime() + 2 * day + 60 * 60_000));
        await stage.settle();
        expect((await rows()).filter(({ table }) => !ofTheEngine.test(table))).toEqual([]);
        stage.troubles.length = 0;
      }));

    test("goes on when the bot starts with a token that works", () =>
      withACase(async (stage) => {
        stage.slack.uninstall();
        await stage.settle();
        stage.slack.installAgain();
        await stage.restartBot();
        expect(await teamsIn("removed_apps")).toEqual([]);
        await takes(stage);
        expect(stage.person(people.casey).sees(channels.csm)[0]?.buttons).not.toContain(buttons.have_it);
      }));

    test("is not erased while Slack takes its token", () =>
      withACase(async (stage) => {
        stage.slack.uninstall();
        await stage.settle();
        stage.slack.installAgain();
        stage.clock.moveTo(new Date(stage.clock.now().getTime() + 2 * day + 60 * 60_000));
        await stage.settle();
        expect(await teamsIn("removed_apps")).toEqual([]);
        expect(await teamsIn("escalations")).toHaveLength(1);
      }));

    test("goes on when a person, or another bot, loses a token", () =>
      withACase(async (stage) => {
        stage.slack.revokeToken(people.dana);
        await stage.settle();
        expect(await teamsIn("removed_apps")).toEqual([]);
      }));
  });
});

/** Rows that say of which workspace they are; those of a case are known by its id. */
function isOf(row: Readonly<Record<string, unknown>>, teamId: string): boolean {
  return row["team_id"] === teamId;
}
