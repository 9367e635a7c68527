import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { type Answers, emptyExample, type Example, isBlank, noAnswers } from "../domain/answers.ts";
import { changeDraft, createPendingDraft, type Draft, openDraft } from "../store/drafts.ts";
import { momentInWords } from "../text/catalog.ts";
import type { SlackDeps } from "./deps.ts";
import { draftScreen } from "./draft-screen.ts";
import { type NotOpen, openModal, redrawModal, whyNotOpen } from "./open-modal.ts";
import { type Acting, actingPerson, meetPerson } from "./people.ts";
import { split } from "./views/safe-text.ts";
import { type ResumeScreen, resumeView } from "./views/resume-view.ts";

/** Every way to begin: the command, the command with a text, the shortcuts. All meet the same draft. */

/** What the person brought along, as answers for a new draft. */
type Brought = ResumeScreen["brought"] & object;
export interface Start {
  readonly userId: string;
  readonly triggerId: string;
  readonly client: WebClient;
  readonly brought: (Brought & { readonly answers: Answers }) | null;
  /** Says to the person alone why no window opened. */
  readonly tell: (why: NotOpen) => Promise<void>;
}

/** A text typed with the command is the summary; what is longer than a summary is kept whole in the first example. */
export function broughtText(text: string): NonNullable<Start["brought"]> {
  const [summary, rest] = split(text, 150);
  const examples: Example[] = rest === "" ? [] : [{ ...emptyExample(1), ex_actual: split(text, 3000)[0] }];
  return { kind: "text", text, answers: { ...noAnswers, summary, examples } };
}

/** A message is the first example: where it can be seen, and what it says. */
export function broughtMessage(url: string, text: string): NonNullable<Start["brought"]> {
  const example: Example = { ...emptyExample(1), ex_where: url, ex_actual: split(text, 3000)[0] };
  return { kind: "message", answers: { ...noAnswers, examples: [example] } };
}

export async function startDraft(deps: SlackDeps, start: Start): Promise<void> {
  const person = await actingPerson(deps, start.userId);
  const draw = await firstScreen(deps, start);
  const opened = await openModal(deps, start.client, start.triggerId, await draw(person));
  const why = whyNotOpen(opened, person.reader);
  if (why) await start.tell(why);
  if (person.known) return;
  const met = await meetPerson(deps, start.client, start.userId);
  if (opened.kind === "opened" && met.reader.locale !== person.reader.locale) {
    await redrawModal(deps, start.client, opened, await draw(met));
  }
}

/** Saves what was brought, then tells what to show: the form, or the choice between the old draft and a new one. */
async function firstScreen(
  deps: SlackDeps,
  { userId, brought }: Start,
): Promise<(person: Acting) => Promise<ModalView>> {
  const { db, now, newId, workspace } = deps;
  const owner = { teamId: workspace.teamId, userId };
  const draft = await openDraft(db, { id: newId(), ...owner }, now());
  // A draft with nothing in it is not worth asking whether to resume it.
  if (isBlank(draft.answers)) {
    const filled = brought ? await fillIn(deps, draft, brought.answers) : draft;
    return (person) => draftScreen(deps, filled, person);
  }
  const pending = brought
    ? await createPendingDraft(db, { id: newId(), ...owner, answers: brought.answers }, now())
    : null;
  return (person) =>
    Promise.resolve(
      resumeView(
        {
          draft: draft.id,
          pending: pending?.id ?? null,
          answers: draft.answers,
          savedAt: momentInWords(draft.updatedAt, person.zone, person.reader.locale),
          brought,
        },
        person.reader,
      ),
    );
}

async function fillIn({ db, now }: SlackDeps, draft: Draft, answers: Answers): Promise<Draft> {
  const nextExampleKey = answers.examples.length + 1;
  return (await changeDraft(db, draft.id, now(), () => ({ answers, nextExampleKey }))) ?? draft;
}
