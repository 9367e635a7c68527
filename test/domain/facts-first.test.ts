import { describe, expect, test } from "@jest/globals";
import { s1, s2 } from "../../playground/sample-cases.ts";
import { type Answers, emptyExample, type Example, noAnswers } from "../../src/domain/answers.ts";
import { loadedWords } from "../../src/domain/facts-first.ts";
import { judge } from "../../src/domain/readiness.ts";
import { monday, on } from "../support/judging.ts";

/** Words that bring a tip, where they do, and that they cost nothing. */

const withExample = (given: Partial<Example>): Answers => ({
  ...noAnswers,
  examples: [{ ...emptyExample(1), ...given }],
});
const wordsIn = (answers: Answers) => loadedWords(answers).map(({ word }) => word);

describe("a word", () => {
  test.each([
    ["They are always late", "absolute", "always"],
    ["It NEVER works", "absolute", "never"],
    ["O site cai sempre", "absolute", "sempre"],
    ["Nunca respondem", "absolute", "nunca"],
    ["It breaks every\n time", "absolute", "every time"],
    ["The lead is incompetent", "judging", "incompetent"],
    ["São uns INUTEIS", "judging", "inúteis"],
    ["São uns inu\u0301teis", "judging", "inúteis"],
    ["liars!", "judging", "liars"],
  ] as const)("in “%s” brings a tip about what is %s", (summary, kind, word) => {
    expect(loadedWords({ ...noAnswers, summary })).toEqual([{ kind, word }]);
  });

  test.each(["Nevertheless it was late", "Believers", "Checkout is six weeks late", "Nada a declarar", ""])(
    "in “%s” brings none",
    (summary) => {
      expect(loadedWords({ ...noAnswers, summary })).toEqual([]);
    },
  );

  test("of each kind is named once, the first of the form", () => {
    const answers: Answers = {
      ...withExample({ ex_actual: "constantly useless, and lazy" }),
      summary: "They never answer, and always lie: useless",
    };
    expect(wordsIn(answers)).toEqual(["never", "useless"]);
  });
});

describe("an answer", () => {
  test.each(["ex_actual", "ex_impact", "ex_told"] as const)("%s is the merchant's own words", (field) => {
    expect(wordsIn(withExample({ [field]: "always, incompetent" }))).toEqual(["always", "incompetent"]);
  });

  test.each(["ex_expected", "ex_where"] as const)("%s may say always", (field) => {
    expect(wordsIn(withExample({ [field]: "always, incompetent" }))).toEqual([]);
  });

  test("that quotes the partner or the contract, or says what is wished for, may say anything", () => {
    const quoted: Answers = {
      ...noAnswers,
      scope_status: "reread",
      scope_clause: "always",
      contacted: "yes_written",
      response_state: "refused",
      response_quote: "You are incompetent and always change your mind",
      outcome: "Orders always arrive",
    };
    expect(wordsIn(quoted)).toEqual([]);
  });

  test("with the partner's side may repeat an always, but judges nobody", () => {
    const contacted = "yes_written";
    const partner_view = "They say we always change the scope";
    expect(wordsIn({ ...noAnswers, contacted, partner_view })).toEqual([]);
    expect(wordsIn({ ...noAnswers, contacted, partner_view: "They are liars" })).toEqual(["liars"]);
  });

  test("with a day and a cost in numbers may say that something never happened, but judges nobody", () => {
    const facts = { ex_date: "2026-11-16", ex_impact: "41 orders" };
    const actual = { ex_actual: "The order never arrived; they are useless" };
    expect(wordsIn(withExample({ ...facts, ...actual }))).toEqual(["useless"]);
    expect(wordsIn(withExample({ ...facts, ...actual, ex_date: null }))).toEqual(["never", "useless"]);
    expect(wordsIn(withExample({ ...facts, ...actual, ex_impact: "a lot" }))).toEqual(["never", "useless"]);
  });

  test("that is hidden is not looked at", () => {
    expect(wordsIn({ ...noAnswers, scope_changed: "no", scope_timeline: "always" })).toEqual([]);
  });
});

test.each([
  ["S1", s1],
  ["S2", s2],
])("the sample %s needs no tip", (_, { answers }) => {
  expect(loadedWords(answers)).toEqual([]);
});

test("neither the words nor the partner's side cost or bring a point", () => {
  const plain = { ...s1.answers, partner_view: "" };
  const loaded = {
    ...plain,
    partner_view: "They are liars and always late",
    summary: `${plain.summary}, always`,
  };
  expect(loadedWords(loaded)).toHaveLength(2);
  expect(judge(loaded, on(monday))).toEqual(judge(plain, on(monday)));
});
