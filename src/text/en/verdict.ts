import type { Answers } from "../../domain/answers.ts";
import type { Cap, ExampleTest, GapCode, Level, PartnerFirstReason } from "../../domain/verdict.ts";
import type { Strength } from "../../domain/strengths.ts";

/** What a gap's words may name. `example` is its place in the list, from 1. */
export interface GapContext {
  readonly partner: string;
  readonly document: string;
  /** The requester cannot find the document. */
  readonly documentLost: boolean;
  readonly concern: Concern | null;
  readonly example: number;
}
export type Concern = NonNullable<Answers["concern_type"]>;
export interface GapWords {
  /** A few words for one line on the card. */
  readonly short: (context: GapContext) => string;
  /** One thing to do, said to the requester. */
  readonly ask: (context: GapContext) => string;
}

const levels: Record<Level | "partner_first", string> = {
  ready: "Ready",
  almost_ready: "Almost ready",
  not_ready: "Not ready",
  partner_first: "Partner first",
};

/** What to look for in the scope document. */
const lookFor: Partial<Record<Concern, string>> = {
  missed_deliverable: "the deliverable that is missing",
  late: "the date that was agreed",
  quality: "the acceptance criteria",
  unresponsive: "how soon the partner has to answer",
  cost_or_change: "what it says about cost and change requests",
  people_or_skills: "who was to do the work",
  handover_or_access: "what it says about access and handover",
};

const gaps: Record<GapCode, GapWords> = {
  scope_not_reread: {
    short: () => "re-reading the scope document",
    ask: ({ document, documentLost, concern }) => {
      const what = (concern && lookFor[concern]) ?? "what you were promised";
      return documentLost
        ? `Ask whoever signed the scope document for a copy, and look for ${what}. Note the section, even if it says no.`
        : `Open ${document || "the scope document"} and look for ${what}. Note the section, even if it says no.`;
    },
  },
  scope_document_missing: {
    short: () => "which scope document",
    ask: () => "Name the scope document and its version, or paste a link to it.",
  },
  scope_clause_missing: {
    short: () => "the clause or deliverable",
    ask: () => "Which section or deliverable is at stake? Its number and a short quote are enough.",
  },
  scope_change_unweighed: {
    short: () => "what the change did to the dates",
    ask: () => "Was the extra work dated? One line on the days it added.",
  },
  scope_change_unsure: {
    short: () => "whether the scope was changed",
    ask: () => "Was anything added to the scope since it was signed? Look for change requests.",
  },
  partner_not_told: {
    short: ({ partner }) => `telling ${partner}`,
    ask: ({ partner }) =>
      `Ready when you are: tell ${partner} in writing. Two lines will do; then say so here.`,
  },
  partner_not_in_writing: {
    short: () => "a written trace of the talk",
    ask: ({ partner }) =>
      `You told ${partner} by voice. A two-line recap by email is enough; say so here, with its subject.`,
  },
  partner_contact_date: {
    short: ({ partner }) => `when ${partner} was told`,
    ask: ({ partner }) => `When did you first tell ${partner}? A day is enough.`,
  },
  partner_who_how: {
    short: () => "who was told, and where it is written",
    ask: () => "Who did you tell, and where is it written? A name and an email subject, ticket or link.",
  },
  partner_answer_missing: {
    short: ({ partner }) => `what ${partner} answered`,
    ask: ({ partner }) => `What did ${partner} answer? Nothing yet is an answer too.`,
  },
  partner_words_missing: {
    short: ({ partner }) => `the words of ${partner}`,
    ask: ({ partner }) => `Can you paste what ${partner} answered? Their words help more than a summary.`,
  },
  plan_date_missing: {
    short: () => "the date they promised",
    ask: ({ partner }) => `What date did ${partner} give?`,
  },
  example_missing: {
    short: ({ example }) => (example === 1 ? "a dated example" : "a further example"),
    ask: ({ example }) =>
      example === 1
        ? "Add one dated example: what should have happened, what happened, where it can be seen."
        : "Add a further example: the same questions, another day.",
  },
  example_date: {
    short: ({ example }) => `the day of example ${example}`,
    ask: ({ example }) => `When did example ${example} happen? A day is enough.`,
  },
  example_expected_actual: {
    short: ({ example }) => `expected and actual in example ${example}`,
    ask: ({ example }) =>
      `In example ${example}, say what should have happened and what happened instead, a sentence each.`,
  },
  example_where: {
    short: ({ example }) => `where example ${example} can be seen`,
    ask: ({ example }) => `Where can Adobe see example ${example}: a link, ticket or order number?`,
  },
  example_impact: {
    short: ({ example }) => `what example ${example} cost`,
    ask: ({ example }) => `Roughly how many orders, hours or days did example ${example} cost?`,
  },
  example_told: {
    short: ({ example }) => `who was told of example ${example}`,
    ask: ({ example }) => `Who at the partner was told of example ${example}, and when?`,
  },
  ask_missing: {
    short: () => "the ask",
    ask: () => "If the CSM could do one thing, what would it be?",
  },
  outcome_missing: {
    short: () => "what fixed looks like",
    ask: () => "What would fixed look like? One result you and the partner could both check.",
  },
  need_by_missing: {
    short: () => "the date it is needed by",
    ask: () => "By what date do you need it sorted?",
  },
};

