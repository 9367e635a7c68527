import type { Escalation } from "../domain/escalation.ts";
import { proofTargets } from "../domain/gap-proof.ts";
import { liveShelves } from "../domain/shelves.ts";
import { lookThrough } from "../store/finding.ts";
import { namesIn } from "../store/names.ts";
import { listOpenQuestions } from "../store/questions.ts";
import type { SlackDeps } from "./deps.ts";
import type { OpenCase } from "./views/proof-choice.ts";

/** What a message may be added to. Local reads only. */

export async function openCaseOf({ db }: SlackDeps, escalation: Escalation): Promise<OpenCase> {
  const open = await listOpenQuestions(db, escalation.id);
  const nameOf = await namesIn(
    db,
    escalation,
    open.map(({ askedBy }) => askedBy),
  );
  const questions = open.map(({ number, askedBy }) => ({ number, askedBy: nameOf(askedBy) }));
  return { escalation, questions, targets: proofTargets(escalation) };
}

/** The newest cases of a person, as requester or as co-owner. */
export async function openCasesOf(deps: SlackDeps, userId: string, most: number): Promise<OpenCase[]> {
  const { db, workspace } = deps;
  const look = { teamId: workspace.teamId, shelves: liveShelves, of: [{ ownerId: userId }] };
  const cases = await lookThrough(db, look, { order: "newest", from: null, limit: most });
  return Promise.all(cases.map((escalation) => openCaseOf(deps, escalation)));
}

export function hasRoom({ questions, targets }: OpenCase): boolean {
  return questions.length + targets.length > 0;
}
