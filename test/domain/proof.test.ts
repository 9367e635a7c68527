import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { withoutEmptyExamples } from "../../src/domain/example-list.ts";
import { fields } from "../../src/domain/form.ts";
import {
  followed,
  freshExampleKey,
  isOfExample,
  type Proof,
  type ProvableField,
  provableFields,
  proven,
  withRoomForProofs,
} from "../../src/domain/proof.ts";
import { judge } from "../../src/domain/readiness.ts";
import { levels, type Verdict } from "../../src/domain/verdict.ts";
import { aProof } from "../support/a-proof.ts";
import { answersWith, exampleWith, fullAnswers, perfectExample } from "../support/an-answer.ts";
import { anyAnswers } from "../support/any-answers.ts";
import { monday, on } from "../support/judging.ts";

const url = "https://acme.slack.com/archives/C0CSM0001/p1763898000000100";
const judged = (answers: Answers, proofs: readonly Proof[]) => judge(proven(answers, proofs), on(monday));
const gone = (proof: Proof) => followed(proof, null);

describe("a message as evidence", () => {
  test("stands below what was typed, one message after the other", () => {
    const answers = answersWith({ outcome: "A dated plan" });
    const proofs = [aProof({ text: "with an owner" }), aProof({ text: "and a test\nfor both" })];
    expect(proven(answers, proofs)).toEqual({
      ...answers,
      outcome: "A dated plan\nwith an owner\nand a test\nfor both",
    });
    expect(answers.outcome).toBe("A dated plan");
  });

  test("stands alone where nothing was typed", () => {
    for (const outcome of ["", "  \n"])
      expect(proven(answersWith({ outcome }), [aProof({ text: "A dated plan" })]).outcome).toBe(
        "A dated plan",
      );
  });

  test("backs every field it was added to, and no other", () => {
    const proof = aProof({ text: "Section 4.2", fields: ["scope_clause", "response_quote"] });
    expect(proven(answersWith(), [proof])).toEqual(
      answersWith({ scope_clause: "Section 4.2", response_quote: "Section 4.2" }),
    );
  });

  test("brings its files along by their names", () => {
    const files = ["minutes 18 Nov.pdf", "export.csv"];
    expect(proven(answersWith(), [aProof({ text: "", files })]).outcome).toBe(
      "minutes 18 Nov.pdf\nexport.csv",
    );
    expect(proven(answersWith(), [aProof({ text: "See", files })]).outcome).toBe(
      "See\nminutes 18 Nov.pdf\nexport.csv",
    );
  });

  test.each(provableFields)("as %s says where it is only if that is asked", (field) => {
    const answers = answersWith({ examples: [exampleWith({ ex_date: "2026-11-16" })] });
    const proof = aProof({ text: "It is there", fields: [field], example: isOfExample(field) ? 1 : null });
    const after = proven(answers, [proof]);
    const text = isOfExample(field) ? after.examples[0]?.[field] : after[field];
    const asksWhere = ["scope_ref", "who_how", "ex_where"].includes(field);
    expect(text).toBe(asksWhere ? `It is there\n${url}` : "It is there");
  });

  test("of an example joins that one alone", () => {
    const answers = answersWith({ examples: [perfectExample(1), perfectExample(3)] });
    const proof = aProof({ text: "and 12 on Tuesday", fields: ["ex_impact"], example: 3 });
    expect(proven(answers, [proof]).examples).toEqual([
      perfectExample(1),
      perfectExample(3, { ex_impact: "41 orders typed again by hand\nand 12 on Tuesday" }),
    ]);
  });

  test("can back every text of the form but the two that name the case", () => {
    const texts = fields.flatMap(({ kind, id }) => (kind === "text" ? [id] : []));
    expect([...provableFields].sort()).toEqual(
      texts.filter((id) => id !== "summary" && id !== "partner_company").sort(),
    );
  });

  test("is not needed: without one the answers are what was typed", () => {
    const answers = fullAnswers();
    expect(proven(answers, [])).toBe(answers);
  });
});

