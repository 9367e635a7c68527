import type { BlockAction, RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ModalView } from "@slack/types";
import type { SlackDeps } from "./deps.ts";
import { tellInDm } from "./tell-in-dm.ts";
import { type Opened, openModal, redrawModal, whyNotOpen } from "./open-modal.ts";
import { sayingMessage } from "./views/command-answers.ts";
import type { Reader } from "./views/reader.ts";

/** A button on a message opens a modal, or is answered by a sentence to the person alone. */

/** A button was pressed, or one chosen from a menu of them. */
export interface Press {
  readonly ack: () => Promise<void>;
  readonly body: Pick<BlockAction, "user" | "team" | "channel" | "trigger_id" | "view">;
  readonly client: WebClient;
  /** Absent in the Home, as the library knows: there is nothing there to answer to. */
  readonly respond: RespondFn;
}

/** The window in which it was pressed: none on a message, nor in the Home, which is drawn by nobody but the runner. */
export function windowOf({ view }: Pick<BlockAction, "view">): BlockAction["view"] {
  return view?.type === "modal" ? view : undefined;
}

/** Whether it was pressed in the Home. */
export function isInHome({ view }: Pick<BlockAction, "view">): boolean {
  return view?.type === "home";
}

/** The case that the button stands on, as it says itself. */
export interface CasePress extends Press {
  readonly action: { readonly value?: string | undefined };
}

export async function openFromMessage(
  deps: SlackDeps,
  press: Press,
  screen: ModalView,
  reader: Reader,
): Promise<Opened> {
  const opened = await openModal(deps, press.client, press.body.trigger_id, screen);
  const why = whyNotOpen(opened, reader);
  if (why) {
    const { body } = press;
    if (isInHome(body)) await tellInDm(deps, body.user.id, why.hint, body.trigger_id);
    else await tellAlone(press, why.sentence);
  }
  return opened;
}

export async function tellAlone({ respond }: Pick<Press, "respond">, sentence: string): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: false, ...sayingMessage(sentence) });
}

/** Where the button stood: in a modal, which says it instead of what it showed, on a message, or in the Home, by a modal. */
export async function tellThere(
  deps: SlackDeps,
  press: Press,
  sentence: string,
  draw: (sentence: string) => ModalView,
  reader: Reader,
): Promise<void> {
  const view = windowOf(press.body);
  if (view) await redrawModal(deps, press.client, { viewId: view.id }, draw(sentence));
  else if (isInHome(press.body)) await openFromMessage(deps, press, draw(sentence), reader);
  else await tellAlone(press, sentence);
}
