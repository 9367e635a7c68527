import { z } from "zod";

/** Which draft a modal speaks of. An id alone: whose draft it is, is checked when it comes back. */
const metadataSchema = z.object({ draft: z.string() });

export function draftIn(view: { private_metadata: string }): string {
  return metadataSchema.parse(JSON.parse(view.private_metadata)).draft;
}
