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
import { changeOrUndo, decideInTurn, findEscalation } from "../../store/escalations.ts";
import { owe, oweAfterChange } from "../../store/owed.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { tellAlone } from "../open-from-message.ts";
import {
  actingPerson,
  asCsmIfTold,
  asRequester,
  asRequesterOrCsm as asEither,
  type Clicker,
} from "../people.ts";
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
  return asEither(clicker, await findEscalation(deps.db, escalationId), deps, client);
}

/** Why the requester's move is refused, as the case stands now; null when it is not. */
export function whyNotRequesters(
  deps: SlackDeps,
  move: Move,
  escalation: Escalation | null,
  { body }: Pick<ButtonClick, "body">,
): Refusal | null {
  if (escalation?.teamId !== deps.workspace.teamId) return "outsider";
  const decision = attempt(move, escalation, asRequester(clickerOf(body, deps), deps), deps.now());
  return decision.allowed ? null : decision.refusal;
}

/** A button on a case: decided on the stored case in one transaction, so that of two clicks one wins. */
export async function moveCase(deps: SlackDeps, click: ButtonClick, story: MoveStory): Promise<void> {
  const { ack, body, client, action } = click;
  await ack();
  const clicker = clickerOf(body, deps);
  const { reader } = await actingPerson(deps, clicker.userId);
  const { words } = reader;
  const escalationId = action.value ?? "";
  const person = await story.who({ clicker, deps, client, escalationId });
  if (!person) {
    await tellAlone(click, words.talk.cannotTell);
    return;
  }
  const made = await makeMove(deps, escalationId, person, story);
  if ("refusal" in made) {
    await tellAlone(click, words.talk.refusals[made.refusal]);
    return;
  }
  deps.wake();
  if (story.says) await tellAlone(click, story.says(made.moved, reader));
}

async function makeMove(
  { db, now, workspace }: SlackDeps,
  escalationId: string,
  person: Person,
  { move, kind, nudging, tells }: MoveStory,
): Promise<{ readonly moved: Escalation } | { readonly refusal: Refusal | NudgingRefusal }> {
  const at = now();
  return decideInTurn(db, async (trx) => {
    const before = await findEscalation(trx, escalationId);
    if (before?.teamId !== workspace.teamId) return { refusal: "outsider" };
    const decision = attempt(move, before, person, at);
    if (!decision.allowed) return decision;
    const next = await nudging?.({ trx, before, person, at });
    if (next?.allowed === false) return next;
    const moved = await changeOrUndo(
      trx,
      before,
      { status: decision.status, ...(next && { nudging: next.nudging }) },
      { kind, actorId: person.id },
      at,
    );
    await oweAfterChange(trx, moved, at);
    for (const subject of tells?.(moved) ?? []) await owe(trx, moved, subject, at);
    return { moved };
  });
}

/** Slack names the clicker's own workspace, which in a shared channel is not ours. */
function clickerOf(body: ButtonClick["body"], { workspace }: SlackDeps): Clicker {
  return { userId: body.user.id, homeTeamId: body.user.team_id ?? body.team?.id ?? workspace.teamId };
}
