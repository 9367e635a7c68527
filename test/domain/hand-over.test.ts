import { expect, test } from "@jest/globals";
import type { CaseStatus } from "../../src/domain/escalation.ts";
import { type HandOverObjection, whyNotTo } from "../../src/domain/hand-over.ts";

/** To whom a CSM may give a case. */

const at = "2026-11-24T10:00:00.000Z";
const open: CaseStatus = { state: "open" };
const byCasey: CaseStatus = { state: "acknowledged", by: "casey", at };
const person = (id: string, given: { csm?: boolean; outsider?: boolean } = {}) => ({
  id,
  csm: true,
  outsider: false,
  ...given,
});

test.each<readonly [string, CaseStatus, ReturnType<typeof person>, HandOverObjection | null]>([
  ["another CSM", byCasey, person("robin"), null],
  ["another CSM, of a case that nobody has", open, person("robin"), null],
  ["whoever has it", byCasey, person("casey"), "has_it"],
  ["oneself, of a case that nobody has", open, person("me"), "yourself"],
  ["oneself, of a case that another one has", byCasey, person("me"), "yourself"],
  ["the requester, though a CSM", byCasey, person("dana"), "owner"],
  ["a colleague of the requester, though a CSM", byCasey, person("leo"), "owner"],
  ["somebody who is no CSM", byCasey, person("harriet", { csm: false }), "not_csm"],
  ["somebody of another organisation", byCasey, person("alex", { outsider: true }), "not_csm"],
])("%s", (_, status, to, expected) => {
  const escalation = { status, requesterId: "dana", coOwnerIds: ["leo"] };
  expect(whyNotTo(escalation, to, "me")).toBe(expected);
});
