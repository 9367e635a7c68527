import { drawBlock, type Surface } from "./blocks.ts";
import { ask } from "./control.ts";
import { h, part } from "./dom.ts";
import { type Form, formFor, signOf } from "./form.ts";
import { isAnything } from "./guards.ts";
import { viewerOf } from "./names.ts";
import { complain, doing } from "./notice.ts";
import { redraw, redrawWhole } from "./redraw.ts";
import { type Page, pageNow, refresh } from "./state.ts";
import type { Screen, View } from "./wire.ts";

/** What is open, as it was drawn last. */
interface Open {
  readonly viewId: string;
  readonly userId: string;
  readonly form: Form;
  /** Which page of it: another one is read from the top. */
  leaf: string;
  errors: string;
}

let open: Open | null = null;
let returnTo: HTMLElement | null = null;
let isSubmitting = false;

/** The modal on the screen of the person one acts as, or none. */
export function drawModal(page: Page): void {
  const layer = part("modal-layer");
  const { screen, me } = page;
  if (open !== null && open.userId !== me.id) returnTo = null;
  if (screen === null) {
    if (open !== null) close(layer);
    return;
  }
  if (open === null) {
    returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    layer.hidden = false;
    part("slack").inert = true;
  }
  const { view } = screen;
  if (open?.viewId !== view.id || open.userId !== me.id) {
    const enter = (place: object, entered: object) =>
      ask("enter", { userId: me.id, ...place, entered }, isAnything);
    open = { viewId: view.id, userId: me.id, form: formFor(enter), leaf: "", errors: "" };
    part("modal-body").replaceChildren();
  }
  drawOpen(open, screen, page);
}

function drawOpen(now: Open, { view, errors, notice }: NonNullable<Screen>, page: Page): void {
  part("modal-title").textContent = view.title.text;
  const trouble = part("modal-notice");
  trouble.textContent = notice ?? "";
  trouble.hidden = notice === null;
  const surface: Surface = {
    viewer: viewerOf(page),
    name: `view/${view.id}`,
    values: view.state.values,
    drawInput: now.form.drawInput,
    choose: async (blockId, actionId, entered) => {
      await now.form.flush();
      await ask("enter", { userId: now.userId, blockId, actionId, entered }, isAnything);
      await refresh();
    },
    press: async (blockId, actionId) => {
      await now.form.flush();
      await ask("pressInModal", { userId: now.userId, blockId, actionId }, isAnything);
      await refresh();
    },
  };
  const items = view.blocks.map((block, index) => ({
    key:
      typeof block["block_id"] === "string" && block["type"] === "input" ? block["block_id"] : String(index),
    sign: signOf(block),
    draw: () => drawBlock(block, surface),
  }));
  redraw(part("modal-body"), items);
  now.form.follow(view);
  now.form.showErrors(errors);
  drawFoot(view, now);
  lead(now, view, JSON.stringify(errors));
}

/** Takes the person to where something is new: the top of another page, or the first field that was refused. */
function lead(now: Open, view: View, errors: string): void {
  const leaf = JSON.stringify([view.id, view.callback_id, view.title.text]);
  if (leaf !== now.leaf) {
    now.leaf = leaf;
    const body = part("modal-body");
    body.scrollTop = 0;
    const first = body.querySelector<HTMLElement>("input, textarea, select");
    (first ?? part("modal-title")).focus({ preventScroll: true });
  } else if (errors !== now.errors && errors !== "{}") now.form.focusError();
  now.errors = errors;
}

function drawFoot(view: View, now: Open): void {
  redrawWhole(part("modal-foot"), JSON.stringify([view.submit, view.close, isSubmitting]), () => {
    const { submit } = view;
    const closeButton = h(
      "button",
      { type: "button", class: "button", "data-focus": "modal/close", onclick: closeOnScreen },
      view.close?.text ?? "Close",
    );
    if (submit === null) return [closeButton];
    const submitButton = h(
      "button",
      {
        type: "button",
        class: "button primary",
        "data-focus": "modal/submit",
        "aria-disabled": isSubmitting,
        onclick: () => {
          doing(() => submitIt(now));
        },
      },
      isSubmitting ? h("span", { class: "spinner", "aria-hidden": "true" }) : null,
      submit.text,
      isSubmitting ? h("span", { class: "unseen" }, ", waiting for the app") : null,
    );
    return [closeButton, submitButton];
  });
}

async function submitIt(now: Open): Promise<void> {
  if (isSubmitting) return;
  isSubmitting = true;
  now.errors = "";
  drawModal(pageNow());
  try {
    await now.form.flush();
    now.form.askAgain();
    await ask("submitModal", { userId: now.userId }, isAnything);
  } finally {
    isSubmitting = false;
    await refresh();
  }
}

function closeOnScreen(): void {
  const userId = open?.userId;
  if (userId === undefined) return;
  doing(async () => {
    await open?.form.flush();
    await ask("closeModal", { userId }, isAnything).catch(complain);
    await refresh();
  });
}

function close(layer: HTMLElement): void {
  open = null;
  isSubmitting = false;
  layer.hidden = true;
  part("slack").inert = false;
  part("modal-body").replaceChildren();
  const name = returnTo?.dataset["focus"];
  const back =
    returnTo?.isConnected === true
      ? returnTo
      : [...document.querySelectorAll<HTMLElement>("[data-focus]")].find(
          (each) => each.dataset["focus"] === name,
        );
  (back ?? document.querySelector<HTMLElement>("#conversation textarea"))?.focus();
  returnTo = null;
}

/** Escape closes, as the button does; Ctrl+Enter sends. */
export function listenToModal(): void {
  part("modal-close").addEventListener("click", closeOnScreen);
  part("modal").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeOnScreen();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && open !== null) {
      const now = open;
      doing(() => submitIt(now));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
