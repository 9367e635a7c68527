import { describe, expect, test } from "@jest/globals";
import { ordinary, s1, s4, type SampleCase } from "../../../playground/sample-cases.ts";
import type { Answers } from "../../../src/domain/answers.ts";
import type { CaseStatus, Escalation } from "../../../src/domain/escalation.ts";
import type { Nudging } from "../../../src/domain/nudging.ts";
import { judge } from "../../../src/domain/readiness.ts";
import { cardActions, menuAction } from "../../../src/slack/views/case-buttons.ts";
import { blocksOf, messageOf } from "../../../src/slack/views/parts.ts";
import { cardFactsOf, cardParts, cardWithButtons } from "../../../src/slack/views/readiness-card.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";
import { receiptMessage } from "../../../src/slack/views/requester-messages.ts";
import { savedView } from "../../../src/slack/views/saved-view.ts";
import { sentView } from "../../../src/slack/views/sent-view.ts";
import { aDone } from "../../support/a-nudging.ts";
import { fullAnswers, perfectExample } from "../../support/an-answer.ts";
import { closedAs } from "../../../src/slack/gallery/closed-as.ts";
import { anEscalation } from "../../support/an-escalation.ts";
import { monday, on, plainCalendar } from "../../support/judging.ts";
import { parked, stopped } from "../../../src/slack/gallery/nudges.ts";

const en = readerOf("en");
const dana = "U0DANA001";
const nameOf = (userId: string) => (userId === dana ? "Dana Whitfield" : "Casey Lindqvist");

function aCase(answers: Answers, given: Partial<Escalation> = {}): Escalation {
  return anEscalation({
    id: "case-4",
    number: 4,
    requesterId: dana,
    answers,
    verdict: judge(answers, on(monday)),
    createdAt: new Date("2026-11-23T12:00:00Z"),
    updatedAt: new Date("2026-11-23T12:00:00Z"),
    ...given,
  });
}

function aSample({ answers, now, zone }: SampleCase, given: Partial<Escalation> = {}): Escalation {
  return aCase(answers, {
    verdict: judge(answers, { now, zone, calendar: plainCalendar, partnerReplyDays: 3 }),
    ...given,
  });
}

const textOf = (escalation: Escalation, reader = en) =>
  messageOf(cardParts(cardFactsOf(escalation, nameOf), reader)).text;
const cardLines = (escalation: Escalation, reader = en) => textOf(escalation, reader).split("\n");
const buttonsOf = (escalation: Escalation) =>
  blocksOf(cardWithButtons(cardFactsOf(escalation, nameOf), escalation, en)).flatMap((block) =>
    block.type === "actions"
      ? block.elements.flatMap((element) => ("action_id" in element ? [element.action_id] : []))
      : [],
  );

describe("the card, line by line", () => {
  test("of a case that is ready: nothing is missing", () => {
    expect(cardLines(aSample(s1))).toEqual([
      "Ready · Northwind Digital",
      "What: ERP order sync promised for UAT still drops orders six weeks after its date · Section 4.2 deliverable D-7: two-way order sync with the ERP within 5 minutes, with retry…",
      "Cost: 41 orders re-keyed by hand that day, about 7 hours of two people",
      "Told: 3 Nov 2026, in writing · An answer, but not a clear one",
      "Ask: A three-way call with the partner, by 4 Dec 2026",
      "ESC-4 · Dana Whitfield · 3 complete examples · scope re-read · Cloud infrastructure 2.4.7 (standard support)",
    ]);
  });

  test("of one that is almost ready, in a language it was not written in", () => {
    expect(cardLines(aSample(ordinary, { locale: "pt-BR" }))).toEqual([
      "Almost ready · Vértice Digital",
      "What: O frete por transportadora combinado para outubro ainda não funciona no checkout · Entrega 5, seção 3.1: cotação de frete por transportadora no checkout até 30 de outubro.",
      "Cost: 26 pedidos abandonados no dia, cerca de R$ 9.400",
      "Told: 9 Nov 2026, in writing · An answer, but not a clear one",
      "Ask: Not sure yet, by 11 Dec 2026",
      "Missing: the ask; the words of Vértice Digital; who was told, and where it is written",
      "Written in Portuguese.",
      "ESC-4 · Dana Whitfield · 1 complete example · scope re-read · On-premises 2.4.8 (standard support)",
    ]);
  });

  test("of the hostile case: no cost that is a number, so no line for it", () => {
    expect(cardLines(aSample(s4))).toEqual([
      "Not ready · &lt;https://evil.example|Bright &amp; Co&gt;",
      "What: &lt;!channel&gt; worst partner ever 😡😡😡 &lt;@U012AB3CD&gt; *please* read &amp; fix",
      "Told: 2 Nov 2026, by voice · An answer, but not a clear one",
      "Ask: Not sure yet",
      "Missing: the day of example 1; where example 1 can be seen; what example 1 cost",
      "Adobe's checklist names cloud infrastructure and on-premises; this edition is neither.",
      "ESC-4 · Dana Whitfield · no complete example · scope missing · Adobe Commerce as a Cloud Service",
    ]);
  });

  test("can be read in fifteen seconds", () => {
    const above = cardLines(aSample(s1)).slice(0, -1).join(" ");
    expect(above.split(/[\s·]+/u).length).toBeLessThanOrEqual(75);
  });

  test("in the channel's language, the words of people as typed", () => {
    const lines = cardLines(aSample(s1), readerOf("pt-BR"));
    expect(lines[0]).toMatch(/ · Northwind Digital$/u);
    expect(lines[1]).toMatch(/^O quê: ERP order sync/u);
    expect(lines.at(-2)).toBe("Escrito em inglês.");
  });
});

