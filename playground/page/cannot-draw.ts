import { h } from "./dom.ts";
import { isObject, isString } from "./guards.ts";

const isTyped = isObject({ type: isString });

/** What the page does not know is shown as such, and not left out. */
export function cannotDraw(part: unknown): HTMLElement {
  const type = isTyped(part) ? part.type : "something without a type";
  return h("span", { class: "cannot-draw", "data-cannot-draw": type }, `The page cannot draw ${type}.`);
}
