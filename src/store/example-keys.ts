import type { Transaction } from "kysely";
import { maxExamples } from "../domain/answers.ts";
import type { Escalation } from "../domain/escalation.ts";
import { exampleNumber } from "../domain/example-list.ts";
import { freshExampleKey, withRoomForProofs } from "../domain/proof.ts";
import { type Draft, rowToDraft } from "./drafts.ts";
import type { Database } from "./schema.ts";

/**
 * A key for an example of a case that is made elsewhere than in its drafts: none of them has given it out, or will. Null
 * when one of them is so full of examples that it could not show one more.
 */
export async function takeExampleKey(
  trx: Transaction<Database>,
  escalation: Pick<Escalation, "id" | "answers" | "proofs">,
): Promise<number | null> {
  const rows = await trx
    .updateTable("drafts")
    // The next key may stand on somebody's screen, over an example with nothing in it yet.
    .set((eb) => ({ next_example_key: eb("next_example_key", "+", 2), revision: eb("revision", "+", 1) }))
    .where("escalation_id", "=", escalation.id)
    .where("status", "=", "open")
    .returningAll()
    .execute();
  const drafts = rows.map(rowToDraft);
  const isFull = (draft: Draft) =>
    exampleNumber({ ...draft, answers: withRoomForProofs(draft.answers, escalation.proofs) }).count >=
    maxExamples;
  if (drafts.some(isFull)) return null;
  const key = Math.max(
    freshExampleKey(escalation),
    ...drafts.map(({ nextExampleKey }) => nextExampleKey - 1),
  );
  await trx
    .updateTable("drafts")
    .set({ next_example_key: key + 1 })
    .where("escalation_id", "=", escalation.id)
    .where("status", "=", "open")
    .where("next_example_key", "<=", key)
    .execute();
  return key;
}
