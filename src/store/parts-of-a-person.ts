import { sql } from "kysely";
import { z } from "zod";
import type { Escalation } from "../domain/escalation.ts";
import { caseName } from "../domain/escalation.ts";
import type { ErasedCase } from "../domain/erasing.ts";
import { listEvents } from "./audit.ts";
import type { Db } from "./database.ts";
import { rowToDelivery } from "./deliveries.ts";
import { rowToDraft } from "./drafts.ts";
import { rowToErased } from "./erased-cases.ts";
import { rowToEscalation } from "./escalations.ts";
import { findHome } from "./homes.ts";
import { rowToMessage } from "./kept-messages.ts";
import { findPerson } from "./people.ts";
import { listQuestions } from "./questions.ts";

/** Everything that is kept about one person, wherever it stands. For a request that comes once in a while: it looks through all. */

export interface Whose {
  readonly teamId: string;
  readonly userId: string;
}

/** The workspaces that the database holds anything of. */
export async function listTeams(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ team_id: string }>`
    select team_id from people union select team_id from escalations union select team_id from drafts
    union select team_id from erased_cases order by team_id`.execute(db);
  return rows.map((row) => row.team_id);
}

export async function listOwnCases(db: Db, { teamId, userId }: Whose): Promise<Escalation[]> {
  const rows = await db
    .selectFrom("escalations")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("requester_id", "=", userId)
    .orderBy("number")
    .execute();
  return rows.map(rowToEscalation);
}

/** Cases of others that name the person anywhere. */
export async function listOthersCases(db: Db, { teamId, userId }: Whose): Promise<Escalation[]> {
  // Ids have no characters that mean something in a pattern.
  const named = `%"${userId}"%`;
  const rows = await db
    .selectFrom("escalations")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("requester_id", "!=", userId)
    .where((eb) =>
      eb.or([
        ...(["co_owner_ids", "status", "nudging", "proofs", "chase"] as const).map((column) =>
          eb(column, "like", named),
        ),
        eb.exists(
          eb
            .selectFrom("escalation_events as event")
            .select("event.seq")
            .whereRef("event.escalation_id", "=", "escalations.id")
            .where((of) => of.or([of("event.actor_id", "=", userId), of("event.details", "like", named)])),
        ),
        eb.exists(
          eb
            .selectFrom("questions as question")
            .select("question.number")
            .whereRef("question.escalation_id", "=", "escalations.id")
            .where((of) =>
              of.or([of("question.asked_by", "=", userId), of("question.answered_by", "=", userId)]),
            ),
        ),
        eb.exists(
          eb
            .selectFrom("nudges as nudge")
            .select("nudge.number")
            .whereRef("nudge.escalation_id", "=", "escalations.id")
            .where("nudge.person_id", "=", userId),
        ),
        eb.exists(
          eb
            .selectFrom("deliveries as delivery")
            .select("delivery.key")
            .whereRef("delivery.owner_id", "=", "escalations.id")
            .where(isNotOnItsWayOut("delivery"))
            .where((of) =>
              of.or([of("delivery.destination", "=", userId), of("delivery.subject", "like", named)]),
            ),
        ),
      ]),
    )
    .orderBy("number")
    .execute();
  return rows.map(rowToEscalation);
}

/** A message that is about to be removed is as good as gone: what is left of it holds no word. */
function isNotOnItsWayOut(deliveries: "delivery" | "deliveries") {
  const of = (column: "kind" | "state") => sql.ref(`${deliveries}.${column}`);
  return sql<boolean>`(${of("kind")} <> 'removal' or ${of("state")} = 'settled')`;
}

export async function listDraftsOf(db: Db, { teamId, userId }: Whose) {
  const rows = await db
    .selectFrom("drafts")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("user_id", "=", userId)
    .orderBy("created_at")
    .execute();
  return rows.map(rowToDraft);
}

