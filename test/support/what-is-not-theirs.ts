import { people, team } from "../../playground/workspace.ts";
import { type Db, openStore } from "../../src/store/database.ts";
import { openDraft } from "../../src/store/drafts.ts";
import { keepMessage } from "../../src/store/kept-messages.ts";
import { aNewEscalation, sendCase, someAnswers } from "./an-escalation.ts";

/** Drafts, cases and messages that none of the people in a life may see: a stranger's, and all that is of another workspace. */

const secret = "nobody-here-may-read-this";
export const isNotTheirs = (line: string) => line.includes("theirs-") || line.includes("elsewhere-");
export const isTold = (line: string) => line.includes(secret);
const strangersPlace = "C0STRANGE";
const stranger = "U0STRANGE";
const elsewhere = "T0OTHER01";

const answers = { ...someAnswers, summary: secret, scope_ref: secret, outcome: secret };

export async function putWhatIsNotTheirs(databaseUrl: string, at: Date): Promise<void> {
  const { db, close } = await openStore(databaseUrl);
  const everybody = Object.values(people);
  await putCase(db, "theirs-case", team.id, at);
  await putCase(db, "elsewhere-case", elsewhere, at);
  // Whoever it is that asks, of the two workspaces it is the wrong one.
  await db
    .updateTable("escalations")
    .set({ co_owner_ids: JSON.stringify(everybody) })
    .where("id", "=", "elsewhere-case")
    .execute();
  await putDraft(db, "theirs-draft", team.id, stranger, at);
  await putMessage(db, "theirs-message", team.id, stranger, at);
  for (const id of everybody) {
    await putDraft(db, `elsewhere-draft-${id}`, elsewhere, id, at);
    await putMessage(db, `elsewhere-message-${id}`, elsewhere, id, at);
  }
  await close();
}

/** What somebody could write in the place of an id. */
export function forgedIds(userId: string): readonly string[] {
  return [
    "theirs-case",
    "theirs-draft",
    "theirs-message",
    "elsewhere-case",
    `elsewhere-draft-${userId}`,
    `elsewhere-message-${userId}`,
    "00000000-0000-4000-8000-000000000000",
    "__proto__",
  ];
}

async function putCase(db: Db, id: string, teamId: string, at: Date): Promise<void> {
  const given = aNewEscalation({ id, teamId, requesterId: stranger, channelId: strangersPlace, answers });
  await db.transaction().execute((trx) => sendCase(trx, given, at));
}

async function putDraft(db: Db, id: string, teamId: string, userId: string, at: Date): Promise<void> {
  await openDraft(db, { id, teamId, userId, answers, place: { step: "scope", example: null } }, at);
}

async function putMessage(db: Db, id: string, teamId: string, personId: string, at: Date): Promise<void> {
  const place = { teamId, channelId: strangersPlace, ts: "1.2", threadTs: null };
  const content = { text: secret, files: [] };
  await keepMessage(db, { id, ...place, personId, authorId: stranger, author: secret, content }, at);
}
