import { liveParts } from "./live-parts.ts";
import { showBlocks } from "./on-screen.ts";
import type { ModalScreen, SeenField } from "./person.ts";
import { buttonsIn, viewerOf } from "./person-messages.ts";
import { type Block, elementsOf, optionsOf, type Placed } from "./server/block-kit/model.ts";
import type { Entered } from "./server/entered.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import { enteredIn, type OpenView } from "./server/modals.ts";

/** A field with the place it stands for. */
export interface Field {
  readonly seen: SeenField;
  readonly placed: Placed;
}

export function modalScreen(slack: LocalSlack, open: OpenView): ModalScreen {
  const { title, submit, close, callback_id, blocks: raw } = open.definition;
  const viewer = viewerOf(slack, open.userId);
  const body = showBlocks(open.blocks, viewer, (block, element) => {
    const entered = enteredIn(open, block, element);
    return entered === null
      ? null
      : { values: shown(entered), error: open.errors.get(block.block_id) ?? null };
  });
  const foot = [close?.text ?? "Close", submit?.text ?? null].filter((label) => label !== null);
  const notice = open.notice === null ? [] : [`⚠ ${open.notice}`];
  return {
    viewId: open.id,
    callbackId: callback_id,
    title: title.text,
    text: [title.text, body, ...notice, foot.map((label) => `[${label}]`).join(" ")].join("\n"),
    fields: fieldsOf(open).map(({ seen }) => seen),
    buttons: buttonsIn(open.blocks).map(({ label }) => label),
    submitLabel: submit?.text ?? null,
    closeLabel: close?.text ?? "Close",
    notice: open.notice,
    live: liveParts({ blocks: raw }),
  };
}

export function fieldsOf(open: OpenView): Field[] {
  return elementsOf(open.blocks).flatMap((placed) => {
    const { block, element } = placed;
    const entered = enteredIn(open, block, element);
    if (entered === null) return [];
    const values = shown(entered);
    return [
      {
        placed,
        seen: {
          label: labelOf(placed),
          optional: block.type === "input" && block.optional,
          value: values.length === 0 ? null : values.join(", "),
          error: open.errors.get(block.block_id) ?? null,
          hint: block.type === "input" ? (block.hint?.text ?? null) : null,
          kind: element.type,
          options: optionsOf(element).map(({ text }) => text.text),
        },
      },
    ];
  });
}

/** Outside of inputs the text beside an element is the nearest thing to a label. */
function labelOf({ block, element }: Placed): string {
  return beside(block) ?? element.placeholder?.text ?? element.action_id;
}

function beside(block: Block): string | null {
  if (block.type === "input") return block.label.text;
  return block.type === "section" ? (block.text?.text ?? null) : null;
}

function shown(entered: Entered): string[] {
  switch (entered.kind) {
    case "text":
    case "pick":
      return entered.value === null || entered.value === "" ? [] : [String(entered.value)];
    case "option":
      return entered.option === null ? [] : [entered.option.text.text];
    case "options":
      return entered.options.map(({ text }) => text.text);
  }
}
