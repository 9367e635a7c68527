import { isDeepStrictEqual } from "node:util";
import { changeDraft, type Draft, type DraftChange } from "../store/drafts.ts";
import type { SlackDeps } from "./deps.ts";
import { readSendNote } from "./views/send-note.ts";

/** Whatever a person does in the review, the reason and the sentence on screen are kept. Null when the draft is not open any more. */
export function keepNote(
  { db, now }: SlackDeps,
  draft: Draft,
  view: Parameters<typeof readSendNote>[0],
  also: DraftChange = {},
): Promise<Draft | null> {
  return changeDraft(db, draft.id, now(), ({ sendNote: before }) => {
    const sendNote = readSendNote(view, before);
    return isDeepStrictEqual(sendNote, before) ? also : { ...also, sendNote };
  });
}
