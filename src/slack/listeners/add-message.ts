import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { caseName } from "../../domain/escalation.ts";
import { proofFactsOf } from "../../domain/gap-proof.ts";
import { findKeptMessage, keepMessage, type KeptMessage } from "../../store/kept-messages.ts";
import { findPerson } from "../../store/people.ts";
import type { SlackDeps } from "../deps.ts";
import type { Choice } from "../draft-click.ts";
import type { Submission } from "../draft-submission.ts";
import { draftScreen } from "../draft-screen.ts";
import { openDraftAtGap } from "../edit-draft.ts";
import { hasRoom, openCasesOf } from "../open-cases.ts";
import { openModal, redrawModal, whyNotOpen } from "../open-modal.ts";
import { type Acting, actingPerson, asOwner, clickerOf, meetPerson } from "../people.ts";
import { placeMessage, type Placed } from "../place-message.ts";
import { plainTextOf } from "../slack-text.ts";
import { namesOfFiles, toldFiles } from "../told-files.ts";
import { addMessageView, cannotAddView, messageIn, readAddMessage } from "../views/add-message-view.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { OpenCase } from "../views/proof-choice.ts";
import { addedView } from "../views/proof-outcome.ts";
import type { Reader } from "../views/reader.ts";

/**
 * *Add to escalation* in the menu of a message: any message that the person can see, also one of a tool or of somebody
 * else. What it says is kept meanwhile, since a modal can carry an id but no long text.
 */

const messageSchema = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  username: z.string().optional(),
  bot_profile: z.object({ name: z.string() }).optional(),
  text: z.string().nullish(),
  files: toldFiles,
});

type MessageClick = AllMiddlewareArgs & SlackShortcutMiddlewareArgs<MessageShortcut>;

export const addMessage =
  (deps: SlackDeps) =>
  async ({ ack, shortcut, client, respond }: MessageClick): Promise<void> => {
    await ack();
    const acting = await actingPerson(deps, shortcut.user.id);
    const kept = await keepChosen(deps, shortcut);
    const draw = (reader: Reader): ModalView | Promise<ModalView> =>
      kept
        ? choiceScreen(deps, kept, acting.id, reader, null)
        : cannotAddView(reader.words.proof.shortcut.own, reader);
    const opened = await openModal(deps, client, shortcut.trigger_id, await draw(acting.reader));
    const why = whyNotOpen(opened, acting.reader);
    if (why) await respond({ response_type: "ephemeral", ...sayingMessage(why.sentence) });
    const { reader } = await meetPerson(deps, client, acting.id);
    if (opened.kind === "opened" && reader.locale !== acting.reader.locale)
      await redrawModal(deps, client, opened, await draw(reader));
    if (!kept?.authorId) return;
    const { name } = await meetPerson(deps, client, kept.authorId);
    if (name !== kept.author) await keepMessage(deps.db, { ...kept, author: name }, deps.now());
  };

/** Null for a message of our own. Who wrote it is looked up later: Slack gives three seconds. */
async function keepChosen(
  { db, now, newId, workspace }: SlackDeps,
  { channel, message, user }: MessageClick["shortcut"],
): Promise<KeptMessage | null> {
  const told = messageSchema.parse(message);
  if (told.user === workspace.botUserId) return null;
  const authorId = told.bot_id === undefined ? (told.user ?? null) : null;
  const known = authorId === null ? null : await findPerson(db, workspace.teamId, authorId);
  return keepMessage(
    db,
    {
      id: newId(),
      teamId: workspace.teamId,
      personId: user.id,
      channelId: channel.id,
      ts: told.ts,
      threadTs: told.thread_ts ?? null,
      authorId,
      author: known?.name ?? authorId ?? told.username ?? told.bot_profile?.name ?? "",
      content: { text: plainTextOf(told.text ?? ""), files: namesOfFiles(told.files) },
    },
    now(),
  );
}

/** As many as one menu holds. */
const mostCases = 100;

/** Which case, and what the message shows. `chosenId`: of the case on screen; the newest one when it is null. */
async function choiceScreen(
  deps: SlackDeps,
  { id, content }: KeptMessage,
  userId: string,
  reader: Reader,
  chosenId: string | null,
): Promise<ModalView> {
  const { proof } = reader.words;
  if (!content) return cannotAddView(proof.deletedMeanwhile, reader);
  const all = await openCasesOf(deps, userId, mostCases);
  const [newest] = all;
  if (!newest) return cannotAddView(proof.noCase(deps.settings.slashCommand), reader);
  const cases = all.map(withoutForms).filter(hasRoom);
  const chosen = cases.find(({ escalation }) => escalation.id === chosenId) ?? cases[0];
  if (!chosen) return cannotAddView(proof.nothingToAdd(caseName(newest.escalation)), reader);
  return addMessageView({ messageId: id, content, cases, chosen }, reader);
}

/** Whoever came with a message has something to add: what only the form settles is not offered. */
function withoutForms({ targets, ...open }: OpenCase): OpenCase {
  return { ...open, targets: targets.filter(({ code }) => proofFactsOf(code).fields.length > 0) };
}

/** Another case was chosen: it lacks other things. */
export const chooseCase =
  (deps: SlackDeps) =>
  async ({ ack, body, action, client }: Choice): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view) return;
    const { id, reader } = await actingPerson(deps, body.user.id);
    const message = await findKeptMessage(deps.db, messageIn(view));
    const screen =
      message?.personId === id
        ? await choiceScreen(deps, message, id, reader, action.selected_option.value)
        : cannotAddView(reader.words.proof.forgotten, reader);
    await redrawModal(deps, client, { viewId: view.id, hash: view.hash }, screen);
  };

/** *Save*: all of it is local, so that Slack is told with its acknowledgement what came of it. */
export const saveMessage =
  (deps: SlackDeps) =>
  async ({ ack, body, view }: Submission): Promise<void> => {
    const acting = await actingPerson(deps, body.user.id);
    const person = asOwner(clickerOf(body), deps);
    const message = await findKeptMessage(deps.db, messageIn(view));
    const placed = await placeMessage(deps, person, message, readAddMessage(view), acting.reader);
    await ack({ response_action: "update", view: await screenAfter(deps, acting, placed) });
    deps.wake();
  };

async function screenAfter(deps: SlackDeps, acting: Acting, placed: Placed): Promise<ModalView> {
  if (placed.kind !== "added") return cannotAddView(placed.sentence, acting.reader);
  const { escalation, target } = placed;
  return proofFactsOf(target.code).form
    ? draftScreen(deps, await openDraftAtGap(deps, escalation, acting, target), acting)
    : addedView(escalation, target, acting.reader);
}
