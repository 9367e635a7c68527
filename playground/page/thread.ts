import { h, part } from "./dom.ts";
import { shownIn } from "./message.ts";
import { itemsOf } from "./messages.ts";
import { conversationName } from "./names.ts";
import { showPane, thenCompose } from "./panes.ts";
import { redrawWhole } from "./redraw.ts";
import { drawScrolling } from "./scrolling.ts";
import { type Page, visit } from "./state.ts";

/** The thread at the side, when one is open. */
export function drawThread(page: Page): void {
  const pane = part("thread");
  const { threadTs, channelId } = page.place;
  const conversation = page.conversations.find(({ channel }) => channel.id === channelId);
  pane.hidden = threadTs === null || conversation === undefined;
  if (threadTs === null || conversation === undefined) {
    if (document.body.dataset["pane"] === "thread") showPane("conversation");
    return;
  }
  const name = conversationName(conversation.channel, page.workspace);
  redrawWhole(part("thread-head"), name, () => [
    h(
      "button",
      { type: "button", class: "back", "data-focus": "back/conversation", onclick: closeThread },
      "‹ Back",
    ),
    h("h2", { id: "thread-name" }, "Thread ", h("span", { class: "time" }, name)),
    h(
      "button",
      { type: "button", class: "icon-button close", "aria-label": "Close thread", onclick: closeThread },
      "×",
    ),
  ]);
  const [parent, ...replies] = itemsOf(shownIn(conversation, threadTs, page), page, true);
  const sign = `${page.me.id}/${channelId}/${threadTs}`;
  drawScrolling(part("thread-messages"), sign, parent === undefined ? [] : [parent, ...replies]);
}

export function closeThread(): void {
  const left = document.body.dataset["pane"] === "thread";
  if (left) showPane("conversation");
  thenCompose("conversation", () => visit({ threadTs: null }));
}
