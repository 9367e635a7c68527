import type { z } from "zod";
import { parseJson } from "../json.ts";

/**
 * What a window or a button carries, as JSON: ids and codes, and of whoever looks for cases the words they look for. It
 * comes back from outside and proves nothing; null when it is nothing that the bot wrote.
 */
export function readCarried<T>(schema: z.ZodType<T>, json: string): T | null {
  return schema.safeParse(parseJson(json)).data ?? null;
}
