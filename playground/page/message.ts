import { ask } from "./control.ts";
import { drawBlock, type Surface } from "./blocks.ts";
import { type Child, h, icon } from "./dom.ts";
import { formatted } from "./formatted.ts";
import { isAnything } from "./guards.ts";
import { menuButton } from "./menu.ts";
import { initials, momentOf, timeOf, userName, type Viewer } from "./names.ts";
import { doing } from "./notice.ts";
import { showPane, thenCompose } from "./panes.ts";
import { type Conversation, type Page, refresh, visit } from "./state.ts";
import type { Ephemeral, Message } from "./wire.ts";

/** A message as it lies in a list, whether everybody sees it or one person alone. */
export interface Shown {
  readonly ts: string;
  readonly authorId: string;
  readonly text: string;
  readonly blocks: Message["blocks"];
  readonly reading: Message["reading"];
  readonly threadTs: string | null;
  readonly file: string | null;
  readonly mark: "edited" | "deleted" | "ephemeral" | null;
  readonly replies: readonly string[];
}

const dismissed = new Set<string>();

/** Oldest first: the top of the conversation, or one thread of it, and what only this person sees there. */
export function shownIn(conversation: Conversation, threadTs: string | null, { workspace }: Page): Shown[] {
  const { messages, ephemerals } = conversation;
  const here = (each: Message) =>
    threadTs === null
      ? each.threadTs === null || each.broadcast
      : each.ts === threadTs || each.threadTs === threadTs;
  const all = [
    ...messages.filter(here).map((each) => shown(each, threadTs === null ? messages : [])),
    ...ephemerals
      .filter((each) => each.threadTs === threadTs && !dismissed.has(each.ts))
      .map((each) => alone(each, workspace.botUserId)),
  ];
  return all.toSorted((one, other) => Number(one.ts) - Number(other.ts));
}

function shown(message: Message, all: readonly Message[]): Shown {
  const { ts, userId, text, blocks, reading, threadTs, file, edited, tombstone } = message;
  const replies = all.filter((each) => each.threadTs === ts).map((each) => each.ts);
  const mark = tombstone ? "deleted" : edited ? "edited" : null;
  return {
    ts,
    authorId: tombstone ? "USLACKBOT" : userId,
    text,
    blocks,
    reading,
    threadTs,
    file,
    mark,
    replies,
  };
}

function alone({ ts, fromApp, text, blocks, threadTs }: Ephemeral, botUserId: string): Shown {
  const reading = { parse: null, linkNames: false };
  const authorId = fromApp ? botUserId : "USLACKBOT";
  return { ts, authorId, text, blocks, reading, threadTs, file: null, mark: "ephemeral", replies: [] };
}

/** `follows` when it comes right after another of the same author, whose name then stands above both. */
export function drawMessage(
  message: Shown,
  page: Page,
  {
    viewer,
    follows,
    inThread,
  }: { readonly viewer: Viewer; readonly follows: boolean; readonly inThread: boolean },
): HTMLElement {
  const author = userName(page.workspace, message.authorId);
  const isBot = page.workspace.users.some(({ id, isBot: bot }) => id === message.authorId && bot);
  const time = h("time", { class: "time" }, timeOf(message.ts, viewer));
  const head = h(
    "div",
    { class: "message-head" },
    h("span", { class: "author" }, author),
    isBot ? h("span", { class: "badge" }, "APP") : null,
    time,
  );
  const side = follows
    ? h("span", { class: "side" })
    : h("span", { class: `avatar ${tone(message.authorId)}`, "aria-hidden": "true" }, initials(author));
  return h(
    "article",
    {
      class: `message${message.mark === "ephemeral" ? " ephemeral" : ""}${follows ? " follows" : ""}`,
      "data-ts": message.ts,
      tabindex: -1,
      "aria-label": `${author}, ${time.textContent}`,
    },
    side,
    h(
      "div",
      { class: "message-main" },
      message.mark === "ephemeral" ? h("p", { class: "only-you" }, "Only visible to you") : null,
      follows ? null : head,
      ...body(message, page, viewer),
      threadLink(message, viewer, inThread),
      message.mark === "ephemeral" ? dismissButton(message.ts) : null,
    ),
    message.mark === null || message.mark === "edited" ? toolbar(message, page, inThread) : null,
  );
}

function body(message: Shown, page: Page, viewer: Viewer): Child[] {
  if (message.mark === "deleted") return [h("p", { class: "deleted" }, "This message was deleted.")];
  const file = message.file === null ? null : h("p", { class: "file" }, `File: ${message.file}`);
  const edited = message.mark === "edited" ? h("span", { class: "edited" }, " (edited)") : null;
  if (message.blocks === null) {
    const reading = {
      linksBare: message.reading.parse !== "none",
      namesBare: message.reading.linkNames || message.reading.parse === "full",
    };
    return [h("p", { class: "text" }, ...formatted(message.text, reading, viewer), edited), file];
  }
  const { userId, channelId } = page.place;
  const surface: Surface = {
    viewer,
    name: `message/${message.ts}`,
    drawInput: null,
    press: async (blockId, actionId) => {
      const button = { userId, channelId, ts: message.ts, blockId, actionId };
      await ask("pressOnMessage", button, isAnything);
      await refresh();
    },
  };
  return [...message.blocks.map((block) => drawBlock(block, surface)), edited, file];
}

function threadLink({ ts, replies }: Shown, viewer: Viewer, inThread: boolean): HTMLElement | null {
  const last = replies.at(-1);
  if (inThread || last === undefined) return null;
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return h(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-focus": `thread/${ts}`,
      onclick: () => {
        openThread(ts);
      },
    },
    h("strong", {}, count),
    h("span", { class: "time" }, ` Last reply ${momentOf(last, viewer)}`),
  );
}

function openThread(ts: string): void {
  showPane("thread");
  thenCompose("thread", () => visit({ threadTs: ts }));
}

function dismissButton(ts: string): HTMLElement {
  const dismiss = () => {
    dismissed.add(ts);
    doing(refresh);
  };
  return h("button", { type: "button", class: "quiet-button", onclick: dismiss }, "Dismiss message");
}

const bubble = "M4 5h16v11H10l-5 4v-4H4z";
const dots = "M5 11.5v1M12 11.5v1M19 11.5v1";

/** What can be done with a message: reply in its thread, and the app's shortcuts. */
function toolbar(message: Shown, { workspace, me, place }: Page, inThread: boolean): HTMLElement {
  const { userId, channelId } = place;
  const isOurs = me.teamId === workspace.team.id;
  const shortcuts = workspace.manifest.shortcuts.filter(({ type }) => type === "message" && isOurs);
  const items = shortcuts.map(({ name, callbackId }) => ({
    label: name,
    choose: () => {
      const on = { channelId, ts: message.ts };
      doing(() => ask("useShortcut", { userId, callbackId, on }, isAnything).then(refresh));
    },
  }));
  const reply = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Reply in thread",
      title: "Reply in thread",
      "data-focus": `reply/${message.ts}`,
      onclick: () => {
        openThread(message.threadTs ?? message.ts);
      },
    },
    icon(bubble),
  );
  const more =
    items.length === 0 ? null : menuButton(icon(dots), "More actions", items, `more/${message.ts}`);
  return h("div", { class: "toolbar" }, inThread ? null : reply, more);
}

/** The same colour for the same person, everywhere. */
function tone(id: string): string {
  let sum = 0;
  for (const letter of id) sum += letter.codePointAt(0) ?? 0;
  return `tone-${sum % 6}`;
}
