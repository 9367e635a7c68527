import { describe, expect, test } from "@jest/globals";
import type { Answers } from "../../src/domain/answers.ts";
import { judge } from "../../src/domain/readiness.ts";
import { gapCodes } from "../../src/domain/verdict.ts";
import { answersWith, exampleWith, fullAnswers, perfectExample } from "../support/an-answer.ts";
import { monday, on } from "../support/judging.ts";

/** Each gap as `code points`, in the order given. */
const gapsOf = (answers: Answers) =>
  judge(answers, on(monday)).gaps.map(({ code, points }) => `${code} ${points}`);
const close = { urgency: "deadline", need_by: "2026-11-27" } as const;
const one = (given: Parameters<typeof perfectExample>[1]) => ({
  examples: [perfectExample(1, given), perfectExample(2), perfectExample(3)],
});

describe("what one thing missing from a full case is called and brings", () => {
  test.each([
    ["nothing", {}, []],
    ["not re-read", { scope_status: "not_reread" }, ["scope_not_reread 6"]],
    ["none exists: nothing to re-read", { scope_status: "none_exists" }, []],
    // Document and clause were kept and count again when the status makes them shown.
    ["cannot be found", { scope_status: "cant_find" }, ["scope_not_reread 17"]],
    ["unanswered", { scope_status: null, scope_ref: "", scope_clause: "" }, ["scope_not_reread 10"]],
    ["no document", { scope_ref: "" }, ["scope_document_missing 3"]],
    ["no clause", { scope_clause: "order sync with the ERP" }, ["scope_clause_missing 6"]],
    ["written change, unweighed", { scope_changed: "yes_written" }, ["scope_change_unweighed 4"]],
    ["verbal change, unweighed", { scope_changed: "yes_verbal" }, ["scope_change_unweighed 2"]],
    ["verbal change, weighed", { scope_changed: "yes_verbal", scope_timeline: "ten days more" }, []],
    ["change unsure", { scope_changed: "not_sure" }, ["scope_change_unsure 6"]],
    ["change unanswered", { scope_changed: null }, ["scope_change_unsure 6"]],
    [
      "never told",
      { contacted: "no_chance", first_contact_date: null, who_how: "", response_state: null },
      ["partner_not_told 10"],
    ],
    ["told by voice", { contacted: "yes_verbal" }, ["partner_not_in_writing 5"]],
    ["no contact date", { first_contact_date: null }, ["partner_contact_date 10"]],
    ["future contact date", { first_contact_date: "2026-11-24" }, ["partner_contact_date 10"]],
    ["told today: only time is missing", { first_contact_date: monday }, []],
    [
      "no contact date, silence",
      { first_contact_date: null, response_state: "no_reply" },
      ["partner_contact_date 20"],
    ],
    [
      "silence since today: only time is missing",
      { first_contact_date: monday, response_state: "no_reply" },
      [],
    ],
    ["nobody named", { who_how: "" }, ["partner_who_how 5"]],
    ["nothing to look up", { who_how: "Priya Raman, on the phone" }, ["partner_who_how 2"]],
    ["answer unanswered after the wait", { response_state: null }, ["partner_answer_missing 10"]],
    [
      "answer unanswered before the wait is over, no words kept",
      { response_state: null, response_quote: "", first_contact_date: monday },
      ["partner_answer_missing 5"],
    ],
    ["no words", { response_quote: "..." }, ["partner_words_missing 5"]],
    ["refused, no words", { response_state: "refused", response_quote: "" }, ["partner_words_missing 5"]],
    ["a missed plan without a date", { response_state: "plan_missed" }, ["plan_date_missing 5"]],
    [
      "a missed plan with a future date",
      { response_state: "plan_missed", plan_due: "2026-11-30" },
      ["plan_date_missing 5"],
    ],
    [
      "a missed plan due today: only time is missing",
      { response_state: "plan_missed", plan_due: monday },
      [],
    ],
    ["a plan without a date", { response_state: "dated_plan" }, ["plan_date_missing 5"]],
    [
      "a plan not yet due: only time is missing",
      { response_state: "dated_plan", plan_due: "2026-11-30" },
      [],
    ],
    ["fixed: nothing to add", { response_state: "fixed" }, []],
    ["two examples", { examples: [perfectExample(1), perfectExample(2)] }, ["example_missing 5"]],
    ["a third example undated", one({ ex_date: null }), ["example_date 3"]],
    ["a third example with nothing told", one({ ex_told: "" }), []],
    ["a third example without impact", one({ ex_impact: "" }), []],
    [
      "five examples, two failing",
      {
        examples: [1, 2, 3, 4, 5].map((key) => perfectExample(key, key > 3 ? { ex_date: null } : {})),
      },
      [],
    ],
    ["no ask", { ask: null }, ["ask_missing 3"]],
    ["ask not sure", { ask: "not_sure" }, ["ask_missing 3"]],
    ["no outcome", { outcome: "make it work" }, ["outcome_missing 3"]],
    ["no date", { need_by: null }, ["need_by_missing 2"]],
    ["a past date", { need_by: "2026-11-22" }, ["need_by_missing 2"]],
    // A close date would make another route; the date asked for is any.
    ["a deadline without its date", { need_by: null, urgency: "deadline" }, ["need_by_missing 2"]],
    // With a close date 100 are reached without the points of waiting.
    ["close date, no words", { ...close, response_quote: "" }, []],
  ] as const)("%s", (_name, given, expected) => {
    const { examples = [perfectExample(1), perfectExample(2), perfectExample(3)] } = {
      ...given,
    } as Partial<Answers>;
    expect(gapsOf(fullAnswers({ ...given, examples: [...examples] }))).toEqual(expected);
  });

  test("no example passes impact: each brings it, the first the 7 points of D1", () => {
    const examples = [1, 2, 3].map((key) => perfectExample(key, { ex_impact: "" }));
    expect(judge(fullAnswers({ examples }), on(monday)).gaps).toEqual(
      [1, 2, 3].map((example) => ({ code: "example_impact", example, points: 7, minutes: 3 })),
    );
  });

  test("with a close date, what the scaled score leaves out is no gap", () => {
    const answers = fullAnswers({ ...close, first_contact_date: null, response_state: null });
    // 80 plain, 100 scaled.
    expect(gapsOf(answers)).toEqual([]);
  });
});

