import { setTimeout as pause } from "node:timers/promises";
import type { AllMiddlewareArgs, AnyMiddlewareArgs, RespondFn } from "@slack/bolt";
import type { Submission } from "./draft-submission.ts";
import { describeError } from "./failures.ts";
import { redrawModal } from "./open-modal.ts";
import { actingPerson, type MeetingDeps } from "./people.ts";
import { sayingMessage } from "./views/command-answers.ts";
import { type Reader, readerOf } from "./views/reader.ts";
import { failedView, notSaved, withTrouble } from "./views/trouble-views.ts";

/**
 * A listener failed, most likely because the store did: whoever did something is told that it came to nothing, in the
 * place where they did it. Nothing of that needs the store.
 */

type Act = AnyMiddlewareArgs & AllMiddlewareArgs;

/** What is left of Slack's three seconds when the store was waited for. */
const atOnceMs = 500;

/** For everything but submissions, which want to be answered in their acknowledgement. */
export const tellOfFailure =
  (deps: MeetingDeps) =>
  async (act: Act): Promise<void> => {
    try {
      await act.next();
    } catch (error) {
      await orInLog(deps, tell(deps, act));
      throw error;
    }
  };

/** A submission that fails before it was answered: the modal stays as it is, and says that it was not saved. */
export const answeringSubmission =
  (deps: MeetingDeps, listener: (submission: Submission) => Promise<void>) =>
  async (submission: Submission): Promise<void> => {
    const acknowledgement = { given: false };
    const ack: Submission["ack"] = async (response) => {
      acknowledgement.given = true;
      await submission.ack(response);
    };
    try {
      await listener({ ...submission, ack });
    } catch (error) {
      if (!acknowledgement.given) await orInLog(deps, answerNotSaved(deps, submission));
      throw error;
    }
  };

async function answerNotSaved(deps: MeetingDeps, { ack, body, view }: Submission): Promise<void> {
  const answer = notSaved(view, await readerFor(deps, body.user.id));
  await ack(
    "errors" in answer
      ? { response_action: "errors", errors: answer.errors }
      : { response_action: "push", view: answer.onTop },
  );
}

async function tell(deps: MeetingDeps, act: Act): Promise<void> {
  const { client } = act;
  if ("command" in act) {
    await say(act.respond, await readerFor(deps, act.command.user_id));
    return;
  }
  if ("shortcut" in act) {
    const { shortcut } = act;
    const reader = await readerFor(deps, shortcut.user.id);
    if (shortcut.type === "message_action") await say(act.respond, reader);
    else await client.views.open({ trigger_id: shortcut.trigger_id, view: failedView(reader) });
    return;
  }
  if (!("action" in act) || act.body.type !== "block_actions") return;
  const { view, user } = act.body;
  const reader = await readerFor(deps, user.id);
  // What it shows is true: only the press came to nothing.
  if (view?.type === "home")
    await client.views.open({ trigger_id: act.body.trigger_id, view: failedView(reader) });
  else if (view)
    await redrawModal(deps, client, { viewId: view.id, hash: view.hash }, withTrouble(view, reader));
  else await say(act.respond, reader);
}

async function say(respond: RespondFn, { words }: Reader): Promise<void> {
  await respond({
    response_type: "ephemeral",
    replace_original: false,
    ...sayingMessage(words.modal.failed),
  });
}

/** In their language, if the store tells that much at once: they have waited for it already. */
async function readerFor(deps: MeetingDeps, userId: string): Promise<Reader> {
  const known = actingPerson(deps, userId).then(
    ({ reader }) => reader,
    () => null,
  );
  return (await Promise.race([known, pause(atOnceMs, null)])) ?? readerOf(deps.settings.defaultLocale);
}

async function orInLog({ log }: Pick<MeetingDeps, "log">, told: Promise<void>): Promise<void> {
  await told.catch((error: unknown) => {
    log.warn(describeError(error), "a person could not be told that something failed");
  });
}
