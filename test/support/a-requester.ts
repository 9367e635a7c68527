import { meansAnotherMatter } from "../../playground/fill-in.ts";
import type { ModalScreen, Person } from "../../playground/person.ts";
import { channels } from "../../playground/workspace.ts";
import { type FieldId, type Step, steps } from "../../src/domain/form.ts";
import { wordsIn } from "../../src/text/catalog.ts";

/** What a requester does again and again, in the words of the screen. */

export const en = wordsIn("en");
export const pt = wordsIn("pt-BR");
const { controls, form } = en;

export const label = (field: FieldId): string => form[field].label;

/** The least that lets a person past a step, in the order of the form. */
export const least: Readonly<Record<Step, Readonly<Record<string, string>>>> = {
  situation: {
    [label("summary")]: "Orders do not reach the ERP",
    [label("concern_type")]: form.concern_type.options.late,
    [label("urgency")]: form.urgency.options.slowing_us,
    [label("partner_company")]: "Northwind Digital",
  },
  scope: {},
  partner: { [label("contacted")]: form.contacted.options.yes_written },
  examples: {},
  ask: {},
};

/** Types the command and waits for the modal that comes. */
export async function starts(person: Person, command = "/escalate"): Promise<ModalScreen> {
  await person.types(command, { in: channels.project });
  return person.seesModal();
}

/** From the step on screen to a later one, or to the review, with no more than what is needed. */
export async function walksOn(person: Person, from: Step, to: Step | "review"): Promise<ModalScreen> {
  const last = to === "review" ? steps.length : steps.indexOf(to);
  for (const step of steps.slice(steps.indexOf(from), last)) {
    await person.seesModal(controls.titles[step]);
    await person.fills(least[step]);
    await person.presses(step === "ask" ? controls.submit.review : controls.submit.next);
    if (step === "situation") await meansAnotherMatter(person, en);
  }
  return person.seesModal(controls.titles[to]);
}

export async function startsAt(person: Person, step: Step | "review"): Promise<ModalScreen> {
  await starts(person);
  return walksOn(person, "situation", step);
}

/** Closes the modal, unless it is closed, types the command again and resumes. */
export async function comesBack(person: Person): Promise<ModalScreen> {
  if (person.modal()) await person.closesModal();
  await starts(person);
  await person.seesModal(en.modal.resume.heading);
  await person.presses(controls.buttons.resume);
  return person.seesModal();
}

/** What stands in a field; null when it is empty, undefined when it is not on screen. */
export function valueIn(person: Person, field: FieldId): string | null | undefined {
  return person.modal()?.fields.find((seen) => seen.label === label(field))?.value;
}

export function errorAt(person: Person, field: FieldId): string | null | undefined {
  return person.modal()?.fields.find((seen) => seen.label === label(field))?.error;
}

/** The labels on screen, top to bottom. */
export function asked(person: Person): readonly string[] {
  return person.modal()?.fields.map((seen) => seen.label) ?? [];
}

/** Sends a case with no more in it than is needed, and closes the modal. */
export async function sends(person: Person, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await startsAt(person, "review");
  await person.fills({ [en.review.anyway.label]: "The sale starts next week.", ...more });
  await person.presses(controls.submit.send_anyway);
  await person.seesModal(en.modal.sent.title);
  await person.closesModal();
}
