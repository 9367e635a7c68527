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
  const from = document.activeElement;
  doing(async () => {
    await act();
    const now = document.activeElement;
    if (now !== null && now !== document.body && now !== from && nameOf(now) !== nameOf(from)) return;
    document.querySelector<HTMLElement>(`#${pane} textarea`)?.focus();
  });
}

/** What was pressed may have been drawn anew. */
function nameOf(element: Element | null): string {
  return element?.getAttribute("data-focus") ?? "";
}
