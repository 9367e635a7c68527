import type { Answers } from "../src/domain/answers.ts";

/** Three cases as people write them, each with the moment and the zone it is judged in. */
export interface SampleCase {
  readonly answers: Answers;
  readonly now: Date;
  readonly zone: string;
  readonly locale: string;
}

/** Slack markup, fake links, entities, emoji with a joiner, bidi controls, stacked accents, then words up to 3,000. */
const hostileOpening =
  '<!channel> <!here> <!everyone> <@U012AB3CD> <#C024BE7LR|general> <https://evil.example/login|Adobe sign-in> &amp; &lt;b&gt; *bold* _it_ ~s~ `code` ```block``` :rotating_light: 🚨👩\u200d💻 {"blocks":[]} ${jndi:ldap://x} \'; DROP TABLE cases;-- Z\u0351\u036b\u0343a\u0349l\u0355g\u034eo \u202eevil txt\u202c الموقع بطيء جدا אתר איטי\n\n\n> quote\n1. list\n';
export const hostileText = hostileOpening.padEnd(3000, "They ALWAYS say tomorrow. ");

/** An ordinary case, in Portuguese: one good example, but no word on what is asked for. Almost ready, 75. */
export const ordinary: SampleCase = {
  now: new Date("2026-11-19T13:00:00Z"),
  zone: "America/Sao_Paulo",
  locale: "pt-BR",
  answers: {
    summary: "O frete por transportadora combinado para outubro ainda não funciona no checkout",
    concern_type: "late",
    urgency: "slowing_us",
    need_by: "2026-12-11",
    partner_company: "Vértice Digital",
    scope_status: "reread",
    scope_ref: "Proposta técnica v2, assinada em 12/06/2026",
    scope_clause: "Entrega 5, seção 3.1: cotação de frete por transportadora no checkout até 30 de outubro.",
    scope_changed: "no",
    scope_timeline: "",
    contacted: "yes_written",
    first_contact_date: "2026-11-09",
    who_how: "Paulo Nunes, gerente do projeto, por mensagem",
    response_state: "unclear",
    response_quote: "",
    plan_due: null,
    partner_view: "",
    examples: [
      {
        key: 1,
        ex_date: "2026-11-17",
        ex_where: "Chamado VTX-212, pedido 10044871",
        ex_expected: "O checkout mostra o preço de três transportadoras para o CEP do cliente.",
        ex_actual: "O checkout mostrou só retirada na loja; a consulta às transportadoras não foi feita.",
        ex_impact: "26 pedidos abandonados no dia, cerca de R$ 9.400",
        ex_told: "Paulo Nunes, por mensagem em 17/11",
      },
    ],
    ask: "not_sure",
    outcome: "",
    platform: "onprem:2.4.8",
  },
};

/** Three full examples, an unclear answer after 14 business days: Ready, 100. */
export const s1: SampleCase = {
  now: new Date("2026-11-23T16:00:00Z"),
  zone: "America/Chicago",
  locale: "en-US",
  answers: {
    summary: "ERP order sync promised for UAT still drops orders six weeks after its date",
    concern_type: "missed_deliverable",
    urgency: "slowing_us",
    need_by: "2026-12-04",
    partner_company: "Northwind Digital",
    scope_status: "reread",
    scope_ref: "SOW v1.3 signed 2026-04-02, https://files.example.com/sow-v1-3.pdf",
    scope_clause:
      "Section 4.2 deliverable D-7: two-way order sync with the ERP within 5 minutes, with retry, accepted in UAT by 9 Oct 2026.",
    scope_changed: "no",
    scope_timeline: "",
    contacted: "yes_written",
    first_contact_date: "2026-11-03",
    who_how:
      "Priya Raman (project manager): NWD-398 comment 3 Nov, then email 9 Nov, subject 'ERP sync defects'",
    response_state: "unclear",
    response_quote:
      "16 Nov: 'The team is looking into it, we will circle back next sprint.' No date and no owner.",
    plan_due: null,
    partner_view: "They say that our ERP test system was down for four days in October, which it was.",
    examples: [
      {
        key: 1,
        ex_date: "2026-11-03",
        ex_where: "Staging, NWD-398, order #000018233",
        ex_expected: "Order appears in the ERP within 5 minutes (SOW 4.2, D-7).",
        ex_actual: "Order never reached the ERP; the queue consumer stopped and nothing retried it.",
        ex_impact: "41 orders re-keyed by hand that day, about 7 hours of two people",
        ex_told: "Priya Raman, NWD-398 comment, 3 Nov",
      },
      {
        key: 2,
        ex_date: "2026-11-11",
        ex_where: "https://staging.example.com/admin/sales/order/view/order_id/18301",
        ex_expected: "A cancelled order is cancelled in the ERP too (D-7, two-way).",
        ex_actual: "The ERP still shipped it; the status change was not sent.",
        ex_impact: "3 parcels shipped in error, $612 in return freight",
        ex_told: "Priya Raman by email, 11 Nov",
      },
      {
        key: 3,
        ex_date: "2026-11-18",
        ex_where: "Demo call, meeting minutes 18 Nov page 2",
        ex_expected: "Demo of the retry screen, on the agenda for sprint 14.",
        ex_actual: "Not shown; the developer said the retry work had not been started.",
        ex_impact: "UAT exit moved by 2 weeks",
        ex_told: "Priya Raman and Dev Lead, minutes sent 18 Nov",
      },
    ],
    ask: "joint_call",
    outcome: "A dated recovery plan for D-7 with a named owner and an acceptance test we both sign.",
    platform: "cloud:2.4.7",
  },
};

