import { h } from "./dom.ts";
import { type Is, isMaybe, isObject, isOneOf, isString } from "./guards.ts";

const isLabel = isObject({ text: isString });
export const isConfirm = isObject({
  title: isLabel,
  text: isLabel,
  confirm: isMaybe(isLabel),
  deny: isMaybe(isLabel),
  style: isMaybe(isOneOf("primary", "danger")),
});
type Confirm = Is<typeof isConfirm>;

/** Asks before something is done, as Slack does; anything but the confirming button is a no. */
export function confirmed({ title, text, confirm, deny, style = "primary" }: Confirm): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "confirm", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
      h("h2", { id: "confirm-title" }, title.text),
      h("p", { id: "confirm-text" }, text.text),
      h(
        "form",
        { method: "dialog", class: "confirm-buttons" },
        h("button", { class: "button", value: "no" }, deny?.text ?? "Cancel"),
        h("button", { class: `button ${style}`, value: "yes" }, confirm?.text ?? "Yes"),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
