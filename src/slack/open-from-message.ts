import type { BlockAction, RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ModalView } from "@slack/types";
import type { SlackDeps } from "./deps.ts";
import { type Opened, openModal, redrawModal, whyNotOpen } from "./open-modal.ts";
import { sayingMessage } from "./views/command-answers.ts";
import type { Reader } from "./views/reader.ts";

/** A button on a message opens a modal, or is answered by a sentence to the person alone. */

/** A button was pressed, or one chosen from a menu of them. */
export interface Press {
  readonly ack: () => Promise<void>;
  readonly body: Pick<BlockAction, "user" | "team" | "channel" | "trigger_id" | "view">;
  readonly client: WebClient;
  readonly respond: RespondFn;
}

/** The case that the button stands on, as it says itself. */
export interface CasePress extends Press {
  readonly action: { readonly value?: string | undefined };
}

export async function openFromMessage(
  deps: Pick<SlackDeps, "log">,
  press: Press,
  screen: ModalView,
  reader: Reader,
): Promise<Opened> {
  const opened = await openModal(deps, press.client, press.body.trigger_id, screen);
  const why = whyNotOpen(opened, reader);
  if (why) await tellAlone(press, why.sentence);
  return opened;
}

export async function tellAlone({ respond }: Pick<Press, "respond">, sentence: string): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: false, ...sayingMessage(sentence) });
}

/** Where the button stood: in a modal, which says it instead of what it showed, or on a message. */
export async function tellThere(
  deps: Pick<SlackDeps, "log">,
  press: Press,
  sentence: string,
  draw: (sentence: string) => ModalView,
): Promise<void> {
  const { view } = press.body;
  if (view) await redrawModal(deps, press.client, { viewId: view.id }, draw(sentence));
  else await tellAlone(press, sentence);
}
