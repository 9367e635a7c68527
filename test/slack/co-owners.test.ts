import { describe, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { coOwnersMax } from "../../src/domain/co-owners.ts";
import {
  addsColleague,
  aSentCase,
  cardOn,
  isToldInModal,
  notesOn,
  receiptOn,
  resolves,
  returns,
  takes,
} from "../support/a-case-in-hands.ts";
import { en, label, pt } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** *Add a colleague*: somebody who acts for the requester, with a receipt of their own. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const leo = () => stage().person(people.leo);
const { buttons, submit } = en.controls;
const { colleague, share, notes } = en.csmSide;
const shared = share.heading("Dana Whitfield", "ESC-1");

async function aSharedCase(): Promise<void> {
  await aSentCase(stage());
  await addsColleague(stage(), "Leo Park");
}

test("the colleague gets the case by DM, with what they may do; the card names them, and the requester is told", async () => {
  await aSharedCase();
  await isToldInModal(dana(), colleague.done("ESC-1", "Leo Park"));
  const receipt = receiptOn(stage(), people.leo);
  expect(receipt.screen).toContain(shared);
  expect(receipt.screen).toContain(share.may);
  expect(receipt.screen).toContain("Orders do not reach the ERP");
  expect(receipt.buttons).toEqual([buttons.add_missing]);
  expect(cardOn(stage()).screen).toContain(`Dana Whitfield ${en.csmSide.status.shared("Leo Park")}`);
});

test("somebody who never used the bot is met in their own language", async () => {
  await aSentCase(stage());
  await addsColleague(stage(), "Marina Duarte");
  const [receipt] = stage().person(people.marina).dms();
  expect(receipt?.screen).toContain(pt.csmSide.share.heading("Dana Whitfield", "ESC-1"));
  expect(receipt?.buttons).toEqual([pt.controls.buttons.add_missing]);
});

test("their receipt is drawn again as the case moves, in step with the requester's", async () => {
  await aSharedCase();
  await takes(stage());
  for (const whose of [people.dana, people.leo])
    expect(receiptOn(stage(), whose).screen).toContain(en.card.receipt.next.acknowledged("Casey Lindqvist"));
  await resolves(stage(), en.csmSide.resolve.endings.resolved, "Settled.");
  expect(receiptOn(stage(), people.leo).screen).toContain(
    en.card.receipt.next.closed(en.card.status.closings.resolved),
  );
  expect(leo().dms()).toHaveLength(1);
});

describe("what they do counts as the requester's", () => {
  test("adding what is missing", async () => {
    await aSharedCase();
    await leo().clicks(buttons.add_missing, { on: receiptOn(stage(), people.leo) });
    await leo().seesModal(buttons.add_missing);
    await leo().fills({ [label("ex_actual")]: "Orders 100 to 120 never arrived." });
    await leo().presses(submit.save);
    await leo().seesModal(en.modal.saved.title);
    await stage().settle();
    for (const whose of [people.dana, people.leo])
      expect(receiptOn(stage(), whose).screen).toContain("Orders 100 to 120 never arrived.");
  });

  test("sending it again", async () => {
    await aSharedCase();
    await takes(stage());
    await returns(stage(), "Which orders?");
    await leo().clicks(buttons.send_again, { on: receiptOn(stage(), people.leo) });
    await stage().settle();
    expect(notesOn(stage(), notes.sent_again("Leo Park", "ESC-1"))).toHaveLength(1);
  });

  test("finding it in their list", async () => {
    await aSharedCase();
    await leo().types("/escalate list", { in: channels.project });
    await leo().seesMessage(channels.project, "ESC-1");
  });
});

describe("who cannot be added", () => {
  const { refused, notHere } = colleague;
  test.each([
    ["the requester", "Dana Whitfield", refused.already_owner],
    ["a bot", "Deploys", notHere("Deploys")],
    ["somebody of another organisation", "Pat Partner", notHere("Pat Partner")],
  ])("%s", async (_, name, sentence) => {
    await aSentCase(stage());
    await addsColleague(stage(), name);
    await isToldInModal(dana(), sentence);
    expect(cardOn(stage()).screen).not.toContain(` ${en.csmSide.status.shared(name)}`);
  });

  test("somebody who shares it already", async () => {
    await aSharedCase();
    await addsColleague(stage(), "Leo Park");
    await isToldInModal(dana(), refused.already_owner);
    expect(leo().dms()).toHaveLength(1);
  });

  test("the CSM who has it", async () => {
    await aSentCase(stage());
    await takes(stage());
    await addsColleague(stage(), "Casey Lindqvist");
    await isToldInModal(dana(), refused.has_the_case);
  });

  test("a sixth colleague", async () => {
    await aSentCase(stage());
    const all = ["Leo Park", "Harriet Lowe", "Ravi Menon", "Gus Freelance", "Marina Duarte", "Iris Novak"];
    expect(all.length).toBe(coOwnersMax + 1);
    for (const name of all) await addsColleague(stage(), name);
    await isToldInModal(dana(), refused.owners_full);
    expect(stage().person(people.iris).dms()).toEqual([]);
    expect(cardOn(stage()).screen).toContain("Gus Freelance and Marina Duarte");
  });
});

test("the same window submitted twice adds the colleague once", async () => {
  await aSharedCase();
  await stage().slack.redeliver("interactive");
  await stage().settle();
  expect(leo().dms()).toHaveLength(1);
  expect(cardOn(stage()).screen).toContain(`Dana Whitfield ${en.csmSide.status.shared("Leo Park")} `);
});
