import { expect, test } from "@jest/globals";
import { type Brief, briefOf, type Contact } from "../../src/domain/brief.ts";
import type { TrailEvent } from "../../src/domain/case-trail.ts";
import type { Escalation } from "../../src/domain/escalation.ts";
import { caseOf } from "../../src/slack/gallery/a-drawn-case.ts";
import { aProof } from "../support/a-proof.ts";
import { fullAnswers, perfectExample } from "../support/an-answer.ts";

/** What a brief is made of, before anybody puts it in words. */

const note = { reason: null, sentence: "" };
const aCase = (given: Partial<Escalation> = {}, answers = fullAnswers()): Escalation =>
  caseOf({ answers, someone: "", sendNote: note }, given);
const zone = "America/Chicago";
const brief = (escalation: Escalation, events: readonly TrailEvent[] = []): Brief =>
  briefOf(escalation, events, zone);
const event = (kind: TrailEvent["kind"], at: string): TrailEvent => ({
  kind,
  at: new Date(at),
  actorId: "U1",
  details: {},
});
const told = ({ contacts }: Pick<Brief, "contacts">) =>
  contacts.map((contact: Contact) => ["on" in contact ? contact.on : null, contact.kind]);

test("says in which order partner and CSMs heard of it, by the reader's days", () => {
  const proofs = [
    aProof({ id: "p1", fields: ["who_how"], writtenOn: "2026-11-09" }),
    aProof({ id: "p2", fields: ["ex_told"], example: 1, writtenOn: "2026-11-24" }),
  ];
  const events = [
    event("sent", "2026-11-24T03:00:00Z"),
    event("nudged", "2026-11-24T15:00:00Z"),
    event("acknowledged", "2026-11-24T16:00:00Z"),
  ];
  expect(told(brief(aCase({ proofs }), events))).toEqual([
    ["2026-11-03", "told"],
    ["2026-11-09", "message"],
    // The evening before, in Chicago.
    ["2026-11-23", "step"],
    ["2026-11-24", "message"],
    ["2026-11-24", "step"],
  ]);
});

test("says first what has no day: that the partner was told then, or not at all", () => {
  const undated = aCase({}, fullAnswers({ first_contact_date: null }));
  const never = aCase({}, fullAnswers({ contacted: "no_chance" }));
  const sent = [event("sent", "2026-11-02T12:00:00Z")];
  expect(told(brief(undated, sent))[0]).toEqual([null, "told"]);
  expect(told(brief(never, sent))).toEqual([
    [null, "not_told"],
    ["2026-11-02", "step"],
  ]);
});

test("keeps what was typed apart from the messages that were added to it", () => {
  const proofs = [
    aProof({ id: "p1", fields: ["outcome"], text: "and a test" }),
    aProof({ id: "p2", fields: ["ex_where"], example: 7, text: "The log" }),
  ];
  const { ask, examples } = brief(aCase({ proofs }));
  expect(ask.outcome.words).toBe("A dated recovery plan with a named owner");
  expect(ask.outcome.messages.map(({ id }) => id)).toEqual(["p1"]);
  // Of which there is nothing but a message.
  expect(examples.map(({ where }) => where.words)).toEqual([
    ...Array<string>(3).fill(perfectExample().ex_where),
    "",
  ]);
  expect(examples.at(-1)?.where.messages.map(({ id }) => id)).toEqual(["p2"]);
});

test("leaves out what was deleted, and what is not asked any more", () => {
  const proofs = [
    aProof({ id: "p1", fields: ["outcome"], state: "deleted", text: "" }),
    aProof({ id: "p2", fields: ["scope_timeline"] }),
    aProof({ id: "p3", fields: ["response_quote"] }),
  ];
  const answers = fullAnswers({
    scope_changed: "no",
    scope_timeline: "Ten days",
    contacted: "no_contact",
    response_quote: "Never mind",
  });
  const { ask, background, partner, contacts } = brief(aCase({ proofs }, answers));
  expect(ask.outcome.messages).toEqual([]);
  expect(background.timeline).toEqual({ words: "", messages: [] });
  expect(partner).toEqual({ response_state: null, plan_due: null, words: "", view: "" });
  expect(contacts).toEqual([{ kind: "not_told" }]);
});

test("says what the best example costs, how the case is judged, and all that is missing", () => {
  const answers = fullAnswers({
    need_by: null,
    examples: [perfectExample(1, { ex_impact: "a lot" }), perfectExample(2, { ex_impact: "41 orders" })],
  });
  const escalation = aCase({}, answers);
  const { situation, assessment, missing, examples } = brief(escalation);
  expect(situation.cost).toBe("41 orders");
  expect(assessment.verdict).toBe(escalation.verdict);
  expect(missing).toBe(escalation.verdict.gaps);
  expect(missing.map(({ code }) => code)).toContain("need_by_missing");
  expect(examples.map(({ passes }) => passes)).toEqual(
    escalation.verdict.examples.map(({ passes }) => passes),
  );
});
