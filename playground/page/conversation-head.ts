import { h, part } from "./dom.ts";
import { showPane } from "./panes.ts";
import { redrawWhole } from "./redraw.ts";

/** What stands above the pane in the middle: its name, and what else is to be known of it. */
export function drawHead(title: string, badges: readonly string[]): void {
  redrawWhole(part("conversation-head"), JSON.stringify([title, badges]), () => {
    const toSidebar = () => {
      showPane("sidebar");
      document.querySelector<HTMLElement>('#sidebar [aria-current="true"]')?.focus();
    };
    return [
      h(
        "button",
        { type: "button", class: "back", "data-focus": "back/sidebar", onclick: toSidebar },
        "‹ Channels",
      ),
      h("h1", { id: "conversation-name" }, title),
      ...badges.map((badge) => h("span", { class: "badge" }, badge)),
    ];
  });
}
