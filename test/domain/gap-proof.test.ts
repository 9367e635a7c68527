import { describe, expect, test } from "@jest/globals";
import { type Answers, emptyExample } from "../../src/domain/answers.ts";
import { fields } from "../../src/domain/form.ts";
import { gapFacts } from "../../src/domain/gap-facts.ts";
import { isProofOf, proofFactsOf, proofTargets } from "../../src/domain/gap-proof.ts";
import { isOfExample, type Proof, type ProvableField, proven } from "../../src/domain/proof.ts";
import { judge } from "../../src/domain/readiness.ts";
import { type GapCode, gapCodes } from "../../src/domain/verdict.ts";
import { aProof } from "../support/a-proof.ts";
import { answersWith, fullAnswers, perfectExample } from "../support/an-answer.ts";
import { monday, on } from "../support/judging.ts";

/** What a message can do about what is missing. */

type Row = readonly [gap: GapCode, joins: readonly ProvableField[], then: "nothing more" | "the form"];

const rows: readonly Row[] = [
  ["scope_not_reread", [], "the form"],
  ["scope_document_missing", ["scope_ref"], "nothing more"],
  ["scope_clause_missing", ["scope_clause"], "nothing more"],
  ["scope_change_unweighed", ["scope_timeline"], "nothing more"],
  ["scope_change_unsure", [], "the form"],
  ["partner_not_told", [], "the form"],
  ["partner_not_in_writing", ["who_how"], "the form"],
  ["partner_contact_date", [], "the form"],
  ["partner_who_how", ["who_how"], "nothing more"],
  ["partner_answer_missing", ["response_quote"], "the form"],
  ["partner_words_missing", ["response_quote"], "nothing more"],
  ["plan_date_missing", [], "the form"],
  ["example_missing", ["ex_where", "ex_actual"], "nothing more"],
  ["example_date", [], "the form"],
  ["example_expected_actual", ["ex_actual"], "nothing more"],
  ["example_where", ["ex_where"], "nothing more"],
  ["example_impact", ["ex_impact"], "nothing more"],
  ["example_told", ["ex_told"], "nothing more"],
  ["ask_missing", [], "the form"],
  ["outcome_missing", ["outcome"], "nothing more"],
  ["need_by_missing", [], "the form"],
];

test("there is a row for every gap", () => {
  expect(rows.map(([code]) => code).toSorted()).toEqual([...gapCodes].toSorted());
});

test.each(rows)("%s: a message joins %j, and then there is %s", (code, joins, then) => {
  expect(proofFactsOf(code)).toEqual({ fields: joins, form: then === "the form" });
});

test.each(rows)("%s: what no text can say is asked for in the form", (code, joins, then) => {
  const kinds = gapFacts[code].fields.map((id) => fields.find((field) => field.id === id)?.kind);
  // Of a new example the message says what it can; the date is a gap of its own then.
  const wantsMore = code !== "example_missing" && kinds.some((kind) => kind !== "text");
  expect(then).toBe(wantsMore ? "the form" : "nothing more");
  // All of it belongs to an example, or none.
  expect(new Set(joins.map(isOfExample)).size).toBeLessThanOrEqual(1);
});

test.each([
  ["scope_document_missing", "SOW v1.3 signed 2026-04-02", { scope_ref: "" }],
  ["scope_clause_missing", "Section 4.2: two-way order sync", { scope_clause: "" }],
  ["scope_change_unweighed", "It moved the date by ten days", { scope_changed: "yes_written" }],
  ["partner_who_how", "Priya Raman, NWD-398", { who_how: "" }],
  ["partner_words_missing", "We will circle back next sprint.", { response_quote: "" }],
  ["outcome_missing", "A dated recovery plan with a named owner", { outcome: "" }],
  [
    "example_where",
    "NWD-398, order #000018233",
    { examples: [perfectExample(1, { ex_where: "", ex_impact: "" })] },
  ],
  ["example_impact", "41 orders typed again by hand", { examples: [perfectExample(1, { ex_impact: "" })] }],
  ["example_told", "Priya Raman, 16 Nov", { examples: [perfectExample(1, { ex_told: "", ex_impact: "" })] }],
  [
    "example_expected_actual",
    "The order never reached the ERP and nobody was warned.",
    { examples: [perfectExample(1, { ex_actual: "" })] },
  ],
] as const satisfies readonly (readonly [GapCode, string, Partial<Answers>])[])(
  "%s is closed by a message that says %j",
  (code, text, lacking) => {
    const answers = fullAnswers(lacking);
    const gaps = (proofs: readonly Proof[]) => judge(proven(answers, proofs), on(monday)).gaps;
    const example = gapFacts[code].group === "examples" ? 1 : null;
    const open = { code, example };
    expect(gaps([])).toContainEqual(expect.objectContaining(open));
    const proof = aProof({ text, fields: [...proofFactsOf(code).fields], example });
    expect(gaps([proof])).not.toContainEqual(expect.objectContaining(open));
  },
);

