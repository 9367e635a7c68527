import { type Block, type Element, elementsOf } from "./block-kit/model.ts";
import { type Entered, initially, stateOf, stillFits } from "./entered.ts";
import type { Json, JsonObject } from "./json.ts";

/** Blocks on somebody's screen, with what that person changed in them. */
interface Filled {
  readonly blocks: readonly Block[];
  /** By `keyOf`; the rest shows its initial value. */
  readonly typed: ReadonlyMap<string, Entered>;
}

export function keyOf(block: Block, element: Element): string {
  return JSON.stringify([block.block_id, element.action_id]);
}

/** What stands in the element on screen now; null for elements that hold nothing. */
export function enteredIn({ typed }: Pick<Filled, "typed">, block: Block, element: Element): Entered | null {
  return typed.get(keyOf(block, element)) ?? initially(element);
}

/** Everything on screen that holds something, empty or not. */
export function stateValues(filled: Filled): JsonObject {
  const values: Record<string, Record<string, Json>> = {};
  for (const { block, element } of elementsOf(filled.blocks)) {
    const entered = enteredIn(filled, block, element);
    if (entered === null) continue;
    (values[block.block_id] ??= {})[element.action_id] = stateOf(element, entered);
  }
  return values;
}

/** What is left of it in these blocks: it stays where block id and action id stay and where it still fits. */
export function keptIn(blocks: readonly Block[], typed: ReadonlyMap<string, Entered>): Map<string, Entered> {
  const kept = new Map<string, Entered>();
  for (const { block, element } of elementsOf(blocks)) {
    const entered = typed.get(keyOf(block, element));
    if (entered !== undefined && stillFits(entered, element)) kept.set(keyOf(block, element), entered);
  }
  return kept;
}
