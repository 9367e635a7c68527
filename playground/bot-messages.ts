import { z } from "zod";

/** What the playground and the bot's process say to each other. */

export const toBotSchema = z.discriminatedUnion("kind", [
  /** How far ahead of real time it is; the first one starts the bot. */
  z.object({ kind: z.literal("clock"), offsetMs: z.number() }),
  /** Answered once all that is due has been done. */
  z.object({ kind: z.literal("work"), id: z.int() }),
  /** Answered at once. */
  z.object({ kind: z.literal("next_due"), id: z.int() }),
  z.object({ kind: z.literal("stop") }),
]);
export type ToBot = z.infer<typeof toBotSchema>;

export const fromBotSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("answer"), id: z.int(), nextDueAt: z.iso.datetime().nullable() }),
]);
export type FromBot = z.infer<typeof fromBotSchema>;
