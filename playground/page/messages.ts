import { drawHead } from "./conversation-head.ts";
import { h, part } from "./dom.ts";
import { isEdited } from "./editing.ts";
import { drawMessage, type Shown, shownIn } from "./message.ts";
import { conversationName, dayOf, sharedWith, viewerOf } from "./names.ts";
import { complain, doing } from "./notice.ts";
import { showPane } from "./panes.ts";
import type { Item } from "./redraw.ts";
import { drawScrolling } from "./scrolling.ts";
import { type Conversation, type Page, pageNow, visit } from "./state.ts";

/** Messages of one author this close together share one name. */
const CLOSE_SECONDS = 5 * 60;

/** The conversation in the middle of the page. */
export function drawConversation(page: Page): void {
  const conversation = page.conversations.find(({ channel }) => channel.id === page.place.channelId);
  if (conversation === undefined || page.place.isHome) return;
  drawHeadOf(conversation, page);
  const items = itemsOf(shownIn(conversation, null, page), page, false);
  const sign = `${page.me.id}/${page.place.channelId}`;
  const empty: Item[] = items.length > 0 ? [] : [emptyItem(conversation, page, sign)];
  drawScrolling(part("messages"), sign, [...empty, ...items]);
}

function drawHeadOf({ channel }: Conversation, page: Page): void {
  const shared = sharedWith(channel, page.workspace);
  const prefix = channel.kind === "public" ? "# " : channel.kind === "private" ? "🔒 " : "";
  drawHead(`${prefix}${conversationName(channel, page.workspace)}`, [
    ...(shared === "" ? [] : [`Shared with ${shared}`]),
    ...(channel.isArchived ? ["Archived"] : []),
  ]);
}

function emptyItem({ channel }: Conversation, page: Page, sign: string): Item {
  const name = conversationName(channel, page.workspace);
  const text =
    channel.kind === "im"
      ? `${name} writes to you here about your cases. There is nothing yet.`
      : `No messages in #${name} yet.`;
  return { key: "empty", sign, draw: () => h("p", { class: "empty" }, text) };
}

/** With the days between them. */
export function itemsOf(messages: readonly Shown[], page: Page, inThread: boolean): Item[] {
  const viewer = viewerOf(page);
  const items: Item[] = [];
  let day = "";
  let before: Shown | null = null;
  // What menus of people offer, and what things are called.
  const here = [page.workspace.users, page.me.id, page.place.channelId];
  for (const message of messages) {
    const today = dayOf(message.ts, viewer);
    if (today !== day) {
      items.push({
        key: `day/${today}`,
        sign: today,
        draw: () => h("div", { class: "day", role: "separator" }, h("span", {}, today)),
      });
    }
    const follows = today === day && before !== null && isClose(before, message);
    // What is chosen in its menus, they show by themselves.
    items.push({
      key: message.ts,
      sign: JSON.stringify([
        { ...message, values: null },
        follows,
        isEdited(message.ts, message.authorId, page),
        here,
      ]),
      draw: () => drawMessage(message, page, { viewer, follows, inThread }),
    });
    day = today;
    before = message;
  }
  return items;
}

function isClose(before: Shown, after: Shown): boolean {
  return (
    before.authorId === after.authorId &&
    before.username === after.username &&
    !before.isNotice &&
    !after.isNotice &&
    before.mark !== "ephemeral" &&
    after.mark === null &&
    Number(after.ts) - Number(before.ts) < CLOSE_SECONDS &&
    before.replies.length === 0 &&
    after.blocks === null
  );
}

/** Goes to one message, in its thread when it is a reply. */
export function jumpTo(channelId: string, ts: string): void {
  const { conversations, me } = pageNow();
  const conversation = conversations.find(({ channel }) => channel.id === channelId);
  const message = conversation?.messages.find((each) => each.ts === ts);
  if (message === undefined) {
    complain(new Error(`${me.realName} cannot see that message. Act as somebody who is in its channel.`));
    return;
  }
  const threadTs = message.threadTs;
  showPane(threadTs === null ? "conversation" : "thread");
  doing(async () => {
    await visit({ channelId, threadTs });
    const list = part(threadTs === null ? "messages" : "thread-messages");
    const target = list.querySelector<HTMLElement>(`[data-ts="${CSS.escape(ts)}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.classList.add("flash");
    target?.focus({ preventScroll: true });
  });
}
