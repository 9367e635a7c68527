import { fc } from "../support/drawn.ts";
import { platforms } from "../../src/domain/adobe-commerce.ts";
import {
  type Answers,
  asks,
  concernTypes,
  contactKinds,
  maxExamples,
  responseStates,
  scopeChanges,
  scopeStatuses,
  urgencies,
} from "../../src/domain/answers.ts";

/** Any text a person, or a program in a person's name, could hand in: every code unit, paired or not. */
const hostileTexts = [
  "\u0000",
  "a\u0000b",
  "\ud83d",
  "\ude00\ud83d",
  "👩‍💻🇧🇷",
  "'; drop table drafts; --",
  '\\"',
  "\u2028",
  "<!channel>",
];
export const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...hostileTexts),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

const anyDay = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

export const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  summary: anyText,
  concern_type: maybe(fc.constantFrom(...concernTypes)),
  urgency: maybe(fc.constantFrom(...urgencies)),
  need_by: maybe(anyDay),
  partner_company: anyText,
  scope_status: maybe(fc.constantFrom(...scopeStatuses)),
  scope_ref: anyText,
  scope_clause: anyText,
  scope_changed: maybe(fc.constantFrom(...scopeChanges)),
  scope_timeline: anyText,
  contacted: maybe(fc.constantFrom(...contactKinds)),
  first_contact_date: maybe(anyDay),
  who_how: anyText,
  response_state: maybe(fc.constantFrom(...responseStates)),
  response_quote: anyText,
  plan_due: maybe(anyDay),
  partner_view: anyText,
  examples: fc.array(
    fc.record({
      key: fc.integer({ min: 1, max: 99 }),
      ex_date: maybe(anyDay),
      ex_where: anyText,
      ex_expected: anyText,
      ex_actual: anyText,
      ex_impact: anyText,
      ex_told: anyText,
    }),
    { maxLength: maxExamples },
  ),
  ask: maybe(fc.constantFrom(...asks)),
  outcome: anyText,
  platform: maybe(fc.constantFrom(...platforms)),
});
