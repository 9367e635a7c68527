/** What is allowed in one place. The shapes are written in these words; `walk.ts` reads them. */
export type Rule =
  | {
      readonly is: "string";
      readonly min?: number;
      readonly max?: number;
      readonly among?: readonly string[];
      readonly format?: keyof typeof formats;
    }
  | { readonly is: "boolean" }
  | { readonly is: "number"; readonly min?: number; readonly max?: number; readonly whole?: boolean }
  | { readonly is: "list"; readonly of: Rule; readonly min?: number; readonly max?: number }
  | { readonly is: "object"; readonly shape: () => Shape }
  /** An object whose `type` says which shape it has. */
  | { readonly is: "one"; readonly of: () => Readonly<Record<string, Shape>> }
  | { readonly is: "anything" };

/** Modal, message, App Home. */
export type Surface = "M" | "S" | "H";

export interface Shape {
  readonly required: Readonly<Record<string, Rule>>;
  readonly optional: Readonly<Record<string, Rule>>;
  /** Where it may stand; everywhere when absent. */
  readonly surfaces?: readonly Surface[];
}

export const formats = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  webAddress: /^https?:\/\/\S+$/i,
  linkAddress: /^(https?:\/\/|mailto:|tel:|slack:\/\/)\S+$/i,
  number: /^-?\d+(\.\d+)?$/,
} as const;

export const bool: Rule = { is: "boolean" };
export const anything: Rule = { is: "anything" };

export function str(max?: number, min = 0): Rule {
  return max === undefined ? { is: "string", min } : { is: "string", min, max };
}

export function among(...values: readonly string[]): Rule {
  return { is: "string", among: values };
}

export function formatted(format: keyof typeof formats, max?: number): Rule {
  return { is: "string", format, ...(max === undefined ? {} : { max }) };
}

export function whole(min: number, max?: number): Rule {
  return { is: "number", whole: true, min, ...(max === undefined ? {} : { max }) };
}

export function list(of: Rule, min: number, max?: number): Rule {
  return { is: "list", of, min, ...(max === undefined ? {} : { max }) };
}

export function object(shape: () => Shape): Rule {
  return { is: "object", shape };
}

export function one(of: () => Readonly<Record<string, Shape>>): Rule {
  return { is: "one", of };
}

/** A text object; empty text is never allowed. */
export function text(kind: "plain" | "any", max: number): Rule {
  const plain: Shape = { required: { type: anything, text: str(max, 1) }, optional: { emoji: bool } };
  const mrkdwn: Shape = { required: { type: anything, text: str(max, 1) }, optional: { verbatim: bool } };
  return one(() => (kind === "plain" ? { plain_text: plain } : { plain_text: plain, mrkdwn }));
}
