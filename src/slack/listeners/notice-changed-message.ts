import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { z } from "zod";
import { deletedIn } from "../deleted-message.ts";
import type { SlackDeps } from "../deps.ts";
import { followMessage } from "../follow-proof.ts";
import { plainTextOf } from "../slack-text.ts";
import { namesOfFiles, toldFiles } from "../told-files.ts";
import { toldChannelId, toldTs, toldUserId } from "../told-ids.ts";

/** A message was edited or deleted: when it is evidence, the case follows. Slack also calls it a change when it adds a preview. */

const changedSchema = z.object({
  subtype: z.literal("message_changed"),
  channel: toldChannelId,
  message: z.object({
    user: toldUserId.optional(),
    ts: toldTs,
    text: z.string().default(""),
    files: toldFiles,
    edited: z.object({ user: toldUserId }).optional(),
  }),
});

export const noticeChangedMessage =
  (deps: SlackDeps) =>
  async ({ event }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"message">): Promise<void> => {
    const { teamId } = deps.workspace;
    const deleted = deletedIn(event);
    if (deleted) return followMessage(deps, { teamId, ...deleted }, null, null);
    const changed = changedSchema.safeParse(event).data;
    if (!changed || changed.message.user === deps.workspace.botUserId) return;
    const { ts, text, files, edited } = changed.message;
    const says = { text: plainTextOf(text), files: namesOfFiles(files) };
    await followMessage(deps, { teamId, channelId: changed.channel, ts }, says, edited?.user ?? null);
  };
