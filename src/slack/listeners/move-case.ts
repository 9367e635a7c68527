import type { WebClient } from "@slack/web-api";
import type { DeliverySubject } from "../../domain/delivery.ts";
import {
  attempt,
  caseName,
  type Escalation,
  type Move,
  type Person,
  type Refusal,
} from "../../domain/escalation.ts";
import { afterEnd, type Answer, type NudgingRefusal, reopen } from "../../domain/nudging-moves.ts";
import type { ChangeKind } from "../../store/audit.ts";
import type { Db } from "../../store/database.ts";
import { changeEscalation, findEscalation } from "../../store/escalations.ts";
import { owe, oweAfterChange } from "../../store/owed.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { actingPerson, asCsmIfTold, asRequester, type Clicker } from "../people.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { Reader } from "../views/reader.ts";

/** *I have it*: one CSM takes the case, however many click at once; the requester is told. */
export const acknowledgeCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, {
    move: "acknowledge",
    kind: "acknowledged",
    who: ({ clicker, deps, client }) => asCsmIfTold(clicker, deps, client),
    tells: ({ id }) => [{ kind: "case_notice", escalationId: id, notice: "acknowledged" }],
  });

/** *Withdraw*: the requester ends the case; the card stays and says so. */
export const withdrawCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, {
    move: "withdraw",
    kind: "withdrawn",
    who: ({ clicker, deps }) => asRequester(clicker, deps),
    nudging: ({ before }) => ({ allowed: true, nudging: afterEnd(before.nudging) }),
  });

/** *Reopen*: a parked case is asked about again. */
export const reopenCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, {
    move: "reopen",
    kind: "reopened",
    who: asRequesterOrCsm,
    nudging: ({ before, at }) => reopen(before.nudging, before, at),
    says: (moved, { words }) => {
      const { answers } = words.nudge;
      const name = caseName(moved);
      if (moved.nudging.state === "waiting") return answers.reopenedWaiting(name);
      return moved.nudging.state === "active" ? answers.reopened(name) : answers.reopenedReady(name);
    },
  });

/** A click on a button of a case. */
interface CaseClick {
  readonly clicker: Clicker;
  readonly deps: SlackDeps;
  readonly client: WebClient;
  readonly escalationId: string;
}

/** What a move is decided on, within its transaction. */
interface MoveFacts {
  readonly trx: Db;
  readonly before: Escalation;
  readonly person: Person;
  readonly at: Date;
}

interface MoveStory {
  readonly move: Move;
  readonly kind: ChangeKind;
  /** Null when Slack does not tell. */
  readonly who: (click: CaseClick) => Person | Promise<Person | null>;
  /** What the bot does by itself from then on, which may refuse the move. Absent: as before. */
  readonly nudging?: (facts: MoveFacts) => Answer | Promise<Answer>;
  /** Messages of their own, besides the card and what else is drawn again. */
  readonly tells?: (moved: Escalation) => readonly DeliverySubject[];
  /** What the person who clicked is told, when the card does not say enough. */
  readonly says?: (moved: Escalation, reader: Reader) => string;
}

/** For moves of the requester or a CSM: only of somebody else is Slack asked whether they are one. */
export async function asRequesterOrCsm({
  clicker,
  deps,
  client,
  escalationId,
}: CaseClick): Promise<Person | null> {
  const escalation = await findEscalation(deps.db, escalationId);
  const isRequester = escalation?.requesterId === clicker.userId;
  return isRequester ? asRequester(clicker, deps) : asCsmIfTold(clicker, deps, client);
}

/** A button on a case: decided on the stored case in one transaction, so that of two clicks one wins. */
export async function moveCase(
  deps: SlackDeps,
  { ack, body, client, action, respond }: ButtonClick,
  story: MoveStory,
): Promise<void> {
  await ack();
  const clicker = clickerOf(body, deps);
  const { reader } = await actingPerson(deps, clicker.userId);
  const { words } = reader;
  const escalationId = action.value ?? "";
  const tell = (sentence: string) =>
    respond({ response_type: "ephemeral", replace_original: false, ...sayingMessage(sentence) });
  const person = await story.who({ clicker, deps, client, escalationId });
  if (!person) {
    await tell(words.talk.cannotTell);
    return;
  }
  const made = await makeMove(deps, escalationId, person, story);
  if ("refusal" in made) {
    await tell(words.talk.refusals[made.refusal]);
    return;
  }
  deps.wake();
  if (story.says) await tell(story.says(made.moved, reader));
}

async function makeMove(
  { db, now, workspace }: SlackDeps,
  escalationId: string,
  person: Person,
  { move, kind, nudging, tells }: MoveStory,
): Promise<{ readonly moved: Escalation } | { readonly refusal: Refusal | NudgingRefusal }> {
  const at = now();
  return db.transaction().execute(async (trx) => {
    const before = await findEscalation(trx, escalationId);
    if (before?.teamId !== workspace.teamId) return { refusal: "outsider" };
    const decision = attempt(move, before, person, at);
    if (!decision.allowed) return decision;
    const next = await nudging?.({ trx, before, person, at });
    if (next?.allowed === false) return next;
    const moved = await changeEscalation(
      trx,
      before,
      { status: decision.status, ...(next && { nudging: next.nudging }) },
      { kind, actorId: person.id },
      at,
    );
    // The transaction has the case to itself, so the revision just read is still the present one.
    if (!moved) throw new Error("a case changed under its own transaction");
    await oweAfterChange(trx, moved, at);
    for (const subject of tells?.(moved) ?? []) await owe(trx, moved, subject, at);
    return { moved };
  });
}

/** Slack names the clicker's own workspace, which in a shared channel is not ours. */
export function clickerOf(body: ButtonClick["body"], { workspace }: SlackDeps): Clicker {
  return { userId: body.user.id, homeTeamId: body.user.team_id ?? body.team?.id ?? workspace.teamId };
}