describe("what is offered", () => {
  const targetsOf = (answers: Answers, given: Partial<Parameters<typeof proofTargets>[0]> = {}) => {
    const { proofs = [] } = given;
    const verdict = judge(proven(answers, proofs), on(monday));
    return proofTargets({ answers, proofs, verdict, sendNote: null, ...given });
  };

  test("are the open gaps, best first, and last a new example", () => {
    const answers = fullAnswers({ outcome: "", need_by: null, examples: [perfectExample(1)] });
    const { gaps } = judge(answers, on(monday));
    const codes = gaps.map(({ code }) => code);
    expect(codes).toContain("example_missing");
    expect(targetsOf(answers).map(({ code }) => code)).toEqual(codes);
    const three = fullAnswers({ outcome: "" });
    expect(targetsOf(three)).toEqual([
      { code: "outcome_missing", example: null },
      { code: "example_missing", example: null },
    ]);
  });

  test("is no further example once there are five, counting those of messages", () => {
    const four = [1, 2, 3, 4].map((key) => perfectExample(key));
    const fifth = aProof({ fields: ["ex_where", "ex_actual"], example: 9 });
    expect(targetsOf(fullAnswers({ examples: four }))).toEqual([{ code: "example_missing", example: null }]);
    const withFifth = targetsOf(fullAnswers({ examples: four }), { proofs: [fifth] });
    expect(withFifth.map(({ code }) => code)).not.toContain("example_missing");
    expect(withFifth.every(({ example }) => example === 9)).toBe(true);
  });

  test("names the example that lacks something, also one of which there is only a message", () => {
    const proofs = [aProof({ fields: ["ex_where", "ex_actual"], example: 4 })];
    const answers = fullAnswers({ examples: [perfectExample(1)] });
    expect(targetsOf(answers, { proofs })).toContainEqual({ code: "example_impact", example: 4 });
  });

  test("is not telling the partner, for whoever had a reason not to", () => {
    const answers = answersWith({ contacted: "no_worried", examples: [emptyExample(1)] });
    const codes = (reason: "retaliation" | null) =>
      targetsOf(answers, { sendNote: { reason, sentence: "Because." } }).map(({ code }) => code);
    expect(codes(null)).toContain("partner_not_told");
    expect(codes("retaliation")).not.toContain("partner_not_told");
  });
});

describe("a message is evidence of the same thing", () => {
  const message = { channelId: "C1", ts: "1763898000.000100" };
  const proof = aProof({ ...message, fields: ["ex_where", "ex_actual"], example: 3 });

  test.each([
    ["when it was added there", proof, { code: "example_where", example: 3 }, true],
    ["when it made a new example already", proof, { code: "example_missing", example: null }, true],
    ["not of another example", proof, { code: "example_where", example: 2 }, false],
    ["not of another answer", proof, { code: "example_impact", example: 3 }, false],
    ["not once it was deleted", { ...proof, state: "deleted" }, { code: "example_where", example: 3 }, false],
    ["not another message", { ...proof, ts: "1.2" }, { code: "example_where", example: 3 }, false],
    [
      "not one of another channel",
      { ...proof, channelId: "C2" },
      { code: "example_where", example: 3 },
      false,
    ],
    ["never of what no message can settle", proof, { code: "ask_missing", example: 3 }, false],
  ] as const)("%s", (_, kept, target, expected) => {
    expect(isProofOf(kept, message, target)).toBe(expected);
  });
});
