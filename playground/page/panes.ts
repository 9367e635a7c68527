import { doing } from "./notice.ts";

/** On a narrow screen there is one pane at a time; a wide one shows them side by side and does not care. */
export type Pane = "sidebar" | "conversation" | "thread";

const narrow = window.matchMedia("(max-width: 719px)");

export function showPane(pane: Pane): void {
  document.body.dataset["pane"] = pane;
}

export function isOnScreen(pane: Pane): boolean {
  return !narrow.matches || document.body.dataset["pane"] === pane;
}

/** Does it, then puts the focus into the composer of that pane, unless the person has gone elsewhere meanwhile. */
export function thenCompose(pane: "conversation" | "thread", act: () => Promise<unknown>): void {
  thenFocus(`#${pane} textarea`, act);
}

/** As `thenCompose`, into the first that the selector finds. */
export function thenFocus(selector: string, act: () => Promise<unknown>): void {
  const from = document.activeElement;
  doing(async () => {
    await act();
    const now = document.activeElement;
    if (now !== null && now !== document.body && now !== from && !isDrawnAnew(from, now)) return;
    document.querySelector<HTMLElement>(selector)?.focus();
  });
}

/** What was pressed may have been, and what has no name is never the same. */
function isDrawnAnew(from: Element | null, now: Element): boolean {
  const name = now.getAttribute("data-focus");
  return name !== null && name === from?.getAttribute("data-focus");
}