describe("what was told", () => {
  test.each<readonly [Partial<Answers>, string]>([
    [{ contacted: "yes_verbal" }, "3 Nov 2026, by voice · An answer, but not a clear one"],
    [{ first_contact_date: null }, "in writing, no date given · An answer, but not a clear one"],
    [{ response_state: null }, "3 Nov 2026, in writing"],
    [
      { response_state: "plan_missed", plan_due: "2026-11-20" },
      "3 Nov 2026, in writing · A plan, and the date passed: 20 Nov 2026",
    ],
    [
      { response_state: "plan_missed", plan_due: null },
      "3 Nov 2026, in writing · A plan, and the date passed",
    ],
    // Hidden by the answer, and so not shown, though it is kept.
    [{ plan_due: "2026-11-20" }, "3 Nov 2026, in writing · An answer, but not a clear one"],
    [{ contacted: "no_contact" }, "The partner has not been told"],
    [{ contacted: null }, "The partner has not been told"],
  ])("%j", (given, expected) => {
    expect(cardLines(aCase(fullAnswers(given)))).toContain(`Told: ${expected}`);
  });
});

describe("what it cost and what is asked", () => {
  test("the cost is that of the first complete example, else of the first with a quantity", () => {
    const incomplete = perfectExample(1, { ex_date: null, ex_impact: "3 hours" });
    const complete = perfectExample(2, { ex_impact: "12 orders" });
    expect(textOf(aCase(fullAnswers({ examples: [incomplete, complete] })))).toContain("\nCost: 12 orders\n");
    expect(textOf(aCase(fullAnswers({ examples: [incomplete] })))).toContain("\nCost: 3 hours\n");
    const vague = perfectExample(1, { ex_impact: "a lot" });
    expect(textOf(aCase(fullAnswers({ examples: [vague] })))).not.toContain("Cost:");
  });

  test("without a date or an ask it says so", () => {
    expect(textOf(aCase(fullAnswers({ need_by: null })))).toContain(
      "\nAsk: A three-way call with the partner\n",
    );
    expect(textOf(aCase(fullAnswers({ ask: null, need_by: null })))).toContain("\nAsk: Not said yet\n");
  });

  test("without a clause the summary stands alone", () => {
    expect(textOf(aCase(fullAnswers({ scope_clause: "" })))).toContain(
      "\nWhat: Orders do not reach the ERP\n",
    );
  });
});

