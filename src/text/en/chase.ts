import { withoutFullStop } from "../punctuation.ts";

/** Facts for the email to the CSM. What is "" makes its line drop out. */
export interface EmailFacts {
  readonly name: string;
  readonly merchant: string;
  readonly partner: string;
  readonly since: string;
  readonly summary: string;
  readonly agreed: string;
  readonly told: string;
  readonly ask: string;
  readonly link: string;
}

/** What is said when nobody takes a case. */
export const chase = {
  /** How the groups that are called are spoken of where Slack does not write their names. */
  groups: { desk: "CSMs", backup: "backup" },
  first: (name: string, day: string) => `${name} has been here since ${day}, and nobody has taken it yet.`,
  second: (name: string, day: string) =>
    `${name} has been here since ${day}, and still nobody has taken it. Can one of you?`,
  over: {
    acknowledged: (name: string, who: string) => `${name} waited for somebody to take it. ${who} has it now.`,
    returned: (name: string, who: string) =>
      `${name} waited for somebody to take it. ${who} has returned it to its requester.`,
    closed: (name: string, how: string) =>
      `${name} waited for somebody to take it. It is closed now: ${how.toLowerCase()}.`,
    moved: (name: string) => `${name} waited for somebody to take it, and has moved on since.`,
  },
  unclaimed: {
    heading: (name: string) => `Nobody has taken ${name} yet.`,
    write: (channel: string, day: string) =>
      `It has been in ${channel} since ${day}. If you would rather not wait, write to your CSM or Adobe account team yourself. Here is an email to copy:`,
    stays: "Nothing changes here: the case stays open, and I tell you when somebody takes it.",
    noNeed: "No email is needed any more.",
  },
  email: (facts: EmailFacts) =>
    [
      `Subject: ${withoutFullStop(facts.summary)} (${facts.name})`,
      "Hello,",
      `Our case with ${facts.partner} has been with you as ${facts.name} since ${facts.since}, and nobody has taken it yet. Could you look at it, or tell me who can?`,
      [
        `Situation: ${facts.summary}`,
        facts.agreed && `Agreed: ${facts.agreed}`,
        `What the partner was told: ${facts.told}`,
        `What we ask for: ${facts.ask}`,
        facts.link && `The case: ${facts.link}`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
      `Thank you, ${facts.merchant}`,
    ].join("\n\n"),
};
