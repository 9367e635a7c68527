import type { ModalView } from "@slack/types";
import type { Escalation } from "../domain/escalation.ts";
import { unsettled } from "../domain/same-partner.ts";
import { liveShelves } from "../domain/shelves.ts";
import { stopAfter } from "../domain/walk.ts";
import { localDate } from "../domain/working-time.ts";
import type { Draft, Place } from "../store/drafts.ts";
import { lookThrough } from "../store/finding.ts";
import { cardUrlsOf } from "./case-finder.ts";
import type { SlackDeps } from "./deps.ts";
import { draftScreen } from "./draft-screen.ts";
import type { Acting } from "./people.ts";
import { duplicateView } from "./views/duplicate-view.ts";

/** Whether a new draft is about what the same person has a case about already. Local reads only: Slack waits. */

/** More than one person could mind. */
const mostAlive = 200;
/** As many as one window holds; the next ones are asked about after these. */
const mostShown = 20;

/** The cases a new draft may double: the person's own, as requester or as co-owner. One that edits a case doubles none. */
export async function aliveCasesOf(
  { db }: Pick<SlackDeps, "db">,
  { teamId, userId, escalationId }: Draft,
): Promise<readonly Escalation[]> {
  if (escalationId !== null) return [];
  const look = { teamId, shelves: liveShelves, of: [{ ownerId: userId }] };
  return lookThrough(db, look, { order: "newest", from: null, limit: mostAlive });
}

/** Where a new draft goes on from step 1: nowhere before the person has said that it is another matter. */
export function placeAfterSituation(
  { answers, otherThan }: Pick<Draft, "answers" | "otherThan">,
  ownCases: readonly Escalation[],
): Place {
  const asked = unsettled(answers, ownCases, otherThan).length > 0;
  return { step: asked ? "situation" : stopAfter("situation"), example: null };
}

/** Step 2, or before it the question whether this is another matter. */
export async function screenAfterSituation(
  deps: SlackDeps,
  draft: Draft,
  person: Acting,
): Promise<ModalView> {
  const { settings } = deps;
  const found = unsettled(draft.answers, await aliveCasesOf(deps, draft), draft.otherThan);
  if (found.length === 0) return draftScreen(deps, draft, person);
  const shown = found.slice(0, mostShown);
  const cardUrlOf = await cardUrlsOf(deps, shown);
  const cases = shown.map((escalation) => ({
    escalation,
    cardUrl: cardUrlOf(escalation),
    since: localDate(escalation.createdAt, person.zone),
  }));
  return duplicateView({ draftId: draft.id, cases, command: settings.slashCommand }, person.reader);
}