describe("a message that changes", () => {
  test("takes its evidence with it when it is deleted, and keeps nothing of what it said", () => {
    const proof = aProof({ text: "A dated plan", files: ["plan.pdf"] });
    expect(gone(proof)).toEqual({ ...proof, text: "", files: [], state: "deleted" });
    for (const field of provableFields) {
      const answers = fullAnswers();
      const of = { ...proof, fields: [field], example: isOfExample(field) ? 2 : null };
      expect(proven(answers, [of])).not.toEqual(answers);
      expect(proven(answers, [gone(of)])).toEqual(answers);
    }
  });

  test("says what it says now when it is edited", () => {
    const edited = followed(aProof({ text: "A dated plan" }), { text: "A plan, one day", files: [] });
    expect(edited.state).toBe("edited");
    expect(proven(answersWith(), [edited]).outcome).toBe("A plan, one day");
  });

  test("is not marked for an edit of something else", () => {
    const proof = aProof();
    expect(followed(proof, { text: proof.text, files: [] })).toBe(proof);
  });

  test("stays deleted, whatever comes late", () => {
    const deleted = gone(aProof());
    expect(followed(deleted, { text: "A dated plan", files: [] })).toBe(deleted);
  });

  test("closes a gap, and opens it again when it was the only proof", () => {
    const answers = fullAnswers({ outcome: "" });
    const gaps = (proofs: readonly Proof[]) => judged(answers, proofs).gaps.map(({ code }) => code);
    expect(gaps([])).toEqual(["outcome_missing"]);
    expect(gaps([aProof()])).toEqual([]);
    expect(gaps([gone(aProof())])).toEqual(["outcome_missing"]);
    expect(gaps([gone(aProof()), aProof({ id: "proof-2" })])).toEqual([]);
  });
});

describe("an example of which there are only messages", () => {
  const said: readonly (readonly [ProvableField, string])[] = [
    ["ex_expected", "The order appears in the ERP within 5 minutes."],
    ["ex_actual", "It never did, and nobody was warned."],
  ];
  const proofs = said.map(([field, text]) => aProof({ id: field, text, fields: [field], example: 2 }));
  const answers = answersWith({ examples: [perfectExample(1), perfectExample(3)] });
  const shown = exampleWith({ key: 2, ex_expected: said[0]?.[1] ?? "", ex_actual: said[1]?.[1] ?? "" });

  test("stands among the others in the order in which they came", () => {
    expect(proven(answers, proofs).examples).toEqual([perfectExample(1), shown, perfectExample(3)]);
  });

  test("stands as long as one message does, and is gone with the last", () => {
    const [expected, actual] = proofs.map(gone);
    const [one, two] = proofs;
    if (!expected || !actual || !one || !two) throw new Error("There are two.");
    expect(proven(answers, [expected, two]).examples).toContainEqual({ ...shown, ex_expected: "" });
    expect(proven(answers, [one, actual]).examples).toContainEqual({ ...shown, ex_actual: "" });
    expect(proven(answers, [expected, actual])).toEqual(answers);
  });

  test("is gone when nothing is left of what the last message said", () => {
    const emptied = proofs.map((proof) => followed(proof, { text: "", files: [] }));
    expect(proven(answers, emptied)).toEqual(answers);
  });

  test("stays when something of it was typed, be it the day alone", () => {
    const typed = exampleWith({ key: 2, ex_date: "2026-11-16" });
    expect(proven(answersWith({ examples: [typed] }), proofs.map(gone)).examples).toEqual([typed]);
  });

  test("has an empty form to be filled in, as far as there is room for it", () => {
    const keys = (given: Answers) => withRoomForProofs(given, proofs).examples.map(({ key }) => key);
    expect(keys(answers)).toEqual([1, 2, 3]);
    expect(withRoomForProofs(answers, proofs).examples).toContainEqual(exampleWith({ key: 2 }));
    expect(withRoomForProofs(answers, proofs.map(gone))).toEqual(answers);
    const full = answersWith({ examples: [1, 3, 4, 5, 6].map((key) => perfectExample(key)) });
    expect(withRoomForProofs(full, proofs)).toBe(full);
  });

  test("never lends its key to another, also when it is gone", () => {
    expect(freshExampleKey({ answers, proofs })).toBe(4);
    expect(freshExampleKey({ answers: answersWith(), proofs: proofs.map(gone) })).toBe(3);
    expect(freshExampleKey({ answers: answersWith(), proofs: [] })).toBe(1);
  });
});

