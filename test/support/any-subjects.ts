import { fc } from "./drawn.ts";
import { hostileText, ordinary, s1, s2, s4 } from "../../playground/sample-cases.ts";
import {
  type Answers,
  answersSchema,
  emptyExample,
  exampleSchema,
  maxExamples,
  noAnswers,
} from "../../src/domain/answers.ts";
import { fields } from "../../src/domain/form.ts";
import { split } from "../../src/slack/views/safe-text.ts";
import { fullAnswers } from "./an-answer.ts";
import { anyAnswers } from "./any-answers.ts";
import type { Subject } from "../../src/slack/gallery/a-drawn-case.ts";

/** Cases at their worst: every text as long as its field takes, made of what Slack, a screen or a counter trips over. */

const fillings: Readonly<Record<string, string>> = {
  letters: "W",
  ampersands: "&",
  "angle brackets": "<>",
  "live markup": "<!channel> <@U012AB3CD> <https://evil.example|Adobe> ",
  "bare names and addresses": "@here #general https://evil.example mailto:a@evil.example ",
  families: "👨\u200d👩\u200d👧\u200d👦",
  flags: "🇧🇷",
  "stacked accents": `Z${"\u0351\u036b\u0343".repeat(300)}`,
  "line ends": "a\n",
  "right to left": "الموقع بطيء \u202e",
  "what should not be passed on": "4111 1111 1111 1111 senha=abcd a@b.com, always incompetent ",
  "half surrogates": "\ud83d a",
  "nothing to see": "\u0000\u202e ",
  everything: hostileText,
};

function filled(filling: string, max: number): string {
  return split(filling.repeat(Math.ceil(max / filling.length)), max)[0];
}

/** The same answers with every text, or those chosen, filled to the brim. */
function withTexts(answers: Answers, textOf: (max: number) => string | null): Answers {
  const texts = (step: "examples" | "others") =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const text = field.kind === "text" ? textOf(field.max) : null;
        return (field.step === "examples") === (step === "examples") && text !== null
          ? [[field.id, text]]
          : [];
      }),
    );
  return answersSchema.parse({
    ...answers,
    ...texts("others"),
    examples: answers.examples.map((example) => exampleSchema.parse({ ...example, ...texts("examples") })),
  });
}

/** Five examples, every field shown, every text of one filling. */
const maximal = (filling: string): Answers =>
  withTexts(
    fullAnswers({
      scope_changed: "yes_verbal",
      examples: Array.from({ length: maxExamples }, (_, index) => ({
        ...emptyExample(index + 1),
        ex_date: "2026-11-16",
      })),
      platform: "cloud:older",
    }),
    (max) => filled(filling, max),
  );

const note = { reason: null, sentence: "They stopped answering." };
const calm = (answers: Answers): Subject => ({ answers, someone: "Marina Duarte", sendNote: note });

export const subjects: readonly (readonly [string, Subject])[] = [
  ["no answers", { answers: noAnswers, someone: "", sendNote: { reason: null, sentence: "" } }],
  ["full answers", calm(fullAnswers())],
  ["case S1", calm(s1.answers)],
  ["case S2", calm(s2.answers)],
  ["case S4", calm(s4.answers)],
  ["an ordinary case", calm(ordinary.answers)],
  ...Object.entries(fillings).map(([name, filling]): readonly [string, Subject] => [
    `nothing but ${name}`,
    {
      answers: maximal(filling),
      someone: filled(filling, 80),
      sendNote: { reason: null, sentence: filled(filling, 300) },
    },
  ]),
];

const anyFilling = fc.constantFrom(...Object.values(fillings));
const anyLine = (max: number) =>
  fc.oneof(
    fc.constant(""),
    fc.string({ unit: "binary", maxLength: max }),
    anyFilling.map((filling) => filled(filling, max)),
  );

/** Answers of every kind, some of their texts filled to the brim. */
export const anySubject: fc.Arbitrary<Subject> = fc
  .tuple(
    anyAnswers,
    fc.array(fc.option(anyFilling, { nil: null }), { minLength: 1, maxLength: 8 }),
    anyLine(80),
    anyLine(300),
  )
  .map(([answers, some, someone, sentence]) => {
    let next = 0;
    const textOf = (max: number) => {
      const filling = some[next++ % some.length] ?? null;
      return filling === null ? null : filled(filling, max);
    };
    return { answers: withTexts(answers, textOf), someone, sendNote: { reason: null, sentence } };
  });
