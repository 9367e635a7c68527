import { isOwner, wasSent } from "../../domain/case-moves.ts";
import { lastHolder } from "../../domain/case-holder.ts";
import type { DeliverySubject } from "../../domain/delivery.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { reopen, takeUpAgain } from "../../domain/nudging-moves.ts";
import { localDate } from "../../domain/working-time.ts";
import { listEvents } from "../../store/audit.ts";
import { planContextOf } from "../../store/plan-contexts.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import type { MoveFacts } from "../make-move.ts";
import type { Reader } from "../views/reader.ts";
import { asOwnerOrCsmOfCase } from "../who.ts";
import { moveCase } from "./move-case.ts";

/** *Reopen*: a parked case is asked about again, a closed one taken up again. */
export const reopenCase = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(
    deps,
    click,
    asOwnerOrCsmOfCase,
    {
      move: "reopen",
      kind: ({ status }) => (status.state === "closed" ? "closed_reopened" : "reopened"),
      given: [],
      nudging: async ({ trx, before, at }) => {
        if (before.nudging.state !== "done") return reopen(before.nudging, before, at);
        const { zone } = await planContextOf(trx, before, deps.settings);
        return takeUpAgain(before.nudging, before, at, localDate(at, zone));
      },
      tells: async (moved, { status }, facts) =>
        status.state === "closed" && wasSent(moved) ? [await reopenedNote(moved, facts)] : [],
    },
    inWords,
  );

/** Calls the CSM who had closed or had it; when that is who reopens it, the requester. */
async function reopenedNote(moved: Escalation, { trx, person }: MoveFacts): Promise<DeliverySubject> {
  const { id: escalationId, revision, requesterId } = moved;
  const events = await listEvents(trx, escalationId);
  // The last one tells of this very reopening.
  const holder = lastHolder(events.slice(0, -1));
  const other = isOwner(moved, person.id) ? null : requesterId;
  const to = holder === person.id ? other : (holder ?? other);
  return { kind: "step_note", escalationId, step: "reopened", revision, by: person.id, to };
}

function inWords(moved: Escalation, { words }: Reader): string {
  const { answers } = words.nudge;
  const name = caseName(moved);
  if (moved.nudging.state === "waiting") return answers.reopenedWaiting(name);
  return moved.nudging.state === "active" ? answers.reopened(name) : answers.reopenedReady(name);
}
