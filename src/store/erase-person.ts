import { type Transaction } from "kysely";
import { erasedPerson } from "../domain/erasing.ts";
import { type CaseStatus, caseName, type Escalation } from "../domain/escalation.ts";
import type { Nudging } from "../domain/nudging.ts";
import { followed, type Proof, proven } from "../domain/proof.ts";
import { levels, type Verdict } from "../domain/verdict.ts";
import type { Answers } from "../domain/answers.ts";
import { listEvents } from "./audit.ts";
import { fromJson } from "./columns.ts";
import type { Db } from "./database.ts";
import { type Delivery, listDeliveries, wantAgain } from "./deliveries.ts";
import { eraseCase, eraseDraft } from "./erasing.ts";
import { changeOrUndo, findEscalation } from "./escalations.ts";
import { oweAfterChange } from "./owed.ts";
import {
  listDraftsOf,
  listErasedWith,
  listMessagesTo,
  listOthersCases,
  listOwnCases,
  type Whose,
} from "./parts-of-a-person.ts";
import { findPerson } from "./people.ts";
import { removeMessages } from "./removals.ts";
import type { Database } from "./schema.ts";
import { decideInTurn, holdCase, inTransaction } from "./transactions.ts";
import { deliveryOwner } from "../domain/delivery.ts";
import { z } from "zod";

/**
 * A person is erased: their cases and drafts go, and in the cases of others their id and their words. Each step stands
 * alone; whatever was interrupted is done by doing it again.
 */

type Trx = Transaction<Database>;

export interface ErasedPerson {
  /** `ESC-4` */
  readonly cases: readonly string[];
  readonly drafts: number;
  readonly inCases: readonly string[];
}

export interface ErasingPerson extends Whose {
  readonly now: Date;
  /** Evidence of theirs is no longer there: what is left is judged. `zone`: of the requester, where known. */
  readonly judge: (answers: Answers, zone: string | null) => Verdict;
}

export async function erasePerson(db: Db, erasing: ErasingPerson): Promise<ErasedPerson> {
  const { now } = erasing;
  const own = await listOwnCases(db, erasing);
  for (const { id } of own)
    await decideInTurn(db, async (trx) => {
      await holdCase(trx, id);
      const escalation = await findEscalation(trx, id);
      if (escalation) await eraseCase(trx, escalation, { by: null, now });
    });
  const drafts = await listDraftsOf(db, erasing);
  for (const { id } of drafts) await inTransaction(db, (trx) => eraseDraft(trx, id, now));
  const others = await listOthersCases(db, erasing);
  for (const { id } of others) await decideInTurn(db, (trx) => eraseIn(trx, id, erasing));
  await inTransaction(db, (trx) => eraseElsewhere(trx, erasing));
  return { cases: own.map(caseName), drafts: drafts.length, inCases: others.map(caseName) };
}

/** What they did and said in somebody else's case; its messages are drawn again without it, and those to them go. */
async function eraseIn(trx: Trx, id: string, { teamId, userId, now, judge }: ErasingPerson): Promise<void> {
  await holdCase(trx, id);
  const before = await findEscalation(trx, id);
  if (!before) return;
  await eraseEvents(trx, id, userId);
  await eraseQuestions(trx, id, userId);
  await trx
    .updateTable("nudges")
    .set({ person_id: erasedPerson, day: null })
    .where("escalation_id", "=", id)
    .where("person_id", "=", userId)
    .execute();
  await removeMessages(trx, id, now, isTo(userId));
  await eraseInSubjects(trx, id, userId);
  const proofs = before.proofs.map((proof) => withoutPerson(proof, userId));
  const requester = await findPerson(trx, teamId, before.requesterId);
  const changed = await changeOrUndo(
    trx,
    before,
    {
      coOwnerIds: before.coOwnerIds.filter((each) => each !== userId),
      status: statusWithout(before.status, userId),
      nudging: nudgingWithout(before.nudging, userId),
      proofs,
      ...(isSameWords(before.proofs, proofs)
        ? {}
        : { verdict: judge(proven(before.answers, proofs), requester?.zone ?? null) }),
    },
    { kind: "person_erased", actorId: null },
    now,
  );
  await oweAfterChange(trx, changed, now);
  await redrawAll(trx, changed, now);
}

const isTo =
  (userId: string) =>
  ({ destination }: Delivery): boolean =>
    "person" in destination && destination.person === userId;

function isSameWords(before: readonly Proof[], after: readonly Proof[]): boolean {
  return before.every((proof, place) => proof.text === after[place]?.text);
}

function withoutPerson(proof: Proof, userId: string): Proof {
  const { authorId, addedBy } = proof;
  const isTheirs = authorId === userId;
  return {
    ...(isTheirs ? { ...followed(proof, null), text: "", files: [], author: erasedPerson } : proof),
    authorId: isTheirs ? erasedPerson : authorId,
    addedBy: addedBy === userId ? erasedPerson : addedBy,
  };
}

