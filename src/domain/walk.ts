import { type Step, steps } from "./form.ts";

/** Where a person can stand in the modal: a step, or the review behind the last one. */
export type Stop = Step | "review";

const stops: readonly Stop[] = [...steps, "review"];

export function stopAfter(step: Step): Stop {
  return stops[stops.indexOf(step) + 1] ?? "review";
}

/** The first step has nothing before it but itself. */
export function stopBefore(stop: Stop): Step {
  return steps[stops.indexOf(stop) - 1] ?? steps[0];
}