const caps: Record<Cap, string> = {
  no_passing_example: "No example is complete yet: a day, what was expected, what happened, where to see it.",
  scope_not_reread: "The scope document has not been re-read.",
  tell_partner_now: "The date is close, so the case may go ahead, but the partner has to be told now.",
};

const strengths: Record<
  Strength,
  (context: { readonly partner: string; readonly examples: number }) => string
> = {
  scope_reread: () => "You re-read the scope document.",
  no_scope_document: () => "It is clear that there is no scope document.",
  clause_named: () => "The clause or deliverable at stake is named.",
  change_weighed: () => "It is clear what changed in the scope, if anything did.",
  told_in_writing: ({ partner }) => `${partner} was told in writing.`,
  partner_had_chance: ({ partner }) => `${partner} has had a chance to answer.`,
  partner_words_kept: ({ partner }) => `The words of ${partner} are there.`,
  examples_complete: ({ examples }) =>
    examples === 1 ? "One complete example." : `${examples} complete examples.`,
  impact_measured: () => "The cost is given in numbers.",
  ask_clear: () => "It is clear what you ask for.",
};

const partnerFirst: Record<
  PartnerFirstReason,
  (context: { readonly partner: string; readonly date: string }) => string
> = {
  partner_fixed: ({ partner }) =>
    `You say that ${partner} fixed it. If so, this case was avoided: close it, and nobody else is told.`,
  partner_not_told: ({ partner, date }) =>
    `${partner} has not had a chance to answer. Write to them first; the draft is ready. If you send it today and nothing comes back by ${date}, this can go to the CSM.`,
  reply_window_open: ({ partner, date }) =>
    `${partner} has been told, but has not had the time to answer. If nothing comes back, this can go to the CSM from ${date}.`,
  plan_not_due: ({ partner, date }) =>
    `${partner} has given you a date. If it is missed, this can go to the CSM from ${date}.`,
};

const exampleTests: Record<ExampleTest, string> = {
  date: "date",
  expected_and_actual: "what was expected and what happened",
  where: "where to see it",
  impact: "cost in numbers",
  told: "who was told",
};

/** The verdict in words, and what is missing, in the same words wherever it is said. */
export const verdict = {
  levels,
  levelSays: {
    ready: "This has what a CSM needs. Check the card, then send.",
    almost_ready: (gapCount: number) =>
      gapCount <= 1
        ? "One answer would save a round trip:"
        : `${gapCount === 2 ? "Two" : "A few"} answers would save a round trip:`,
    not_ready: "A CSM could not act on this yet. Start with the first of these:",
  },
  gaps,
  caps,
  strengths,
  partnerFirst,
  exampleTests,
  goodHeading: "What is good",
  nextHeading: "What a CSM would still ask for",
  brings: (points: number, minutes: number) => {
    const time = `about ${minutes} min`;
    if (points < 1) return time;
    return points === 1 ? `+1 point, ${time}` : `+${points} points, ${time}`;
  },
  score: (score: number) => `${score} of 100 points · rubric 1`,
  bypass: "Your date is close, so the case need not wait for the partner.",
};