function statusWithout(status: CaseStatus, userId: string): CaseStatus {
  if (!("by" in status) || status.by !== userId) return status;
  switch (status.state) {
    case "acknowledged":
      return { ...status, by: erasedPerson };
    case "returned":
      return { ...status, by: erasedPerson, reason: erasedPerson };
    case "closed":
      return { ...status, by: erasedPerson, note: "" };
  }
}

function nudgingWithout(nudging: Nudging, userId: string): Nudging {
  return nudging.state === "stopped" && nudging.by === userId ? { ...nudging, by: erasedPerson } : nudging;
}

/** Who did it is gone, and with them what they wrote to it; that it happened, and how the case was judged then, stays. */
async function eraseEvents(trx: Trx, escalationId: string, userId: string): Promise<void> {
  for (const { seq, actorId, details } of await listEvents(trx, escalationId))
    if (actorId === userId)
      await trx
        .updateTable("escalation_events")
        .set({ actor_id: erasedPerson, details: JSON.stringify(judgedSchema.parse(details)) })
        .where("escalation_id", "=", escalationId)
        .where("seq", "=", seq)
        .execute();
  const rows = await trx
    .selectFrom("escalation_events")
    .select(["seq", "details"])
    .where("escalation_id", "=", escalationId)
    .where("details", "like", `%"${userId}"%`)
    .execute();
  for (const { seq, details } of rows)
    await trx
      .updateTable("escalation_events")
      .set({ details: withoutId(details, userId) })
      .where("escalation_id", "=", escalationId)
      .where("seq", "=", seq)
      .execute();
}

/** No word of a person's. */
const judgedSchema = z.object({
  level: z.enum(levels).optional().catch(undefined),
  score: z.number().optional().catch(undefined),
  ready: z.boolean().optional().catch(undefined),
});

/** In JSON, where an id is a whole text. */
function withoutId(json: string, userId: string): string {
  return json.replaceAll(`"${userId}"`, JSON.stringify(erasedPerson));
}

async function eraseQuestions(trx: Trx, escalationId: string, userId: string): Promise<void> {
  const nothing = fromJson(z.string(), erasedPerson);
  await trx
    .updateTable("questions")
    .set({ asked_by: erasedPerson, question: nothing })
    .where("escalation_id", "=", escalationId)
    .where("asked_by", "=", userId)
    .execute();
  await trx
    .updateTable("questions")
    .set({ answered_by: erasedPerson, answer: nothing, answer_at: null })
    .where("escalation_id", "=", escalationId)
    .where("answered_by", "=", userId)
    .execute();
}

async function eraseInSubjects(trx: Trx, escalationId: string, userId: string): Promise<void> {
  const rows = await trx
    .selectFrom("deliveries")
    .select(["key", "subject"])
    .where("owner_id", "=", escalationId)
    .where("kind", "!=", "removal")
    .where("subject", "like", `%"${userId}"%`)
    .execute();
  for (const { key, subject } of rows)
    await trx
      .updateTable("deliveries")
      .set({ subject: withoutId(subject, userId) })
      .where("key", "=", key)
      .execute();
}

async function redrawAll(trx: Trx, { id }: Escalation, now: Date): Promise<void> {
  for (const delivery of await listDeliveries(trx, id))
    if (delivery.posted && delivery.subject.kind !== "removal") await wantAgain(trx, delivery, now);
}

/** What belongs to no case that is kept: the directory, messages they could still add, the DM, and the trails of erased cases. */
async function eraseElsewhere(trx: Trx, whose: ErasingPerson): Promise<void> {
  const { teamId, userId, now } = whose;
  const toThem = await listMessagesTo(trx, whose);
  for (const owner of new Set(toThem.map(({ subject }) => deliveryOwner(subject))))
    await removeMessages(trx, owner, now, isTo(userId));
  await trx
    .deleteFrom("kept_messages")
    .where("team_id", "=", teamId)
    .where((eb) => eb.or([eb("person_id", "=", userId), eb("author_id", "=", userId)]))
    .execute();
  await trx.deleteFrom("homes").where("team_id", "=", teamId).where("user_id", "=", userId).execute();
  await trx.deleteFrom("people").where("team_id", "=", teamId).where("user_id", "=", userId).execute();
  for (const { id, requesterId, coOwnerIds, trail, erasedBy } of await listErasedWith(trx, whose))
    await trx
      .updateTable("erased_cases")
      .set({
        requester_id: requesterId === userId ? null : requesterId,
        erased_by: erasedBy === userId ? erasedPerson : erasedBy,
        co_owner_ids: JSON.stringify(coOwnerIds.filter((each) => each !== userId)),
        trail: withoutId(JSON.stringify(trail), userId),
      })
      .where("id", "=", id)
      .execute();
}
