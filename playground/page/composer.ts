import { attachmentIn } from "./attachment.ts";
import { ask } from "./control.ts";
import { h, icon, part } from "./dom.ts";
import { isAnything } from "./guards.ts";
import { menuButton } from "./menu.ts";
import { conversationName } from "./names.ts";
import { doing } from "./notice.ts";
import { redrawWhole } from "./redraw.ts";
import { followEnd } from "./scrolling.ts";
import { type Page, pageNow, refresh } from "./state.ts";
import type { Channel, CommandHelp } from "./wire.ts";

const lightning = "M13 3 5 14h6l-1 7 8-11h-6z";
const plane = "M4 5l16 7-16 7 3-7zM7 12h7";

export interface Composer {
  readonly draw: (page: Page) => void;
}

/** Where one writes: Enter sends, Shift+Enter breaks the line, a slash offers the app's commands. */
export function composerIn(host: HTMLElement, where: "channel" | "thread"): Composer {
  const drafts = new Map<string, string>();
  let standing = "";
  /** Settles when all that was entered before has been sent, or could not be. */
  let sent: Promise<unknown> = Promise.resolve();
  const help = h("ul", {
    class: "commands",
    id: `${where}-commands`,
    "aria-label": "Commands",
    hidden: true,
  });
  const text = h("textarea", {
    rows: 1,
    "aria-label": "Message",
    "aria-describedby": help.id,
    autocomplete: "off",
    "data-focus": `composer/${where}`,
  });
  const send = h(
    "button",
    { type: "submit", class: "send", "aria-label": "Send", title: "Send" },
    icon(plane),
  );
  const shortcuts = h("span", {});
  const attachment = attachmentIn(where, () => {
    show();
  });
  const form = h(
    "form",
    { class: "composer" },
    help,
    text,
    attachment.row,
    h("div", { class: "composer-foot" }, shortcuts, attachment.button, send),
  );
  host.append(form);

  const typed = () => text.value.trim();
  const isEmpty = () => typed() === "" && attachment.name() === "";

  function offered(): readonly CommandHelp[] {
    const first = text.value.split(" ")[0] ?? "";
    if (!first.startsWith("/") || text.value.includes("\n")) return [];
    return pageNow().workspace.manifest.commandHelp.filter(({ command }) => command.startsWith(first));
  }

  function complete({ command }: CommandHelp): void {
    text.value = `${command} `;
    text.focus();
    show();
  }

  function show(): void {
    if (standing !== "") drafts.set(standing, text.value);
    const commands = offered();
    help.hidden = commands.length === 0;
    send.disabled = isEmpty();
    redrawWhole(help, JSON.stringify(commands), () =>
      commands.map((each) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              tabindex: -1,
              onclick: () => {
                complete(each);
              },
            },
            h("strong", {}, each.command),
            h("span", { class: "usage" }, ` ${each.usageHint}`),
            h("span", { class: "what" }, each.description),
          ),
        ),
      ),
    );
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  }

  async function sendIt(): Promise<void> {
    const line = typed();
    const file = attachment.name();
    if (isEmpty()) return;
    const { userId, channelId, threadTs } = pageNow().place;
    const thread = where === "thread" && threadTs !== null ? { threadTs } : {};
    text.value = "";
    attachment.clear();
    followEnd(part(where === "thread" ? "thread-messages" : "messages"));
    const sending = sent.then(() => {
      if (line.startsWith("/")) return ask("sendCommand", { userId, channelId, line, ...thread }, isAnything);
      const files = file === "" ? {} : { file };
      return ask("say", { userId, channelId, text: line, ...thread, ...files }, isAnything);
    });
    sent = sending.catch(() => undefined);
    try {
      await sending;
    } catch (error) {
      // What was written is not lost because it could not be sent.
      text.value = [text.value, line].filter((each) => each !== "").join("\n");
      show();
      throw error;
    } finally {
      await refresh();
    }
  }

  text.addEventListener("input", show);
  text.addEventListener("keydown", (event) => {
    const [command] = offered();
    const isUnfinished = command !== undefined && !text.value.startsWith(command.command);
    if (event.key === "Tab" && isUnfinished && !event.shiftKey) {
      event.preventDefault();
      complete(command);
    }
    if (event.key === "Escape" && !help.hidden) {
      event.stopPropagation();
      help.hidden = true;
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (isUnfinished) complete(command);
    else doing(sendIt);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    doing(sendIt);
  });

  function drawShortcuts({ workspace, me }: Page): void {
    const isOurs = me.teamId === workspace.team.id;
    const all = workspace.manifest.shortcuts.filter(({ type }) => type === "global" && isOurs);
    redrawWhole(shortcuts, JSON.stringify([all, me.id]), () => {
      const items = all.map(({ name, callbackId }) => ({
        label: name,
        choose: () => {
          doing(() => ask("useShortcut", { userId: me.id, callbackId }, isAnything).then(refresh));
        },
      }));
      return items.length === 0
        ? []
        : [
            menuButton(
              {
                face: [icon(lightning)],
                label: "Shortcuts",
                look: "icon-button",
                focusName: `shortcuts/${where}`,
              },
              [{ label: null, items }],
            ),
          ];
    });
  }

  return {
    draw(page) {
      const { userId, channelId, threadTs } = page.place;
      const place = `${userId}/${channelId}/${where === "thread" ? (threadTs ?? "") : ""}`;
      const channel = page.conversations.find((each) => each.channel.id === channelId)?.channel;
      if (channel === undefined) return;
      const name = conversationName(channel, page.workspace);
      const label = channel.kind === "im" ? `Message ${name}` : `Message #${name}`;
      text.ariaLabel = where === "thread" ? "Reply in thread" : label;
      const invitation = where === "thread" ? "Reply…" : `${label}, or type ${page.stage.command}`;
      const closed = whyClosed(channel, page);
      text.placeholder = closed ?? invitation;
      text.disabled = closed !== null;
      attachment.button.ariaDisabled = String(text.disabled);
      drawShortcuts(page);
      if (place === standing) return;
      standing = place;
      text.value = drafts.get(place) ?? "";
      show();
    },
  };
}

/** Why nobody, or not this person, can write here. */
function whyClosed(channel: Channel, { workspace, me }: Page): string | null {
  if (me.deleted) return `${me.realName} is deactivated`;
  if (channel.isArchived) return "This channel is archived";
  const isClosed = channel.kind === "im" && workspace.manifest.readOnlyDms;
  return isClosed ? `${conversationName(channel, workspace)} takes no messages` : null;
}
