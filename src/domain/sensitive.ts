import type { Answers, Example } from "./answers.ts";
import { hasCardNumber } from "./card-numbers.ts";
import { type FieldId, fields, shownAnswers, type Step } from "./form.ts";
import { clean, folded } from "./plain-text.ts";
import { hasSecret } from "./secrets.ts";
import { roleAddresses } from "./word-lists.ts";

/**
 * What should not be passed on by mistake: numbers of cards, tokens and passwords, and addresses that may be a
 * shopper's. Only the kind is told, never the text: a warning is no place for it either. Nothing is held back.
 */

export const sensitiveKinds = ["card_number", "secret", "email"] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

export interface SensitiveAnswer {
  readonly field: FieldId;
  readonly step: Step;
  /** The place of the example in the list, from 1; null for what is asked once. */
  readonly example: number | null;
  readonly kinds: readonly SensitiveKind[];
}

/**
 * Where a customer may be written down by mistake. Who was told, and the partner's own words, hold addresses of people
 * who work on it; the scope names documents by who sent them.
 */
const mayNameShoppers: ReadonlySet<FieldId> = new Set([
  "summary",
  "ex_where",
  "ex_expected",
  "ex_actual",
  "ex_impact",
  "outcome",
]);

/** The answers that are shown and hold something of the kind, in the order of the form. */
export function sensitiveAnswers(given: Answers): readonly SensitiveAnswer[] {
  const answers = shownAnswers(given);
  const contacts = contactsIn(answers);
  return fields.flatMap((field): readonly SensitiveAnswer[] => {
    if (field.kind !== "text") return [];
    const { id, step } = field;
    const found = (text: string | null, example: number | null): readonly SensitiveAnswer[] => {
      const kinds = kindsIn(text ?? "", mayNameShoppers.has(id) ? contacts : null);
      return kinds.length > 0 ? [{ field: id, step, example, kinds }] : [];
    };
    return step === "examples"
      ? answers.examples.flatMap((example, index) => found(example[id], index + 1))
      : found(answers[id], null);
  });
}

/** `contacts`: addresses that are nobody's shopper; null where any address is in its place. */
function kindsIn(text: string, contacts: ReadonlySet<string> | null): readonly SensitiveKind[] {
  const tests: Record<SensitiveKind, boolean> = {
    card_number: hasCardNumber(text),
    secret: hasSecret(text),
    email: contacts !== null && addressesIn(text).some((address) => mayBeShopper(address, contacts)),
  };
  return sensitiveKinds.filter((kind) => tests[kind]);
}

/** Whoever the partner is told through may be named anywhere. */
function contactsIn({ who_how, examples }: Answers): ReadonlySet<string> {
  const told = examples.map(({ ex_told }: Example) => ex_told);
  return new Set([who_how, ...told].flatMap(addressesIn));
}

/** A name before the @ is at most 64 characters long. An end without letters is a version: `lodash@4.17.21`. */
const address =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}_-])/gu;

function addressesIn(text: string): readonly string[] {
  return [...folded(clean(text)).matchAll(address)].map(([found]) => found);
}

const roles: ReadonlySet<string> = new Set(roleAddresses);
/** Kept free for examples (RFC 2606). */
const madeUp = /(?:@|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/u;

function mayBeShopper(found: string, contacts: ReadonlySet<string>): boolean {
  const [name = ""] = found.split("@");
  return !contacts.has(found) && !roles.has(name) && !madeUp.test(found);
}