describe("as much as the longest field takes", () => {
  const cut = (typed: string, text: string) =>
    proven(answersWith({ outcome: typed }), [aProof({ text })]).outcome;

  test("is kept whole, and what goes beyond is cut at the end", () => {
    const typed = "t".repeat(1500);
    expect(cut(typed, "s".repeat(1499))).toBe(`${typed}\n${"s".repeat(1499)}`);
    expect(cut(typed, "s".repeat(1500))).toBe(`${typed}\n${"s".repeat(1499)}`);
    expect(cut("", "s".repeat(40_000))).toBe("s".repeat(3000));
  });

  test("is never cut within a character", () => {
    expect(cut("t".repeat(2997), "😀😀")).toBe(`${"t".repeat(2997)}\n😀`);
    expect(cut("t".repeat(2998), "😀😀")).toBe(`${"t".repeat(2998)}\n`);
    expect(cut("", `${"s".repeat(2999)}😀`)).toBe("s".repeat(2999));
  });

  test("leaves what was typed as it is, and lets no later message push out an earlier one", () => {
    const typed = "t".repeat(3000);
    expect(cut(typed, "more")).toBe(typed);
    const early = aProof({ text: "e".repeat(2000) });
    const late = aProof({ text: "l".repeat(2000) });
    expect(proven(answersWith(), [early, late]).outcome).toBe(`${"e".repeat(2000)}\n${"l".repeat(999)}`);
  });
});

describe("whatever was typed and added", () => {
  const good = perfectExample();
  const texts = [
    ...["", "short", "n/a", "told Priya Raman, 16 Nov", "41 orders", "We will circle back next sprint."],
    ...[
      "Section 4.2: order sync",
      "A dated recovery plan with a named owner",
      good.ex_expected,
      good.ex_actual,
    ],
  ];
  const ofCase = provableFields.filter((field) => !isOfExample(field));
  const ofExample = provableFields.filter(isOfExample);
  const anyPlace = fc.oneof(
    fc.record({ fields: fc.subarray(ofCase, { minLength: 1 }), example: fc.constant(null) }),
    fc.record({
      fields: fc.subarray(ofExample, { minLength: 1 }),
      example: fc.integer({ min: 1, max: 6 }),
    }),
  );
  const anyProof: fc.Arbitrary<Proof> = fc
    .record({
      place: anyPlace,
      text: fc.oneof(
        { weight: 18, arbitrary: fc.constantFrom(...texts) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
        { weight: 1, arbitrary: fc.nat({ max: 3000 }).map((length) => "long ".repeat(length / 5)) },
      ),
      files: fc.subarray(["minutes 18 Nov.pdf"]),
      state: fc.constantFrom("stands", "stands", "edited", "deleted"),
    })
    .map(({ place, ...given }) => aProof({ ...place, ...given }));
  const anyTyped = anyAnswers.map(withoutEmptyExamples);
  const anyProofs = fc.array(anyProof, { maxLength: 6 });
  const standing = anyProof.map((proof): Proof => ({ ...proof, state: "stands" }));
  const runs = { numRuns: 150 };

  const rank = ({ level }: Verdict) => levels.indexOf(level);

  test("one more message that stands never lowers score or level, and changes no route", () => {
    let better = 0;
    fc.assert(
      fc.property(anyTyped, anyProofs, standing, (answers, proofs, proof) => {
        const before = judged(answers, proofs);
        const after = judged(answers, [...proofs, proof]);
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(rank(after)).toBeLessThanOrEqual(rank(before));
        expect([after.partnerFirst, after.bypass]).toEqual([before.partnerFirst, before.bypass]);
        if (after.score > before.score) better += 1;
      }),
      runs,
    );
    expect(better).toBeGreaterThan(runs.numRuns / 20);
  });

  test("neither does one that makes the same of what was expected and what happened", () => {
    const answers = answersWith({ examples: [perfectExample(1, { ex_expected: "", ex_actual: "" })] });
    const both = aProof({ text: good.ex_expected, fields: ["ex_expected", "ex_actual"], example: 1 });
    const what = aProof({ text: good.ex_actual, fields: ["ex_actual"], example: 1 });
    const expected = aProof({ text: good.ex_actual, fields: ["ex_expected", "ex_impact"], example: 1 });
    const passes = (...proofs: Proof[]) => judged(answers, proofs).examples.map((each) => each.passes);
    expect(passes(both)).toEqual([false]);
    expect(passes(both, what)).toEqual([true]);
    expect(passes(both, what, expected)).toEqual([true]);
    const [example] = proven(answers, [both, what, expected]).examples;
    expect(example?.ex_impact).toBe(`${good.ex_impact}\n${good.ex_actual}`);
  });

  test("a message that is deleted leaves the verdict that there was without it", () => {
    fc.assert(
      fc.property(anyTyped, anyProofs, anyProofs, anyProof, (answers, some, others, proof) => {
        const without = judged(answers, [...some, ...others]);
        expect(judged(answers, [...some, gone(proof), ...others])).toEqual(without);
      }),
      runs,
    );
  });
});
