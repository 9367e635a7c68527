import type { SeenMessage } from "../../playground/person.ts";
import type { Stage } from "../../playground/stage.ts";

/** Buttons that say something else than what was drawn: ids come back from the client. */

interface Element {
  action_id?: string;
  value?: string;
}

function buttonsOn({ slack }: Stage, viewer: string, { channelId, ts }: SeenMessage): Element[] {
  const message = slack.messagesFor(viewer, channelId).find((each) => each.ts === ts);
  return (message?.blocks ?? []).flatMap((block) =>
    block["type"] === "actions" && Array.isArray(block["elements"]) ? (block["elements"] as Element[]) : [],
  );
}

/** What the button with this action brings back. */
export function valueOn(stage: Stage, viewer: string, message: SeenMessage, action: string): string {
  const value = buttonsOn(stage, viewer, message).find((button) => button.action_id === action)?.value;
  if (value === undefined) throw new Error(`There is no ${action}.`);
  return value;
}

/** Rewrites what one button brings back. */
export function forge(
  stage: Stage,
  viewer: string,
  message: SeenMessage,
  action: string,
  forged: { readonly value: string; readonly action?: string },
): void {
  for (const button of buttonsOn(stage, viewer, message)) {
    if (button.action_id !== action) continue;
    button.value = forged.value;
    button.action_id = forged.action ?? action;
  }
}

/** A button that was on the message before it was drawn again, on a screen that has not heard of that. */
export function putBack(
  { slack }: Stage,
  viewer: string,
  { channelId, ts }: SeenMessage,
  button: { readonly action: string; readonly value: string; readonly label: string },
): void {
  const message = slack.messagesFor(viewer, channelId).find((each) => each.ts === ts);
  if (!message?.blocks) throw new Error("There is no such message.");
  const old = {
    type: "actions",
    block_id: `old_${message.blocks.length}`,
    elements: [
      {
        type: "button",
        action_id: button.action,
        value: button.value,
        text: { type: "plain_text", text: button.label, emoji: false },
      },
    ],
  };
  message.blocks = [...message.blocks, old];
}
