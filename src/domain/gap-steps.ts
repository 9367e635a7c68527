import { fields, type Step } from "./form.ts";
import { gapFacts } from "./gap-facts.ts";
import type { Gap } from "./verdict.ts";

/** The step of the form on which a gap is closed. */
export function stepOf({ code }: Pick<Gap, "code">): Step {
  const [first] = gapFacts[code].fields;
  return fields.find((field) => field.id === first)?.step ?? "situation";
}
