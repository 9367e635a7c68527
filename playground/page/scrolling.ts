import { type Item, redraw } from "./redraw.ts";

const NEAR_END_PX = 60;

/** What each list shows, and whether its end is being read. */
const lists = new WeakMap<HTMLElement, { sign: string; atEnd: boolean }>();

/** A list that stays where it is read: at its end, when that is where it was, even when it grows or gets narrower. */
export function drawScrolling(list: HTMLElement, sign: string, items: readonly Item[]): void {
  const state = stateOf(list);
  if (state.sign !== sign) state.atEnd = true;
  state.sign = sign;
  redraw(list, items);
  if (state.atEnd) toEnd(list);
}

/** Who has just written wants to see it. */
export function followEnd(list: HTMLElement): void {
  stateOf(list).atEnd = true;
  toEnd(list);
}

function stateOf(list: HTMLElement): { sign: string; atEnd: boolean } {
  const known = lists.get(list);
  if (known !== undefined) return known;
  const state = { sign: "", atEnd: true };
  lists.set(list, state);
  list.addEventListener("scroll", () => {
    state.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
  });
  new ResizeObserver(() => {
    if (state.atEnd) toEnd(list);
  }).observe(list);
  return state;
}

function toEnd(list: HTMLElement): void {
  list.scrollTop = list.scrollHeight;
}
