import { h } from "./dom.ts";

export interface MenuItem {
  readonly label: string;
  readonly choose: () => void;
}

/** A button that opens a short list of things to do: arrows move in it, Escape and leaving it close it. */
export function menuButton(
  face: Node | string,
  label: string,
  items: readonly MenuItem[],
  focusName: string,
): HTMLElement {
  const button = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-focus": focusName,
    },
    face,
  );
  const list = h("div", { class: "menu-list", role: "menu", "aria-label": label, hidden: true });
  const menu = h("div", { class: "menu" }, button, list);
  const entries = items.map(({ label: text, choose }) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: -1,
        onclick: () => {
          close(true);
          choose();
        },
      },
      text,
    ),
  );
  list.append(...entries);

  function close(giveBack: boolean): void {
    list.hidden = true;
    button.ariaExpanded = "false";
    if (giveBack) button.focus();
  }
  function open(): void {
    list.hidden = false;
    button.ariaExpanded = "true";
    menu.classList.toggle("up", button.getBoundingClientRect().bottom > window.innerHeight / 2);
    entries[0]?.focus();
  }
  function move(by: number): void {
    const here = entries.findIndex((entry) => entry === document.activeElement);
    entries[(here + by + entries.length) % entries.length]?.focus();
  }

  button.addEventListener("click", () => {
    if (list.hidden) open();
    else close(true);
  });
  menu.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") close(true);
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) close(false);
  });
  return menu;
}
