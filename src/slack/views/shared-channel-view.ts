import type { ModalView } from "@slack/types";
import { z } from "zod";
import { readCarried } from "./carried.ts";
import { blocksOf, bullets, buttons, heading, lines, paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** Before a case goes where other organisations read along: who they are. Closing the modal leaves the draft as it is. */

export const sharedChannelCallback = "shared_channel_send";
export const sharedChannelActions = { back: "shared_channel_back" } as const;

const metadataSchema = z.object({ draft: z.string(), level: z.string(), audience: z.string() });

export function readSharedChannelMetadata(view: { private_metadata: string }) {
  return readCarried(metadataSchema, view.private_metadata);
}

export interface SharedChannelScreen {
  readonly draftId: string;
  /** What was judged when the person pressed *Send*. */
  readonly level: string;
  readonly channel: string;
  /** Names of the other organisations; "" for one that Slack does not name. */
  readonly organisations: readonly string[];
  /** Tells these organisations from others. */
  readonly mark: string;
  /** They are others than the person has just agreed to. */
  readonly changed: boolean;
}

export function sharedChannelView(screen: SharedChannelScreen, { words }: Reader): ModalView {
  const { draftId, level, channel, organisations, mark, changed } = screen;
  const { shared } = words.routing;
  const names = organisations.map((name) => name || words.review.unknownOrganisation);
  const back = { action: sharedChannelActions.back, label: words.controls.buttons.back, value: draftId };
  return {
    type: "modal",
    callback_id: sharedChannelCallback,
    private_metadata: JSON.stringify({ draft: draftId, level, audience: mark }),
    title: plain(shared.title, 24),
    submit: plain(shared.send, 24),
    close: plain(words.modal.close, 24),
    blocks: blocksOf([
      ...(changed ? [lines([{ bold: shared.changed }])] : []),
      heading(shared.heading),
      paragraph(shared.text(channel)),
      bullets(names.map((name) => [{ bold: name }])),
      paragraph(shared.partner),
      buttons("shared_channel", back),
    ]),
  };
}
