import { liveParts } from "./live-parts.ts";
import { showBlocks } from "./on-screen.ts";
import { until } from "./patience.ts";
import { type Field, fieldsIn, placeOf, shown } from "./person-fields.ts";
import { enteredFor, type Wish } from "./person-fills.ts";
import { buttonsIn, pickButton, rowWith, viewerOf } from "./person-messages.ts";
import type { HomeScreen } from "./person-sees.ts";
import { enteredIn } from "./server/filled.ts";
import type { Home } from "./server/homes.ts";
import type { LocalSlack } from "./server/local-slack.ts";

function homeScreen(slack: LocalSlack, home: Home): HomeScreen {
  const { callback_id, blocks: raw } = home.definition;
  const body = showBlocks(home.blocks, viewerOf(slack, home.userId), (block, element) => {
    const entered = enteredIn(home, block, element);
    return entered === null ? null : { values: shown(slack, entered), error: null };
  });
  const notice = home.notice === null ? [] : [`⚠ ${home.notice}`];
  return {
    viewId: home.id,
    callbackId: callback_id,
    screen: [...notice, body].join("\n"),
    fields: homeFields(slack, home).map(({ seen }) => seen),
    buttons: buttonsIn(home.blocks).map(({ label }) => label),
    notice: home.notice,
    live: liveParts({ blocks: raw }),
  };
}

function homeFields(slack: LocalSlack, home: Home): Field[] {
  return fieldsIn(slack, home.blocks, {
    enteredIn: (block, element) => enteredIn(home, block, element),
    errors: new Map(),
  });
}

/** Which of several in the Home: counted from 1, or the one at or below the last text containing `on`. */
interface WhichInHome {
  readonly nth?: number;
  readonly on?: string;
}

/** The field with this label or, since what stands beside a menu may be a whole line, the one that has it in its label. */
function fieldInHome(slack: LocalSlack, home: Home, label: string, { nth, on }: WhichInHome): Field {
  const from = on === undefined ? 0 : rowWith(home.blocks, viewerOf(slack, home.userId), on);
  const fields = homeFields(slack, home).filter(({ placed }) => home.blocks.indexOf(placed.block) >= from);
  const exactly = fields.filter(({ seen }) => seen.label === label);
  const named = exactly.length > 0 ? exactly : fields.filter(({ seen }) => seen.label.includes(label));
  if (named.length > 1 && nth === undefined && on === undefined) {
    throw new Error(`There are ${named.length} fields “${label}” in the Home: say which with nth or on.`);
  }
  const field = named[(nth ?? 1) - 1];
  if (field === undefined) {
    const there = fields.map(({ seen }) => `“${seen.label}”`).join(", ");
    throw new Error(`No field “${label}” in the Home. Fields: ${there === "" ? "none" : there}.`);
  }
  return field;
}

export interface PersonInHome {
  /** Turns to the app's Home. Resolves when the app, which hears of it, is done. */
  opensHome(): Promise<void>;
  /** What the app last published for this person, or null. */
  home(): HomeScreen | null;
  /** Waits until the Home says `text`. */
  seesHome(text?: string): Promise<HomeScreen>;
  /** A button in the Home; a confirmation is confirmed unless told otherwise. */
  clicksInHome(label: string, which?: WhichInHome & { readonly confirm?: boolean }): Promise<void>;
  /** One option of a select or an overflow menu, all that is to be ticked of checkboxes, a person or a date; null clears. */
  choosesInHome(field: string, option: Wish, which?: WhichInHome): Promise<void>;
  /** Types into a line of the Home and presses Enter; null empties it. */
  fillsInHome(field: string, text: string | null, which?: WhichInHome): Promise<void>;
}

/** What a person does in the Home. */
export function inHome({
  slack,
  userId,
  andSettle,
  glimpse,
  lastWords,
}: {
  readonly slack: LocalSlack;
  readonly userId: string;
  /** Does it, then waits until the app is done with it, or what `look` tells of the screen is another thing. */
  readonly andSettle: (act: () => unknown, look: () => string) => Promise<void>;
  /** Of the rest of the screen. */
  readonly glimpse: () => string;
  /** Why something expected may not be there. */
  readonly lastWords: () => string;
}): PersonInHome {
  const glimpseOfHome = () => `${glimpse()} ${slack.homeOf(userId)?.hash ?? ""}`;

  function homeBefore(): Home {
    const home = slack.homeOf(userId);
    if (home === null) throw new Error(`The Home is empty: nothing was published. ${lastWords()}`);
    return home;
  }

  const home = () => {
    const published = slack.homeOf(userId);
    return published === null ? null : homeScreen(slack, published);
  };

  return {
    async opensHome() {
      await andSettle(() => {
        slack.openHome(userId);
      }, glimpseOfHome);
    },

    home,

    async seesHome(text) {
      const asked = text === undefined ? "a Home" : `a Home with “${text}”`;
      return until(asked, () => {
        const shown = home();
        return shown !== null && (text === undefined || shown.screen.includes(text)) ? shown : null;
      }).catch((cause: unknown) => {
        throw new Error(`${asked} did not come. There is: ${home()?.screen ?? "nothing"}. ${lastWords()}`, {
          cause,
        });
      });
    },

    async clicksInHome(label, { nth, on, confirm = true } = {}) {
      const button = pickButton(homeBefore().blocks, viewerOf(slack, userId), label, { nth, near: on });
      if (button.asksFirst && !confirm) return;
      await andSettle(() => slack.pressInHome(userId, button), glimpseOfHome);
    },

    async choosesInHome(label, option, which = {}) {
      const field = fieldInHome(slack, homeBefore(), label, which);
      const entered = enteredFor(slack, field, option);
      await andSettle(() => slack.enterInHome(userId, placeOf(field), entered), glimpseOfHome);
    },

    async fillsInHome(label, text, which = {}) {
      const field = fieldInHome(slack, homeBefore(), label, which);
      const entered = enteredFor(slack, field, text);
      if (entered.kind !== "text") throw new Error(`“${label}” takes no text: it is a ${field.seen.kind}.`);
      await andSettle(async () => {
        await slack.enterInHome(userId, placeOf(field), entered);
        await slack.pressInHome(userId, placeOf(field));
      }, glimpseOfHome);
    },
  };
}
