import type { Person } from "../../playground/person.ts";
import type { OpenView } from "../../playground/server/modals.ts";
import type { Stage } from "../../playground/stage.ts";

/** One person at two devices, each with a modal of its own: Slack keeps both open. */
export interface Windows {
  /** The window opened first, or the other one, comes to the front. */
  readonly turnTo: (window: "first" | "second") => void;
}

/** Keeps what is on screen as the first window; `openSecond` opens the other one. */
export async function twoWindows(
  { slack }: Stage,
  person: Person,
  openSecond: () => Promise<unknown>,
): Promise<Windows> {
  const first = slack.screenOf(person.id);
  await openSecond();
  const second = slack.screenOf(person.id);
  if (!first || !second || first === second) throw new Error("There are no two windows.");
  return {
    turnTo: (window) => {
      const front = window === "first" ? first : second;
      const stack = slack.modals(person.id) as OpenView[];
      stack.splice(0, stack.length, ...(front === first ? [second, first] : [first, second]));
    },
  };
}
