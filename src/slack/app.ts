import { App, type BlockAction, type ButtonAction, SocketModeReceiver } from "@slack/bolt";
import type { ExtendedErrorHandlerArgs } from "@slack/bolt/dist/App.js";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { connectionOn } from "./connection.ts";
import { libraryLogger } from "./library-logger.ts";
import { signingIn } from "./sign-in.ts";
import { workUnderWay } from "./work-under-way.ts";
import { type Credentials, interactiveClientOptions } from "./clients.ts";
import type { Log, SlackDeps } from "./deps.ts";
import type { ButtonClick } from "./draft-click.ts";
import { addWhatIsMissing, saveWhatWasMissing } from "./listeners/add-what-is-missing.ts";
import { answerCommand } from "./listeners/answer-command.ts";
import { comeBackFromDoor, continueAnyway } from "./listeners/leave-by-door.ts";
import { keepSendNote, leaveReview } from "./listeners/leave-review.ts";
import { acknowledgeCase, withdrawCase } from "./listeners/move-case.ts";
import { channelEvents, refreshChannel, refreshPerson } from "./listeners/refresh-directory.ts";
import { resumeDraft, startDraftOver } from "./listeners/resume-draft.ts";
import { closeAsAvoided, sendEscalation } from "./listeners/send-escalation.ts";
import { startEscalation, startEscalationFromMessage } from "./listeners/start-escalation.ts";
import {
  addExample,
  editExample,
  keepAnswer,
  removeExample,
  takeNextStep,
  takeStepBack,
} from "./listeners/take-step.ts";
import {
  comeBackFromPartnerMessage,
  sendPartnerMessage,
  writeToPartner,
} from "./listeners/write-to-partner.ts";
import { describeError } from "./failures.ts";
import { doorActions } from "./views/door-view.ts";
import { partnerMessageActions, partnerMessageCallback } from "./views/partner-message-view.ts";
import { cardActions } from "./views/readiness-card.ts";
import { resumeActions } from "./views/resume-view.ts";
import { reviewActions, reviewCallback } from "./views/review-view.ts";
import { noteAction } from "./views/send-note.ts";
import { stepActions, stepCallbacks } from "./views/step-view.ts";

const shortcuts = { start: "escalate_start", fromMessage: "escalate_from_message" } as const;

export interface SlackApp {
  readonly client: WebClient;
  /** Binds the listeners and opens the connection. */
  readonly start: (deps: SlackDeps) => Promise<void>;
  /** Takes nothing new once what people did before is done. */
  readonly stop: () => Promise<void>;
}

/** How long a stop waits for listeners: twice, and with what it then waits for itself, within ten seconds. */
const finishWithinMs = 3000;

/** The Bolt app in Socket Mode, signed in; a Slack that is down is waited for. Nothing is received before `start`. */
export async function createSlackApp(
  { botToken, appToken, apiUrl }: Credentials,
  log: Log,
): Promise<SlackApp> {
  const logger = libraryLogger(log);
  const clientOptions = interactiveClientOptions(apiUrl);
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const connection = connectionOn(receiver.client, log);
  const work = workUnderWay();
  const app = new App({
    token: botToken,
    receiver,
    clientOptions,
    logger,
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
  });
  app.error((args: ExtendedErrorHandlerArgs) => reportError(args, log));
  app.use(({ next }) => work.during(next));
  await signingIn("SLACK_BOT_TOKEN", () => app.init(), log);
  return {
    client: app.client,
    start: async (deps) => {
      bindListeners(app, deps);
      await connection.open();
    },
    stop: async () => {
      // An acknowledgement needs the connection; what comes in until it is closed is done too.
      await work.over(finishWithinMs);
      connection.close();
      await app.stop();
      await work.over(finishWithinMs);
    },
  };
}

const answerable = z.object({ type: z.string().optional(), command: z.string().optional() });

/** Every error a listener did not expect ends here. The payload is not logged: it holds what people wrote. */
function reportError({ error, body }: ExtendedErrorHandlerArgs, log: Log): Promise<void> {
  const { type, command } = answerable.catch({}).parse(body);
  log.error({ payload: type ?? command ?? "unknown", ...describeError(error) }, "a listener failed");
  return Promise.resolve();
}

function button(app: App, actionId: string, listener: (click: ButtonClick) => Promise<void>): void {
  app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: actionId }, listener);
}

/** Which listener answers to what. */
export function bindListeners(app: App, deps: SlackDeps): void {
  app.command(deps.settings.slashCommand, answerCommand(deps));
  app.shortcut({ type: "shortcut", callback_id: shortcuts.start }, startEscalation(deps));
  app.shortcut(
    { type: "message_action", callback_id: shortcuts.fromMessage },
    startEscalationFromMessage(deps),
  );

  button(app, resumeActions.resume, resumeDraft(deps));
  button(app, resumeActions.startOver, startDraftOver(deps));

  app.view(stepCallbacks.next, takeNextStep(deps));
  app.action({ type: "block_actions", action_id: stepActions.answer }, keepAnswer(deps));
  button(app, stepActions.back, takeStepBack(deps));
  button(app, stepActions.addExample, addExample(deps));
  button(app, stepActions.editExample, editExample(deps));
  button(app, stepActions.removeExample, removeExample(deps));

  button(app, doorActions.back, comeBackFromDoor(deps));
  button(app, doorActions.continueAnyway, continueAnyway(deps));

  app.view(reviewCallback, sendEscalation(deps));
  app.action({ type: "block_actions", action_id: noteAction }, keepSendNote(deps));
  button(app, reviewActions.back, leaveReview(deps));
  button(app, reviewActions.closeAsAvoided, closeAsAvoided(deps));
  button(app, reviewActions.writeToPartner, writeToPartner(deps));
  app.view(partnerMessageCallback, sendPartnerMessage(deps));
  button(app, partnerMessageActions.back, comeBackFromPartnerMessage(deps));

  button(app, cardActions.acknowledge, acknowledgeCase(deps));
  button(app, cardActions.withdraw, withdrawCase(deps));
  button(app, cardActions.addMissing, addWhatIsMissing(deps));
  app.view(stepCallbacks.save, saveWhatWasMissing(deps));

  app.event("user_change", refreshPerson(deps));
  for (const event of channelEvents) app.event(event, refreshChannel(deps));
}
