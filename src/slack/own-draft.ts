import { type Draft, findDraft } from "../store/drafts.ts";
import type { SlackDeps } from "./deps.ts";

/** The draft a modal speaks of, if it belongs to the person who acts: ids come back from the client and prove nothing. */
export async function ownDraft(
  { db, workspace }: SlackDeps,
  draftId: string,
  userId: string,
): Promise<Draft | null> {
  const draft = await findDraft(db, draftId);
  return draft?.userId === userId && draft.teamId === workspace.teamId ? draft : null;
}
