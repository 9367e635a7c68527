/** One of the things a list shows: drawn again only when its sign is another. */
export interface Item {
  readonly key: string;
  /** All that decides how it looks. */
  readonly sign: string;
  readonly draw: () => HTMLElement;
}

const signs = new WeakMap<Element, string>();

/** Brings the children of `parent` in line with the items, and leaves alone what stays as it is. */
export function redraw(parent: HTMLElement, items: readonly Item[]): void {
  keepingFocus(parent, () => {
    const there = new Map<string, HTMLElement>();
    for (const child of parent.children) {
      if (child instanceof HTMLElement && child.dataset["key"] !== undefined)
        there.set(child.dataset["key"], child);
    }
    const wanted = items.map(({ key, sign, draw }) => {
      const old = there.get(key);
      if (old !== undefined && signs.get(old) === sign) return old;
      const fresh = draw();
      fresh.dataset["key"] = key;
      signs.set(fresh, sign);
      return fresh;
    });
    const staying = new Set<Element>(wanted);
    for (const child of [...parent.children]) if (!staying.has(child)) child.remove();
    for (const [index, element] of wanted.entries()) {
      const here = parent.children[index];
      if (here !== element) parent.insertBefore(element, here ?? null);
    }
  });
}

/** Draws all of `parent` anew when the sign is another. */
export function redrawWhole(parent: HTMLElement, sign: string, draw: () => readonly (Node | string)[]): void {
  if (signs.get(parent) === sign) return;
  signs.set(parent, sign);
  keepingFocus(parent, () => {
    parent.replaceChildren(...draw());
  });
}

/**
 * Whoever had the focus has it afterwards: the same element or, when it was drawn anew, the one with its `data-focus`;
 * when that is gone, what it stood in.
 */
function keepingFocus(parent: HTMLElement, act: () => void): void {
  const before = document.activeElement;
  const held = before instanceof HTMLElement && parent.contains(before) ? before : null;
  const name = held?.dataset["focus"];
  const key = held?.closest<HTMLElement>("[data-key]")?.dataset["key"];
  const selection =
    before instanceof HTMLTextAreaElement || (before instanceof HTMLInputElement && before.type === "text")
      ? ([before.selectionStart, before.selectionEnd] as const)
      : null;
  act();
  if (held === null || document.activeElement === before) return;
  const all = [...parent.querySelectorAll<HTMLElement>("[data-focus], [data-key]")];
  const after =
    all.find((each) => name !== undefined && each.dataset["focus"] === name) ??
    all.find((each) => key !== undefined && each.dataset["key"] === key);
  after?.focus({ preventScroll: true });
  if (selection && (after instanceof HTMLTextAreaElement || after instanceof HTMLInputElement))
    after.setSelectionRange(...selection);
}
