import { h, part } from "./dom.ts";

const STAYS_MS = 8_000;

/** Says aloud, to those who listen to the page, what others see by themselves. */
export function announce(text: string): void {
  part("announcer").textContent = text;
}

/** Says for a while, at the edge of the page, that something did not work. */
export function complain(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  const note = h("p", { class: "toast" }, text);
  const away = h("button", { type: "button", class: "toast-away", "aria-label": "Dismiss" }, "×");
  note.append(away);
  away.addEventListener("click", () => {
    note.remove();
  });
  part("toasts").append(note);
  setTimeout(() => {
    note.remove();
  }, STAYS_MS);
}

/** Lets it happen; when it does not work, the person is told. */
export function doing(act: () => Promise<unknown>): void {
  act().catch(complain);
}
