import { describe, expect, test } from "@jest/globals";
import type { CaseStatus } from "../../src/domain/escalation.ts";
import { unsettled } from "../../src/domain/same-partner.ts";

/** A new case may be the one that the same people have already. */

const at = "2026-11-23T12:00:00.000Z";
const acted = { by: "U0CASEY01", at };
const caseAbout = (partner_company: string, status: CaseStatus = { state: "open" }, id = "case-1") => ({
  id,
  status,
  answers: { partner_company },
});
const idsOf = (name: string, cases: readonly ReturnType<typeof caseAbout>[], otherThan: string[] = []) =>
  unsettled({ partner_company: name }, cases, otherThan).map(({ id }) => id);

describe("the name of a partner", () => {
  test.each([
    ["Northwind Digital", "Northwind Digital"],
    ["northwind digital", "NORTHWIND DIGITAL"],
    ["  Northwind   Digital ", "Northwind Digital"],
    ["Northwind-Digital, Inc.", "Northwind Digital Inc"],
    ["Ação & Código", "acao codigo"],
    ["A\u0301gil", "Ágil"],
    ["North\u200bwind", "Northwind"],
    ["C++", "c++"],
    ["???", " ??? "],
  ])("%j is the same as %j", (typed, known) => {
    expect(idsOf(typed, [caseAbout(known)])).toEqual(["case-1"]);
  });

  test.each([
    ["Northwind Digital", "Northwind"],
    ["Northwind", "Southwind"],
    ["Agency 1", "Agency 2"],
    ["???", "!!!"],
    ["", ""],
    [" ", ""],
  ])("%j is another than %j", (typed, known) => {
    expect(idsOf(typed, [caseAbout(known)])).toEqual([]);
  });
});

test.each<readonly [CaseStatus, boolean]>([
  [{ state: "waiting_partner" }, true],
  [{ state: "open" }, true],
  [{ state: "acknowledged", ...acted }, true],
  [{ state: "returned", reason: "One example, please", ...acted }, true],
  [{ state: "closed", as: "resolved", note: "", sent: true, ...acted }, false],
  [{ state: "closed", as: "avoided", note: "", sent: false, ...acted }, false],
])("a case in %j may be the same: %p", (status, expected) => {
  expect(idsOf("Acme", [caseAbout("Acme", status)])).toEqual(expected ? ["case-1"] : []);
});

test("what was said to be another matter is not asked about again, and a further case is", () => {
  const cases = [
    caseAbout("Acme", { state: "open" }, "newer"),
    caseAbout("Acme", { state: "open" }, "older"),
  ];
  expect(idsOf("Acme", cases)).toEqual(["newer", "older"]);
  expect(idsOf("Acme", cases, ["older"])).toEqual(["newer"]);
  expect(idsOf("Acme", cases, ["older", "newer"])).toEqual([]);
  expect(idsOf("Other", cases, [])).toEqual([]);
});
