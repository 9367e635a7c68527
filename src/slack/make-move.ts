import type { ChangeKind } from "../domain/case-events.ts";
import type { DeliverySubject } from "../domain/delivery.ts";
import { attempt, type GivenFor, type Move, type Refusal } from "../domain/case-moves.ts";
import { afterMove } from "../domain/chase.ts";
import type { OwnerRefusal } from "../domain/co-owners.ts";
import type { Escalation, Person } from "../domain/escalation.ts";
import type { Answer, NudgingRefusal } from "../domain/nudging-moves.ts";
import type { EventDetails } from "../store/audit.ts";
import { changeOrUndo, type EscalationChange } from "../store/escalations.ts";
import { decideInTurn } from "../store/transactions.ts";
import { owe, oweAfterChange } from "../store/owed.ts";
import type { SlackDeps } from "./deps.ts";
import { ourCase } from "./our-case.ts";

/** A move of a case: decided on the stored case in one transaction, so that of two people who make one, one wins. */

type Trx = Parameters<typeof oweAfterChange>[0];

/** What a move is decided on, within its transaction. */
export interface MoveFacts {
  readonly trx: Trx;
  readonly before: Escalation;
  readonly person: Person;
  readonly at: Date;
}

export type MoveRefusal = Refusal | NudgingRefusal | OwnerRefusal;
/** What else of the case changes, or why the move is refused. */
type Changes = EscalationChange | { readonly refusal: MoveRefusal };

export interface MoveStory<M extends Move> {
  readonly move: M;
  readonly kind: ChangeKind | ((before: Escalation) => ChangeKind);
  /** What the move is told besides who makes it. */
  readonly given: GivenFor<M>;
  readonly details?: EventDetails | ((facts: MoveFacts) => EventDetails);
  /** Slack may tell of one doing twice: whether this one was done already, and nothing more is to happen. */
  readonly wasMade?: (facts: MoveFacts) => Promise<boolean>;
  /** What the bot does by itself from then on, which may refuse the move. Absent: as before. */
  readonly nudging?: (facts: MoveFacts) => Answer | Promise<Answer>;
  /** In the same transaction. */
  readonly changes?: (facts: MoveFacts) => Changes | Promise<Changes>;
  /** Messages of their own, besides the card and what else is drawn again. */
  readonly tells?: (
    moved: Escalation,
    before: Escalation,
    facts: MoveFacts,
  ) => readonly DeliverySubject[] | Promise<readonly DeliverySubject[]>;
}

export type Made =
  | { readonly moved: Escalation }
  /** `escalation`: as it stands, for telling what came in between; null when it is none of ours. */
  | { readonly refusal: MoveRefusal; readonly escalation: Escalation | null };

export async function makeMove<M extends Move>(
  deps: SlackDeps,
  escalationId: string,
  person: Person,
  { move, kind, given, details, wasMade, nudging, changes, tells }: MoveStory<M>,
): Promise<Made> {
  const at = deps.now();
  return decideInTurn(deps.db, async (trx): Promise<Made> => {
    const before = await ourCase(deps, trx, escalationId);
    if (!before) return { refusal: "outsider", escalation: null };
    const refused = async (refusal: MoveRefusal): Promise<Made> => {
      // What they clicked on may show the case as it was.
      await oweAfterChange(trx, before, at);
      return { refusal, escalation: before };
    };
    if (await wasMade?.({ trx, before, person, at })) return { moved: before };
    const decision = attempt(move, before, person, at, ...given);
    if (!decision.allowed) return refused(decision.refusal);
    const { status } = decision;
    const facts = { trx, before: { ...before, status }, person, at };
    const next = await nudging?.(facts);
    if (next?.allowed === false) return refused(next.refusal);
    const more = await changes?.(facts);
    if (more && "refusal" in more) return refused(more.refusal);
    const moved = await changeOrUndo(
      trx,
      before,
      {
        status,
        chase: afterMove(before, status, at),
        ...(next && { nudging: next.nudging }),
        ...more,
      },
      {
        kind: typeof kind === "function" ? kind(before) : kind,
        actorId: person.id,
        ...(details && { details: detailsOn(details, facts) }),
      },
      at,
    );
    await oweAfterChange(trx, moved, at);
    for (const subject of (await tells?.(moved, before, facts)) ?? []) await owe(trx, moved, subject, at);
    return { moved };
  });
}

function detailsOn(details: NonNullable<MoveStory<Move>["details"]>, facts: MoveFacts): EventDetails {
  return typeof details === "function" ? details(facts) : details;
}
