import { isJsonObject, type Json } from "../json.ts";

/** All text that blocks show, added up: what people read, not ids, values or addresses. */
export function blocksTextLength(part: Json): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, each: Json) => sum + blocksTextLength(each), 0);
  if (!isJsonObject(part)) return 0;
  let sum = 0;
  for (const [key, value] of Object.entries(part)) {
    if (typeof value !== "string") sum += blocksTextLength(value);
    else if (key === "text") sum += value.length;
  }
  return sum;
}
