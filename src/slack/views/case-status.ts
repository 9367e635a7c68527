import type { CaseStatus, Escalation } from "../../domain/escalation.ts";
import { dayInWords } from "../../text/catalog.ts";
import { fit, type Line } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** What card and receipt say below the state of a case: what its CSM said to it, and what that means. */

interface StatusFacts extends Pick<Escalation, "status" | "nudging"> {
  /** Name of who brought it into that state. */
  readonly actor: string;
}

const saidMax = 200;

export function statusDetails({ status, nudging, actor }: StatusFacts, reader: Reader): readonly Line[] {
  const words = wordsOf(status);
  const { said, reopenable } = reader.words.csmSide.status;
  const until = status.state === "closed" && nudging.state === "done" ? nudging.reopening?.until : undefined;
  return [
    ...(words === "" ? [] : [said(fit(actor, 80), fit(words, saidMax))]),
    ...outcome(status, reader),
    ...(until === undefined ? [] : [reopenable(dayInWords(until, reader.locale))]),
  ].map((line): Line => [line]);
}

/** What the CSM wrote; what made a case unnecessary is its requester's own. */
function wordsOf(status: CaseStatus): string {
  if (status.state === "returned") return status.reason;
  return status.state === "closed" && status.as !== "avoided" ? status.note : "";
}

/** What follows from how it ended. */
export function outcome(status: CaseStatus, { words, locale }: Reader): readonly string[] {
  if (status.state !== "closed") return [];
  const { status: said, doors } = words.csmSide;
  switch (status.as) {
    case "plan_agreed":
      return [said.planDue(dayInWords(status.planDue, locale))];
    case "not_ours":
      return [said.belongs(doors[status.door])];
    case "resolved":
    case "withdrawn":
    case "avoided":
    case "declined":
      return [];
  }
}
