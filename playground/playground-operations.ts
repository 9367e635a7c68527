import { z } from "zod";
import type { BotProcess, BotState } from "./bot-process.ts";
import { type FaultsOn, type FaultSwitches, faultNames } from "./fault-switches.ts";
import { nextBusinessMorning, passTimeUntil } from "./passing-time.ts";
import { viewerOf } from "./person-messages.ts";
import { look, type Operation, operation } from "./server/control-operations.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import { userOf } from "./server/world.ts";

/** What the page's header shows: the time, the bot, and what is wrong with Slack. */
interface StageNow {
  readonly now: Date;
  /** When the bot does something by itself next. */
  readonly nextNudgeAt: Date | null;
  readonly bot: {
    readonly state: BotState;
    readonly pid: number | null;
    readonly lines: readonly string[];
  };
  readonly faults: FaultsOn;
  readonly command: string;
}

const hourMs = 3_600_000;
/** With Slack down it does not get ready; whoever looks on sees that it is starting. */
const restartPatienceMs = 10_000;
const nothing = z.object({});
const move = z.discriminatedUnion("by", [
  z.object({ by: z.literal("hour") }),
  z.object({ by: z.literal("nudge") }),
  /** Whose morning it is to be. */
  z.object({ by: z.literal("business_day"), userId: z.string().min(1) }),
]);

/** The operations beside the local Slack's own. Moving time and restarting wait for each other. */
export function playgroundOperations({
  bot,
  faults,
  command,
}: {
  readonly bot: BotProcess;
  readonly faults: () => FaultSwitches;
  readonly command: string;
}): Readonly<Record<string, Operation>> {
  let busy: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<StageNow>): Promise<StageNow> => {
    const turn = busy.then(act);
    busy = turn.catch(() => undefined);
    return turn;
  };

  const stage = async ({ clock }: LocalSlack): Promise<StageNow> => ({
    nextNudgeAt: await bot.nextDueAt(),
    now: clock.now(),
    bot: { state: bot.state(), pid: bot.pid(), lines: [...bot.lines()] },
    faults: faults().on(),
    command,
  });

  async function targetOf(slack: LocalSlack, by: z.infer<typeof move>): Promise<Date> {
    const now = slack.clock.now();
    switch (by.by) {
      case "hour":
        return new Date(now.getTime() + hourMs);
      case "business_day":
        return nextBusinessMorning(now, viewerOf(slack, userOf(slack.world, by.userId).id).zone);
      case "nudge": {
        const due = await bot.nextDueAt();
        if (due === null) throw new Error(whyNothingIsDue(bot.state()));
        return due;
      }
    }
  }

  return {
    stage: look(nothing, stage),
    moveTime: operation(move, (slack, by) =>
      inTurn(async () => {
        const passing = { clock: slack.clock, bot, quiet: () => slack.quiet() };
        await passTimeUntil(await targetOf(slack, by), passing);
        return stage(slack);
      }),
    ),
    // At once, whatever else is under way: what is waited for may never come while Slack is out of order.
    switchFault: operation(
      z.object({ fault: z.enum(faultNames), on: z.boolean() }),
      (slack, { fault, on }) => {
        faults().set(fault, on);
        return stage(slack);
      },
    ),
    restartBot: operation(nothing, (slack) =>
      inTurn(async () => {
        await bot.restart(restartPatienceMs);
        return stage(slack);
      }),
    ),
  };
}

function whyNothingIsDue(state: BotState): string {
  return state === "running"
    ? "Nothing is due: no case waits for a reminder. Send one first."
    : "The bot is not running: start it again first.";
}
