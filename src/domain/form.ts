import {
  asks,
  type Answers,
  answersSchema,
  concernTypes,
  contactKinds,
  type Example,
  noAnswers,
  partnerWasTold,
  responseStates,
  scopeChanges,
  scopeStatuses,
  urgencies,
} from "./answers.ts";
import { platforms } from "./adobe-commerce.ts";

/** The five steps of the modal, in the order of the story: what hurts, what was agreed, what was said, proof, the wish. */
export const steps = ["situation", "scope", "partner", "examples", "ask"] as const;
export type Step = (typeof steps)[number];

export type ExampleFieldId = Exclude<keyof Example, "key">;
export type PlainFieldId = Exclude<keyof Answers, "examples">;
export type FieldId = PlainFieldId | ExampleFieldId;

interface Common {
  /** `hard` blocks the step when blank; `readiness` counts in the verdict; `optional` only helps. */
  readonly need: "hard" | "readiness" | "optional";
  /** Absent: always shown. A hidden answer is kept, but neither judged nor shown. */
  readonly showWhen?: (answers: Answers) => boolean;
}
/** `max` is in characters; `coachBelow` is the length under which the review advises, never blocks. */
interface TextField {
  readonly kind: "text";
  readonly multiline: boolean;
  readonly max: number;
  readonly coachBelow?: number;
}
interface ChoiceField {
  readonly kind: "choice";
  readonly as: "radio" | "select";
  readonly options: readonly string[];
}
/** `notAfterToday`: a future day is refused at the field. */
interface DateField {
  readonly kind: "date";
  readonly notAfterToday: boolean;
}
type Shape = Common & (TextField | ChoiceField | DateField);
/** Asked once for a case. */
type PlainField = Shape & { readonly id: PlainFieldId; readonly step: Exclude<Step, "examples"> };
/** Asked for each example. */
type ExampleField = Shape & { readonly id: ExampleFieldId; readonly step: "examples" };
export type Field = PlainField | ExampleField;

const scopeIsNamed = (answers: Answers) =>
  answers.scope_status === "reread" ||
  answers.scope_status === "not_reread" ||
  answers.scope_status === "none_exists";
const scopeWasChanged = (answers: Answers) =>
  answers.scope_changed === "yes_written" || answers.scope_changed === "yes_verbal";
const answerIsUnclearOrNo = (answers: Answers) =>
  partnerWasTold(answers) && (answers.response_state === "unclear" || answers.response_state === "refused");
const planWasGiven = (answers: Answers) =>
  partnerWasTold(answers) &&
  (answers.response_state === "dated_plan" || answers.response_state === "plan_missed");

/** Every field, in the order of the form. */
export const fields: readonly Field[] = [
  {
    id: "summary",
    step: "situation",
    kind: "text",
    multiline: false,
    max: 150,
    need: "hard",
    coachBelow: 10,
  },
  {
    id: "concern_type",
    step: "situation",
    kind: "choice",
    as: "select",
    options: concernTypes,
    need: "hard",
  },
  { id: "urgency", step: "situation", kind: "choice", as: "radio", options: urgencies, need: "hard" },
  { id: "need_by", step: "situation", kind: "date", notAfterToday: false, need: "readiness" },
  {
    id: "partner_company",
    step: "situation",
    kind: "text",
    multiline: false,
    max: 80,
    need: "hard",
    coachBelow: 2,
  },

  {
    id: "scope_status",
    step: "scope",
    kind: "choice",
    as: "radio",
    options: scopeStatuses,
    need: "readiness",
  },
  {
    id: "scope_ref",
    step: "scope",
    kind: "text",
    multiline: false,
    max: 300,
    need: "readiness",
    showWhen: scopeIsNamed,
  },
  {
    id: "scope_clause",
    step: "scope",
    kind: "text",
    multiline: true,
    max: 600,
    need: "readiness",
    showWhen: scopeIsNamed,
  },
  {
    id: "scope_changed",
    step: "scope",
    kind: "choice",
    as: "radio",
    options: scopeChanges,
    need: "readiness",
  },
  {
    id: "scope_timeline",
    step: "scope",
    kind: "text",
    multiline: true,
    max: 500,
    need: "optional",
    showWhen: scopeWasChanged,
  },

  { id: "contacted", step: "partner", kind: "choice", as: "radio", options: contactKinds, need: "hard" },
  {
    id: "first_contact_date",
    step: "partner",
    kind: "date",
    notAfterToday: true,
    need: "readiness",
    showWhen: partnerWasTold,
  },
  {
    id: "who_how",
    step: "partner",
    kind: "text",
    multiline: false,
    max: 300,
    need: "readiness",
    coachBelow: 10,
    showWhen: partnerWasTold,
  },
  {
    id: "response_state",
    step: "partner",
    kind: "choice",
    as: "radio",
    options: responseStates,
    need: "readiness",
    showWhen: partnerWasTold,
  },
  {
    id: "response_quote",
    step: "partner",
    kind: "text",
    multiline: true,
    max: 1000,
    need: "optional",
    showWhen: answerIsUnclearOrNo,
  },
  {
    id: "plan_due",
    step: "partner",
    kind: "date",
    notAfterToday: false,
    need: "readiness",
    showWhen: planWasGiven,
  },
  {
    id: "partner_view",
    step: "partner",
    kind: "text",
    multiline: true,
    max: 1000,
    need: "optional",
    showWhen: partnerWasTold,
  },

  { id: "ex_date", step: "examples", kind: "date", notAfterToday: true, need: "readiness" },
  {
    id: "ex_where",
    step: "examples",
    kind: "text",
    multiline: false,
    max: 300,
    need: "readiness",
    coachBelow: 3,
  },
  {
    id: "ex_expected",
    step: "examples",
    kind: "text",
    multiline: true,
    max: 500,
    need: "readiness",
    coachBelow: 20,
  },
  {
    id: "ex_actual",
    step: "examples",
    kind: "text",
    multiline: true,
    max: 3000,
    need: "readiness",
    coachBelow: 20,
  },
  {
    id: "ex_impact",
    step: "examples",
    kind: "text",
    multiline: false,
    max: 500,
    need: "readiness",
    coachBelow: 5,
  },
  { id: "ex_told", step: "examples", kind: "text", multiline: false, max: 200, need: "optional" },

  { id: "ask", step: "ask", kind: "choice", as: "select", options: asks, need: "readiness" },
  { id: "outcome", step: "ask", kind: "text", multiline: true, max: 600, need: "readiness", coachBelow: 20 },
  { id: "platform", step: "ask", kind: "choice", as: "select", options: platforms, need: "readiness" },
];

/** The answers whose fields are shown: a hidden one is kept in the record, but neither judged nor shown. */
export function shownAnswers(answers: Answers): Answers {
  return fields.reduce<Answers>(
    (shown, field) =>
      isPlain(field.id) && !isShown(field, shown) ? { ...shown, [field.id]: noAnswers[field.id] } : shown,
    answers,
  );
}

/** Whether a field is on screen with these answers. */
export function isShown({ showWhen }: Field, answers: Answers): boolean {
  return showWhen?.(answers) ?? true;
}

function isPlain(id: FieldId): id is PlainFieldId {
  return id in noAnswers;
}

/** The answers of one step laid over another set of answers. */
export function answersOfStep(
  step: Step,
  { from, into }: { readonly from: Answers; readonly into: Answers },
): Answers {
  if (step === "examples") return { ...into, examples: from.examples };
  const given = fields.flatMap((field) => (field.step === step ? [[field.id, from[field.id]]] : []));
  return answersSchema.parse({ ...into, ...Object.fromEntries(given) });
}
