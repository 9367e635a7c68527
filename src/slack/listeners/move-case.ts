import { type Move, type Refusal, whyRefused } from "../../domain/case-moves.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { reopeningAfter } from "../../domain/nudge-plan.ts";
import { afterEnd } from "../../domain/nudging-moves.ts";
import { planContextOf } from "../../store/plan-contexts.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { makeMove, type MoveRefusal, type MoveStory } from "../make-move.ts";
import { tellThere } from "../open-from-message.ts";
import { ourCase } from "../our-case.ts";
import { actingPerson, asOwner, clickerOf } from "../people.ts";
import { refusalInWords } from "../refusals.ts";
import { outcomeView } from "../views/case-form.ts";
import type { Reader } from "../views/reader.ts";
import { asCsmOfCase, asOwnerOfCase, type Who } from "../who.ts";

/** *I have it*: one CSM takes the case, however many click at once; the requester is told. */
export const acknowledgeCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, asCsmOfCase, {
    move: "acknowledge",
    kind: "acknowledged",
    given: [],
    tells: ({ id, revision }, _, { person }) => [
      { kind: "case_notice", escalationId: id, notice: "acknowledged", revision, by: person.id },
    ],
  });

/** *Withdraw*: the requester ends the case; the card stays and says so, and who has it is called. */
export const withdrawCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(deps, click, asOwnerOfCase, {
    move: "withdraw",
    kind: "withdrawn",
    given: [],
    nudging: async ({ trx, before, at }) => ({
      allowed: true,
      nudging: afterEnd(before.nudging, reopeningAfter(at, await planContextOf(trx, before, deps.settings))),
    }),
    tells: ({ id, revision }, { status }, { person }) =>
      status.state === "acknowledged"
        ? [{ kind: "step_note", escalationId: id, step: "withdrawn", revision, by: person.id, to: status.by }]
        : [],
  });

/** Why the owners' move is refused, as the case stands now; null when it is not. */
export function whyNotOwners(
  deps: SlackDeps,
  move: Move,
  escalation: Escalation | null,
  { body }: Pick<ButtonClick, "body">,
): Refusal | null {
  if (!escalation) return "outsider";
  return whyRefused(move, escalation, asOwner(clickerOf(body), deps));
}

/**
 * A button on a case. `says`: what the person who clicked is told, when the card does not say enough. `check`: a look at
 * Slack before the move; null when nothing speaks against it.
 */
export async function moveCase<M extends Move>(
  deps: SlackDeps,
  click: ButtonClick,
  who: Who,
  story: MoveStory<M>,
  says?: (moved: Escalation, reader: Reader) => string,
  check?: (escalation: Escalation) => Promise<MoveRefusal | "untold" | null>,
): Promise<void> {
  const { ack, body, client, action } = click;
  await ack();
  const clicker = clickerOf(body);
  const { reader } = await actingPerson(deps, clicker.userId);
  const { words } = reader;
  const escalationId = action.value ?? "";
  const escalation = await ourCase(deps, deps.db, escalationId);
  const tell = (sentence: string) =>
    tellThere(
      deps,
      click,
      sentence,
      (said) => outcomeView(escalation ? caseName(escalation) : "", said, null, reader),
      reader,
    );
  const person = await who({ clicker, deps, client, escalation });
  if (!person) return tell(words.talk.cannotTell);
  // Whoever may not do it at all is told that by the move itself.
  const may = escalation !== null && whyRefused(story.move, escalation, person) === null;
  const objection = may && check ? await check(escalation) : null;
  if (objection === "untold") return tell(words.talk.cannotTell);
  if (objection) return tell(await refusalInWords(deps, objection, escalation, reader));
  const made = await makeMove(deps, escalationId, person, story);
  deps.wake();
  if ("refusal" in made) return tell(await refusalInWords(deps, made.refusal, made.escalation, reader));
  if (says) await tell(says(made.moved, reader));
}