describe("the order", () => {
  test("nothing given: the example first, because it lifts the strictest cap, then points per minute", () => {
    expect(gapsOf(answersWith())).toEqual([
      "example_missing 20",
      "ask_missing 3",
      "need_by_missing 2",
      "scope_change_unsure 6",
      "partner_not_told 10",
      "outcome_missing 3",
      "scope_not_reread 10",
    ]);
  });

  test("the example nearest to passing comes first: date, expected and actual, where, impact, told", () => {
    const examples = [
      exampleWith({ key: 4, ex_date: monday }),
      exampleWith({ key: 7, ex_impact: "41 orders", ex_told: "Priya, 3 Nov" }),
    ];
    const { gaps } = judge(fullAnswers({ examples }), on(monday));
    expect(gaps.slice(0, 3).map(({ code, example }) => [code, example])).toEqual([
      ["example_date", 7],
      ["example_expected_actual", 7],
      ["example_where", 7],
    ]);
    expect(gaps.slice(3).map(({ code, example }) => [code, example])).toContainEqual([
      "example_missing",
      null,
    ]);
  });

  test("an example that lacks one needed test is nearer than one that lacks two", () => {
    const examples = [
      perfectExample(1, { ex_date: null, ex_actual: "" }),
      perfectExample(2, { ex_date: null, ex_told: "" }),
    ];
    expect(judge(fullAnswers({ examples }), on(monday)).gaps.slice(0, 2)).toMatchObject([
      { code: "example_date", example: 2 },
      { code: "example_told", example: 2 },
    ]);
  });

  test("among equally near examples the one that passes more tests comes first, then the earlier one", () => {
    const short = perfectExample(1, { ex_where: "", ex_impact: "", ex_told: "" });
    const longer = perfectExample(2, { ex_date: null, ex_actual: "" });
    expect(judge(fullAnswers({ examples: [short, longer] }), on(monday)).gaps[0]).toMatchObject({
      example: 2,
    });
    const twins = [perfectExample(1, { ex_date: null }), perfectExample(2, { ex_date: null })];
    expect(judge(fullAnswers({ examples: twins }), on(monday)).gaps[0]).toMatchObject({ example: 1 });
  });

  test("without that cap, what lifts the next ones comes first, however many minutes it takes", () => {
    const answers = fullAnswers({ scope_status: "not_reread", ask: null, need_by: null });
    expect(gapsOf(answers)).toEqual(["scope_not_reread 6", "ask_missing 3", "need_by_missing 2"]);
  });

  test("with a close date, telling the partner comes before re-reading and before the rest", () => {
    const answers = fullAnswers({ ...close, contacted: "no_chance", scope_status: "not_reread", ask: null });
    expect(judge(answers, on(monday)).gaps.map(({ code }) => code)).toEqual([
      "partner_not_told",
      "scope_not_reread",
      "ask_missing",
    ]);
  });

  test("an example that passes is asked for no more than what brings points", () => {
    const answers = fullAnswers({ examples: [perfectExample(1, { ex_told: "" })] });
    expect(gapsOf(answers)).toEqual(["example_missing 7"]);
  });

  test("equal points per minute stand in the order of the form", () => {
    // 2 a minute each: need_by 2/1, change 6/3, contact 10/5.
    expect(
      gapsOf(
        fullAnswers({
          need_by: null,
          scope_changed: null,
          contacted: "no_chance",
          first_contact_date: null,
          who_how: "",
          response_state: null,
        }),
      ),
    ).toEqual(["need_by_missing 2", "scope_change_unsure 6", "partner_not_told 10"]);
  });
});

test("every gap has the minutes of the rubric", () => {
  const minutes: Partial<Record<string, number>> = {};
  const told = { contacted: "yes_verbal", response_state: "plan_missed" } as const;
  const poor: readonly Answers[] = [
    answersWith(),
    answersWith({
      ...told,
      scope_status: "not_reread",
      scope_changed: "yes_verbal",
      examples: [exampleWith()],
    }),
    answersWith({ ...told, response_state: "unclear" }),
    answersWith({ ...told, response_state: null }),
  ];
  for (const answers of poor) {
    for (const gap of judge(answers, on(monday)).gaps) minutes[gap.code] = gap.minutes;
  }
  expect(minutes).toEqual({
    scope_not_reread: 15,
    scope_document_missing: 1,
    scope_clause_missing: 5,
    scope_change_unweighed: 3,
    scope_change_unsure: 3,
    partner_not_told: 5,
    partner_not_in_writing: 5,
    partner_contact_date: 1,
    partner_who_how: 1,
    partner_answer_missing: 1,
    partner_words_missing: 2,
    plan_date_missing: 1,
    example_missing: 5,
    example_date: 1,
    example_expected_actual: 3,
    example_where: 2,
    example_impact: 3,
    example_told: 1,
    ask_missing: 1,
    outcome_missing: 2,
    need_by_missing: 1,
  });
  expect(Object.keys(minutes)).toHaveLength(gapCodes.length);
});
