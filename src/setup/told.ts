import type { Finding } from "./examine.ts";

/** A `fault` is what cannot work; a `note` works, but is perhaps not meant. */
export type Grade = "good" | "note" | "fault" | "unchecked";

export interface Told {
  readonly grade: Grade;
  readonly line: string;
  /** What to do; null where the line says it, or nothing has to be done. */
  readonly remedy: string | null;
}

const told =
  (grade: Grade) =>
  (line: string, remedy: string | null = null): Told => ({ grade, line, remedy });

export const good = told("good");
export const note = told("note");
export const fault = told("fault");
export const unchecked = told("unchecked");

/** The findings whose codes begin like this. */
export type Of<Prefix extends string> = Extract<Finding, { readonly code: `${Prefix}${string}` }>;
