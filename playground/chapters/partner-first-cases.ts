import { s2 } from "../sample-cases.ts";
import type { Person } from "../person.ts";
import { people } from "../workspace.ts";
import { cardsFor, en, fillsIn, lastDm, type Telling, waitsUntil } from "./telling.ts";

const { buttons } = en.partnerWait;
const partner = s2.answers.partner_company;

/** Harriet and Gus have the same trouble, and neither has told the partner: both do so first, and wait. */
export async function tellThePartner(telling: Telling): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const harriet = stage.person(people.harriet);
  const gus = stage.person(people.gus);
  const before = cardsFor(casey).length;
  out.chapter("Harriet, London, and Gus, Chicago: the partner was never told");
  const review = await fillsIn(telling, harriet, "Harriet", s2, "en");
  out.check("the verdict is Partner first", review.text.includes(en.verdict.levels.partner_first));
  await writesAndSends(telling, harriet, "Harriet");
  out.note("Gus, a guest in Chicago, does the same.");
  await fillsIn({ ...telling, out: { ...out, modal: () => undefined } }, gus, "Gus", s2, "en");
  await writesAndSends({ ...telling, out: { ...out, modal: () => undefined } }, gus, "Gus");
  out.check(
    "both wait until Thursday, and the CSM channel has heard nothing",
    cardsFor(casey).length === before &&
      [harriet, gus].every((person) => lastDm(person).screen.includes("26 Nov 2026")),
  );
}

async function writesAndSends({ stage, out }: Telling, person: Person, name: string): Promise<void> {
  await person.presses(en.review.buttons.writeToPartner);
  out.modal(name, await person.seesModal(en.partnerMessage.title));
  await person.presses(en.partnerMessage.submit);
  out.modal(name, await person.seesModal(en.partnerMessage.done.heading));
  await person.closesModal();
  await stage.settle();
  const letter = lastDm(person);
  out.message(name, "a DM with the bot", letter);
  await person.clicks(buttons.sentIt, { on: letter });
  await person.fills({
    [en.form.who_how.label]: "Their project lead, by email, subject “Slow category pages”",
  });
  out.modal(name, await person.seesModal(en.partnerWait.sentIt.title));
  await person.presses(en.controls.submit.save);
  out.modal(name, await person.seesModal(en.partnerWait.waiting.title));
  await person.closesModal();
  await stage.settle();
  out.message(name, "a DM with the bot", lastDm(person));
}

/** On the day the partner's time is over, each is asked once: one case was avoided, the other goes to the CSM. */
export async function hearFromThePartner(telling: Telling): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const harriet = stage.person(people.harriet);
  const gus = stage.person(people.gus);
  const before = cardsFor(casey).length;
  out.chapter("Thursday: has the partner answered?");
  await waitsUntil(telling, new Date("2026-11-26T10:05:00Z"));
  const question = lastDm(harriet);
  out.message("Harriet", "a DM with the bot", question);
  await harriet.clicks(buttons.fixed, { on: question });
  await harriet.fills({
    [en.partnerWait.worked.label]: "They turned full-page cache on and showed us the timings.",
  });
  out.modal("Harriet", await harriet.seesModal(en.partnerWait.worked.label));
  await harriet.presses(en.partnerWait.worked.submit);
  out.modal("Harriet", await harriet.seesModal());
  await harriet.closesModal();
  await stage.settle();
  out.check(
    "Harriet's case was avoided: the CSM channel never heard of it",
    question.when.startsWith("Thu 26 Nov, 10:00") && cardsFor(casey).length === before,
  );

  await waitsUntil(telling, new Date("2026-11-26T16:05:00Z"));
  out.message("Gus", "a DM with the bot", lastDm(gus));
  await gus.clicks(buttons.silent, { on: lastDm(gus) });
  const review = await gus.seesModal(en.controls.titles.review);
  out.modal("Gus", review);
  out.check(`${partner} is not waited for any more`, !review.text.includes(en.verdict.levels.partner_first));
  if (review.submitLabel === en.controls.submit.send_anyway)
    await gus.fills({ [en.review.anyway.label]: "They have had their three days." });
  await gus.presses(review.submitLabel ?? "");
  out.modal("Gus", await gus.seesModal(en.modal.sent.title));
  await gus.closesModal();
  await stage.settle();
  const card = cardsFor(casey).at(-1);
  if (card) out.message("Casey", "#csm-escalations", card);
  out.check("Gus's case goes on to the CSM, once", cardsFor(casey).length === before + 1);
}
