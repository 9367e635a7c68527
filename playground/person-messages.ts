import { isKnownZone } from "../src/domain/working-time.ts";
import { liveParts } from "./live-parts.ts";
import { showBlocks, showMrkdwn, type Viewer } from "./on-screen.ts";
import type { SeenMessage } from "./person-sees.ts";
import { type Field, fieldsIn, shown } from "./person-fields.ts";
import { type Block, elementsOf, readBlocks } from "./server/block-kit/model.ts";
import { initially } from "./server/entered.ts";
import { keyOf } from "./server/filled.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import type { Ephemeral, Message } from "./server/world.ts";

const slackbot = "USLACKBOT";

export function viewerOf({ world, clock }: LocalSlack, userId: string): Viewer {
  const user = world.users.get(userId);
  return {
    zone: user?.tz && isKnownZone(user.tz) ? user.tz : "UTC",
    locale: user?.locale ?? "en-US",
    now: clock.now(),
    userName: (id) => world.users.get(id)?.realName ?? id,
    channelName: (id) => world.channels.get(id)?.name ?? id,
    usergroupHandle: (id) => world.usergroups.get(id)?.handle ?? id,
  };
}

export function seenMessages(slack: LocalSlack, userId: string, channelId: string): SeenMessage[] {
  const messages = slack.messagesFor(userId, channelId);
  const show = (message: Message, thread: readonly SeenMessage[]) =>
    seen(slack, userId, channelId, message, {
      authorId: message.tombstone ? slackbot : message.userId,
      name: message.username,
      edited: message.editedTs !== null,
      ephemeral: false,
      thread,
      reading: message.reading,
      files: message.tombstone ? [] : message.files,
      isNotice: message.notice !== null,
    });
  return messages
    .filter(({ threadTs, broadcast }) => threadTs === null || broadcast)
    .map((message) => {
      const replies = messages.filter(({ threadTs }) => threadTs === message.ts);
      return show(
        message,
        replies.map((reply) => show(reply, [])),
      );
    });
}

export function seenEphemerals(slack: LocalSlack, userId: string, channelId: string): SeenMessage[] {
  return slack.ephemeralsFor(userId, channelId).map((shown) =>
    seen(slack, userId, channelId, shown, {
      authorId: shown.fromApp ? slack.world.app.botUserId : slackbot,
      name: null,
      edited: false,
      ephemeral: true,
      thread: [],
      reading: shown.reading,
      files: [],
      isNotice: false,
    }),
  );
}

interface About extends Pick<SeenMessage, "authorId" | "edited" | "ephemeral" | "isNotice" | "thread"> {
  /** What it was posted under, when not under its author's name. */
  readonly name: string | null;
  readonly reading: Message["reading"];
  readonly files: readonly string[];
}

function seen(
  slack: LocalSlack,
  userId: string,
  channelId: string,
  message: Message | Ephemeral,
  about: About,
): SeenMessage {
  const { authorId, edited, ephemeral, thread, name, reading, files, isNotice } = about;
  const viewer = viewerOf(slack, userId);
  return {
    channelId,
    ts: message.ts,
    threadTs: message.threadTs,
    when: momentOf(message.ts, viewer.zone),
    author: name ?? slack.world.users.get(authorId)?.realName ?? "Slackbot",
    authorId,
    edited,
    ephemeral,
    isNotice,
    thread,
    text: message.text,
    screen: [drawn(slack, userId, message, reading), ...files.map((file) => `[file: ${file}]`)].join("\n"),
    buttons: buttonsIn(readBlocks(message.blocks ?? [])).map(({ label }) => label),
    fields: menusOn(slack, userId, message).map((field) => field.seen),
    live: isNotice ? [] : liveParts({ text: message.text, blocks: message.blocks, reading }),
  };
}

function drawn(
  slack: LocalSlack,
  userId: string,
  message: Message | Ephemeral,
  reading: Message["reading"],
): string {
  const viewer = viewerOf(slack, userId);
  if (message.blocks === null) {
    const asText = {
      linksBare: reading.parse !== "none",
      namesBare: reading.linkNames || reading.parse === "full",
    };
    return showMrkdwn(message.text, asText, viewer);
  }
  const entered = slack.chosenOn(userId, message);
  return showBlocks(readBlocks(message.blocks), viewer, (block, element) => {
    const here = entered.get(keyOf(block, element)) ?? initially(element);
    return here === null ? null : { values: shown(slack, here), error: null };
  });
}

/** What can be chosen on a message, with what this person chose. */
export function menusOn(slack: LocalSlack, userId: string, message: Shown): Field[] {
  const entered = slack.chosenOn(userId, message);
  return fieldsIn(slack, readBlocks(message.blocks ?? []), {
    enteredIn: (block, element) => entered.get(keyOf(block, element)) ?? initially(element),
    errors: new Map(),
  });
}

/** “Mon 23 Nov, 10:00 (America/Sao_Paulo)”. */
function momentOf(ts: string, zone: string): string {
  const written = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(new Date(Number(ts) * 1000));
  return `${written} (${zone})`;
}

export interface ShownButton {
  readonly label: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly asksFirst: boolean;
  /** Place of its block on the screen. */
  readonly row: number;
}

export function buttonsIn(blocks: readonly Block[]): ShownButton[] {
  return elementsOf(blocks)
    .filter(({ element }) => element.type === "button")
    .map(({ block, element }) => ({
      label: element.text?.text ?? "",
      blockId: block.block_id,
      actionId: element.action_id,
      asksFirst: element.confirm !== undefined,
      row: blocks.indexOf(block),
    }));
}

/** The place of the last block that says this, or an error that says what is there. */
export function rowWith(blocks: readonly Block[], viewer: Viewer, near: string): number {
  const row = blocks.findLastIndex((block) => showBlocks([block], viewer).includes(near));
  if (row < 0) throw new Error(`“${near}” is nowhere on the screen:\n${showBlocks(blocks, viewer)}`);
  return row;
}

/** The one that is meant, or an error that says what is there. */
export function pickButton(
  blocks: readonly Block[],
  viewer: Viewer,
  label: string,
  { nth, near }: { readonly nth?: number | undefined; readonly near?: string | undefined },
): ShownButton {
  const buttons = buttonsIn(blocks);
  const from = near === undefined ? 0 : rowWith(blocks, viewer, near);
  const named = buttons.filter((button) => button.label === label && button.row >= from);
  if (named.length > 1 && nth === undefined && near === undefined) {
    throw new Error(`There are ${named.length} buttons “${label}”: say which with nth or near.`);
  }
  const button = named[(nth ?? 1) - 1];
  if (button === undefined) {
    const there = buttons.map((each) => `“${each.label}”`).join(", ");
    throw new Error(`No button “${label}” here. Buttons: ${there === "" ? "none" : there}.`);
  }
  return button;
}

type Shown = Pick<Message, "ts" | "blocks">;

export function shownTo(slack: LocalSlack, userId: string, { channelId, ts }: SeenMessage): Shown {
  const message =
    slack.messagesFor(userId, channelId).find((each) => each.ts === ts) ??
    slack.ephemeralsFor(userId, channelId).find((each) => each.ts === ts);
  if (message === undefined) throw new Error(`The message ${ts} is not there any more.`);
  return message;
}
