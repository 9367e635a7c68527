import { h } from "./dom.ts";

export interface MenuItem {
  readonly label: string;
  readonly choose: () => void;
  /** Among things to choose one of: whether it is the one. */
  readonly isChosen?: boolean;
}

export interface MenuGroup {
  readonly label: string | null;
  readonly items: readonly MenuItem[];
}

/** How the button looks, and what it is called on the page. */
interface Face {
  readonly face: readonly (Node | string)[];
  readonly label: string;
  readonly look: "icon-button" | "button choice";
  readonly focusName: string;
}

/** A button that opens a list to choose from: arrows and letters move in it, Escape and leaving it close it. */
export function menuButton(
  { face, label, look, focusName }: Face,
  groups: readonly MenuGroup[],
): HTMLElement {
  // What stands on the button is its name; a drawing needs one.
  const named = look === "icon-button" ? { "aria-label": label, title: label } : {};
  const button = h(
    "button",
    {
      type: "button",
      class: look,
      ...named,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-focus": focusName,
    },
    ...face,
  );
  const list = h("div", { class: "menu-list", role: "menu", "aria-label": label, hidden: true });
  const menu = h("div", { class: "menu" }, button, list);
  const entries: HTMLButtonElement[] = [];
  for (const group of groups) {
    const own = group.items.map((item) => entryFor(item, close));
    entries.push(...own);
    list.append(...(group.label === null ? own : [groupOf(group.label, own)]));
  }

  function close(giveBack: boolean): void {
    list.hidden = true;
    button.ariaExpanded = "false";
    if (giveBack) button.focus();
  }
  function open(): void {
    list.hidden = false;
    button.ariaExpanded = "true";
    menu.classList.toggle("up", button.getBoundingClientRect().bottom > window.innerHeight / 2);
    menu.classList.remove("back");
    menu.classList.toggle("back", list.getBoundingClientRect().right > window.innerWidth);
    (entries.find(({ ariaChecked }) => ariaChecked === "true") ?? entries[0])?.focus();
  }
  const here = () => entries.findIndex((entry) => entry === document.activeElement);
  function move(by: number): void {
    entries[(here() + by + entries.length) % entries.length]?.focus();
  }
  /** To the next one that begins with this letter. */
  function seek(letter: string): void {
    const from = here() + 1;
    const round = [...entries.slice(from), ...entries.slice(0, from)];
    round.find(({ textContent }) => textContent.toLowerCase().startsWith(letter))?.focus();
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
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) seek(event.key.toLowerCase());
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) close(false);
  });
  return menu;
}

function entryFor({ label, choose, isChosen }: MenuItem, close: (giveBack: boolean) => void) {
  return h(
    "button",
    {
      type: "button",
      role: isChosen === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": isChosen === undefined ? null : String(isChosen),
      tabindex: -1,
      onclick: () => {
        close(true);
        choose();
      },
    },
    label,
  );
}

function groupOf(label: string, entries: readonly HTMLElement[]): HTMLElement {
  return h(
    "div",
    { role: "group", "aria-label": label },
    h("p", { class: "menu-heading", "aria-hidden": "true" }, label),
    ...entries,
  );
}
