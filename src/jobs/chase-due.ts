import {
  afterCardStands,
  afterChaseStep,
  type Chase,
  type ChaseStep,
  nextChaseStep,
} from "../domain/chase.ts";
import type { DeliverySubject } from "../domain/delivery.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { Change } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { findStandingCard } from "../store/deliveries.ts";
import { changeEscalation } from "../store/escalations.ts";
import { owe } from "../store/owed.ts";
import { chaseContextOf, type PlanSettings } from "../store/plan-contexts.ts";
import { takesMessages } from "../store/threads.ts";
import { inTransaction } from "../store/transactions.ts";

/** Whether it is to be said that nobody has taken a case. Part of the sweep (`nudge-due.ts`), and like it without a memory. */

/** How often a thread that takes no messages is looked at again. */
const lookAgainMs = 10 * 60_000;

export interface ChaseDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly settings: PlanSettings;
  /** Something is owed to Slack now. */
  readonly wake: () => void;
}

export interface Looked {
  /** The case has changed, or somebody else has changed it: it is looked at anew. */
  readonly setOut: boolean;
  /** When to look next; null when there is nothing to say. */
  readonly next: Date | null;
}

export async function chaseDue(deps: ChaseDeps, escalation: Escalation): Promise<Looked> {
  const { db, now, settings } = deps;
  const { chase, status, desk } = escalation;
  if (status.state !== "open") return { setOut: false, next: null };
  if (chase === null) return begin(deps, escalation);
  const at = now();
  const step = nextChaseStep(chase, desk, await chaseContextOf(db, escalation, settings), at);
  if (!step || step.at > at) return { setOut: false, next: step && step.at };
  if (step.kind === "call" && !(await takesMessages(db, escalation)))
    return { setOut: false, next: new Date(at.getTime() + lookAgainMs) };
  return setOut(deps, escalation, chase, step);
}

/** It begins when the card is posted; here only for cases of a version that did not chase yet. */
async function begin(deps: ChaseDeps, escalation: Escalation): Promise<Looked> {
  if (!(await findStandingCard(deps.db, escalation.id))) return { setOut: false, next: null };
  const begun = afterCardStands(escalation, deps.now());
  return change(deps, escalation, begun, { kind: "card_posted", actorId: null });
}

function setOut(deps: ChaseDeps, escalation: Escalation, chase: Chase, step: ChaseStep): Promise<Looked> {
  const { id: escalationId } = escalation;
  const { since, said: from } = chase;
  const tells = ({ revision }: Escalation): DeliverySubject =>
    step.kind === "tell"
      ? { kind: "unclaimed_notice", escalationId, since, revision }
      : { kind: "chase", escalationId, since, from, said: step.said, revision };
  const details = step.kind === "tell" ? { told: true } : { from, said: step.said };
  const as: Change = { kind: "chase_set_out", actorId: null, details };
  return change(deps, escalation, afterChaseStep(chase, step), as, tells);
}

/** The count and the message in one transaction; of two that set it out at once, one does. */
async function change(
  { db, now, wake }: ChaseDeps,
  escalation: Escalation,
  chase: Chase | null,
  as: Change,
  tells?: (changed: Escalation) => DeliverySubject,
): Promise<Looked> {
  const at = now();
  await inTransaction(db, async (trx) => {
    const changed = await changeEscalation(trx, escalation, { chase }, as, at);
    if (changed && tells) await owe(trx, changed, tells(changed), at);
  });
  wake();
  return { setOut: true, next: null };
}
