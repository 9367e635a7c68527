import { describe, expect, test } from "@jest/globals";
import { s2 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { getsLetter, letterOf, receiptOf, reviews, waits } from "../support/a-partner-first-case.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { forge, valueOn } from "../support/forged-buttons.ts";

/** Buttons of a case that waits, pressed by somebody else, or on something else: decided at the click. */

const stage = stagePerTest({ at: s2.now });
const person = (id: string) => stage().person(id);
const { submit } = en.controls;
const { buttons, worked, sentIt } = en.partnerWait;
const { refusals } = en.talk;
const nobody = "00000000-0000-0000-0000-000000000000";

const answers = [
  [buttons.replied, "partner_replied"],
  [buttons.fixed, "partner_fixed"],
  [submit.send_anyway, "partner_send_anyway"],
] as const;
/** The button that is drawn only below the question is forged from another one. */
const all = [...answers, [buttons.replied, "partner_silent"]] as const;

async function forges(who: string, drawn: string, action: string, value: string) {
  const receipt = receiptOf(person(who), who === people.harriet ? "ESC-1" : "ESC-2");
  const from = answers.find(([label]) => label === drawn)?.[1] ?? "";
  forge(stage(), who, receipt, from, { value, action });
  await person(who).clicks(drawn, { on: receipt });
}

test.each([
  ...all.map(([drawn, action]) => ["another requester", people.dana, drawn, action] as const),
  ["a CSM", people.casey, submit.send_anyway, "partner_send_anyway"] as const,
])("%s (%s) cannot press “%s” (%s) of somebody else's case", async (_, who, drawn, action) => {
  await waits(person(people.harriet), stage());
  await waits(person(who), stage());
  const theirs = valueOn(stage(), people.harriet, receiptOf(person(people.harriet)), "partner_replied");
  await forges(who, drawn, action, theirs);
  await person(who).seesMessage(person(who).dm, refusals.only_requester);
  expect(person(who).modal()).toBeNull();
});

test.each(all)("“%s” (%s) of a case that does not exist is refused", async (drawn, action) => {
  await waits(person(people.harriet), stage());
  await forges(people.harriet, drawn, action, nobody);
  await person(people.harriet).seesMessage(person(people.harriet).dm, refusals.outsider);
  expect(person(people.harriet).modal()).toBeNull();
});

test.each(all)("“%s” (%s) of a case that went on is refused", async (drawn, action) => {
  const harriet = person(people.harriet);
  const receipt = await waits(harriet, stage());
  await harriet.clicks(submit.send_anyway, { on: receipt });
  await harriet.fills({
    [en.review.anyway.overrideLabel]: en.review.reasons.contact_gone,
    [en.review.anyway.label]: "Olu has left.",
  });
  await harriet.presses(submit.send_anyway);
  await harriet.seesModal(en.modal.sent.heading("ESC-1"));
  await harriet.closesModal();
  await stage().settle();
  const drawnNow = receiptOf(harriet);
  const value = valueOn(stage(), people.harriet, drawnNow, "case_withdraw");
  forge(stage(), people.harriet, drawnNow, "case_withdraw", { value, action });
  await harriet.clicks(en.controls.buttons.withdraw, { on: drawnNow });
  await harriet.seesMessage(harriet.dm, refusals.not_waiting);
  expect(drawn).not.toBe("");
});

describe("the message to the partner", () => {
  test("of somebody else cannot be said to be sent", async () => {
    const [harriet, dana] = [person(people.harriet), person(people.dana)];
    await reviews(harriet);
    await getsLetter(harriet, stage());
    await reviews(dana);
    await getsLetter(dana, stage());
    const value = valueOn(stage(), people.harriet, letterOf(harriet), "partner_message_sent");
    forge(stage(), people.dana, letterOf(dana), "partner_message_sent", { value });
    await dana.clicks(buttons.sentIt, { on: letterOf(dana) });
    await dana.seesMessage(dana.dm, en.modal.gone.draft);
    expect(dana.modal()).toBeNull();
  });

  test.each([
    [sentIt.title, buttons.sentIt, submit.save],
    [worked.title, buttons.fixed, worked.submit],
  ])("“%s” about somebody else's draft changes nothing there", async (title, button, save) => {
    const [harriet, dana] = [person(people.harriet), person(people.dana)];
    await opens(harriet, button, "ESC-1");
    await opens(dana, button, "ESC-2");
    const [theirs, own] = [people.harriet, people.dana].map((id) => stage().slack.screenOf(id));
    if (!theirs || !own) throw new Error("There are no two modals.");
    own.definition = { ...own.definition, private_metadata: theirs.definition.private_metadata };
    expect((await dana.seesModal()).title).toBe(title);
    await dana.presses(save);
    await dana.seesModal(en.modal.gone.draft);
    await harriet.presses(save);
    await harriet.seesModal("ESC-1");
    expect(stage().person(people.casey).sees(channels.csm)).toEqual([]);
  });
});

async function opens(who: ReturnType<typeof person>, button: string, name: string) {
  if (button === buttons.sentIt) {
    await reviews(who);
    await who.clicks(button, { on: await getsLetter(who, stage()) });
  } else {
    await waits(who, stage());
    await who.clicks(button, { on: receiptOf(who, name) });
  }
  await who.seesModal();
}
