import { expect, test } from "@jest/globals";
import { s2 } from "../../playground/sample-cases.ts";
import { people } from "../../playground/workspace.ts";
import { receiptOf, reviews, toldToday } from "../support/a-partner-first-case.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** What a person wrote around the answers outlives the wait for the partner, and every way back. */

const stage = stagePerTest({ at: s2.now });
const harriet = () => stage().person(people.harriet);
const { partnerWait, review, controls } = en;
const wait = partnerWait.buttons.wait("26 Nov 2026");
const inField = (label: string) =>
  harriet()
    .modal()
    ?.fields.find((field) => field.label === label)?.value;

async function waitsAndSendsAnyway(): Promise<void> {
  await harriet().presses(wait);
  await harriet().seesModal(partnerWait.waiting.title);
  await harriet().closesModal();
  await stage().settle();
  await harriet().clicks(controls.submit.send_anyway, { on: receiptOf(harriet()) });
  await harriet().seesModal(controls.titles.review);
}

test("the reason and the sentence typed before the wait are there when the case is sent anyway", async () => {
  const sentence = "Olu has left, and nobody took over.";
  await reviews(harriet(), toldToday);
  await harriet().fills({
    [review.anyway.overrideLabel]: review.reasons.contact_gone,
    [review.anyway.label]: sentence,
  });
  await waitsAndSendsAnyway();
  expect(inField(review.anyway.overrideLabel)).toBe(review.reasons.contact_gone);
  expect(inField(review.anyway.label)).toBe(sentence);
});

test("a message to the partner that was edited before the wait is there after it", async () => {
  await reviews(harriet(), toldToday);
  await harriet().presses(review.buttons.writeToPartner);
  await harriet().seesModal(en.partnerMessage.title);
  await harriet().fills({ [en.partnerMessage.label]: "In my own words." });
  await harriet().presses(controls.buttons.back);
  await harriet().seesModal(controls.titles.review);
  await waitsAndSendsAnyway();
  await harriet().presses(review.buttons.writeToPartner);
  await harriet().seesModal(en.partnerMessage.title);
  expect(inField(en.partnerMessage.label)).toBe("In my own words.");
});

test("the line on what worked outlives Back", async () => {
  await reviews(harriet(), { ...toldToday, response_state: "fixed" });
  await harriet().presses(review.buttons.closeAsAvoided);
  await harriet().seesModal(partnerWait.worked.label);
  await harriet().fills({ [partnerWait.worked.label]: "We called the owner." });
  await harriet().presses(controls.buttons.back);
  await harriet().seesModal(controls.titles.review);
  await harriet().presses(review.buttons.closeAsAvoided);
  await harriet().seesModal(partnerWait.worked.label);
  expect(inField(partnerWait.worked.label)).toBe("We called the owner.");
});
