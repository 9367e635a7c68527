import { h, part } from "./dom.ts";
import { conversationName, initials } from "./names.ts";
import { showPane, thenCompose, thenFocus } from "./panes.ts";
import { type Item, redraw, redrawWhole } from "./redraw.ts";
import { type Conversation, hasHome, type Page, unreadIn, visit } from "./state.ts";

/** The conversations of the person one acts as. */
export function drawSidebar(page: Page): void {
  const { team } = page.workspace;
  redrawWhole(part("team"), team.name, () => [
    h("span", { class: "avatar team", "aria-hidden": "true" }, initials(team.name)),
    team.name,
  ]);
  const items = (isDm: boolean) =>
    page.conversations
      .filter(({ channel }) => (channel.kind === "im") === isDm)
      .toSorted((one, other) => one.channel.name.localeCompare(other.channel.name))
      .map((conversation) => itemOf(conversation, page));
  redraw(part("channels"), items(false));
  const hasOne = hasHome(page.workspace, page.me);
  redraw(part("dms"), hasOne ? [...items(true), homeItem(page)] : items(true));
}

function itemOf(conversation: Conversation, page: Page): Item {
  const { channel } = conversation;
  const isHere = !page.place.isHome && page.place.channelId === channel.id;
  const unread = isHere ? 0 : unreadIn(conversation, page);
  const name = conversationName(channel, page.workspace);
  const isShared = channel.connectedTeamIds.length > 0;
  return {
    key: channel.id,
    sign: JSON.stringify([name, isHere, unread, isShared, channel.isArchived, page.me.id]),
    draw: () => {
      const visitIt = () => {
        showPane("conversation");
        thenCompose("conversation", () => visit({ channelId: channel.id }));
      };
      const mark = channel.kind === "im" ? "●" : channel.kind === "private" ? "🔒" : "#";
      return h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: unread > 0 ? "conversation-link unread" : "conversation-link",
            "aria-current": isHere ? "true" : null,
            "data-focus": `conversation/${channel.id}`,
            onclick: visitIt,
          },
          h("span", { class: "kind", "aria-hidden": "true" }, mark),
          h("span", { class: "name" }, name),
          isShared ? h("span", { class: "shared" }, "shared") : null,
          channel.isArchived ? h("span", { class: "shared" }, "archived") : null,
          unread > 0
            ? h("span", { class: "count" }, String(unread), h("span", { class: "unseen" }, " unread"))
            : null,
        ),
      );
    },
  };
}

/** The app's Home, below the conversation with its bot. */
function homeItem({ place }: Page): Item {
  const visitIt = () => {
    showPane("conversation");
    thenFocus("#home", () => visit({ isHome: true }));
  };
  return {
    key: "home",
    sign: String(place.isHome),
    draw: () =>
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: "conversation-link",
            "aria-current": place.isHome ? "true" : null,
            "data-focus": "conversation/home",
            onclick: visitIt,
          },
          h("span", { class: "kind", "aria-hidden": "true" }, "⌂"),
          h("span", { class: "name" }, "App Home"),
        ),
      ),
  };
}
