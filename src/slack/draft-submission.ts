import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Draft } from "../store/drafts.ts";
import type { SlackDeps } from "./deps.ts";
import { ownDraft } from "./own-draft.ts";
import { type Acting, actingPerson, clickerOf } from "./people.ts";
import { draftGoneView } from "./views/dead-end-view.ts";
import { draftIn } from "./views/draft-metadata.ts";

/** A modal about a draft was submitted. */
export type Submission = AllMiddlewareArgs & SlackViewMiddlewareArgs<ViewSubmitAction>;

/** The draft, checked to be the person's own, and the screen they submitted. */
export interface SubmittedDraft {
  readonly draft: Draft;
  readonly person: Acting;
  readonly view: Submission["view"];
}

/** What the modal says next: another screen, or what is wrong at which block. */
export type Answer = ModalView | { readonly errors: Record<string, string> };

/**
 * Saves and answers a submission in one acknowledgement: nothing but local work stands before it. `next` answers null
 * when the draft is not open any more. What it may owe Slack is looked for once Slack has its answer.
 */
export async function answerDraftSubmission(
  deps: SlackDeps,
  { ack, body, view }: Submission,
  next: (submitted: SubmittedDraft) => Promise<Answer | null>,
  { mayOwe = true }: { readonly mayOwe?: boolean } = {},
): Promise<void> {
  const person = await actingPerson(deps, body.user.id);
  const draft = await ownDraft(deps, draftIn(view), clickerOf(body));
  const answer = (draft && (await next({ draft, person, view }))) ?? draftGoneView(person.reader);
  if ("errors" in answer) return ack({ response_action: "errors", errors: answer.errors });
  await ack({ response_action: "update", view: answer });
  if (mayOwe) deps.wake();
}
