import { until } from "./patience.ts";
import { placeOf } from "./person-fields.ts";
import { enteredFor, fieldNamed, menuOffering } from "./person-fills.ts";
import { inHome, type PersonInHome } from "./person-home.ts";
import { menusOn, pickButton, seenEphemerals, seenMessages, shownTo, viewerOf } from "./person-messages.ts";
import { modalScreen } from "./person-modal.ts";
import type { ModalScreen, SeenMessage } from "./person-sees.ts";
import { dispatches } from "./server/acting-in-modals.ts";
import { readBlocks } from "./server/block-kit/model.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import type { OpenView } from "./server/modals.ts";

export type { HomeScreen, ModalScreen, SeenMessage } from "./person-sees.ts";

/** Which of several with the same label: counted from 1, or the one below the last text containing `near`. */
interface Which {
  readonly nth?: number;
  readonly near?: string;
}

export interface Person extends PersonInHome {
  readonly id: string;
  /** The channel id of the DM with the bot. */
  readonly dm: string;

  /** A command when it starts with one, otherwise a message. Resolves when the app is done with it. */
  types(
    text: string,
    where: {
      readonly in: string;
      readonly thread?: string;
      readonly file?: string | readonly string[];
    },
  ): Promise<void>;
  /** Changes a message of their own. */
  edits(message: SeenMessage, text: string): Promise<void>;
  /** Takes back a message of their own. */
  deletes(message: SeenMessage): Promise<void>;
  usesShortcut(name: string, where?: { readonly on?: SeenMessage }): Promise<void>;

  /** What is on screen now, or null. */
  modal(): ModalScreen | null;
  /** Waits until a modal whose title or text contains `text` is on screen. */
  seesModal(text?: string): Promise<ModalScreen>;
  /** Waits until no modal is on screen. */
  seesNoModal(): Promise<void>;
  /** By label, in the order given; null clears. `nth` when the label is there several times. */
  fills(
    values: Readonly<Record<string, string | readonly string[] | null>>,
    which?: { readonly nth?: number },
  ): Promise<void>;
  /** The submit button, a button in the modal, or the close button; a confirmation is confirmed unless told otherwise. */
  presses(label: string, which?: Which & { readonly confirm?: boolean }): Promise<void>;
  closesModal(): Promise<void>;

  /** A button on a message. */
  clicks(
    label: string,
    where: { readonly on: SeenMessage; readonly confirm?: boolean } & Which,
  ): Promise<void>;

  /** An option, a person or a date on a message; `from` is the menu's label when several would do. */
  chooses(label: string, where: { readonly on: SeenMessage; readonly from?: string }): Promise<void>;

  /** Top-level messages, oldest first, this person's ephemeral ones left out. */
  sees(channelId: string): readonly SeenMessage[];
  /** Waits for a message (top-level, in a thread or ephemeral) whose screen or text contains `text`; the newest. */
  seesMessage(channelId: string, text: string): Promise<SeenMessage>;
  ephemerals(channelId: string): readonly SeenMessage[];
  dms(): readonly SeenMessage[];

  /** Asks again and again, a few seconds long, until the answer is neither null, undefined nor false. */
  until<T>(what: string, ask: () => T | null | undefined | false): Promise<T>;
}