/** What the bot has sent them by DM, or still means to. */
export async function listMessagesTo(db: Db, { teamId, userId }: Whose) {
  const rows = await db
    .selectFrom("deliveries")
    .selectAll()
    .where("team_id", "=", teamId)
    .where("destination_kind", "=", "person")
    .where("destination", "=", userId)
    .where(isNotOnItsWayOut("deliveries"))
    .orderBy("created_at")
    .execute();
  return rows.map(rowToDelivery);
}

async function listKeptOf(db: Db, { teamId, userId }: Whose) {
  const rows = await db
    .selectFrom("kept_messages")
    .selectAll()
    .where("team_id", "=", teamId)
    .where((eb) => eb.or([eb("person_id", "=", userId), eb("author_id", "=", userId)]))
    .orderBy("kept_at")
    .execute();
  return rows.map(rowToMessage);
}

export async function listErasedWith(db: Db, { teamId, userId }: Whose): Promise<ErasedCase[]> {
  const named = `%"${userId}"%`;
  const rows = await db
    .selectFrom("erased_cases")
    .selectAll()
    .where("team_id", "=", teamId)
    .where((eb) =>
      eb.or([
        eb("requester_id", "=", userId),
        eb("erased_by", "=", userId),
        eb("co_owner_ids", "like", named),
        eb("trail", "like", named),
      ]),
    )
    .orderBy("number")
    .execute();
  return rows.map(rowToErased);
}

/** As JSON. Null when nothing is kept about such a person. */
export async function dataOf(db: Db, whose: Whose) {
  const { teamId, userId } = whose;
  const directory = await findPerson(db, teamId, userId);
  const own = await listOwnCases(db, whose);
  const cases = await Promise.all(
    own.map(async (escalation) => ({
      name: caseName(escalation),
      ...escalation,
      events: await listEvents(db, escalation.id),
      questions: await listQuestions(db, escalation.id),
    })),
  );
  const others = await listOthersCases(db, whose);
  const inOthersCases = await Promise.all(others.map((escalation) => partIn(db, escalation, userId)));
  const drafts = await listDraftsOf(db, whose);
  const keptMessages = await listKeptOf(db, whose);
  const messages = (await listMessagesTo(db, whose)).map(({ subject, posted, state, createdAt }) => ({
    subject,
    posted,
    state,
    createdAt,
  }));
  const inErasedCases = (await listErasedWith(db, whose)).map((erased) => ({
    name: caseName(erased),
    opened: erased.requesterId === userId,
    erased: erased.erasedBy === userId,
    erasedAt: erased.erasedAt,
    did: erased.trail.filter(({ by }) => by === userId),
  }));
  const home = await findHome(db, whose);
  const lists = [cases, inOthersCases, drafts, keptMessages, messages, inErasedCases];
  if (!directory && !home && lists.every((each) => each.length === 0)) return null;
  return {
    teamId,
    userId,
    directory,
    home,
    cases,
    inOthersCases,
    drafts,
    keptMessages,
    messages,
    inErasedCases,
  };
}

const closingWords = z.object({ by: z.string() });

/** What the person said and did there, and no more of the case. */
async function partIn(db: Db, escalation: Escalation, userId: string) {
  const { id, status, nudging, proofs, coOwnerIds } = escalation;
  const questions = await listQuestions(db, id);
  const isBy = (part: object) => closingWords.safeParse(part).data?.by === userId;
  return {
    name: caseName(escalation),
    coOwner: coOwnerIds.includes(userId),
    status: isBy(status) ? status : null,
    nudging: isBy(nudging) ? nudging : null,
    proofs: proofs.filter(({ authorId, addedBy }) => authorId === userId || addedBy === userId),
    asked: questions
      .filter(({ askedBy }) => askedBy === userId)
      .map(({ text, askedAt }) => ({ text, askedAt })),
    answered: questions.flatMap(({ answer }) => (answer?.by === userId ? [answer] : [])),
    events: (await listEvents(db, id)).filter(
      ({ actorId, details }) => actorId === userId || JSON.stringify(details).includes(`"${userId}"`),
    ),
  };
}
