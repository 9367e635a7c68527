import { h, icon } from "./dom.ts";

const clip = "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l8-8";

/** A file that comes along with a message: here a name is all there is to it. */
export interface Attachment {
  readonly button: HTMLElement;
  readonly row: HTMLElement;
  readonly name: () => string;
  readonly clear: () => void;
}

export function attachmentIn(where: string, changed: () => void): Attachment {
  const field = h("input", {
    type: "text",
    "aria-label": "Name of the file",
    placeholder: "screenshot.png",
    autocomplete: "off",
    "data-focus": `file/${where}`,
  });
  const away = h("button", { type: "button", class: "icon-button", "aria-label": "No file" }, "×");
  const row = h("div", { class: "attachment", hidden: true }, h("span", {}, "File"), field, away);
  const button = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Attach a file",
      title: "Attach a file",
      "aria-expanded": "false",
      "data-focus": `attach/${where}`,
    },
    icon(clip),
  );

  function show(isShown: boolean): void {
    row.hidden = !isShown;
    button.ariaExpanded = String(isShown);
    if (!isShown) field.value = "";
    changed();
  }
  button.addEventListener("click", () => {
    if (button.ariaDisabled === "true") return;
    const isShown = row.hidden === true;
    show(isShown);
    if (isShown) field.focus();
  });
  away.addEventListener("click", () => {
    show(false);
    button.focus();
  });
  field.addEventListener("input", changed);
  return {
    button,
    row,
    name: () => field.value.trim(),
    clear: () => {
      show(false);
    },
  };
}
