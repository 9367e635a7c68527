import { liveParts } from "./live-parts.ts";
import { showBlocks } from "./on-screen.ts";
import { type Field, fieldsIn, shown } from "./person-fields.ts";
import { buttonsIn, rowWith, viewerOf } from "./person-messages.ts";
import type { HomeScreen } from "./person-sees.ts";
import { enteredIn } from "./server/filled.ts";
import type { Home } from "./server/homes.ts";
import type { LocalSlack } from "./server/local-slack.ts";

export function homeScreen(slack: LocalSlack, home: Home): HomeScreen {
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
export interface WhichInHome {
  readonly nth?: number;
  readonly on?: string;
}

/** The field with this label or, since what stands beside a menu may be a whole line, the one that has it in its label. */
export function fieldInHome(slack: LocalSlack, home: Home, label: string, { nth, on }: WhichInHome): Field {
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
