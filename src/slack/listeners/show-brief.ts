import type { WebClient } from "@slack/web-api";
import type { ModalView } from "@slack/types";
import { maySee } from "../../domain/case-moves.ts";
import { caseName, type Escalation, type Person } from "../../domain/escalation.ts";
import { want } from "../../store/deliveries.ts";
import { inTransactionOn } from "../../store/transactions.ts";
import { messageUrl, type SlackDeps } from "../deps.ts";
import type { Submission } from "../draft-submission.ts";
import { drawBrief } from "../draw-brief.ts";
import { type CasePress, openFromMessage, tellAlone, windowOf } from "../open-from-message.ts";
import { isThere, type Modal, redrawModal } from "../open-modal.ts";
import { ourCase } from "../our-case.ts";
import { actingPerson, asOwner, asOwnerOrCsm, type Clicker, clickerOf, meetPerson } from "../people.ts";
import { type BriefForm, briefView } from "../views/brief-view.ts";
import { caseIn, outcomeView, workingView } from "../views/case-form.ts";
import { paragraph } from "../views/parts.ts";
import { sayingView } from "../views/plain-modal.ts";
import type { Reader } from "../views/reader.ts";

/** *Brief*: a case on one page, for whoever may see it, in a window from which they can send it to themselves. */

/** The window opens before Slack is asked who they are, and shows nothing until it has answered. */
export const showBrief =
  (deps: SlackDeps, form: BriefForm) =>
  async (press: CasePress): Promise<void> => {
    await press.ack();
    const { body, client, action } = press;
    const clicker = clickerOf(body);
    const { reader } = await actingPerson(deps, clicker.userId);
    const inside = windowOf(body);
    if (!inside && asOwner(clicker, deps).outsider)
      return tellAlone(press, reader.words.talk.refusals.outsider);
    const modal = inside ? { viewId: inside.id } : await openedOver(deps, press, reader);
    if (!modal) return;
    const escalationId = action.value ?? "";
    await inWindow(deps, client, modal, reader, () => drawFor(deps, client, clicker, { escalationId, form }));
  };

async function openedOver(deps: SlackDeps, press: CasePress, reader: Reader): Promise<Modal | null> {
  const opened = await openFromMessage(deps, press, workingView(reader), reader);
  return isThere(opened) ? opened : null;
}

/** A window that waits is told, whatever happens. */
async function inWindow(
  deps: SlackDeps,
  client: WebClient,
  modal: Modal,
  reader: Reader,
  draw: () => Promise<ModalView>,
): Promise<void> {
  const drawn = await draw().catch(async (error: unknown) => {
    await redrawModal(deps, client, modal, said(reader.words.modal.failed, reader));
    throw error;
  });
  await redrawModal(deps, client, modal, drawn);
}

type Place = Parameters<typeof messageUrl>[1];

async function drawFor(
  deps: SlackDeps,
  client: WebClient,
  clicker: Clicker,
  { escalationId, form }: { readonly escalationId: string; readonly form: BriefForm },
): Promise<ModalView> {
  const { db, workspace, settings } = deps;
  const escalation = await ourCase(deps, db, escalationId);
  const met = await meetPerson(deps, client, clicker.userId);
  const person = await asOwnerOrCsm(clicker, escalation, deps, client);
  const refusal = whyNot(escalation, person, met.reader);
  if (!escalation || refusal !== null) return said(refusal ?? "", met.reader);
  const drawing = { db, urlOf: (at: Place) => messageUrl(workspace, at), command: settings.slashCommand };
  const page = await drawBrief(drawing, escalation, met, deps.now());
  return briefView(escalation.id, page, form, met.reader);
}

/** Whoever may not see a case is not told whether there is one. */
function whyNot(escalation: Escalation | null, person: Person | null, { words }: Reader): string | null {
  if (!person) return words.talk.cannotTell;
  return escalation && maySee(escalation, person) ? null : words.brief.notForYou;
}

function said(sentence: string, reader: Reader): ModalView {
  return sayingView(reader.words.brief.window.title, [paragraph(sentence)], reader);
}

/** One window, one message: decided anew on the case as it is then. */
export const sendBrief =
  (deps: SlackDeps) =>
  async ({ ack, body, view, client }: Submission): Promise<void> => {
    const { reader } = await actingPerson(deps, body.user.id);
    await ack({ response_action: "update", view: workingView(reader) });
    const clicker = clickerOf(body);
    const escalationId = caseIn(view);
    await inWindow(deps, client, { viewId: view.id }, reader, async () => {
      const escalation = await ourCase(deps, deps.db, escalationId);
      const person = await asOwnerOrCsm(clicker, escalation, deps, client);
      const refusal = whyNot(escalation, person, reader);
      if (!escalation || !person || refusal !== null) return said(refusal ?? "", reader);
      if (!(await oweBrief(deps, { escalationId, viewId: view.id, person })))
        return said(reader.words.brief.notForYou, reader);
      deps.wake();
      return outcomeView(caseName(escalation), reader.words.brief.window.sent, null, reader);
    });
  };

/** False when the case has gone meanwhile, or is not theirs to see any more. */
async function oweBrief(
  deps: SlackDeps,
  wish: { readonly escalationId: string; readonly viewId: string; readonly person: Person },
): Promise<boolean> {
  const { db, workspace, now } = deps;
  const { escalationId, viewId, person } = wish;
  return inTransactionOn(db, escalationId, async (trx) => {
    const present = await ourCase(deps, trx, escalationId);
    if (!present || !maySee(present, person)) return false;
    await want(trx, {
      subject: { kind: "brief", escalationId, viewId },
      teamId: workspace.teamId,
      destination: { person: person.id },
      now: now(),
    });
    return true;
  });
}
