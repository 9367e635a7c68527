import type { WebClient } from "@slack/web-api";
import type { DeliverySubject } from "../../domain/delivery.ts";
import { attempt, type Escalation, type Move, type Person, type Refusal } from "../../domain/escalation.ts";
import type { ChangeKind } from "../../store/audit.ts";
import { changeEscalation, findEscalation } from "../../store/escalations.ts";
import { owe, oweAfterChange } from "../../store/owed.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { actingPerson, asCsmIfTold, asRequester, type Clicker } from "../people.ts";
import { sayingMessage } from "../views/command-answers.ts";

/** *I have it*: one CSM takes the case, however many click at once; the requester is told. */
export const acknowledgeCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, {
    move: "acknowledge",
    kind: "acknowledged",
    who: asCsmIfTold,
    tells: ({ id }) => [{ kind: "case_notice", escalationId: id, notice: "acknowledged" }],
  });

/** *Withdraw*: the requester ends the case; the card stays and says so. */
export const withdrawCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, { move: "withdraw", kind: "withdrawn", who: asRequester, tells: () => [] });

interface MoveStory {
  readonly move: Move;
  readonly kind: ChangeKind;
  readonly who: (clicker: Clicker, deps: SlackDeps, client: WebClient) => Person | Promise<Person | null>;
  /** Messages of their own, besides the card and what else is drawn again. */
  readonly tells: (escalation: Escalation) => readonly DeliverySubject[];
}

/** A button on a case: decided on the stored case in one transaction, so that of two clicks one wins. */
async function moveCase(
  deps: SlackDeps,
  { ack, body, client, action, respond }: ButtonClick,
  story: MoveStory,
): Promise<void> {
  await ack();
  const clicker = clickerOf(body, deps);
  const { words } = (await actingPerson(deps, clicker.userId)).reader;
  const tell = (sentence: string) =>
    respond({ response_type: "ephemeral", replace_original: false, ...sayingMessage(sentence) });
  const person = await story.who(clicker, deps, client);
  if (!person) {
    await tell(words.talk.cannotTell);
    return;
  }
  const refusal = await makeMove(deps, action.value ?? "", person, story);
  if (refusal) await tell(words.talk.refusals[refusal]);
  else deps.wake();
}

async function makeMove(
  { db, now, workspace }: SlackDeps,
  escalationId: string,
  person: Person,
  { move, kind, tells }: MoveStory,
): Promise<Refusal | null> {
  const at = now();
  return db.transaction().execute(async (trx) => {
    const before = await findEscalation(trx, escalationId);
    if (before?.teamId !== workspace.teamId) return "outsider";
    const decision = attempt(move, before, person, at);
    if (!decision.allowed) return decision.refusal;
    const moved = await changeEscalation(
      trx,
      before,
      { status: decision.status },
      { kind, actorId: person.id },
      at,
    );
    // The transaction has the case to itself, so the revision just read is still the present one.
    if (!moved) throw new Error("a case changed under its own transaction");
    await oweAfterChange(trx, moved, at);
    for (const subject of tells(moved)) await owe(trx, moved, subject, at);
    return null;
  });
}

/** Slack names the clicker's own workspace, which in a shared channel is not ours. */
export function clickerOf(body: ButtonClick["body"], { workspace }: SlackDeps): Clicker {
  return { userId: body.user.id, homeTeamId: body.user.team_id ?? body.team?.id ?? workspace.teamId };
}
