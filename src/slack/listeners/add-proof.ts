import type { Escalation } from "../../domain/escalation.ts";
import { proofFactsOf, type ProofTarget } from "../../domain/gap-proof.ts";
import { findKeptMessage } from "../../store/kept-messages.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick, Choice } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { openDraftAtGap } from "../edit-draft.ts";
import { openFromMessage, tellAlone } from "../open-from-message.ts";
import { type Acting, actingPerson, asOwner, clickerOf } from "../people.ts";
import { placeMessage } from "../place-message.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import { readChoice } from "../views/proof-choice.ts";
import { addedMessage } from "../views/proof-outcome.ts";
import { messageIdIn } from "../views/proof-question.ts";

/** The answers to the question what a message is. Each takes the place of the question, which nobody else has seen. */

/** *Add this to…* */
export const chooseProof =
  (deps: SlackDeps) =>
  async (click: Choice): Promise<void> => {
    const { ack, body, action } = click;
    await ack();
    const acting = await actingPerson(deps, body.user.id);
    const person = asOwner(clickerOf(body), deps);
    const message = await findKeptMessage(deps.db, messageIdIn(action.block_id));
    const choice = readChoice(action.selected_option.value);
    const placed = await placeMessage(deps, person, message, choice, acting.reader);
    deps.wake();
    switch (placed.kind) {
      case "added": {
        const { escalation, target } = placed;
        if (proofFactsOf(target.code).form) await openForm(deps, click, acting, placed);
        await replace(click, addedMessage(escalation, target, acting.reader));
        return;
      }
      case "form_only":
        await openForm(deps, click, acting, placed);
        await tellAlone(click, placed.sentence);
        return;
      case "said":
        if (placed.settled) await replace(click, sayingMessage(placed.sentence));
        else await tellAlone(click, placed.sentence);
        return;
    }
  };

/** *Not evidence*. */
export const leaveOut =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    await click.ack();
    const { reader } = await actingPerson(deps, click.body.user.id);
    await replace(click, sayingMessage(reader.words.proof.leftOut));
  };

/** A choice or a date is asked for where *Add what is missing* asks for it. */
async function openForm(
  deps: SlackDeps,
  click: Choice,
  acting: Acting,
  { escalation, target }: { readonly escalation: Escalation; readonly target: ProofTarget },
): Promise<void> {
  const draft = await openDraftAtGap(deps, escalation, acting, target);
  await openFromMessage(deps, click, await draftScreen(deps, draft, acting), acting.reader);
}

async function replace({ respond }: Pick<ButtonClick, "respond">, message: Message): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: true, ...message });
}
