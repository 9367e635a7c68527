import { cannotDraw } from "./cannot-draw.ts";
import { h } from "./dom.ts";
import { isJsonObject, isObject, type JsonObject } from "./guards.ts";
import { type Control, controlFor, type Input, isInput, roomLeft } from "./inputs.ts";
import { peopleToChoose } from "./names.ts";
import { complain, doing } from "./notice.ts";
import { type Entered, valueIn } from "./options.ts";
import { pageNow, refresh } from "./state.ts";
import type { View } from "./wire.ts";

const PAUSE_MS = 250;

export interface Place {
  readonly blockId: string;
  readonly actionId: string;
}

/** The inputs of one modal or of one Home, for as long as it is open: what stands in them survives every new drawing. */
export interface Form {
  readonly drawInput: (block: JsonObject) => HTMLElement;
  /** Takes over what the local Slack holds, in all that the person has not touched; forgets what is not there any more. */
  readonly follow: (view: Pick<View, "blocks" | "state">) => void;
  readonly showErrors: (errors: Readonly<Record<string, string>>) => void;
  /** From now on what was refused before is said again, if it still is. */
  readonly askAgain: () => void;
  /** The first input with an error. */
  readonly focusError: () => void;
  /** Sends what was typed last; resolves when all is sent. */
  readonly flush: () => Promise<void>;
}

interface Field {
  readonly control: Control;
  /** How it was defined, but for what stood in it at first. */
  readonly definition: string;
  readonly place: Place;
  error: HTMLElement;
  room: HTMLElement;
  touched: boolean;
  /** Changed since it was refused: the complaint has been heard. */
  heard: boolean;
  timer: ReturnType<typeof setTimeout> | null;
}

const hasElement = isObject({ element: isJsonObject });

/** `pressEnter` is what the Enter key does in a line of text, once what was typed in it is sent. */
export function formFor(
  enter: (place: Place, entered: Entered) => Promise<unknown>,
  pressEnter?: (place: Place) => Promise<unknown>,
): Form {
  const fields = new Map<string, Field>();
  let sent: Promise<unknown> = Promise.resolve();

  function send(field: Field): void {
    if (field.timer !== null) clearTimeout(field.timer);
    field.timer = null;
    const entered = field.control.entered();
    sent = sent
      .then(() => enter(field.place, entered))
      .catch(async (error: unknown) => {
        // What was chosen before may have taken this field away.
        await refresh().catch(() => undefined);
        if (fields.get(field.place.blockId) === field) complain(error);
      });
  }

  function listen(field: Field, element: JsonObject): void {
    const { control } = field;
    control.element.addEventListener(control.isTyped ? "input" : "change", () => {
      field.touched = true;
      field.heard = true;
      complainAt(field, "");
      field.room.textContent = roomLeft(element, control.read().length);
      if (!control.isTyped) {
        send(field);
        return;
      }
      if (field.timer !== null) clearTimeout(field.timer);
      field.timer = setTimeout(() => {
        send(field);
      }, PAUSE_MS);
    });
    control.element.addEventListener("focusout", () => {
      if (field.timer !== null) send(field);
    });
    if (pressEnter === undefined || !(control.element instanceof HTMLInputElement)) return;
    control.element.addEventListener("keydown", ({ key, isComposing }) => {
      if (key !== "Enter" || isComposing) return;
      doing(async () => {
        await flush();
        await pressEnter(field.place);
      });
    });
  }

  async function flush(): Promise<void> {
    for (const field of fields.values()) if (field.timer !== null) send(field);
    await sent;
  }

  /** The control itself stays while it is the same, with its caret and its history; what is around it is new. */
  function fieldFor(place: Place, element: JsonObject, id: string): Field | null {
    const old = fields.get(place.blockId);
    const people = element["type"] === "users_select" ? peopleToChoose(pageNow().workspace) : [];
    const definition = definitionOf(element) + JSON.stringify(people);
    const around = { error: h("p", { class: "field-error" }), room: h("p", { class: "room" }) };
    if (old?.definition === definition && old.place.actionId === place.actionId)
      return Object.assign(old, around);
    const control = controlFor(element, id, `${id}/hint ${id}/room ${id}/error`, people);
    if (control === null) return null;
    const touched = old?.touched ?? false;
    if (old !== undefined && touched) control.write(old.control.read());
    const field: Field = { control, definition, place, ...around, touched, heard: false, timer: null };
    fields.set(place.blockId, field);
    listen(field, element);
    return field;
  }

  function drawInput(block: JsonObject): HTMLElement {
    if (!isInput(block) || !hasElement(block)) return cannotDraw(block);
    const place = { blockId: block.block_id, actionId: block.element.action_id };
    const { element } = block;
    const id = `field/${place.blockId}/${place.actionId}`;
    const field = fieldFor(place, element, id);
    if (field === null) return cannotDraw(element);
    const { control, room, error } = field;
    room.id = `${id}/room`;
    error.id = `${id}/error`;
    room.textContent = roomLeft(element, control.read().length);
    return wrapper(block, id, control, [room, error]);
  }

  return {
    drawInput,
    follow({ blocks, state }) {
      const there = new Set(blocks.map(({ block_id }) => block_id));
      for (const [blockId, { control, place, touched }] of fields) {
        if (!there.has(blockId)) fields.delete(blockId);
        else if (!touched) control.write(valueIn(state.values[blockId]?.[place.actionId]));
      }
    },
    showErrors(errors) {
      for (const [blockId, field] of fields) complainAt(field, field.heard ? "" : (errors[blockId] ?? ""));
    },
    askAgain() {
      for (const field of fields.values()) field.heard = false;
    },
    focusError() {
      const wrong = [...fields.values()].find(({ error }) => error.textContent !== "");
      const radio = wrong?.control.element.querySelector("input");
      (radio ?? wrong?.control.element)?.focus();
    },
    flush,
  };
}

function complainAt({ control, error }: Field, text: string): void {
  if (error.textContent !== text) error.textContent = text;
  control.element.ariaInvalid = text === "" ? "false" : "true";
}

/** All of an element but its initial value: that it starts from elsewhere makes it no other element. */
function definitionOf(element: JsonObject): string {
  return JSON.stringify(Object.entries(element).filter(([name]) => !name.startsWith("initial_")));
}

/** What of a block decides how it is drawn: what stands in its control is followed apart. */
export function signOf(block: JsonObject): string {
  const { type, element } = block;
  return type === "input" && isJsonObject(element)
    ? JSON.stringify({ ...block, element: definitionOf(element) })
    : JSON.stringify(block);
}

function wrapper(block: Input, id: string, control: Control, below: readonly HTMLElement[]): HTMLElement {
  const isGroup = ["radiogroup", "group"].includes(control.element.getAttribute("role") ?? "");
  const words = [
    block.label.text,
    block.optional === true ? h("span", { class: "optional" }, " (optional)") : null,
  ];
  if (isGroup) control.element.setAttribute("aria-labelledby", `${id}/label`);
  else control.element.id = id;
  const label = isGroup
    ? h("span", { class: "label", id: `${id}/label` }, ...words)
    : h("label", { class: "label", for: id }, ...words);
  const hint = block.hint ? h("p", { class: "hint", id: `${id}/hint` }, block.hint.text) : null;
  return h("div", { class: "block field" }, label, control.element, hint, ...below);
}
