import { type Answers, emptyExample, type Example, maxExamples } from "./answers.ts";

/** The list of examples while it is being written: one is on screen, the others stand in the list above it. */

export interface Writing {
  readonly answers: Answers;
  readonly place: { readonly example: number | null };
  readonly nextExampleKey: number;
}

/** The example on screen: the one chosen, else the first, else a new one that joins the list once something is in it. */
export function exampleOnScreen({ answers, place, nextExampleKey }: Writing): Example {
  const chosen = answers.examples.find((example) => example.key === place.example);
  if (chosen) return chosen;
  const first = place.example === null ? answers.examples[0] : undefined;
  return first ?? emptyExample(nextExampleKey);
}

/** Where the example on screen stands, from 1, and of how many. */
export function exampleNumber(writing: Writing): { readonly position: number; readonly count: number } {
  const onScreen = exampleOnScreen(writing);
  const index = writing.answers.examples.findIndex((example) => example.key === onScreen.key);
  const count = writing.answers.examples.length;
  return index >= 0 ? { position: index + 1, count } : { position: count + 1, count: count + 1 };
}

/** Puts an example in its place in the list, which is that of its key; one with nothing in it does not join the list. */
export function withExample(
  writing: Writing,
  example: Example,
): { readonly answers: Answers; readonly nextExampleKey: number } {
  const { answers, nextExampleKey } = writing;
  const known = answers.examples.some((other) => other.key === example.key);
  if (known) {
    const examples = answers.examples.map((other) => (other.key === example.key ? example : other));
    return { answers: { ...answers, examples }, nextExampleKey };
  }
  if (isEmpty(example) || answers.examples.length >= maxExamples) return { answers, nextExampleKey };
  return {
    answers: { ...answers, examples: [...answers.examples, example].toSorted(byKey) },
    nextExampleKey: Math.max(nextExampleKey, example.key + 1),
  };
}

function byKey(one: Example, other: Example): number {
  return one.key - other.key;
}

export function withoutExample(answers: Answers, key: number): Answers {
  return { ...answers, examples: answers.examples.filter((example) => example.key !== key) };
}

/** What is left once the step is done: examples that were emptied again are gone. */
export function withoutEmptyExamples(answers: Answers): Answers {
  return { ...answers, examples: answers.examples.filter((example) => !isEmpty(example)) };
}

function isEmpty({ key: _, ex_date: date, ...texts }: Example): boolean {
  return date === null && Object.values(texts).every((text) => text.trim() === "");
}

/** A further example from elsewhere, with a key of its own; when the list is full the answers stay as they are. */
export function appended(
  writing: Writing,
  example: Omit<Example, "key">,
): { readonly answers: Answers; readonly nextExampleKey: number } {
  return withExample(writing, { ...example, key: writing.nextExampleKey });
}
