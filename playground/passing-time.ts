import { setTimeout as pause } from "node:timers/promises";
import type { BotProcess } from "./bot-process.ts";
import type { Clock } from "./clock.ts";
import { weekdays } from "../src/domain/calendar-days.ts";
import { addBusinessDays, calendarOf, instantAt, localDate } from "../src/domain/working-time.ts";

/** Moves the clock without skipping: everything that falls due on the way happens at its own time. */

const seconds = 1000;
/** Waits between messages to one channel, and the first tries again. */
const shortWaitsMs = 20 * seconds;
/** With Slack out of order the bot tries again and again; after this much real time the clock is simply moved. */
const patienceMs = 12 * seconds;
const glanceMs = 20;

export interface PassingTime {
  readonly clock: Clock;
  readonly bot: Pick<BotProcess, "work" | "nextDueAt">;
  /** Resolves when Slack has seen all that the bot does just now. */
  readonly quiet: () => Promise<void>;
}

export async function passTimeUntil(target: Date, passing: PassingTime): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  await allDueBy(target.getTime(), passing, giveUpAt);
  if (passing.clock.now() < target) passing.clock.moveTo(target);
  await allDueBy(target.getTime() + shortWaitsMs, passing, giveUpAt);
}

async function allDueBy(
  horizon: number,
  { clock, bot, quiet }: PassingTime,
  giveUpAt: number,
): Promise<void> {
  while (performance.now() < giveUpAt) {
    let due = await bot.work();
    if (due === null || due.getTime() > horizon) {
      await quiet();
      due = await bot.work();
    }
    if (due === null || due.getTime() > horizon) return;
    if (due > clock.now()) clock.moveTo(due);
    // Somebody else's turn, such as an answer that is under way.
    else await pause(glanceMs);
  }
}

const allWeekdays = calendarOf({ workingDays: weekdays.slice(0, 5), holidays: [] });

/** Five past ten on the next weekday, as this person's clock shows it: after the reminders of ten o'clock. */
export function nextBusinessMorning(now: Date, zone: string): Date {
  return instantAt(addBusinessDays(localDate(now, zone), 1, allWeekdays), "10:05", zone);
}
