import type { Answers } from "./answers.ts";
import type { Escalation } from "./escalation.ts";
import { clean, folded, foldedToTheBone } from "./plain-text.ts";

/** A new case about a partner about whom the same people have one already may well be that one. */

type Known = Pick<Escalation, "id" | "status"> & { readonly answers: Pick<Answers, "partner_company"> };

/** Of the person's own cases, those that are alive, about this partner, and not yet said to be another matter. */
export function unsettled<Case extends Known>(
  { partner_company }: Pick<Answers, "partner_company">,
  ownCases: readonly Case[],
  otherThan: readonly string[],
): readonly Case[] {
  const name = partnerKey(partner_company);
  if (name === "") return [];
  return ownCases.filter(
    ({ id, status, answers }) =>
      status.state !== "closed" && !otherThan.includes(id) && partnerKey(answers.partner_company) === name,
  );
}

/** Case, accents, spaces and punctuation aside, unless the name has nothing else. Empty: no partner was named. */
export function partnerKey(company: string): string {
  return foldedToTheBone(company) || folded(clean(company));
}
