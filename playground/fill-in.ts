import type { Answers } from "../src/domain/answers.ts";
import { type Field, fields, isShown, type Step } from "../src/domain/form.ts";
import { wordsIn, type Words } from "../src/text/catalog.ts";
import { fieldWords, optionWords } from "../src/text/form-words.ts";
import type { Locale } from "../src/domain/escalation.ts";
import type { ModalScreen, Person } from "./person.ts";

/** Plays a person who fills in the whole form, field by field as they read it, from the command to the review. */
export interface FillingIn {
  readonly locale: Locale;
  readonly channel: string;
  readonly command?: string;
  /** Called with each step as it stands before the person leaves it. */
  readonly look?: (screen: ModalScreen) => void;
}

export async function fillsInCase(
  person: Person,
  answers: Answers,
  options: FillingIn,
): Promise<ModalScreen> {
  const { locale, channel, command = "/escalate", look } = options;
  const words = wordsIn(locale);
  await person.types(command, { in: channel });
  for (const step of ["situation", "scope", "partner", "examples", "ask"] as const) {
    await person.seesModal(words.controls.titles[step]);
    await fillsInStep(person, step, answers, words);
    look?.(await person.seesModal());
    await person.presses(step === "ask" ? words.controls.submit.review : words.controls.submit.next);
    if (step === "situation") await meansAnotherMatter(person, words);
  }
  return person.seesModal(words.controls.titles.review);
}

/** Asked whether it is a case they have about the same partner, the person says that it is not. */
export async function meansAnotherMatter(
  person: Person,
  { controls, care }: Pick<Words, "controls" | "care">,
): Promise<void> {
  const { otherMatter } = care.duplicate.buttons;
  const next = await person.until("the step after the situation", () => {
    const screen = person.modal();
    return screen?.title !== controls.titles.situation && screen;
  });
  if (next.buttons.includes(otherMatter)) await person.presses(otherMatter);
}

/** Fills in one step, choices first as they stand, since they bring other fields. */
async function fillsInStep(person: Person, step: Step, answers: Answers, words: Words): Promise<void> {
  if (step !== "examples") {
    for (const field of fields) {
      if (field.step === step && isShown(field, answers))
        await fills(person, field, answers[field.id], words);
    }
    return;
  }
  for (const [index, example] of answers.examples.entries()) {
    if (index > 0) {
      await person.presses(words.controls.buttons.add_example);
      await person.seesModal(words.modal.examples.heading(index + 1, index + 1));
    }
    for (const field of fields) {
      if (field.step === "examples") await fills(person, field, example[field.id], words);
    }
  }
}

async function fills(person: Person, field: Field, answer: string | null, words: Words): Promise<void> {
  if (answer === null || answer === "") return;
  const value = field.kind === "choice" ? optionWords(words.form, field.id, answer) : answer;
  const { label } = fieldWords(words.form, field.id);
  // What brings it may still be on its way. When it does not come, `fills` tells what is there instead.
  await person
    .until(label, () => person.modal()?.fields.some((each) => each.label === label))
    .catch(() => undefined);
  await person.fills({ [label]: value });
}
