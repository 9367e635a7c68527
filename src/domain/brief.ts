import { type Answers, emptyExample, type Example, type IsoDate, partnerWasTold } from "./answers.ts";
import type { EventKind } from "./case-events.ts";
import { type TrailEvent } from "./case-trail.ts";
import type { Escalation } from "./escalation.ts";
import { fields, isShown, shownAnswers } from "./form.ts";
import { isStanding, type Proof, type ProvableField, provenOf } from "./proof.ts";
import type { Verdict } from "./verdict.ts";
import { localDate } from "./working-time.ts";

/**
 * What whoever takes a case to somebody else has to be able to say: situation, background, assessment, ask. Codes, days
 * and the words of people as they typed them; whatever draws it cuts them to fit.
 */
export interface Brief {
  readonly situation: Pick<
    Answers,
    "summary" | "partner_company" | "concern_type" | "urgency" | "need_by"
  > & {
    /** What it costs, as the best example says. */
    readonly cost: string;
  };
  readonly background: Pick<Answers, "scope_status" | "scope_changed" | "platform"> & {
    readonly document: Backed;
    readonly clause: Backed;
    readonly timeline: Backed;
  };
  /** By day; what has none comes first. */
  readonly contacts: readonly Contact[];
  /** What the partner says to it, as the requester passes it on. */
  readonly partner: Pick<Answers, "response_state" | "plan_due"> & {
    readonly words: string;
    readonly view: string;
  };
  /** Those of the form, and those of which there are only messages. */
  readonly examples: readonly BriefExample[];
  readonly assessment: {
    readonly verdict: Verdict;
    readonly sendNote: Escalation["sendNote"];
  };
  readonly ask: Pick<Answers, "ask" | "need_by"> & { readonly outcome: Backed };
  /** Everything missing, best first. */
  readonly missing: Verdict["gaps"];
}

/** What somebody typed, and the messages that were added to it. */
export interface Backed {
  readonly words: string;
  readonly messages: readonly Proof[];
}

export type Contact =
  | { readonly kind: "not_told" }
  /** The partner was told for the first time. */
  | {
      readonly kind: "told";
      readonly on: IsoDate | null;
      readonly how: Answers["contacted"];
      readonly words: string;
    }
  /** A message in Slack that says what was said to the partner, or by them. */
  | { readonly kind: "message"; readonly on: IsoDate; readonly proof: Proof }
  /** What happened to the case here. */
  | { readonly kind: "step"; readonly on: IsoDate; readonly event: TrailEvent };

export interface BriefExample {
  readonly on: IsoDate | null;
  readonly passes: boolean;
  readonly where: Backed;
  readonly expected: Backed;
  readonly actual: Backed;
  readonly impact: Backed;
  /** The messages that say it are among the contacts. */
  readonly told: string;
}

/** What is said to the partner, and by them: told by day. */
const contactFields: ReadonlySet<ProvableField> = new Set([
  "who_how",
  "response_quote",
  "partner_view",
  "ex_told",
]);

/** The steps of a case that somebody who was not there wants to know of. */
const toldSteps: ReadonlySet<EventKind> = new Set([
  "waiting",
  "sent",
  "acknowledged",
  "handed_over",
  "question_asked",
  "question_answered",
  "returned",
  "sent_again",
  "taken_over",
  "resolved",
  "withdrawn",
  "closed_reopened",
]);

/** `zone`: of who reads it, for the days of what happened. */
export function briefOf(escalation: Escalation, events: readonly TrailEvent[], zone: string): Brief {
  const { verdict, sendNote } = escalation;
  const answers = shownAnswers(escalation.answers);
  const whole = provenOf(escalation);
  const standing = escalation.proofs.filter(
    (proof) => isStanding(proof) && proof.fields.some((field) => isAsked(field, escalation.answers)),
  );
  const backed = (field: ProvableField & keyof Answers): Backed => ({
    words: answers[field],
    messages: messagesOf(standing, field, null),
  });
  return {
    situation: {
      summary: answers.summary,
      partner_company: answers.partner_company,
      concern_type: answers.concern_type,
      urgency: answers.urgency,
      need_by: answers.need_by,
      cost: costOf(whole, verdict),
    },
    background: {
      scope_status: answers.scope_status,
      scope_changed: answers.scope_changed,
      platform: answers.platform,
      document: backed("scope_ref"),
      clause: backed("scope_clause"),
      timeline: backed("scope_timeline"),
    },
    contacts: contactsOf(answers, standing, events, zone),
    partner: {
      response_state: answers.response_state,
      plan_due: answers.plan_due,
      words: answers.response_quote,
      view: answers.partner_view,
    },
    examples: whole.examples.map(({ key }) =>
      exampleOf(answers.examples.find((typed) => typed.key === key) ?? emptyExample(key), standing, verdict),
    ),
    assessment: { verdict, sendNote },
    ask: { ask: answers.ask, need_by: answers.need_by, outcome: backed("outcome") },
    missing: verdict.gaps,
  };
}

/** The impact of the first example that passes, else of the first with a quantity; "" when none has one. */
export function costOf(answers: Pick<Answers, "examples">, verdict: Verdict): string {
  const measured =
    verdict.examples.find((example) => example.passes && example.tests.includes("impact")) ??
    verdict.examples.find((example) => example.tests.includes("impact"));
  return answers.examples.find((example) => example.key === measured?.key)?.ex_impact ?? "";
}

function isAsked(field: ProvableField, answers: Answers): boolean {
  return fields.some((each) => each.id === field && isShown(each, answers));
}

function messagesOf(
  standing: readonly Proof[],
  field: ProvableField,
  example: number | null,
): readonly Proof[] {
  return standing.filter((proof) => proof.example === example && proof.fields.includes(field));
}

function exampleOf(
  { key, ex_date, ex_where, ex_expected, ex_actual, ex_impact, ex_told }: Example,
  standing: readonly Proof[],
  { examples }: Verdict,
): BriefExample {
  const backed = (words: string, field: ProvableField): Backed => ({
    words,
    messages: messagesOf(standing, field, key),
  });
  return {
    on: ex_date,
    passes: examples.some((judged) => judged.key === key && judged.passes),
    where: backed(ex_where, "ex_where"),
    expected: backed(ex_expected, "ex_expected"),
    actual: backed(ex_actual, "ex_actual"),
    impact: backed(ex_impact, "ex_impact"),
    told: ex_told,
  };
}

function contactsOf(
  answers: Answers,
  standing: readonly Proof[],
  events: readonly TrailEvent[],
  zone: string,
): readonly Contact[] {
  const { contacted: how, first_contact_date: on, who_how: words } = answers;
  const told: Contact = partnerWasTold(answers) ? { kind: "told", on, how, words } : { kind: "not_told" };
  const messages = standing
    .filter((proof) => proof.fields.some((field) => contactFields.has(field)))
    .map((proof): Contact => ({ kind: "message", on: proof.writtenOn, proof }));
  const steps = events
    .filter(({ kind }) => toldSteps.has(kind))
    .map((event): Contact => ({ kind: "step", on: localDate(event.at, zone), event }));
  // What happened on one day stays in this order.
  return [told, ...messages, ...steps].toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)));
}

function dayOf(contact: Contact): string {
  return "on" in contact ? (contact.on ?? "") : "";
}
