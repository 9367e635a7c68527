import type { ModalView } from "@slack/types";
import { isOwner, type Move, whyRefused } from "../domain/case-moves.ts";
import { caseName, type Escalation } from "../domain/escalation.ts";
import type { SlackDeps } from "./deps.ts";
import type { Submission } from "./draft-submission.ts";
import { makeMove, type MoveStory } from "./make-move.ts";
import { type CasePress, openFromMessage, tellAlone } from "./open-from-message.ts";
import { redrawModal } from "./open-modal.ts";
import { ourCase } from "./our-case.ts";
import { type Acting, actingPerson, asOwner, type Clicker, clickerOf, meetPerson } from "./people.ts";
import { refusalInWords } from "./refusals.ts";
import { caseIn, outcomeView, workingView } from "./views/case-form.ts";
import type { Reader } from "./views/reader.ts";
import type { Who } from "./who.ts";

/**
 * A move that needs a few words: a button opens a window over the case, and the window is told what came of it. Slack
 * wants its acknowledgement before it can be asked who the person is, so that is asked in between.
 */

/**
 * A button on a case opens the window, unless the case has moved on: whether the person may is decided at *submit*.
 * Somebody new is looked up once it is open, and then it speaks their language.
 */
export async function openCaseForm(
  deps: SlackDeps,
  press: CasePress,
  move: Move,
  draw: (escalation: Escalation, reader: Reader) => ModalView | Promise<ModalView>,
): Promise<void> {
  await press.ack();
  const { body, action, client } = press;
  const { reader, known } = await actingPerson(deps, body.user.id);
  const escalation = await ourCase(deps, deps.db, action.value ?? "");
  const person = asOwner(clickerOf(body), deps);
  // Who is a CSM is not known yet: only what would stop a CSM too is said at once.
  const refusal =
    escalation && isShownThere(escalation, press)
      ? whyRefused(move, escalation, { ...person, csm: true })
      : "outsider";
  if (!escalation || refusal) {
    await tellAlone(press, await refusalInWords(deps, refusal ?? "outsider", escalation, reader));
    return;
  }
  const opened = await openFromMessage(deps, press, await draw(escalation, reader), reader);
  if (known || opened.kind !== "opened") return;
  const met = await meetPerson(deps, client, body.user.id);
  if (met.reader.locale !== reader.locale)
    await redrawModal(deps, client, opened, await draw(escalation, met.reader));
}

/** The window says what the case is about, and a forged button may name any case: it opens where the case is read anyway. */
function isShownThere(escalation: Escalation, { body }: CasePress): boolean {
  return isOwner(escalation, body.user.id) || body.channel?.id === escalation.channelId;
}

/** What was submitted: refused at its blocks, or a move to make. */
export type Read<M extends Move> =
  | { readonly errors: Record<string, string> }
  /** Something has to be asked first that the window does not have yet. */
  | { readonly redraw: ModalView }
  | {
      readonly story: MoveStory<M>;
      /** What the person wrote, given back to them when the move is refused. */
      readonly typed: string;
      /** A look at Slack before the move; a sentence refuses it. */
      readonly check?: (context: FormContext) => Promise<string | null>;
    };

export interface FormContext {
  readonly deps: SlackDeps;
  readonly client: Submission["client"];
  readonly clicker: Clicker;
  readonly escalation: Escalation;
  readonly reader: Reader;
}

export async function answerCaseForm<M extends Move>(
  deps: SlackDeps,
  { ack, body, view, client }: Submission,
  who: Who,
  read: (view: Submission["view"], escalation: Escalation, person: Acting) => Read<M>,
  says: (moved: Escalation, reader: Reader) => string | Promise<string>,
): Promise<void> {
  const acting = await actingPerson(deps, body.user.id);
  const { reader } = acting;
  const { words } = reader;
  const escalation = await ourCase(deps, deps.db, caseIn(view));
  if (!escalation) {
    const gone = outcomeView(words.modal.gone.title, words.talk.refusals.outsider, null, reader);
    return ack({ response_action: "update", view: gone });
  }
  const submitted = read(view, escalation, acting);
  if ("errors" in submitted) return ack({ response_action: "errors", errors: submitted.errors });
  if ("redraw" in submitted) return ack({ response_action: "update", view: submitted.redraw });
  await ack({ response_action: "update", view: workingView(reader) });

  const { typed } = submitted;
  const show = async (sentence: string, given: string | null) => {
    const outcome = outcomeView(caseName(escalation), sentence, given, reader);
    await redrawModal(deps, client, { viewId: view.id }, outcome);
  };
  const context = { deps, client, clicker: clickerOf(body), escalation, reader };
  const done = await carryOut(context, who, submitted).catch(async (error: unknown) => {
    await show(words.modal.failed, typed);
    throw error;
  });
  if (typeof done === "string") return show(done, typed);
  await show(await says(done, reader), null);
}

/** The case as it is then, or the sentence why nothing was done. */
async function carryOut<M extends Move>(
  context: FormContext,
  who: Who,
  { story, check }: Extract<Read<M>, { story: MoveStory<M> }>,
): Promise<Escalation | string> {
  const { deps, escalation, reader } = context;
  const person = await who(context);
  if (!person) return reader.words.talk.cannotTell;
  const objection = await check?.(context);
  if (objection !== undefined && objection !== null) return objection;
  const made = await makeMove(deps, escalation.id, person, story);
  deps.wake();
  return "refusal" in made ? refusalInWords(deps, made.refusal, made.escalation, reader) : made.moved;
}
