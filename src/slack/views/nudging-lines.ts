import type { Escalation } from "../../domain/escalation.ts";
import { gapsToAskFor } from "../../domain/nudging.ts";
import { dayInWords } from "../../text/catalog.ts";
import { lines, type Part, small } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** What card and receipt say of what the bot does by itself. */

type Nudged = Pick<Escalation, "nudging" | "status" | "verdict" | "sendNote">;

/** Why the bot has stopped asking, and until when somebody may have it ask again. */
export function parkedPart(
  { nudging, status }: Pick<Nudged, "nudging" | "status">,
  { words, locale }: Reader,
): readonly Part[] {
  if (nudging.state !== "parked" || status.state === "closed") return [];
  const { parked } = words.nudge;
  const why = parked.line(parked.why[nudging.why]);
  const { reopening } = nudging;
  return [
    lines([{ bold: why }, ...(reopening ? [" ", parked.until(dayInWords(reopening.until, locale))] : [])]),
  ];
}

/** Said as long as there would be something to remind of. */
export function stoppedPart(nudged: Nudged, said: string): readonly Part[] {
  return nudged.nudging.state === "stopped" && gapsToAskFor(nudged).length > 0 ? [small(said)] : [];
}
