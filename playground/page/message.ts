import { ask } from "./control.ts";
import { drawBlock, type Surface } from "./blocks.ts";
import { type Child, h } from "./dom.ts";
import { drawEditing, isEdited } from "./editing.ts";
import { formatted } from "./formatted.ts";
import { isAnything } from "./guards.ts";
import { initials, momentOf, timeOf, userName, type Viewer } from "./names.ts";
import { doing } from "./notice.ts";
import { type Conversation, type Page, refresh } from "./state.ts";
import { drawToolbar, openThread } from "./toolbar.ts";
import type { Ephemeral, Message } from "./wire.ts";

/** A message as it lies in a list, whether everybody sees it or one person alone. */
export interface Shown {
  readonly ts: string;
  readonly authorId: string;
  readonly text: string;
  readonly blocks: Message["blocks"];
  readonly values: Message["values"];
  readonly reading: Message["reading"];
  readonly threadTs: string | null;
  /** The name it was posted under, when not its author's. */
  readonly username: string | null;
  readonly isNotice: boolean;
  readonly files: readonly string[];
  readonly previews: readonly string[];
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
  const { ts, userId, username, notice, text, blocks, reading, threadTs, files, previews } = message;
  const { editedTs, tombstone, values } = message;
  return {
    ts,
    authorId: tombstone ? "USLACKBOT" : userId,
    username,
    isNotice: notice !== null,
    text,
    blocks,
    values,
    reading,
    threadTs,
    files: tombstone ? [] : files,
    previews,
    mark: tombstone ? "deleted" : editedTs !== null ? "edited" : null,
    replies: all.filter((each) => each.threadTs === ts).map((each) => each.ts),
  };
}

function alone({ ts, fromApp, text, blocks, values, threadTs }: Ephemeral, botUserId: string): Shown {
  return {
    ts,
    authorId: fromApp ? botUserId : "USLACKBOT",
    username: null,
    isNotice: false,
    text,
    blocks,
    values,
    reading: { parse: null, linkNames: false },
    threadTs,
    files: [],
    previews: [],
    mark: "ephemeral",
    replies: [],
  };
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
  const author = message.username ?? userName(page.workspace, message.authorId);
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
    message.mark === null || message.mark === "edited" ? drawToolbar(message, page, inThread) : null,
  );
}

function body(message: Shown, page: Page, viewer: Viewer): Child[] {
  if (message.mark === "deleted") return [h("p", { class: "deleted" }, "This message was deleted.")];
  if (isEdited(message.ts, message.authorId, page)) return [drawEditing(message.ts, message.text)];
  const below = [
    ...message.files.map((name) => h("p", { class: "file" }, `File: ${name}`)),
    ...message.previews.map((address) => h("p", { class: "preview" }, `Preview of ${address}`)),
  ];
  const edited = message.mark === "edited" ? h("span", { class: "edited" }, " (edited)") : null;
  if (message.blocks === null) {
    const reading = {
      linksBare: message.reading.parse !== "none",
      namesBare: message.reading.linkNames || message.reading.parse === "full",
    };
    const look = message.isNotice ? "text notice" : "text";
    return [h("p", { class: look }, ...formatted(message.text, reading, viewer), edited), ...below];
  }
  const { userId, channelId } = page.place;
  const surface: Surface = {
    viewer,
    name: `message/${message.ts}`,
    values: message.values,
    drawInput: null,
    choose: async (blockId, actionId, entered) => {
      const menu = { userId, channelId, ts: message.ts, blockId, actionId };
      await ask("chooseOnMessage", { ...menu, entered }, isAnything);
      await refresh();
    },
    press: async (blockId, actionId) => {
      const button = { userId, channelId, ts: message.ts, blockId, actionId };
      await ask("pressOnMessage", button, isAnything);
      await refresh();
    },
  };
  return [...message.blocks.map((block) => drawBlock(block, surface)), edited, ...below];
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

function dismissButton(ts: string): HTMLElement {
  const dismiss = () => {
    dismissed.add(ts);
    doing(refresh);
  };
  return h("button", { type: "button", class: "quiet-button", onclick: dismiss }, "Dismiss message");
}

/** The same colour for the same person, everywhere. */
function tone(id: string): string {
  let sum = 0;
  for (const letter of id) sum += letter.codePointAt(0) ?? 0;
  return `tone-${sum % 6}`;
}
