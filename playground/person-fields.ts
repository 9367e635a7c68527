import type { SeenField } from "./person-sees.ts";
import { type Block, type Element, elementsOf, optionsOf, type Placed } from "./server/block-kit/model.ts";
import { type Entered, takes } from "./server/entered.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import { isMet } from "./server/web-api/people.ts";
import { isExternal, type User } from "./server/world.ts";

/** A field with the place it stands for. */
export interface Field {
  readonly seen: SeenField;
  readonly placed: Placed;
}

/** What stands in the fields, and what is wrong with it. */
interface Filled {
  readonly enteredIn: (block: Block, element: Element) => Entered | null;
  /** By block id. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Everything that can be filled or chosen, in a modal or on a message. */
export function fieldsIn(
  slack: LocalSlack,
  blocks: readonly Block[],
  { enteredIn, errors }: Filled,
): Field[] {
  return elementsOf(blocks).flatMap((placed) => {
    const { block, element } = placed;
    const entered = enteredIn(block, element) ?? takes(element);
    if (entered === null) return [];
    const values = shown(slack, entered);
    return [
      {
        placed,
        seen: {
          label: labelOf(placed),
          optional: block.type === "input" && block.optional,
          value: values.length === 0 ? null : values.join(", "),
          error: errors.get(block.block_id) ?? null,
          hint: block.type === "input" ? (block.hint?.text ?? null) : null,
          kind: element.type,
          options: offered(slack, element),
        },
      },
    ];
  });
}

function offered(slack: LocalSlack, element: Element): string[] {
  return element.type === "users_select"
    ? peopleToChoose(slack).map(({ realName }) => realName)
    : optionsOf(element).map(({ text }) => text.text);
}

/** A menu of people has everybody who is active and known here, bots too. */
export function peopleToChoose({ world }: LocalSlack): User[] {
  return [...world.users.values()].filter(
    (user) => !user.deleted && (!isExternal(world, user) || isMet(world, user)),
  );
}

/** Outside of inputs the text beside an element is the nearest thing to a label. */
function labelOf({ block, element }: Placed): string {
  return beside(block) ?? element.placeholder?.text ?? element.action_id;
}

function beside(block: Block): string | null {
  if (block.type === "input") return block.label.text;
  return block.type === "section" ? (block.text?.text ?? null) : null;
}

/** Visible texts: what was typed, or the texts and names of what was chosen. */
export function shown({ world }: LocalSlack, entered: Entered): string[] {
  switch (entered.kind) {
    case "text":
      return entered.value === null || entered.value === "" ? [] : [entered.value];
    case "pick": {
      if (entered.value === null || entered.value === "") return [];
      const value = String(entered.value);
      return [entered.key === "selected_user" ? (world.users.get(value)?.realName ?? value) : value];
    }
    case "option":
      return entered.option === null ? [] : [entered.option.text.text];
    case "options":
      return entered.options.map(({ text }) => text.text);
  }
}

/** Where Slack finds it. */
export function placeOf({ placed: { block, element } }: Field): { blockId: string; actionId: string } {
  return { blockId: block.block_id, actionId: element.action_id };
}
