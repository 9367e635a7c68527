import { team } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { openStore } from "../../src/store/database.ts";
import { openDraft } from "../../src/store/drafts.ts";
import { watchTexts } from "./a-watched-log.ts";

/** What people have written before, by user: nobody has to fill in five steps again. The database is made when it is not there. */
export async function putFinishedDrafts(
  databaseUrl: string,
  drafts: Readonly<Record<string, Answers>>,
  at: Date,
): Promise<void> {
  watchTexts(drafts);
  const { db, close } = await openStore(databaseUrl);
  const place = { step: "review", example: null } as const;
  for (const [userId, answers] of Object.entries(drafts))
    await openDraft(db, { id: `draft-${userId}`, teamId: team.id, userId, answers, place }, at);
  await close();
}
