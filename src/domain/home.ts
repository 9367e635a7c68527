import { z } from "zod";
import { shelves, shownLevels } from "./shelves.ts";

/** What somebody looks at in the App Home. */

/** A CSM sees those of which all of this holds. */
export const homeFilterSchema = z.object({
  level: z.enum(shownLevels).nullable(),
  partner: z.object({ key: z.string(), name: z.string() }).nullable(),
  /** Their own cases only. */
  mine: z.boolean(),
});
export type HomeFilter = z.infer<typeof homeFilterSchema>;
export const noFilter: HomeFilter = { level: null, partner: null, mine: false };

export function isNarrow({ level, partner, mine }: HomeFilter): boolean {
  return level !== null || partner !== null || mine;
}

/** The case that a page begins with. */
export const homePlaceSchema = z.object({ shelf: z.enum(shelves), number: z.int() });
export type HomePlace = z.infer<typeof homePlaceSchema>;
