import { describe, expect, test } from "@jest/globals";
import { channels, people, trustedTeam } from "../../playground/workspace.ts";
import {
  addsColleague,
  aSentCase,
  cardOn,
  handsOver,
  isToldInModal,
  notesOn,
  receiptOn,
  takes,
} from "../support/a-case-in-hands.ts";
import { en } from "../support/a-requester.ts";
import { type AStage, stagePerTest } from "../support/a-stage.ts";

/** *Hand over*: a CSM gives the case to another one. */

const { handOver, notes } = en.csmSide;
const { status } = en.card;
const caseysNote = notes.handed_over("Casey Lindqvist", "ESC-1");

async function expectNothingChanged(stage: AStage, act: () => Promise<void>): Promise<void> {
  const before = cardOn(stage);
  await act();
  expect(cardOn(stage)).toEqual(before);
}

describe("with a CSM user group", () => {
  const stage = stagePerTest();
  const casey = () => stage().person(people.casey);

  test("the other CSM has the case: the card and the receipt say so, and they alone are called in the thread, once", async () => {
    await aSentCase(stage());
    await takes(stage());
    await handsOver(stage(), people.casey, "Robin Achterberg");
    await isToldInModal(casey(), handOver.done("ESC-1", "Robin Achterberg"));
    expect(cardOn(stage()).screen).toContain(status.acknowledged("Robin Achterberg"));
    expect(receiptOn(stage()).screen).toContain(en.card.receipt.next.acknowledged("Robin Achterberg"));
    const told = notesOn(stage(), caseysNote);
    expect(told.map(({ live }) => live.map(({ kind, target }) => [kind, target]))).toEqual([
      [["user", people.robin]],
    ]);
  });

  test("a case that nobody has taken can be given to somebody at once", async () => {
    await aSentCase(stage());
    await handsOver(stage(), people.casey, "Robin Achterberg");
    expect(cardOn(stage()).screen).toContain(status.acknowledged("Robin Achterberg"));
  });

  test("whoever has it now can give it back", async () => {
    await aSentCase(stage());
    await takes(stage());
    await handsOver(stage(), people.casey, "Robin Achterberg");
    await handsOver(stage(), people.robin, "Casey Lindqvist");
    expect(cardOn(stage()).screen).toContain(status.acknowledged("Casey Lindqvist"));
    expect(notesOn(stage(), notes.handed_over("Robin Achterberg", "ESC-1"))).toHaveLength(1);
  });

  test.each([
    ["a CSM of another channel", "Bia Rocha", handOver.notCsm("Bia Rocha")],
    ["a colleague of the requester", "Harriet Lowe", handOver.notCsm("Harriet Lowe")],
    ["somebody of another organisation", "Alex Adobe", handOver.notCsm("Alex Adobe")],
    ["a bot", "Deploys", handOver.notCsm("Deploys")],
    ["the requester", "Dana Whitfield", handOver.owner("Dana Whitfield")],
    ["oneself", "Casey Lindqvist", handOver.hasIt("Casey Lindqvist")],
  ])("%s cannot be chosen, and the window says why", async (_, who, sentence) => {
    await aSentCase(stage());
    await takes(stage());
    await expectNothingChanged(stage(), () => handsOver(stage(), people.casey, who));
    await isToldInModal(casey(), sentence);
  });

  test("oneself is told how to take a case that nobody has", async () => {
    await aSentCase(stage());
    await expectNothingChanged(stage(), () => handsOver(stage(), people.casey, "Casey Lindqvist"));
    await isToldInModal(casey(), handOver.yourself);
  });

  test("a CSM on the requester's side cannot have it", async () => {
    await aSentCase(stage());
    await addsColleague(stage(), "Robin Achterberg");
    await takes(stage());
    await expectNothingChanged(stage(), () => handsOver(stage(), people.casey, "Robin Achterberg"));
    await isToldInModal(casey(), handOver.owner("Robin Achterberg"));
  });

  test("whoever has left the user group since cannot have it", async () => {
    await aSentCase(stage());
    stage().slack.changeUsergroup("S0CSM0001", [people.casey]);
    await expectNothingChanged(stage(), () => handsOver(stage(), people.casey, "Robin Achterberg"));
    await isToldInModal(casey(), handOver.notCsm("Robin Achterberg"));
  });

  test("when Slack does not tell of the other one, nothing is decided, and the CSM is asked to try again", async () => {
    await aSentCase(stage());
    await casey().chooses(en.controls.buttons.hand_over, { on: cardOn(stage()) });
    await casey().seesModal(handOver.title);
    await casey().fills({ [handOver.label]: "Robin Achterberg" });
    const before = cardOn(stage());
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 1 });
    await casey().presses(handOver.submit);
    await isToldInModal(casey(), en.talk.cannotTell);
    await stage().settle();
    expect(cardOn(stage())).toEqual(before);
    expect(stage().troubles.splice(0)).toHaveLength(1);
  });
});

describe("without a user group", () => {
  const stage = stagePerTest({ settings: { CSM_USERGROUP: "" } });

  test.each([
    ["a bot in the channel", "Deploys"],
    ["a guest in the channel", "Gus Freelance"],
    ["somebody who is not in the channel", "Harriet Lowe"],
  ])("%s cannot be chosen", async (_, who) => {
    await aSentCase(stage());
    await expectNothingChanged(stage(), () => handsOver(stage(), people.casey, who));
    await isToldInModal(stage().person(people.casey), handOver.notCsm(who));
  });

  test("a full member of the channel can", async () => {
    await aSentCase(stage());
    await handsOver(stage(), people.casey, "Iris Novak");
    expect(cardOn(stage()).screen).toContain(status.acknowledged("Iris Novak"));
  });
});

describe("with a trusted organisation in the channel", () => {
  const stage = stagePerTest({ settings: { CSM_TEAM_IDS: trustedTeam } });

  test("its people can have the case", async () => {
    await aSentCase(stage());
    await handsOver(stage(), people.casey, "Alex Adobe");
    expect(cardOn(stage()).screen).toContain(status.acknowledged("Alex Adobe"));
    expect(notesOn(stage(), caseysNote)).toHaveLength(1);
  });

  test("but not those who are not in the channel", async () => {
    await aSentCase(stage());
    const { slack } = stage();
    slack.share(channels.shared, trustedTeam);
    slack.invite(channels.shared, people.alex);
    slack.world.channels.get(channels.csm)?.members.delete(people.alex);
    await expectNothingChanged(stage(), () => handsOver(stage(), people.casey, "Alex Adobe"));
    await isToldInModal(stage().person(people.casey), handOver.notCsm("Alex Adobe"));
  });
});
