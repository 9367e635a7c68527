import type { ModalView } from "@slack/types";
import type { Answers } from "../domain/answers.ts";
import { attempt } from "../domain/case-moves.ts";
import { type CaseStatus, type Escalation, type SendNote, whatSendingNeeds } from "../domain/escalation.ts";
import { afterEnd, afterGoingOn, afterWaiting } from "../domain/nudging-moves.ts";
import { neverNudged, type Nudging, type Reopening, type Wait } from "../domain/nudging.ts";
import { reopeningAfter } from "../domain/nudge-plan.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { Change } from "../store/audit.ts";
import { claimDraft, type Draft } from "../store/drafts.ts";
import {
  changeOrUndo,
  createEscalation,
  findEscalation,
  findEscalationByDraft,
} from "../store/escalations.ts";
import { decideInTurn } from "../store/transactions.ts";
import { redrawLetters } from "../store/letters.ts";
import { oweAfterChange } from "../store/owed.ts";
import { planContextOf } from "../store/plan-contexts.ts";
import { channelOf, placementFor } from "./channels.ts";
import type { SlackDeps } from "./deps.ts";
import { judgeDraft } from "./draft-screen.ts";
import type { Acting } from "./people.ts";
import { caseGoneView, draftGoneView } from "./views/dead-end-view.ts";
import { avoidedView, sentView } from "./views/sent-view.ts";
import { waitingView } from "./views/waiting-view.ts";

/** How a draft ends: it goes to the CSM, waits for the partner, or turned out not to be needed. */
type Ending =
  | { readonly as: "sent"; readonly sendNote: SendNote | null }
  | { readonly as: "waiting"; readonly wait: Pick<Wait, "eligibleOn" | "reason"> }
  | { readonly as: "avoided"; readonly note: string };

/** What there is to wait for: null when the CSM may have the case, or never will. */
function waitOn(answers: Answers, verdict: Verdict): Pick<Wait, "eligibleOn" | "reason"> | null {
  const { partnerFirst } = verdict;
  if (partnerFirst === null || !("eligibleOn" in partnerFirst)) return null;
  return whatSendingNeeds(answers, verdict) === "adobe_does_not_serve_it" ? null : partnerFirst;
}

interface Leaving {
  readonly answers: Answers;
  readonly verdict: Verdict;
  readonly ending: Ending;
}

const moves = { sent: "send", waiting: "wait_on", avoided: "close_as_avoided" } as const;

/**
 * Makes a case of the draft, or puts it into the case that it edits while that waits for its partner. Null, and nothing
 * changed, when somebody (a double click, another window) was there first: `whereItStands` tells what came of it.
 */
export async function leaveDraft(
  deps: SlackDeps,
  draft: Draft,
  person: Acting,
  leaving: Leaving,
): Promise<Escalation | null> {
  const left = await decideInTurn(deps.db, (trx) => leaveIn(trx, deps, draft, person, leaving));
  // By its number a person speaks of it, by its id the messages do.
  if (left)
    deps.log.info(
      { escalation: left.id, number: left.number, as: leaving.ending.as },
      "a draft has become a case",
    );
  return left;
}

/** The case waits for its partner. Null when there is nothing to wait for: the CSM may have it, or never will. */
export async function leaveToWait(deps: SlackDeps, draft: Draft, person: Acting): Promise<ModalView | null> {
  const { answers } = draft;
  const verdict = await judgeDraft(deps, draft, person);
  const wait = waitOn(answers, verdict);
  if (!wait) return null;
  const ending = { as: "waiting", wait } as const;
  const waiting = await leaveDraft(deps, draft, person, { answers, verdict, ending });
  return waiting ? waitingView(waiting, person.reader) : whereItStands(deps, draft, person);
}

async function leaveIn(
  trx: Parameters<typeof oweAfterChange>[0],
  { now, newId, settings, workspace }: SlackDeps,
  draft: Draft,
  { id: personId, reader }: Acting,
  { answers, verdict, ending }: Leaving,
): Promise<Escalation | null> {
  const at = now();
  const before = draft.escalationId === null ? null : await findEscalation(trx, draft.escalationId);
  if (!before && draft.escalationId !== null) return null;
  // A draft has the same ways to go as a case that waits for its partner.
  const standing =
    before ??
    ({
      status: { state: "waiting_partner" },
      teamId: draft.teamId,
      requesterId: personId,
      coOwnerIds: [],
    } as const);
  const mover = { id: personId, outsider: false, csm: false };
  const decision = attempt(moves[ending.as], standing, mover, at);
  if (!decision.allowed || !(await claimDraft(trx, draft.id, ending.as, at))) return null;

  const reopening = async () => reopeningAfter(at, await planContextOf(trx, standing, settings));
  const change: Change = {
    kind: ending.as,
    actorId: personId,
    details: {
      level: verdict.level,
      score: verdict.score,
      ...(ending.as === "avoided" && { note: ending.note }),
    },
  };
  const changed = {
    // A case that waited goes where the review said, and not where it would have gone days ago.
    ...(await placementFor(trx, answers, reader.locale, { settings, workspace })),
    status: withNote(decision.status, ending),
    answers,
    verdict,
    sendNote: ending.as === "sent" ? ending.sendNote : null,
    nudging: await nudgingAfter(ending, before?.nudging ?? neverNudged, reopening),
  };
  const fresh = { id: newId(), draftId: draft.id, teamId: draft.teamId, requesterId: personId };
  const escalation = before
    ? await changeOrUndo(trx, before, changed, change, at)
    : await createEscalation(trx, { ...fresh, locale: reader.locale, ...changed }, change, at);
  // Nobody ever heard of a case that was avoided before it was one.
  if (before || ending.as !== "avoided") await oweAfterChange(trx, escalation, at);
  await redrawLetters(trx, draft.id, at);
  return escalation;
}

function withNote(status: CaseStatus, ending: Ending): CaseStatus {
  return status.state === "closed" && ending.as === "avoided" ? { ...status, note: ending.note } : status;
}

async function nudgingAfter(
  ending: Ending,
  before: Nudging,
  reopening: () => Promise<Reopening>,
): Promise<Nudging> {
  switch (ending.as) {
    case "sent":
      return afterGoingOn(before);
    case "waiting":
      return afterWaiting(before, ending.wait);
    case "avoided":
      return afterEnd(before, await reopening());
  }
}

/** A second click, or another window: what the draft became, or what became of the case it edits. */
export async function whereItStands(deps: SlackDeps, draft: Draft, person: Acting): Promise<ModalView> {
  const { reader } = person;
  const escalation =
    draft.escalationId === null
      ? await findEscalationByDraft(deps.db, draft.id)
      : await findEscalation(deps.db, draft.escalationId);
  if (!escalation) return draftGoneView(reader);
  switch (escalation.status.state) {
    case "waiting_partner":
      return waitingView(escalation, reader);
    case "closed":
      return escalation.status.as === "avoided" ? avoidedView(escalation, reader) : caseGoneView(reader);
    case "open":
    case "acknowledged":
    case "returned":
      return sentView(escalation, await channelOf(deps.db, escalation), true, reader);
  }
}
