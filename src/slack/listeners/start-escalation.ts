import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { messageUrl, type SlackDeps } from "../deps.ts";
import { broughtMessage, type Start, startDraft } from "../start-draft.ts";
import { plainTextOf } from "../slack-text.ts";
import { tellInDm } from "../tell-in-dm.ts";
import { sayingMessage } from "../views/command-answers.ts";

/** The global shortcut: the form, from anywhere. */
export const startEscalation =
  (deps: SlackDeps) =>
  async ({
    ack,
    shortcut,
    client,
  }: AllMiddlewareArgs & SlackShortcutMiddlewareArgs<GlobalShortcut>): Promise<void> => {
    await ack();
    const { id } = shortcut.user;
    await startDraft(
      deps,
      // A global shortcut has no answer of its own.
      start(client, id, shortcut.trigger_id, null, ({ hint }) =>
        tellInDm(deps, id, hint, shortcut.trigger_id),
      ),
    );
  };

/** The message shortcut: a case whose first example is this message. Commands do not work in threads, this does. */
export const startEscalationFromMessage =
  (deps: SlackDeps) =>
  async ({
    ack,
    shortcut,
    client,
    respond,
  }: AllMiddlewareArgs & SlackShortcutMiddlewareArgs<MessageShortcut>): Promise<void> => {
    await ack();
    const { channel, message, user } = shortcut;
    const threadTs = typeof message["thread_ts"] === "string" ? message["thread_ts"] : undefined;
    const url = messageUrl(deps.workspace, { channelId: channel.id, ts: message.ts, threadTs });
    const brought = broughtMessage(url, plainTextOf(message.text ?? ""));
    await startDraft(
      deps,
      start(client, user.id, shortcut.trigger_id, brought, async ({ sentence }) => {
        await respond({ response_type: "ephemeral", ...sayingMessage(sentence) });
      }),
    );
  };

function start(
  client: WebClient,
  userId: string,
  triggerId: string,
  brought: Start["brought"],
  tell: Start["tell"],
): Start {
  return { client, userId, triggerId, brought, tell };
}
