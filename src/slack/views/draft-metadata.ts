import { z } from "zod";
import { readCarried } from "./carried.ts";

/** Which draft a modal speaks of. An id alone: whose draft it is, is checked when it comes back. */
const metadataSchema = z.object({ draft: z.string() });

/** "" when the modal speaks of none. */
export function draftIn(view: { private_metadata: string }): string {
  return readCarried(metadataSchema, view.private_metadata)?.draft ?? "";
}
