import { describe, expect, test } from "@jest/globals";
import type { Answers } from "../../src/domain/answers.ts";
import { shownAnswers } from "../../src/domain/form.ts";
import { judge } from "../../src/domain/readiness.ts";
import { verdictSchema } from "../../src/domain/verdict.ts";
import { busyMs } from "../support/busy-time.ts";
import { answersWith, exampleWith, fullAnswers, perfectExample } from "../support/an-answer.ts";
import { monday, on, plainCalendar } from "../support/judging.ts";
import { hostileText, s1, s2, s4, type SampleCase } from "../../playground/sample-cases.ts";

const judgeSample = ({ answers, now, zone }: SampleCase) =>
  judge(answers, { now, zone, calendar: plainCalendar, partnerReplyDays: 3 });
const judged = (given: Partial<Answers>) => judge(fullAnswers(given), on(monday));

describe("the samples", () => {
  test("S1, three full examples and an unclear answer: Ready with 100", () => {
    expect(judgeSample(s1)).toEqual({
      rubric: 1,
      judgedAt: "2026-11-23T16:00:00.000Z",
      level: "ready",
      partnerFirst: null,
      score: 100,
      points: { scope: 25, partner: 35, examples: 25, ask: 15 },
      caps: [],
      bypass: false,
      examples: [1, 2, 3].map((key) => ({
        key,
        passes: true,
        tests: ["date", "expected_and_actual", "where", "impact", "told"],
      })),
      gaps: [],
    });
  });

  test("S2, partner never told: partner first, 60 behind it", () => {
    expect(judgeSample(s2)).toMatchObject({
      partnerFirst: { reason: "partner_not_told" },
      score: 60,
      points: { scope: 25, partner: 0, examples: 20, ask: 15 },
      caps: [],
      gaps: [
        { code: "partner_not_told", points: 10 },
        { code: "example_missing", points: 5 },
      ],
    });
  });

  test("S4, hostile and vague: Not ready with 26, and the first things missing are those of its example", () => {
    expect(hostileText).toHaveLength(3000);
    const verdict = judgeSample(s4);
    expect(verdict).toMatchObject({
      level: "not_ready",
      partnerFirst: null,
      score: 26,
      points: { scope: 2, partner: 23, examples: 1.3, ask: 0 },
      caps: ["no_passing_example", "scope_not_reread"],
      examples: [{ key: 1, passes: false, tests: ["expected_and_actual"] }],
    });
    expect(verdict.gaps.slice(0, 4).map(({ code, example }) => [code, example])).toEqual([
      ["example_date", 1],
      ["example_where", 1],
      ["example_impact", 1],
      ["example_told", 1],
    ]);
  });

  test("verdicts are what the store keeps", () => {
    for (const sample of [s1, s2, s4]) {
      const verdict = judgeSample(sample);
      expect(verdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
    }
  });
});

describe("score and level", () => {
  test.each([
    [
      "ready at 80",
      {
        scope_clause: "",
        scope_ref: "",
        examples: [perfectExample(1), perfectExample(2)],
        ask: null,
        outcome: "",
      },
      80,
      "ready",
    ],
    [
      "almost at 79",
      {
        scope_clause: "",
        scope_ref: "",
        examples: [perfectExample(1), perfectExample(2)],
        need_by: null,
        response_quote: "",
      },
      79,
      "almost_ready",
    ],
    ["one perfect example can reach 88", { examples: [perfectExample(1)] }, 88, "ready"],
    [
      "almost at 60",
      {
        response_state: null,
        first_contact_date: null,
        examples: [perfectExample(1)],
        ask: null,
        outcome: "",
        need_by: null,
      },
      60,
      "almost_ready",
    ],
    [
      "not at 57",
      {
        response_state: null,
        first_contact_date: null,
        examples: [perfectExample(1)],
        scope_ref: "",
        ask: null,
        outcome: "",
        scope_changed: "yes_verbal",
        scope_timeline: "ten days on",
      },
      57,
      "not_ready",
    ],
  ] as const)("%s", (_name, given, score, level) => {
    const verdict = judged({ ...given, examples: [...given.examples] });
    expect([verdict.score, verdict.level]).toEqual([score, level]);
  });

  test.each([
    // 1.3, 2.6, and 1.3 + 0.7 + 0.5 = 2.5.
    [[exampleWith({ ex_date: monday })], 1],
    [[exampleWith({ ex_date: monday, ex_told: "Priya, 3 Nov" })], 3],
    [[1, 2, 3].map((key) => exampleWith({ key, ex_date: monday })), 3],
  ])("the sum is rounded half up: case %#", (examples, score) => {
    expect(judge(answersWith({ examples }), on(monday)).score).toBe(score);
  });

  test("nothing at all is Not ready with 0, the partner first", () => {
    expect(judge(answersWith(), on(monday))).toMatchObject({
      level: "not_ready",
      score: 0,
      partnerFirst: { reason: "partner_not_told" },
      caps: ["no_passing_example", "scope_not_reread"],
      examples: [],
    });
  });
});

describe("caps", () => {
  test.each([
    [
      "no passing example",
      { examples: [perfectExample(1, { ex_date: null })] },
      ["no_passing_example"],
      "not_ready",
    ],
    ["no example", { examples: [] }, ["no_passing_example"], "not_ready"],
    ["scope not re-read", { scope_status: "not_reread" }, ["scope_not_reread"], "almost_ready"],
    ["scope not found", { scope_status: "cant_find" }, ["scope_not_reread"], "almost_ready"],
    ["scope unanswered", { scope_status: null }, ["scope_not_reread"], "almost_ready"],
    ["scope does not exist", { scope_status: "none_exists" }, [], "ready"],
    [
      "a close date and the partner not told",
      { urgency: "deadline", need_by: "2026-11-27", contacted: "no_chance" },
      ["tell_partner_now"],
      "almost_ready",
    ],
    ["not told without a close date", { contacted: "no_chance" }, [], "almost_ready"],
    ["a close date and the partner told", { urgency: "deadline", need_by: "2026-11-27" }, [], "ready"],
    [
      "all three",
      {
        urgency: "deadline",
        need_by: "2026-11-27",
        contacted: null,
        scope_status: "cant_find",
        examples: [],
      },
      ["no_passing_example", "scope_not_reread", "tell_partner_now"],
      "not_ready",
    ],
  ] as const)("%s", (_name, given, caps, level) => {
    const { examples = [perfectExample(1), perfectExample(2), perfectExample(3)] } = {
      ...given,
    } as Partial<Answers>;
    const verdict = judged({ ...given, examples: [...examples] });
    expect([verdict.caps, verdict.level]).toEqual([caps, level]);
  });
});

describe("a close date", () => {
  const close = { urgency: "deadline", need_by: "2026-11-27" } as const;

  test("leaves out the points of waiting where that is better: 65 of 80 become 81", () => {
    const verdict = judged({ ...close, contacted: "no_chance" });
    expect([verdict.bypass, verdict.score, verdict.level]).toEqual([true, 81, "almost_ready"]);
  });

  test("keeps the plain score where that is better", () => {
    const poor = judged({ ...close, scope_status: null, scope_changed: null, examples: [] });
    // Partner 35 and wish 8 are 43 plain, but (43 − 20) ÷ 80 × 100 only 28.75.
    expect(poor.score).toBe(43);
  });

  test("rounds half up after scaling", () => {
    // 10 + 9 + 6 + 8 + 13 + 7 = 53 without a partner, minus 3 for the clause's document: 50 ÷ 80 × 100 = 62.5.
    const verdict = judged({ ...close, contacted: null, scope_ref: "", examples: [perfectExample(1)] });
    expect(verdict.score).toBe(63);
  });
});

describe("hidden answers", () => {
  const kept = fullAnswers({
    scope_status: "cant_find",
    scope_changed: "no",
    scope_timeline: "ten days on",
    contacted: "no_chance",
    plan_due: "2026-11-20",
  });

  test("are blanked, all others stay", () => {
    expect(shownAnswers(kept)).toEqual({
      ...kept,
      scope_ref: "",
      scope_clause: "",
      scope_timeline: "",
      first_contact_date: null,
      who_how: "",
      response_state: null,
      response_quote: "",
      plan_due: null,
    });
    expect(shownAnswers(fullAnswers())).toEqual(fullAnswers());
  });

  test("are kept in the record and count again when their field comes back", () => {
    const before = structuredClone(kept);
    judge(kept, on(monday));
    expect(kept).toEqual(before);
    expect(judge({ ...kept, scope_status: "reread", contacted: "yes_written" }, on(monday)).score).toBe(100);
  });
});

describe("today", () => {
  test("is the requester's: Sunday in UTC is Monday in Kolkata", () => {
    const now = new Date("2026-11-22T20:00:00Z");
    const answers = fullAnswers({ examples: [perfectExample(1, { ex_date: "2026-11-23" })] });
    expect(judge(answers, on(monday, { now, zone: "Asia/Kolkata" })).examples[0]?.passes).toBe(true);
    expect(judge(answers, on(monday, { now, zone: "UTC" })).examples[0]?.passes).toBe(false);
  });

  test("needs a zone that exists", () => {
    expect(() => judge(fullAnswers(), on(monday, { zone: "Mars/Olympus" }))).toThrow(RangeError);
  });
});

test("dates at the end of what can be written do no harm", () => {
  const far = { first_contact_date: "0001-01-01", need_by: "9999-12-31", plan_due: "9999-12-31" };
  const verdict = judged({ ...far, urgency: "deadline", response_state: "dated_plan" });
  expect(verdict.partnerFirst).toEqual({ reason: "plan_not_due", eligibleOn: "9999-12-31" });
  expect(verdictSchema.safeParse(verdict).success).toBe(true);
});

test("the longest answers in every field are judged in under half a second", () => {
  const long = (size: number) => hostileText.repeat(2).slice(0, size);
  const example = (key: number) =>
    exampleWith({
      key,
      ex_where: long(300),
      ex_expected: long(500),
      ex_actual: long(3000),
      ex_impact: long(500),
      ex_told: long(200),
    });
  const answers = answersWith({
    scope_status: "reread",
    scope_ref: long(300),
    scope_clause: long(600),
    who_how: long(300),
    contacted: "yes_written",
    outcome: long(600),
    examples: [1, 2, 3, 4, 5].map(example),
  });
  expect(busyMs(() => judge(answers, on(monday)))).toBeLessThan(500);
});
