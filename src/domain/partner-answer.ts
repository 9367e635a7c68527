import { type Answers, type IsoDate, partnerWasTold } from "./answers.ts";

/** What the requester says in one press, outside of the form, of how it went with the partner: what that makes of the answers. */

export const howTold = ["yes_written", "yes_verbal"] as const;

export interface Told {
  readonly on: IsoDate;
  readonly how: (typeof howTold)[number];
  /** To whom, and where it is written. */
  readonly whoHow: string;
}

/** What *I sent it* begins with: what was said of it in the form, else today and in writing. */
export function toldSoFar(answers: Answers, today: IsoDate): Told {
  const { contacted, first_contact_date: first, who_how: whoHow } = answers;
  return {
    on: (partnerWasTold(answers) ? first : null) ?? today,
    how: contacted === "yes_verbal" ? "yes_verbal" : "yes_written",
    whoHow,
  };
}

/** *I sent it*. An answer from before the partner was told was hidden, and is none. */
export function afterTelling(answers: Answers, { on, how, whoHow }: Told): Answers {
  const answered = partnerWasTold(answers) ? answers.response_state : null;
  return {
    ...answers,
    contacted: how,
    first_contact_date: on,
    who_how: whoHow,
    response_state: answered ?? "no_reply",
  };
}

/** *They replied*: what, is for the partner step to ask. */
export function afterReply(answers: Answers): Answers {
  return answers.response_state === "no_reply" ? { ...answers, response_state: null } : answers;
}

/** *No reply*, *Not done*. A plan stays one: its date tells by itself that it was missed. */
export function afterSilence(answers: Answers): Answers {
  return { ...answers, response_state: answers.response_state ?? "no_reply" };
}

/** *Fixed*. */
export function afterFix(answers: Answers): Answers {
  return { ...answers, response_state: "fixed" };
}
