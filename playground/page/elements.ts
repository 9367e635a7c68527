import { cannotDraw } from "./cannot-draw.ts";
import { confirmed, isConfirm } from "./confirm.ts";
import { h, icon } from "./dom.ts";
import { isMaybe, isObject, isOneOf, isString, type Is, type JsonObject } from "./guards.ts";
import { controlFor } from "./inputs.ts";
import { menuButton } from "./menu.ts";
import type { Viewer } from "./names.ts";
import { doing } from "./notice.ts";
import { choicesOf, type Entered, type Menu, menuOf, valueIn } from "./options.ts";
import type { StateValues } from "./wire.ts";

/** Where elements stand that act at once: in a message, or in a modal but not in an input. */
export interface Acting {
  readonly viewer: Viewer;
  /** Unique on the page, for the way back of the focus. */
  readonly name: string;
  /** What was chosen before. */
  readonly values: StateValues;
  readonly press: (blockId: string, actionId: string) => Promise<unknown>;
  readonly choose: (blockId: string, actionId: string, entered: Entered) => Promise<unknown>;
}

const isElement = isObject({ type: isString, action_id: isString, confirm: isMaybe(isConfirm) });
type Known = Is<typeof isElement>;
const isButton = isObject({
  type: isOneOf("button"),
  text: isObject({ text: isString }),
  style: isMaybe(isOneOf("primary", "danger")),
});

const dots = "M5 11.5v1M12 11.5v1M19 11.5v1";

export function drawElement(element: JsonObject, blockId: string, acting: Acting): HTMLElement {
  if (!isElement(element)) return cannotDraw(element);
  const focusName = `${acting.name}/${blockId}/${element.action_id}`;
  if (isButton(element)) return drawButton(element, blockId, focusName, acting);
  const menu = menuOf(element, acting.viewer.people);
  const act = (entered: Entered) => asked(element, () => acting.choose(blockId, element.action_id, entered));
  const value = valueIn(acting.values[blockId]?.[element.action_id]);
  if (menu === null || menu.type === "radio_buttons")
    return drawControl(element, focusName, value, act, acting.viewer);
  return drawMenu(menu, focusName, value, act);
}

/** Does it unless the person thinks better of it, and says whether it was done. */
async function asked({ confirm }: Known, act: () => Promise<unknown>): Promise<boolean> {
  const isMeant = confirm === undefined || (await confirmed(confirm));
  if (isMeant) await act();
  return isMeant;
}

function drawButton(
  element: Known & Is<typeof isButton>,
  blockId: string,
  focusName: string,
  acting: Acting,
): HTMLElement {
  const button = h(
    "button",
    {
      type: "button",
      class: `button ${element.style ?? "plain"}`,
      "data-drawn": "button",
      "data-focus": focusName,
    },
    h("span", { "data-drawn": "plain_text" }, element.text.text),
  );
  const press = async () => {
    // A second click while the first is under way is the same wish.
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      await asked(element, () => acting.press(blockId, element.action_id));
    } finally {
      button.ariaBusy = "false";
    }
  };
  button.addEventListener("click", () => {
    doing(press);
  });
  return button;
}

type Act = (entered: Entered) => Promise<boolean>;

/** It shows by itself what was chosen: the message around it is drawn anew only when the app changes it. */
function drawMenu(menu: Menu, focusName: string, first: string, act: Act): HTMLElement {
  const place = h("div", { "data-drawn": menu.type });
  const isOverflow = menu.type === "overflow";
  function show(value: string): void {
    const held = place.contains(document.activeElement);
    const chosen = choicesOf(menu).find((choice) => choice.value === value);
    const before = chosen === undefined ? [] : [h("span", { class: "unseen" }, `${menu.placeholder}: `)];
    const groups = menu.groups.map(({ label, choices }) => ({
      label,
      items: choices.map((choice) => ({
        label: choice.label,
        choose: () => {
          doing(async () => {
            if ((await act(choice.entered)) && !isOverflow) show(choice.value);
          });
        },
        ...(isOverflow ? {} : { isChosen: choice === chosen }),
      })),
    }));
    const face = isOverflow ? [icon(dots)] : [...before, chosen?.label ?? menu.placeholder];
    const look = isOverflow ? "icon-button" : "button choice";
    place.replaceChildren(menuButton({ face, label: menu.placeholder, look, focusName }, groups));
    if (held) place.querySelector("button")?.focus();
  }
  show(first);
  return place;
}

/** A date is told when the person has left it, a radio button as soon as it is chosen. */
function drawControl(
  element: Known,
  focusName: string,
  first: string,
  act: Act,
  { people }: Viewer,
): HTMLElement {
  let told = first;
  const control = controlFor({ ...element }, focusName, "", people);
  if (control === null) return cannotDraw(element);
  control.write(first);
  control.element.addEventListener(control.isTyped ? "focusout" : "change", () => {
    const value = control.read();
    if (value === told) return;
    doing(async () => {
      if (await act(control.entered())) told = value;
      else control.write(told);
    });
  });
  return control.element;
}
