import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { channels, people, workspace } from "../../playground/workspace.ts";
import {
  keysIn,
  kindsOf,
  minutes,
  openTrouble,
  sends as sendsReady,
  type Trouble,
} from "../support/a-bot-in-trouble.ts";
import { en, sends, startsAt } from "../support/a-requester.ts";
import { routesFile } from "../support/a-routes-file.ts";
import { onAStage, stagePerTest } from "../support/a-stage.ts";

/** The CSM channel goes by another name, another id, or in private: cases and people follow. */

const moved = "C0MOVED01";
const { buttons } = en.controls;

describe("a channel that gets another id", () => {
  let bot: Trouble;
  beforeEach(async () => {
    bot = await openTrouble({ drafts: [people.dana, people.harriet] });
  });
  afterEach(async () => {
    const { violations } = bot.slack;
    await bot.stop();
    expect(violations).toEqual([]);
  });
  const shown = () => kindsOf(keysIn(bot.slack, people.casey, moved));
  const changesId = async () => {
    bot.slack.changeChannelId(channels.csm, moved);
    await bot.settle();
  };
  const card = () => {
    const [first] = bot.casey.sees(moved);
    if (!first) throw new Error("There is no card.");
    return first;
  };

  test("keeps its cards: they are redrawn where they stand, and what follows goes into their thread", async () => {
    await sendsReady(bot.dana);
    await bot.settle();
    await changesId();
    const [link] = bot.dana.dms()[0]?.live ?? [];
    expect(link?.target).toContain(`/archives/${moved}/p`);
    await bot.casey.clicks(buttons.have_it, { on: card() });
    await bot.settle();
    expect(card().screen).toContain(en.card.status.acknowledged("Casey Lindqvist"));
    expect(shown()).toEqual(["card", "evidence 1"]);
    expect((await bot.trail()).map(({ kind, details }) => [kind, details])).toContainEqual([
      "channel_moved",
      { from: channels.csm, to: moved },
    ]);
  });

  test("gets the new cases too, although the setting names the old id, and says which setting that is", async () => {
    await changesId();
    await sendsReady(bot.dana);
    await bot.settle();
    expect(shown()).toEqual(["card", "evidence 1"]);
    expect(bot.lines).toEqual([
      expect.stringMatching(`^a channel has another id.*"CSM_CHANNEL".*${channels.csm}.*${moved}`),
    ]);
  });

  test("is still followed after a restart, which says it again", async () => {
    await sendsReady(bot.dana);
    await bot.settle();
    await changesId();
    await bot.restartBot();
    await sendsReady(bot.person(people.harriet));
    await bot.settle();
    expect(shown()).toEqual(["card", "evidence 1", "card", "evidence 1"]);
    expect(bot.lines.filter((line) => line.includes("another id"))).toHaveLength(2);
    await bot.restartBot({ CSM_CHANNEL: moved });
    expect(bot.lines).toHaveLength(2);
  });

  test("once and again is followed to the last one", async () => {
    await sendsReady(bot.dana);
    await bot.settle();
    bot.slack.changeChannelId(channels.csm, "C0BETWEEN");
    await bot.settle();
    bot.slack.changeChannelId("C0BETWEEN", moved);
    await sendsReady(bot.person(people.harriet));
    await bot.settle();
    expect(shown()).toEqual(["card", "evidence 1", "card", "evidence 1"]);
  });

  test("is followed by what waited to be posted there", async () => {
    bot.slack.archive(channels.csm);
    await sendsReady(bot.dana);
    await bot.settle();
    expect(bot.casey.sees(channels.csm)).toEqual([]);
    bot.slack.changeChannelId(channels.csm, moved);
    await bot.settle();
    bot.slack.unarchive(moved);
    await bot.settle(11 * minutes);
    expect(shown()).toEqual(["card", "evidence 1"]);
  });

  test("changes nothing the second time it is told", async () => {
    bot.slack.repeatEvents(true);
    await sendsReady(bot.dana);
    await bot.settle();
    await changesId();
    expect(shown()).toEqual(["card", "evidence 1"]);
    const told = (await bot.trail()).filter(({ kind }) => kind === "channel_moved");
    expect(told).toHaveLength(1);
  });

  test("has its CSMs as before: they take its cases and see them in the list", async () => {
    await bot.restartBot({ CSM_USERGROUP: "" });
    await sendsReady(bot.dana);
    await bot.settle();
    await changesId();
    await bot.casey.types("/escalate list open", { in: channels.project });
    expect((await bot.casey.seesMessage(channels.project, "ESC-1")).screen).toContain(en.talk.list.open);
    await bot.casey.clicks(buttons.have_it, { on: card() });
    await bot.settle();
    expect(card().screen).toContain(en.card.status.acknowledged("Casey Lindqvist"));
  });

  test("is none of ours when no case goes there", async () => {
    await sendsReady(bot.dana);
    await bot.settle();
    bot.slack.invite(channels.project, "U0BOT0001");
    await bot.settle();
    const calls = bot.slack.calls.length;
    bot.slack.changeChannelId(channels.project, "C0PROJEC2");
    await bot.settle();
    expect(bot.slack.calls).toHaveLength(calls);
    expect(bot.lines).toEqual([]);
  });
});

describe("a channel of a route that gets another id", () => {
  const routes = routesFile(`
- name: Northwind
  when: { partner: Northwind Digital }
  channel: ${channels.shared}
`);
  const seed = {
    ...workspace,
    channels: workspace.channels.map((channel) =>
      channel.id === channels.shared
        ? { ...channel, connectedTeamIds: [], members: [...channel.members, "U0BOT0001"] }
        : channel,
    ),
  };
  const stage = stagePerTest({ seed, settings: { CSM_ROUTES: routes.path } });

  test("is followed as the CSM channel is; the warning names the route", async () => {
    stage().slack.changeChannelId(channels.shared, moved);
    await sends(stage().person(people.dana));
    await stage().settle();
    expect(stage().person(people.dana).sees(moved)).toHaveLength(1);
    expect(stage().troubles.splice(0)).toEqual([expect.stringContaining("CSM_ROUTES, route “Northwind”")]);
  });
});

test("a channel that is made private is told of as private, and takes cards as before", async () => {
  await onAStage({}, async (stage) => {
    const dana = stage.person(people.dana);
    expect((await startsAt(dana, "review")).text).toContain(en.review.whoPublic);
    await dana.closesModal();
    stage.slack.convertToPrivate(channels.csm);
    await stage.settle();
    await dana.types("/escalate", { in: channels.project });
    await dana.presses(buttons.resume);
    const review = await dana.seesModal(en.controls.titles.review);
    expect(review.text).toContain(en.review.whoPrivate);
    expect(review.text).not.toContain(en.review.whoPublic);
    await dana.fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana.presses(en.controls.submit.send_anyway);
    await stage.settle();
    const cards = stage
      .person(people.casey)
      .sees(channels.csm)
      .filter(({ buttons: all }) => all.length > 0);
    expect(cards).toHaveLength(1);
  });
});