/** One good example, but neither the clause nor what the partner answered: Almost ready, 77, and Ready with their words. */
export const evidenceInMessages: SampleCase = {
  now: new Date("2026-12-14T09:00:00Z"),
  zone: "Europe/London",
  locale: "en-GB",
  answers: {
    ...s1.answers,
    summary: "Stock levels promised for November are still a day old",
    partner_company: "Tidewater Studio",
    need_by: "2026-12-30",
    scope_clause: "",
    response_quote: "",
    response_state: "refused",
    partner_view: "",
    examples: s1.answers.examples.slice(0, 1),
  },
};

/** Excellent evidence, but the partner was never told: partner first, 60 behind it. */
export const s2: SampleCase = {
  now: new Date("2026-11-23T10:30:00Z"),
  zone: "Europe/London",
  locale: "en-GB",
  answers: {
    summary: "Category pages on the rebuilt store are far slower than the agreed target",
    concern_type: "quality",
    urgency: "slowing_us",
    need_by: "2026-12-18",
    partner_company: "Harbour & Lane",
    scope_status: "reread",
    scope_ref: "Statement of Work 2026-02, schedule B",
    scope_clause: "Schedule B item 3.1: category page under 2.5 s at the 75th percentile on mobile.",
    scope_changed: "yes_written",
    scope_timeline: "Change request CR-04 (store locator) added 10 days; the speed target stayed.",
    contacted: "no_worried",
    first_contact_date: null,
    who_how: "",
    response_state: null,
    response_quote: "",
    plan_due: null,
    partner_view: "",
    examples: [
      {
        key: 1,
        ex_date: "2026-11-16",
        ex_where: "https://www.example.co.uk/garden/tables",
        ex_expected: "Under 2.5 seconds at the 75th percentile on mobile (3.1).",
        ex_actual: "6.8 seconds at the 75th percentile across the week.",
        ex_impact: "Mobile conversion down 18%",
        ex_told: "",
      },
      {
        key: 2,
        ex_date: "2026-11-19",
        ex_where: "Commit 9f3c2ab, app/code/HL/Catalog/Plugin",
        ex_expected: "No query inside the product loop, per the code review checklist.",
        ex_actual: "One stock query per product, 96 queries for each page view.",
        ex_impact: "Page time up by 3 seconds for all customers; 40% of sessions affected",
        ex_told: "",
      },
    ],
    ask: "joint_call",
    outcome:
      "A performance fix plan with a date before the January sale, measured the same way by both sides.",
    platform: "onprem:2.4.6",
  },
};

/** Vague anger in hostile text of exactly 3,000 characters; Sunday in UTC is Monday in Kolkata. Not ready, 26. */
export const s4: SampleCase = {
  now: new Date("2026-11-22T20:00:00Z"),
  zone: "Asia/Kolkata",
  locale: "en-US",
  answers: {
    summary: "<!channel> worst partner ever 😡😡😡 <@U012AB3CD> *please* read & fix",
    concern_type: "unresponsive",
    urgency: "not_urgent",
    need_by: null,
    partner_company: "<https://evil.example|Bright & Co>",
    scope_status: "cant_find",
    scope_ref: "n/a",
    scope_clause: "-",
    scope_changed: "not_sure",
    scope_timeline: "",
    contacted: "yes_verbal",
    first_contact_date: "2026-11-02",
    who_how: "I told them so many times on the phone",
    response_state: "unclear",
    response_quote: "...",
    plan_due: null,
    partner_view: "",
    examples: [
      {
        key: 1,
        ex_date: null,
        ex_where: "everywhere",
        ex_expected: "They should just do their job like professionals do",
        ex_actual: hostileText,
        ex_impact: "huge!!!",
        ex_told: "everyone",
      },
    ],
    ask: "not_sure",
    outcome: "أريد شريكا جديدا",
    platform: "accs",
  },
};
