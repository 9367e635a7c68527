import type { App, AuthorizeResult, Receiver } from "@slack/bolt";
import { libraryLogger } from "./library-logger.ts";
import type { Reception, SlackSurroundings } from "./reception.ts";
import { tellOfFailure } from "./tell-of-failure.ts";
import { button, choice, submission } from "./bind.ts";
import { bindCaseMoves } from "./bind-case-moves.ts";
import { bindHome } from "./bind-home.ts";
import type { SlackDeps } from "./deps.ts";
import { GuardedApp } from "./door.ts";
import { addMessage, chooseCase, saveMessage } from "./listeners/add-message.ts";
import { chooseProof, leaveOut } from "./listeners/add-proof.ts";
import { addWhatIsMissing, goBackToSavedStep, saveWhatWasMissing } from "./listeners/add-what-is-missing.ts";
import { answerCommand } from "./listeners/answer-command.ts";
import { snoozeReminders, stopReminders } from "./listeners/answer-reminder.ts";
import {
  sayItIsFixed,
  sayTheyAreSilent,
  sayTheyReplied,
  sendWithoutWaiting,
} from "./listeners/answer-partner-question.ts";
import { saveSettings } from "./listeners/change-settings.ts";
import { askWhatWorked, closeAsAvoided, comeBackFromWhatWorked } from "./listeners/close-as-avoided.ts";
import { comeBackToSituation, continueAnyway } from "./listeners/leave-by-door.ts";
import { keepSendNote, leaveReview } from "./listeners/leave-review.ts";
import { noticeChangedMessage } from "./listeners/notice-changed-message.ts";
import { noticeDeletedCard } from "./listeners/notice-deleted-card.ts";
import { noticeRevoked, noticeUninstalled, type RemovalDeps } from "./listeners/notice-removal.ts";
import { noticeReply } from "./listeners/notice-reply.ts";
import {
  channelEvents,
  followChannel,
  refreshChannel,
  refreshConvertedChannel,
  refreshPerson,
} from "./listeners/refresh-directory.ts";
import { resumeDraft, startDraftOver } from "./listeners/resume-draft.ts";
import { keepThatItWasSent, sayItWasSent } from "./listeners/say-it-was-sent.ts";
import { comeBackFromSharedChannel, sendEscalation, sendToAll } from "./listeners/send-escalation.ts";
import { sayItIsAnotherMatter } from "./listeners/settle-duplicate.ts";
import { turnPage } from "./listeners/list-cases.ts";
import { startEscalation, startEscalationFromMessage } from "./listeners/start-escalation.ts";
import {
  addExample,
  editExample,
  keepAnswer,
  removeExample,
  takeNextStep,
  takeStepBack,
} from "./listeners/take-step.ts";
import { waitForPartner } from "./listeners/wait-for-partner.ts";
import {
  comeBackFromPartnerMessage,
  sendPartnerMessage,
  writeToPartner,
} from "./listeners/write-to-partner.ts";
import { addMessageActions, addMessageCallback } from "./views/add-message-view.ts";
import { listActions } from "./views/case-list.ts";
import { doorActions } from "./views/door-view.ts";
import { duplicateActions } from "./views/duplicate-view.ts";
import { partnerMessageActions, partnerMessageCallback } from "./views/partner-message-view.ts";
import { partnerWaitActions } from "./views/partner-wait-messages.ts";
import { exampleActions } from "./views/listed-examples.ts";
import { nudgeActions } from "./views/nudge-messages.ts";
import { cardActions } from "./views/case-buttons.ts";
import { proofActions } from "./views/proof-question.ts";
import { resumeActions } from "./views/resume-view.ts";
import { reviewActions, reviewCallback } from "./views/review-view.ts";
import { savedActions } from "./views/saved-view.ts";
import { noteAction } from "./views/send-note.ts";
import { sentItCallback } from "./views/sent-it-view.ts";
import { settingsCallback } from "./views/settings-view.ts";
import { sharedChannelActions, sharedChannelCallback } from "./views/shared-channel-view.ts";
import { stepActions, stepCallbacks } from "./views/step-view.ts";
import { whatWorkedActions, whatWorkedCallback } from "./views/what-worked-view.ts";

export const shortcuts = {
  start: "escalate_start",
  fromMessage: "escalate_from_message",
  addMessage: "escalate_add_message",
} as const;

/** The Bolt app of one workspace. Nothing is received before the reception is opened for it. */
export function workspaceApp(
  whose: Whose,
  { clientOptions, work }: Pick<Reception, "clientOptions" | "work">,
  { log, measures }: Pick<SlackSurroundings, "log" | "measures">,
): GuardedApp {
  const app = new GuardedApp(
    {
      ...whose,
      receiver: deaf,
      clientOptions,
      logger: libraryLogger(log),
      convoStore: false,
    },
    log,
    measures,
  );
  app.use(({ next }) => work.during(next));
  return app;
}

