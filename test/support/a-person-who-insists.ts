import type { ModalScreen, Person, SeenMessage } from "../../playground/person.ts";
import type { BotThatDies } from "./a-bot-that-dies.ts";

/** Somebody who does a thing again, as people do, as often as the bot dies over it. */
export interface Insisting {
  readonly bot: BotThatDies;
  readonly person: Person;
  /** What people do in one way or another: try again in the same window, or from the start. */
  readonly coin: () => boolean;
}

export interface Try {
  /** Waits for a window with this text, as long as the bot lives that was there at the beginning of the try. */
  readonly sees: (text?: string) => Promise<ModalScreen>;
  /** The same for anything else. */
  readonly sooner: <T>(what: string, ask: () => T | null | undefined | false) => Promise<T>;
}

const patienceMs = 300_000;

/** Resolves with what came of it; null is another try later. */
export async function insists<T>(
  { bot, person }: Insisting,
  what: string,
  attempt: (trying: Try) => Promise<T | null>,
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    await bot.hears();
    let trouble: unknown = null;
    try {
      const outcome = await attempt(tryOf(bot, person));
      if (outcome !== null) return outcome;
    } catch (error) {
      trouble = error;
    }
    if (performance.now() > giveUpAt) {
      const screen = person.modal()?.text ?? "nothing";
      throw new Error(`${person.id} never came to ${what}. On screen: ${screen}. ${String(trouble)}`);
    }
    await bot.awhile();
  }
}

function tryOf(bot: BotThatDies, person: Person): Try {
  const deathsBefore = bot.deaths.length;
  const sooner = async <T>(what: string, ask: () => T | null | undefined | false): Promise<T> => {
    const there = ask();
    if (there !== null && there !== undefined && there !== false) return there;
    if (bot.deaths.length > deathsBefore) throw new Error(`The bot has died before ${what} came.`);
    return bot.whileItLives(person.until(what, ask));
  };
  return {
    sooner,
    sees: (text = "") =>
      sooner(`a window with “${text}”`, () => {
        const screen = person.modal();
        return screen?.text.includes(text) && screen;
      }),
  };
}

export async function clears(person: Person): Promise<void> {
  while (person.modal()) await person.closesModal();
}

export interface AForm {
  readonly title: string;
  /** Where it is opened; null while that is not there. */
  readonly on: () => SeenMessage | null;
  /** The button, or the choice in a menu, that opens it. */
  readonly by: string;
  readonly fill: readonly Readonly<Record<string, string>>[];
  readonly submit: string;
  /** What the person is told when it is done. */
  readonly done: string;
  /** Whether what they see beside the form says that it was done; they do not know whether by which try. */
  readonly isDone: () => boolean;
  /** Called with each window that was sent off. */
  readonly onSent?: (viewId: string) => void;
}

/** Opens the form, fills it in, and sends it off until told, or shown, that it is done. */
export async function submits(insisting: Insisting, what: string, form: AForm): Promise<void> {
  const { person, coin } = insisting;
  await insists(insisting, what, async ({ sees }) => {
    if (form.isDone()) return true;
    if (person.modal()?.title !== form.title || coin()) {
      await clears(person);
      const on = form.on();
      if (!on) return null;
      await (on.buttons.includes(form.by) ? person.clicks(form.by, { on }) : person.chooses(form.by, { on }));
      await sees(form.title);
      for (const values of form.fill) await person.fills(values);
    }
    form.onSent?.(person.modal()?.viewId ?? "");
    await person.presses(form.submit);
    await sees(form.done);
    return true;
  });
  await clears(person);
}

/** Presses a button until it is gone. */
export async function clicksAway(
  insisting: Insisting,
  label: string,
  on: () => SeenMessage | null,
): Promise<void> {
  await insists(insisting, `click “${label}”`, async ({ sooner }) => {
    const message = on();
    if (!message) return null;
    if (message.buttons.includes(label)) await insisting.person.clicks(label, { on: message });
    return sooner("the answer to the click", () => !on()?.buttons.includes(label));
  });
}