describe("caveats stand on the card only when they are true", () => {
  const caveats = (answers: Partial<Answers>, given: Partial<Escalation> = {}) =>
    cardLines(aCase(fullAnswers(answers), given)).filter((line) => !/^[A-Z][a-z]+: |·/u.test(line));

  test("none on a plain case", () => {
    expect(caveats({})).toEqual([]);
  });

  test.each<readonly [string, Partial<Answers>, Partial<Escalation>, string]>([
    [
      "a close date",
      { urgency: "deadline", need_by: "2026-11-25" },
      {},
      "A fixed date is close (25 Nov 2026)",
    ],
    [
      "work without paperwork",
      { scope_changed: "yes_verbal", scope_timeline: "Ten days" },
      {},
      "without paperwork",
    ],
    ["extended support", { platform: "cloud:2.4.6" }, {}, "in extended support (dates as of"],
    ["security fixes only", { platform: "cloud:2.4.5" }, {}, "security fixes only"],
    ["support that ended", { platform: "onprem:older" }, {}, "takes no new cases on this version"],
    ["an edition not named by Adobe's article", { platform: "accs" }, {}, "this edition is neither"],
    ["another language", {}, { locale: "pt-BR" }, "Written in Portuguese."],
    [
      "a case sent as it is",
      { examples: [] },
      { sendNote: { reason: null, sentence: "We cannot wait" } },
      "Sent as it is: “We cannot wait”",
    ],
    [
      "a case sent before its time",
      { contacted: "no_worried" },
      { sendNote: { reason: "retaliation", sentence: "They threatened us" } },
      "Sent before the partner could answer. I fear threats or retaliation: “They threatened us”",
    ],
  ])("%s", (_, answers, given, expected) => {
    expect(caveats(answers, given)).toEqual([expect.stringContaining(expected)]);
  });
});

