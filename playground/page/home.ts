import { drawBlock, type Surface } from "./blocks.ts";
import { ask } from "./control.ts";
import { drawHead } from "./conversation-head.ts";
import { h, part } from "./dom.ts";
import { type Form, formFor, type Place, signOf } from "./form.ts";
import { isAnything } from "./guards.ts";
import { userName, viewerOf } from "./names.ts";
import { announce, doing } from "./notice.ts";
import { type Item, redraw } from "./redraw.ts";
import { type Page, refresh } from "./state.ts";
import type { Home } from "./wire.ts";

type Published = NonNullable<Home>;

/** Whose Home is on the page, and what of it was drawn last. */
interface Open {
  readonly userId: string;
  readonly form: Form;
  hash: string | null;
}

let open: Open | null = null;

/** The app's Home, in the place of a conversation. */
export function drawHome(page: Page): void {
  const { place, me, home, workspace } = page;
  part("home").hidden = !place.isHome;
  part("messages").hidden = place.isHome;
  part("channel-composer").hidden = place.isHome;
  if (!place.isHome) {
    open = null;
    return;
  }
  const name = userName(workspace, workspace.botUserId);
  drawHead("App Home", [name]);
  if (open?.userId !== me.id) {
    open = openFor(me.id);
    part("home-blocks").replaceChildren();
    doing(() => ask("openHome", { userId: me.id }, isAnything));
  }
  const empty = `${name} shows you here what waits for you. There is nothing yet.`;
  if (home === null) {
    redraw(part("home-blocks"), [{ key: "empty", sign: "", draw: () => h("p", { class: "empty" }, empty) }]);
  } else drawPublished(open, home, page);
  const notice = home?.notice ?? null;
  part("home-notice").textContent = notice ?? "";
  part("home-notice").hidden = notice === null;
}

function openFor(userId: string): Open {
  const enter = (place: Place, entered: object) =>
    ask("enterInHome", { userId, ...place, entered }, isAnything);
  const pressEnter = async (place: Place) => {
    await ask("pressInHome", { userId, ...place }, isAnything);
    await refresh();
  };
  return { userId, form: formFor(enter, pressEnter), hash: null };
}

function drawPublished(now: Open, { view }: Published, page: Page): void {
  const { userId, form } = now;
  const surface: Surface = {
    viewer: viewerOf(page),
    name: "home",
    values: view.state.values,
    drawInput: form.drawInput,
    choose: async (blockId, actionId, entered) => {
      await form.flush();
      await ask("enterInHome", { userId, blockId, actionId, entered }, isAnything);
      await refresh();
    },
    press: async (blockId, actionId) => {
      await form.flush();
      await ask("pressInHome", { userId, blockId, actionId }, isAnything);
      await refresh();
    },
  };
  const items = view.blocks.map((block, index): Item => ({
    key:
      typeof block["block_id"] === "string" && block["type"] === "input" ? block["block_id"] : String(index),
    sign: signOf(block),
    draw: () => {
      const drawn = drawBlock(block, surface);
      // Who had the focus in what is drawn anew is left where it was.
      drawn.tabIndex = -1;
      return drawn;
    },
  }));
  redraw(part("home-blocks"), items);
  form.follow(view);
  if (now.hash !== null && now.hash !== view.hash) announce("The App Home has changed.");
  now.hash = view.hash;
}
