import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people, trustedTeam, workspace } from "../../playground/workspace.ts";
import { en, sends } from "../support/a-requester.ts";
import { type AStage, onAStage, stagePerTest } from "../support/a-stage.ts";

/** *I have it*: who may take a case, and that one person does. */

const { have_it: haveIt } = en.controls.buttons;
const { refusals } = en.talk;

function cardOn(stage: AStage): SeenMessage {
  const [card] = stage.person(people.casey).sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  return card;
}

/** Dana's case in the CSM channel. */
async function aCard(stage: AStage, requester: string = people.dana): Promise<SeenMessage> {
  await sends(stage.person(requester));
  await stage.settle();
  return cardOn(stage);
}

const taken = (stage: AStage, name: string) => {
  expect(cardOn(stage).screen).toContain(en.card.status.acknowledged(name));
  expect(cardOn(stage).buttons).not.toContain(haveIt);
};

/** The sentence is said to this person alone, and the card stays as it is. */
async function expectRefused(stage: AStage, person: Person, sentence: string): Promise<void> {
  const before = cardOn(stage);
  await person.clicks(haveIt, { on: before });
  const told = await person.seesMessage(channels.csm, sentence);
  expect(told.ephemeral).toBe(true);
  await stage.settle();
  expect(cardOn(stage)).toEqual(before);
}

describe("with a CSM user group", () => {
  const stage = stagePerTest();

  test("a CSM takes the case: the card says who, and the requester is told", async () => {
    const card = await aCard(stage());
    await stage().person(people.casey).clicks(haveIt, { on: card });
    await stage().settle();
    taken(stage(), "Casey Lindqvist");
    const dana = stage().person(people.dana);
    await dana.seesMessage(dana.dm, en.card.acknowledgedNotice("Casey Lindqvist", "ESC-1"));
    expect(dana.dms()[0]?.screen).toContain(en.card.receipt.next.acknowledged("Casey Lindqvist"));
  });

  test("of two CSMs who click at once, one has it and the other is told", async () => {
    const card = await aCard(stage());
    const casey = stage().person(people.casey);
    const robin = stage().person(people.robin);
    await Promise.all([casey.clicks(haveIt, { on: card }), robin.clicks(haveIt, { on: card })]);
    await stage().settle();
    const told = [...casey.ephemerals(channels.csm), ...robin.ephemerals(channels.csm)];
    const [first] = ["Casey Lindqvist", "Robin Achterberg"].filter((name) =>
      cardOn(stage()).screen.includes(en.card.status.acknowledged(name)),
    );
    expect(told.map(({ text }) => text)).toEqual([en.talk.wasFirst.acknowledged(first ?? "")]);
    const notices = stage()
      .person(people.dana)
      .dms()
      .filter(({ text }) => text.includes("ESC-1") && text.includes("has taken"));
    expect(notices).toHaveLength(1);
  });

  test("a double click tells the requester once", async () => {
    const card = await aCard(stage());
    await stage().person(people.casey).clicks(haveIt, { on: card });
    await stage().slack.redeliver("interactive");
    await stage().settle();
    taken(stage(), "Casey Lindqvist");
    expect(stage().person(people.dana).dms()).toHaveLength(2);
  });

  test("a CSM cannot take a case of their own, another CSM can", async () => {
    const card = await aCard(stage(), people.casey);
    await expectRefused(stage(), stage().person(people.casey), refusals.own_case);
    await stage().person(people.robin).clicks(haveIt, { on: card });
    await stage().settle();
    taken(stage(), "Robin Achterberg");
  });

  test.each([
    ["a plain member of the channel", people.harriet],
    ["a guest", people.gus],
  ])("%s is refused with a sentence", async (_, who) => {
    await aCard(stage());
    stage().slack.invite(channels.csm, who);
    await expectRefused(stage(), stage().person(who), refusals.only_csm);
  });

  test("the requester is refused too", async () => {
    await aCard(stage());
    await expectRefused(stage(), stage().person(people.dana), refusals.only_csm);
  });

  test("somebody of another organisation in the channel is refused, and may read along", async () => {
    await aCard(stage());
    await expectRefused(stage(), stage().person(people.alex), refusals.outsider);
  });

  test("who has left the user group since cannot take it any more", async () => {
    await aCard(stage());
    stage().slack.changeUsergroup("S0CSM0001", [people.robin]);
    await expectRefused(stage(), stage().person(people.casey), refusals.only_csm);
  });

  test("when Slack does not tell who is a CSM, nothing is decided, and the person is asked to try again", async () => {
    await aCard(stage());
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 1 });
    await expectRefused(stage(), stage().person(people.casey), en.talk.cannotTell);
    expect(stage().troubles.splice(0)).toHaveLength(1);
    await stage()
      .person(people.casey)
      .clicks(haveIt, { on: cardOn(stage()) });
    await stage().settle();
    taken(stage(), "Casey Lindqvist");
  });
});

describe("with a trusted organisation in the channel", () => {
  const stage = stagePerTest({ settings: { CSM_TEAM_IDS: trustedTeam } });

  test("its people are CSMs, although the user group cannot hold them", async () => {
    const card = await aCard(stage());
    await stage().person(people.alex).clicks(haveIt, { on: card });
    await stage().settle();
    taken(stage(), "Alex Adobe");
  });

  test("people of other organisations are not", async () => {
    await aCard(stage());
    stage().slack.share(channels.csm, "T0AGENCY1");
    stage().slack.invite(channels.csm, people.pat);
    await expectRefused(stage(), stage().person(people.pat), refusals.outsider);
  });
});

describe("without a user group", () => {
  const stage = stagePerTest({ settings: { CSM_USERGROUP: "" } });

  test("a full member of the CSM channel may take a case", async () => {
    const card = await aCard(stage());
    await stage().person(people.robin).clicks(haveIt, { on: card });
    await stage().settle();
    taken(stage(), "Robin Achterberg");
  });

  test("a guest in it may not", async () => {
    await aCard(stage());
    await expectRefused(stage(), stage().person(people.gus), refusals.only_csm);
  });

  test("nor may somebody who only looks in", async () => {
    await aCard(stage());
    await expectRefused(stage(), stage().person(people.harriet), refusals.only_csm);
  });
});

test("the people of the channel are asked for page after page", async () => {
  const crowd = Array.from({ length: 250 }, (_, index) => `U1${String(index).padStart(6, "0")}`);
  const seed = {
    ...workspace,
    users: [...workspace.users, ...crowd.map((id) => ({ id, name: id.toLowerCase(), realName: id }))],
    channels: workspace.channels.map((channel) =>
      channel.id === channels.csm
        ? { ...channel, members: ["U0BOT0001", ...crowd, people.casey, people.robin] }
        : channel,
    ),
  };
  await onAStage({ seed, settings: { CSM_USERGROUP: "" } }, async (stage) => {
    const card = await aCard(stage);
    await stage.person(people.robin).clicks(haveIt, { on: card });
    await stage.settle();
    taken(stage, "Robin Achterberg");
  });
});