describe("the headline and the status", () => {
  test("a case sent before its time does not pass for another", () => {
    const answers = fullAnswers({ contacted: "no_worried" });
    expect(cardLines(aCase(answers))[0]).toBe("Partner first · Northwind Digital");
    const sent = aCase(answers, { sendNote: { reason: "contact_gone", sentence: "Nobody is there" } });
    expect(cardLines(sent)[0]).toBe("Sent before the partner could answer · Northwind Digital");
  });

  const at = "2026-11-24T10:00:00.000Z";
  const { acknowledge, ask, resolve, brief, reopen, addMissing, withdraw } = cardActions;
  const whileOpen = [acknowledge, ask, brief, addMissing, withdraw, menuAction];
  const whileReturned = [ask, resolve, brief, addMissing, withdraw];
  test.each<readonly [CaseStatus, string | undefined, readonly string[]]>([
    [{ state: "open" }, undefined, whileOpen],
    [
      { state: "acknowledged", by: "U1", at },
      "Casey Lindqvist has it.",
      [ask, resolve, brief, addMissing, withdraw, menuAction],
    ],
    [{ state: "returned", reason: "", by: "U1", at }, "Returned to the requester.", whileReturned],
    [{ state: "waiting_partner" }, "Waiting for the partner.", [addMissing, withdraw]],
    [closedAs("withdrawn", { by: dana }), "Withdrawn by the requester.", [brief]],
  ])("%j is said, and offers what makes sense then", (status, said, offered) => {
    const escalation = aCase(fullAnswers({ examples: [] }), { status });
    const [, second = ""] = cardLines(escalation);
    expect(second.startsWith("What: ") ? undefined : second).toBe(said);
    expect(buttonsOf(escalation)).toEqual(offered);
  });

  test.each<readonly [CaseStatus, readonly string[]]>([
    [
      { state: "returned", reason: "Which orders?", by: "U1", at },
      ["Returned to the requester.", "Casey Lindqvist: “Which orders?”"],
    ],
    [
      { ...closedAs("plan_agreed", { by: "U1", note: "By phone." }) },
      ["A plan was agreed.", "Casey Lindqvist: “By phone.”", "The date of the plan: 10 Apr 2026."],
    ],
    [
      { ...closedAs("not_ours", { by: "U1", note: "A cloud fault." }) },
      ["Not for us.", "Casey Lindqvist: “A cloud fault.”", "Where it belongs: Adobe Support."],
    ],
    [closedAs("avoided", { by: dana, note: "A call did it." }), ["Avoided."]],
  ])("%j is said with what its CSM wrote, and what follows from it", (status, said) => {
    const lines = cardLines(aCase(fullAnswers(), { status }));
    expect(
      lines.slice(
        1,
        lines.findIndex((line) => line.startsWith("What: ")),
      ),
    ).toEqual(said);
  });

  test("a closed case offers to be reopened, and says until when, as long as it may be", () => {
    const status = closedAs("resolved", { by: "U1", note: "Settled." });
    const reopening = { until: "2026-12-07", before: "2026-12-08T06:00:00.000Z" };
    const may = aCase(fullAnswers(), { status, nudging: aDone({ reopening }) });
    expect(buttonsOf(may)).toEqual([brief, reopen]);
    expect(textOf(may)).toContain("It can be reopened until 7 Dec 2026.");
    const mayNot = aCase(fullAnswers(), { status, nudging: aDone() });
    expect(buttonsOf(mayNot)).toEqual([brief]);
    expect(textOf(mayNot)).not.toContain("reopened");
  });

  test("what a CSM wrote is cut to fit the card", () => {
    const status: CaseStatus = { state: "returned", reason: "W".repeat(500), by: "U1", at };
    const said = cardLines(aCase(fullAnswers(), { status })).find((line) => line.includes("WWW")) ?? "";
    expect(said).toMatch(/W…”$/u);
    expect(said.length).toBeLessThan(260);
  });

  test("colleagues who share the case stand beside its requester", () => {
    const escalation = aCase(fullAnswers(), { coOwnerIds: ["U2", "U3"] });
    const names: Readonly<Record<string, string>> = { U2: "Leo Park", U3: "Harriet Lowe" };
    const facts = cardFactsOf(escalation, (id) => names[id] ?? "Dana Whitfield");
    expect(messageOf(cardParts(facts, en)).text).toContain("Dana Whitfield with Leo Park and Harriet Lowe");
  });

  test.each<readonly [string, Nudging, string, readonly string[]]>([
    [
      "parked, and may be reopened",
      parked(),
      "Parked: no answer to the reminders. It can be reopened until 14 Dec 2026.",
      [acknowledge, ask, brief, reopen, addMissing, withdraw, menuAction],
    ],
    [
      "parked for good",
      parked({ why: "person_gone", reopening: null }),
      "Parked: the requester is not in this workspace any more.",
      whileOpen,
    ],
  ])("a case that is %s says so below its headline", (_, nudging, said, offered) => {
    const escalation = aCase(fullAnswers({ examples: [] }), { nudging });
    expect(cardLines(escalation)[1]).toBe(said);
    expect(buttonsOf(escalation)).toEqual(offered);
    const receipt = { escalation, channel: "#csm", cardUrl: null, actor: "", command: "/escalate" };
    expect(receiptMessage(receipt, en).text.split("\n")[0]).toBe(said);
  });

  test("who stopped the reminders stands last and small, for as long as something is missing", () => {
    const lacking = fullAnswers({ examples: [] });
    expect(cardLines(aCase(lacking, { nudging: stopped })).at(-1)).toBe(
      "Reminders stopped by Casey Lindqvist.",
    );
    expect(buttonsOf(aCase(lacking, { nudging: stopped }))).toEqual(whileOpen);
    expect(textOf(aCase(fullAnswers(), { nudging: stopped }))).not.toContain("Reminders stopped");
  });

  test("a closed case has nothing to say of reminders", () => {
    const status = closedAs("resolved");
    for (const nudging of [parked(), stopped]) {
      const closed = aCase(fullAnswers({ examples: [] }), { status, nudging });
      expect(cardLines(closed)).toEqual(cardLines(aCase(fullAnswers({ examples: [] }), { status })));
    }
  });

  test("nothing more is asked of a case that is ready, though points are left", () => {
    const almost = aCase(fullAnswers({ need_by: null }));
    expect(almost.verdict).toMatchObject({ level: "ready", gaps: [{ code: "need_by_missing" }] });
    expect(buttonsOf(almost)).toEqual([acknowledge, ask, brief, withdraw, menuAction]);
    expect(textOf(almost)).not.toContain("Missing:");
    const receipt = { escalation: almost, channel: "#csm", cardUrl: null, actor: "", command: "/escalate" };
    const gap = "By what date do you need it sorted?";
    expect(receiptMessage(receipt, en).text).not.toContain(gap);
    const saved = JSON.stringify(savedView(almost, { draftId: "draft-1", step: "ask" }, en));
    expect(saved).not.toContain(gap);
    expect(saved).toContain("ESC-4: Ready");
    expect(saved).toContain("This has what a CSM needs.");
    expect(JSON.stringify(sentView(almost, "#csm", false, en))).toContain("Nothing is missing.");
  });

  test("a case that is not says on receipt and after saving what is missing", () => {
    const lacking = aCase(fullAnswers({ examples: [] }));
    const receipt = { escalation: lacking, channel: "#csm", cardUrl: null, actor: "", command: "/escalate" };
    expect(receiptMessage(receipt, en).text).toContain("Add one dated example");
    const saved = JSON.stringify(savedView(lacking, { draftId: "draft-1", step: "ask" }, en));
    expect(saved).toContain("Add one dated example");
    expect(JSON.stringify(sentView(lacking, "#csm", false, en))).toContain("add what is missing");
  });
});
