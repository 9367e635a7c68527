import { liveParts } from "./live-parts.ts";
import { showBlocks } from "./on-screen.ts";
import type { ModalScreen } from "./person-sees.ts";
import { type Field, fieldsIn, shown } from "./person-fields.ts";
import { buttonsIn, viewerOf } from "./person-messages.ts";
import { enteredIn } from "./server/filled.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import type { OpenView } from "./server/modals.ts";

export function modalScreen(slack: LocalSlack, open: OpenView): ModalScreen {
  const { title, submit, close, callback_id, blocks: raw } = open.definition;
  const viewer = viewerOf(slack, open.userId);
  const body = showBlocks(open.blocks, viewer, (block, element) => {
    const entered = enteredIn(open, block, element);
    return entered === null
      ? null
      : { values: shown(slack, entered), error: open.errors.get(block.block_id) ?? null };
  });
  const foot = [close?.text ?? "Close", submit?.text ?? null].filter((label) => label !== null);
  const notice = open.notice === null ? [] : [`⚠ ${open.notice}`];
  return {
    viewId: open.id,
    callbackId: callback_id,
    title: title.text,
    text: [title.text, body, ...notice, foot.map((label) => `[${label}]`).join(" ")].join("\n"),
    fields: fieldsOf(slack, open).map(({ seen }) => seen),
    buttons: buttonsIn(open.blocks).map(({ label }) => label),
    submitLabel: submit?.text ?? null,
    closeLabel: close?.text ?? "Close",
    notice: open.notice,
    live: liveParts({ blocks: raw }),
  };
}

export function fieldsOf(slack: LocalSlack, open: OpenView): Field[] {
  return fieldsIn(slack, open.blocks, {
    enteredIn: (block, element) => enteredIn(open, block, element),
    errors: open.errors,
  });
}