/** Plays one person: their keyboard, their mouse, their screen. */
export function personOn(slack: LocalSlack, userId: string): Person {
  const screen = () => slack.screenOf(userId);

  function onScreen(): OpenView {
    const open = screen();
    if (open === null) throw new Error(`No modal is on the screen. ${lastWords()}`);
    return open;
  }

  /** What Slack or the app told this person last: why something expected is not there. */
  function lastWords(): string {
    const newest = slack
      .channelsOf(userId)
      .flatMap(({ id }) => seenEphemerals(slack, userId, id))
      .at(-1);
    return newest === undefined ? "" : `The last thing said to this person alone: ${newest.screen}`;
  }

  /** Does it, then waits until the app is done with it. */
  async function andSettle(act: () => unknown, look = glimpse): Promise<void> {
    const before = look();
    await act();
    await slack.settled(() => look() !== before);
  }

  function glimpse(): string {
    const open = screen();
    const told = slack.world.ephemerals.filter((shown) => shown.userId === userId);
    return `${open?.id ?? ""} ${open?.hash ?? ""} ${open?.errors.size ?? 0} ${told.length} ${told.at(-1)?.text ?? ""}`;
  }

  const modal = () => {
    const open = screen();
    return open === null ? null : modalScreen(slack, open);
  };

  const person: Person = {
    id: userId,
    get dm() {
      return slack.dmOf(userId).id;
    },

    async types(text, { in: channelId, thread, file }) {
      await andSettle(async () => {
        if (text.startsWith("/")) await slack.sendCommand(userId, channelId, text, thread);
        else {
          slack.say(userId, channelId, text, {
            ...(thread === undefined ? {} : { threadTs: thread }),
            ...(file === undefined ? {} : { file }),
          });
        }
      });
    },

    async edits({ channelId, ts }, text) {
      await andSettle(() => {
        slack.editMessage(userId, { channelId, ts }, text);
      });
    },

    async deletes({ channelId, ts }) {
      await andSettle(() => {
        slack.deleteMessage(userId, { channelId, ts });
      });
    },

    async usesShortcut(name, { on } = {}) {
      const type = on === undefined ? "global" : "message";
      const shortcut = slack.manifest.shortcuts.find((each) => each.name === name && each.type === type);
      if (shortcut === undefined) throw new Error(`The manifest has no ${type} shortcut “${name}”.`);
      await andSettle(() => slack.useShortcut(userId, shortcut.callbackId, on));
    },

    modal,

    async seesModal(text) {
      const asked = text === undefined ? "a modal" : `a modal with “${text}”`;
      const found = await until(asked, () => {
        const shown = modal();
        return shown !== null && (text === undefined || shown.text.includes(text)) ? shown : null;
      }).catch((cause: unknown) => {
        throw new Error(`${asked} did not come. On screen: ${modal()?.text ?? "nothing"}. ${lastWords()}`, {
          cause,
        });
      });
      return found;
    },

    async seesNoModal() {
      await until("the modal to close", () => screen() === null);
    },

    async fills(values, { nth } = {}) {
      for (const [label, wish] of Object.entries(values)) {
        const field = fieldNamed(slack, onScreen(), label, nth);
        const enter = () => slack.enter(userId, placeOf(field), enteredFor(slack, field, wish));
        await (dispatches(field.placed) ? andSettle(enter) : enter());
      }
    },

    async presses(label, { confirm = true, ...which } = {}) {
      const open = onScreen();
      const meansButton = which.nth !== undefined || which.near !== undefined;
      if (!meansButton && open.definition.submit?.text === label) {
        await andSettle(() => slack.submitModal(userId));
        return;
      }
      const isClose = (open.definition.close?.text ?? "Close") === label;
      if (!meansButton && isClose && !modalScreen(slack, open).buttons.includes(label)) {
        await person.closesModal();
        return;
      }
      const button = pickButton(open.blocks, viewerOf(slack, userId), label, which);
      if (button.asksFirst && !confirm) return;
      await andSettle(() => slack.pressInModal(userId, button));
    },

    async closesModal() {
      await andSettle(() => slack.closeModal(userId));
    },

    async clicks(label, { on, confirm = true, ...which }) {
      const blocks = readBlocks(shownTo(slack, userId, on).blocks ?? []);
      const button = pickButton(blocks, viewerOf(slack, userId), label, which);
      if (button.asksFirst && !confirm) return;
      await andSettle(() => slack.pressOnMessage(userId, { ...button, channelId: on.channelId, ts: on.ts }));
    },

    async chooses(label, { on, from }) {
      const menu = menuOffering(menusOn(slack, userId, shownTo(slack, userId, on)), label, from);
      const place = { ...placeOf(menu), channelId: on.channelId, ts: on.ts };
      await andSettle(() => slack.chooseOnMessage(userId, place, enteredFor(slack, menu, label)));
    },

    ...inHome({ slack, userId, andSettle, glimpse, lastWords }),

    sees: (channelId) => seenMessages(slack, userId, channelId),

    async seesMessage(channelId, text) {
      const all = () => {
        const topLevel = seenMessages(slack, userId, channelId);
        const alone = seenEphemerals(slack, userId, channelId);
        return [...topLevel, ...topLevel.flatMap(({ thread }) => thread), ...alone];
      };
      const says = (message: SeenMessage) => message.screen.includes(text) || message.text.includes(text);
      return until(`a message with “${text}”`, () =>
        all()
          .filter(says)
          .toSorted((one, other) => Number(one.ts) - Number(other.ts))
          .at(-1),
      ).catch((cause: unknown) => {
        const there = all().map(({ screen: shown }) => `— ${shown}`);
        throw new Error(`No message with “${text}” came. There are:\n${there.join("\n")}`, { cause });
      });
    },

    ephemerals: (channelId) => seenEphemerals(slack, userId, channelId),
    dms: () => seenMessages(slack, userId, slack.dmOf(userId).id),
    until,
  };
  return person;
}
