import type { Closing } from "../../domain/escalation.ts";

const closings: Record<Closing, string> = {
  resolved: "Resolved",
  plan_agreed: "A plan was agreed",
  withdrawn: "Withdrawn by the requester",
  avoided: "Avoided",
  not_ours: "Not for us",
  declined: "Declined",
};

/** The card in the CSM channel, its evidence, and what the requester keeps of it. */
export const card = {
  lines: { what: "What", cost: "Cost", told: "Told", ask: "Ask", missing: "Missing" },
  level: (level: string, partner: string) => `${level} · ${partner}`,
  overridden: "Sent before the partner could answer",
  told: {
    yes_written: "in writing",
    yes_verbal: "by voice",
    not: "The partner has not been told",
    on: (date: string, how: string) => `${date}, ${how}`,
    undated: (how: string) => `${how}, no date given`,
    plan: (answer: string, date: string) => `${answer}: ${date}`,
  },
  askBy: (ask: string, date: string) => `${ask}, by ${date}`,
  noAsk: "Not said yet",
  examples: (count: number) => {
    if (count === 0) return "no complete example";
    return count === 1 ? "1 complete example" : `${count} complete examples`;
  },
  scope: {
    reread: "scope re-read",
    not_reread: "scope unread",
    cant_find: "scope missing",
    none_exists: "no scope",
    unanswered: "scope unknown",
  },
  edition: {
    cloud: "Cloud infrastructure",
    onprem: "On-premises",
    managed: "Managed Services",
    accs: "Adobe Commerce as a Cloud Service",
    aco: "Adobe Commerce Optimizer",
    magento_open_source: "Magento Open Source",
  },
  older: "older",
  tier: {
    standard: "standard support",
    extended: "extended support",
    security_only: "security fixes only",
    ended: "support ended",
  },
  caveats: {
    bypass: (date: string) => `A fixed date is close (${date}), so the case need not wait for the partner.`,
    override: (reason: string, sentence: string) =>
      `Sent before the partner could answer. ${reason}: “${sentence}”`,
    anyway: (sentence: string) => `Sent as it is: “${sentence}”`,
    extended: (asOf: string) => `This version is in extended support (dates as of ${asOf}).`,
    security_only: (asOf: string) => `This version gets security fixes only (dates as of ${asOf}).`,
    ended: (asOf: string) =>
      `Adobe Support takes no new cases on this version (dates as of ${asOf}). A talk about the partner is still possible; bring an upgrade plan.`,
    not_listed: "Adobe's checklist names cloud infrastructure and on-premises; this edition is neither.",
    verbal_change: "Work was added without paperwork.",
    language: (language: string) => `Written in ${language}.`,
  },
  languages: { en: "English", "pt-BR": "Portuguese" },
  status: {
    acknowledged: (name: string) => `${name} has it.`,
    closed: (how: string) => `${how}.`,
    closings,
    returned: "Returned to the requester.",
    waiting_partner: "Waiting for the partner.",
  },
  withdrawConfirm: {
    title: "Withdraw this case?",
    text: "The card stays and says that you withdrew it. The CSM will not work on it.",
    confirm: "Withdraw",
    deny: "Keep it open",
  },
  evidence: {
    heading: (name: string, part: number) =>
      part === 1 ? `${name}: the answers in full` : `${name}: the answers, part ${part}`,
    reports: "The merchant reports, in their own words.",
    score: (score: number, rubric: number) => `${score} of 100 points (rubric ${rubric})`,
    breakdown: {
      scope: "Scope",
      partner: "Partner communication",
      examples: "Examples",
      ask: "Impact and ask",
    },
    of: (points: string, most: number) => `${points} of ${most}`,
    missingHeading: "Still missing",
    nothingMissing: "Nothing is missing.",
    continued: "continued",
    continues: "Continued in the next message of mine in this thread.",
    continuesHere: "Continued here",
    empty: "The answers have become shorter; this part is empty now.",
  },
  receipt: {
    sent: (name: string, channel: string) => `${name} was sent to ${channel}.`,
    posting: (name: string, channel: string) => `${name} is saved and on its way to ${channel}.`,
    link: "Open the card",
    next: {
      open: "A CSM takes it from here and answers in the card's thread. I will tell you when one has it.",
      acknowledged: (who: string) => `${who} has it and answers in the card's thread.`,
      returned: "It came back to you. The card's thread says what is asked.",
      waiting_partner: "It waits for the partner.",
      closed: (how: string) => `It is closed: ${how.toLowerCase()}.`,
    },
    asSent: "As it stands",
    cutHere: (command: string) => `Cut here to fit. ${command} shows all of it.`,
  },
  acknowledgedNotice: (who: string, name: string) =>
    `${who} has taken ${name}. They will answer in the card's thread.`,
};
