import { confirmed } from "./confirm.ts";
import { ask } from "./control.ts";
import { h, icon } from "./dom.ts";
import { startEditing } from "./editing.ts";
import { isAnything } from "./guards.ts";
import { menuButton, type MenuItem } from "./menu.ts";
import { doing } from "./notice.ts";
import { showPane, thenCompose } from "./panes.ts";
import { type Page, refresh, visit } from "./state.ts";

const bubble = "M4 5h16v11H10l-5 4v-4H4z";
const dots = "M5 11.5v1M12 11.5v1M19 11.5v1";

/** The message that a toolbar belongs to. */
interface Handled {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly authorId: string;
  readonly isNotice: boolean;
}

export function openThread(ts: string): void {
  showPane("thread");
  thenCompose("thread", () => visit({ threadTs: ts }));
}

/** What can be done with a message: reply in its thread, use the app's shortcuts on it, change it, take it away. */
export function drawToolbar(message: Handled, page: Page, inThread: boolean): HTMLElement {
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
  const groups = [shortcutsFor(message, page), changesOf(message, page)]
    .filter((items) => items.length > 0)
    .map((items) => ({ label: null, items }));
  const face = {
    face: [icon(dots)],
    label: "More actions",
    look: "icon-button",
    focusName: `more/${message.ts}`,
  } as const;
  return h(
    "div",
    { class: "toolbar" },
    inThread ? null : reply,
    groups.length === 0 ? null : menuButton(face, groups),
  );
}

function shortcutsFor({ ts }: Handled, { workspace, me, place }: Page): MenuItem[] {
  const { userId, channelId } = place;
  const isOurs = me.teamId === workspace.team.id;
  const shortcuts = workspace.manifest.shortcuts.filter(({ type }) => type === "message" && isOurs);
  return shortcuts.map(({ name, callbackId }) => ({
    label: name,
    choose: () => {
      const on = { channelId, ts };
      doing(() => ask("useShortcut", { userId, callbackId, on }, isAnything).then(refresh));
    },
  }));
}

/** One's own messages can be edited and deleted; those of others an administrator may delete, and everybody here is one. */
function changesOf({ ts, authorId, isNotice }: Handled, { me, place }: Page): MenuItem[] {
  const { userId, channelId } = place;
  const isMine = authorId === me.id && !isNotice;
  const remove = isMine
    ? () => ask("deleteMessage", { userId, channelId, ts }, isAnything)
    : () => ask("removeMessage", { channelId, ts }, isAnything);
  const edit = {
    label: "Edit message",
    choose: () => {
      startEditing(ts);
    },
  };
  const drop = {
    label: isMine ? "Delete message" : "Delete as administrator",
    choose: () => {
      doing(async () => {
        if (!(await confirmed(sure))) return;
        await remove();
        await refresh();
      });
    },
  };
  return isMine ? [edit, drop] : [drop];
}

const sure = {
  title: { text: "Delete this message?" },
  text: { text: "It is gone for everybody. The bot hears of it where it listens." },
  confirm: { text: "Delete" },
  deny: undefined,
  style: "danger",
} as const;