/** A token that Slack is still to be asked about, or one of which everything is known. */
type Whose =
  | { readonly token: string; readonly deferInitialization: true }
  | { readonly authorize: () => Promise<AuthorizeResult> };

/** For an app that hears nothing by itself: what is for it is handed to it. */
export const deaf: Receiver = {
  init: () => undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/** Which listener answers to what. */
export function bindListeners(app: App, deps: SlackDeps): void {
  app.use(tellOfFailure(deps));
  bindHome(app, deps);
  app.command(deps.settings.slashCommand, answerCommand(deps));
  app.shortcut({ type: "shortcut", callback_id: shortcuts.start }, startEscalation(deps));
  app.shortcut(
    { type: "message_action", callback_id: shortcuts.fromMessage },
    startEscalationFromMessage(deps),
  );
  app.shortcut({ type: "message_action", callback_id: shortcuts.addMessage }, addMessage(deps));

  button(app, resumeActions.resume, resumeDraft(deps));
  button(app, resumeActions.startOver, startDraftOver(deps));

  submission(app, deps, stepCallbacks.next, takeNextStep(deps));
  app.action({ type: "block_actions", action_id: stepActions.answer }, keepAnswer(deps));
  button(app, stepActions.back, takeStepBack(deps));
  button(app, exampleActions.add, addExample(deps));
  button(app, exampleActions.edit, editExample(deps));
  button(app, exampleActions.remove, removeExample(deps));

  button(app, doorActions.back, comeBackToSituation(deps));
  button(app, doorActions.continueAnyway, continueAnyway(deps));
  button(app, duplicateActions.otherMatter, sayItIsAnotherMatter(deps));
  button(app, duplicateActions.back, comeBackToSituation(deps));

  submission(app, deps, reviewCallback, sendEscalation(deps));
  submission(app, deps, sharedChannelCallback, sendToAll(deps));
  button(app, sharedChannelActions.back, comeBackFromSharedChannel(deps));
  app.action({ type: "block_actions", action_id: noteAction }, keepSendNote(deps));
  button(app, reviewActions.back, leaveReview(deps));
  button(app, reviewActions.wait, waitForPartner(deps));
  button(app, reviewActions.closeAsAvoided, askWhatWorked(deps));
  submission(app, deps, whatWorkedCallback, closeAsAvoided(deps));
  button(app, whatWorkedActions.back, comeBackFromWhatWorked(deps));
  button(app, reviewActions.writeToPartner, writeToPartner(deps));
  submission(app, deps, partnerMessageCallback, sendPartnerMessage(deps));
  button(app, partnerMessageActions.back, comeBackFromPartnerMessage(deps));
  button(app, partnerMessageActions.sentIt, sayItWasSent(deps));
  submission(app, deps, sentItCallback, keepThatItWasSent(deps));

  button(app, partnerWaitActions.replied, sayTheyReplied(deps));
  button(app, partnerWaitActions.silent, sayTheyAreSilent(deps));
  button(app, partnerWaitActions.sendAnyway, sendWithoutWaiting(deps));
  button(app, partnerWaitActions.fixed, sayItIsFixed(deps));

  const { ownSettings } = deps;
  if (ownSettings) submission(app, deps, settingsCallback, saveSettings({ ...deps, ownSettings }));

  bindCaseMoves(app, deps);
  for (const action of Object.values(listActions)) button(app, action, turnPage(deps));
  button(app, nudgeActions.snooze, snoozeReminders(deps));
  button(app, nudgeActions.stop, stopReminders(deps));
  button(app, cardActions.addMissing, addWhatIsMissing(deps));
  submission(app, deps, stepCallbacks.save, saveWhatWasMissing(deps));
  button(app, savedActions.backToStep, goBackToSavedStep(deps));

  choice(app, addMessageActions.whichCase, chooseCase(deps));
  submission(app, deps, addMessageCallback, saveMessage(deps));
  choice(app, proofActions.choose, chooseProof(deps));
  button(app, proofActions.leaveOut, leaveOut(deps));

  app.event("user_change", refreshPerson(deps));
  for (const event of channelEvents) app.event(event, refreshChannel(deps));
  app.event("channel_id_changed", followChannel(deps));
  app.event("message", refreshConvertedChannel(deps));
  app.event("message", noticeDeletedCard(deps));
  app.event("message", noticeReply(deps));
  app.event("message", noticeChangedMessage(deps));
  bindRemoval(app, deps);
}

/** Of a workspace that has not been set up, too. */
export function bindRemoval(app: App, deps: RemovalDeps): void {
  app.event("app_uninstalled", noticeUninstalled(deps));
  app.event("tokens_revoked", noticeRevoked(deps));
}
