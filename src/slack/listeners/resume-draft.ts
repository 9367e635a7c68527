import { appended } from "../../domain/example-list.ts";
import { changeDraft, discardPending, type Draft, type DraftChange, startOver } from "../../store/drafts.ts";
import type { SlackDeps } from "../deps.ts";
import { answerDraftClick, type ButtonClick } from "../draft-click.ts";
import { draftScreen } from "../draft-screen.ts";
import { ownDraft } from "../own-draft.ts";
import { draftIn } from "../views/draft-metadata.ts";
import { readResumeMetadata } from "../views/resume-view.ts";

/** Goes on where the person was; a message they chose joins the draft as a further example. */
export const resumeDraft = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, clicker, view }) => {
    const carried = readResumeMetadata(view);
    if (!carried) return null;
    const { pending } = carried;
    const fresh = pending ? await ownDraft(deps, pending, clicker) : null;
    const resumed = await changeDraft(deps.db, draft.id, deps.now(), (before) =>
      withExampleOf(fresh, before),
    );
    if (fresh) await discardPending(deps.db, fresh.id);
    return resumed && draftScreen(deps, resumed, person);
  });

/** Sets the draft aside for an empty one, or for what the person brought along. */
export const startDraftOver = (deps: SlackDeps) => (click: ButtonClick) =>
  answerDraftClick(deps, click, draftIn, async ({ draft, person, view }) => {
    const carried = readResumeMetadata(view);
    if (!carried) return null;
    const { pending } = carried;
    const next = pending ? { pendingId: pending } : { newId: deps.newId() };
    const fresh = await startOver(deps.db, { openId: draft.id, now: deps.now(), ...next });
    return fresh && draftScreen(deps, fresh, person);
  });

function withExampleOf(fresh: Draft | null, before: Draft): DraftChange {
  if (fresh?.status !== "pending") return {};
  const first = fresh.answers.examples[0];
  // A text typed with the command is meant for a new case; only a message's example is worth keeping here.
  if (!first || fresh.answers.summary !== "") return {};
  const { key: _, ...example } = first;
  // A second click on *Resume* brings the same message again.
  if (before.answers.examples.some((other) => other.ex_where === example.ex_where)) return {};
  return appended(before, example);
}
