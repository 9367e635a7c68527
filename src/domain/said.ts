import type { Answers, IsoDate } from "./answers.ts";
import {
  isDatePassed,
  parkingAfter,
  parkingAfterQuestion,
  type PlanContext,
  reopenUntil,
} from "./nudge-plan.ts";
import { type Asked, gapsToAskFor, isEpisode, mayBeReopened, type Nudging, type Said } from "./nudging.ts";
import { localDate } from "./working-time.ts";

/** What a reminder or question that goes out at `at` says, kept with it so that it can be drawn again. */
export function saidAt(
  escalation: Asked & { readonly nudging: Nudging; readonly answers: Answers },
  at: Date,
  context: PlanContext,
): Said {
  const { nudging, answers } = escalation;
  const parkedOn = parkedOnAfter(nudging, answers, at, context);
  return {
    gaps: [...gapsToAskFor(escalation)],
    examples: escalation.verdict.examples.length,
    ending:
      parkedOn === null
        ? null
        : {
            parkedOn,
            reopenUntil: mayBeReopened(nudging, nudging.sent + 1) ? reopenUntil(parkedOn, context) : null,
          },
    datePassed: isDatePassed(answers, localDate(at, context.zone)),
  };
}

/** The day on which the case is parked when this was the last one. */
function parkedOnAfter(nudging: Nudging, answers: Answers, at: Date, context: PlanContext): IsoDate | null {
  if (isEpisode(nudging)) return parkingAfter(nudging, answers, at, context);
  return nudging.state === "waiting" ? parkingAfterQuestion(nudging, at, context) : null;
}
