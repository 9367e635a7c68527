import { isKnownZone } from "../src/domain/working-time.ts";
import { liveParts } from "./live-parts.ts";
import { showBlocks, showMrkdwn, type Viewer } from "./on-screen.ts";
import type { SeenMessage } from "./person.ts";
import { type Block, elementsOf, readBlocks } from "./server/block-kit/model.ts";
import type { JsonObject } from "./server/json.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import type { Ephemeral, Message } from "./server/world.ts";

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
      authorId: message.userId,
      edited: message.edited,
      ephemeral: false,
      thread,
      reading: message.reading,
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
      authorId: shown.fromApp ? slack.world.app.botUserId : "USLACKBOT",
      edited: false,
      ephemeral: true,
      thread: [],
      reading: { parse: null, linkNames: false },
    }),
  );
}

function seen(
  slack: LocalSlack,
  userId: string,
  channelId: string,
  message: Message | Ephemeral,
  about: Pick<SeenMessage, "authorId" | "edited" | "ephemeral" | "thread"> & { reading: Message["reading"] },
): SeenMessage {
  const { reading, ...rest } = about;
  const blocks = readBlocks(message.blocks ?? []);
  const viewer = viewerOf(slack, userId);
  const asText = {
    linksBare: reading.parse !== "none",
    namesBare: reading.linkNames || reading.parse === "full",
  };
  return {
    channelId,
    ts: message.ts,
    when: momentOf(message.ts, viewer.zone),
    author: slack.world.users.get(rest.authorId)?.realName ?? "Slackbot",
    ...rest,
    text: message.text,
    screen: message.blocks === null ? showMrkdwn(message.text, asText, viewer) : showBlocks(blocks, viewer),
    buttons: buttonsIn(blocks).map(({ label }) => label),
    live: liveParts({ text: message.text, blocks: message.blocks, reading }),
  };
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

/** The one that is meant, or an error that says what is there. */
export function pickButton(
  blocks: readonly Block[],
  viewer: Viewer,
  label: string,
  { nth, near }: { readonly nth?: number | undefined; readonly near?: string | undefined },
): ShownButton {
  const buttons = buttonsIn(blocks);
  const from =
    near === undefined ? 0 : blocks.findLastIndex((block) => showBlocks([block], viewer).includes(near));
  if (from < 0) throw new Error(`“${near ?? ""}” is nowhere on the screen:\n${showBlocks(blocks, viewer)}`);
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

export function blocksOf(
  slack: LocalSlack,
  userId: string,
  { channelId, ts }: SeenMessage,
): readonly JsonObject[] {
  const message =
    slack.messagesFor(userId, channelId).find((each) => each.ts === ts) ??
    slack.ephemeralsFor(userId, channelId).find((each) => each.ts === ts);
  if (message === undefined) throw new Error(`The message ${ts} is not there any more.`);
  return message.blocks ?? [];
}
