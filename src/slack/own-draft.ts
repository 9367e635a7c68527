import { type Draft, findDraft } from "../store/drafts.ts";
import type { SlackDeps } from "./deps.ts";
import { type Clicker, isOutsider } from "./people.ts";

/** The draft a modal speaks of, if it belongs to the person who acts: ids come back from the client and prove nothing. */
export async function ownDraft(deps: SlackDeps, draftId: string, clicker: Clicker): Promise<Draft | null> {
  if (isOutsider(clicker, deps)) return null;
  const draft = await findDraft(deps.db, draftId);
  return draft?.userId === clicker.userId && draft.teamId === deps.workspace.teamId ? draft : null;
}
