import { whyRefused } from "../../domain/case-moves.ts";
import { caseName } from "../../domain/escalation.ts";
import { nextBusinessDay, slotsOf } from "../../domain/nudge-plan.ts";
import { snooze, stop } from "../../domain/nudging-moves.ts";
import { isEpisode } from "../../domain/nudging.ts";
import { planContextOf } from "../../store/plan-contexts.ts";
import { dayInWords } from "../../text/catalog.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { asOwnerOrCsmOfCase } from "../who.ts";
import { moveCase } from "./move-case.ts";

/** *Remind me tomorrow*: the next reminder comes on the next business day of the requester. */
export const snoozeReminders = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(
    deps,
    click,
    asOwnerOrCsmOfCase,
    {
      move: "snooze",
      kind: "snoozed",
      given: [],
      wasMade: async ({ trx, before, person, at }) => {
        const { nudging } = before;
        if (nudging.state !== "snoozed" || whyRefused("snooze", before, person) !== null) return false;
        return nudging.until === nextBusinessDay(at, await planContextOf(trx, before, deps.settings));
      },
      nudging: async ({ trx, before: { nudging, answers, ...owner }, at }) => {
        const context = await planContextOf(trx, owner, deps.settings);
        const slots = isEpisode(nudging) ? slotsOf(nudging, answers, context).length : 0;
        return snooze(nudging, nextBusinessDay(at, context), slots);
      },
    },
    (moved, { words, locale }) =>
      moved.nudging.state === "snoozed"
        ? words.nudge.answers.snoozed(caseName(moved), dayInWords(moved.nudging.until, locale))
        : words.talk.refusals.reminders_over,
  );

/** *Stop reminders*: nobody is reminded of the case again. */
export const stopReminders = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(
    deps,
    click,
    asOwnerOrCsmOfCase,
    {
      move: "stop_reminders",
      kind: "reminders_stopped",
      given: [],
      nudging: ({ before, person, at }) => stop(before.nudging, person.id, at),
    },
    (moved, { words }) => words.nudge.answers.stopped(caseName(moved)),
  );
