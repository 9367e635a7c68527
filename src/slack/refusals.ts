import { ownerRefusals } from "../domain/co-owners.ts";
import type { Escalation } from "../domain/escalation.ts";
import { namesIn } from "../store/names.ts";
import type { SlackDeps } from "./deps.ts";
import type { MoveRefusal } from "./make-move.ts";
import type { Reader } from "./views/reader.ts";

/** Why a move was refused, and, when somebody else was there first, who did what. */
export async function refusalInWords(
  { db }: SlackDeps,
  refusal: MoveRefusal,
  escalation: Escalation | null,
  { words }: Reader,
): Promise<string> {
  const { csmSide, talk } = words;
  const { refusals, wasFirst } = talk;
  if (isOfOwners(refusal)) return csmSide.colleague.refused[refusal];
  if (!escalation || !("by" in escalation.status)) return refusals[refusal];
  const { status } = escalation;
  const who = (await namesIn(db, escalation))(status.by);
  if (refusal === "already_acknowledged") return wasFirst.acknowledged(who);
  if (refusal === "is_returned") return wasFirst.returned(who);
  if (status.state !== "closed") return refusals[refusal];
  if (refusal === "already_closed") return wasFirst.closed(who, words.card.status.closings[status.as]);
  return refusal === "reopen_too_late" ? csmSide.reopenTooLate : refusals[refusal];
}

type OfOwners = (typeof ownerRefusals)[number];

function isOfOwners(refusal: MoveRefusal): refusal is OfOwners {
  return ownerRefusals.some((each) => each === refusal);
}
