import type { Readable } from "node:stream";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { ParkReason } from "../domain/delivery.ts";
import { classify } from "./failures.ts";
import { escape } from "./views/safe-text.ts";

/** Files by DM: Slack names a place for each, takes them there, and shows them in one message. */

export interface FileToSend {
  readonly name: string;
  /** In bytes: Slack wants to know before. */
  readonly length: number;
  readonly read: () => Readable;
}

export type SentFiles =
  | { readonly kind: "sent" }
  /** Somebody has to mend something first. */
  | { readonly kind: "refused"; readonly reason: ParkReason; readonly error: string }
  /** Nothing arrived; it may work in a while. */
  | { readonly kind: "failed"; readonly error: string }
  /** They may stand there. */
  | { readonly kind: "unknown"; readonly error: string };

export interface FileSender {
  /** Each step is tried once. `leaving` ends it, and then nothing arrives. */
  readonly send: (
    userId: string,
    files: readonly [FileToSend, ...FileToSend[]],
    comment: string,
    leaving: AbortSignal,
  ) => Promise<SentFiles>;
}

/** For the largest file that Slack takes, over a slow line. */
const uploadWithinMs = 15 * 60_000;

/** `client`: one that posts. `cut` ends every upload that is under way then. */
export function fileSenderOn(client: WebClient, cut: AbortSignal): FileSender {
  const upload = async (file: FileToSend, leaving: AbortSignal): Promise<{ id: string; title: string }> => {
    const place = await client.files.getUploadURLExternal({ filename: file.name, length: file.length });
    const { upload_url: url, file_id: id } = placeSchema.parse(place);
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", "content-length": String(file.length) },
      body: file.read(),
      duplex: "half",
      signal: AbortSignal.any([leaving, cut, AbortSignal.timeout(uploadWithinMs)]),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new NotTaken(answer.status);
    return { id, title: file.name };
  };
  return {
    send: async (userId, [first, ...more], comment, leaving) => {
      try {
        const { channel } = await client.conversations.open({ users: userId });
        const channelId = z.string().parse(channel?.id);
        const uploaded: [{ id: string; title: string }, ...{ id: string; title: string }[]] = [
          await upload(first, leaving),
        ];
        for (const file of more) uploaded.push(await upload(file, leaving));
        leaving.throwIfAborted();
        return await complete(client, { uploaded, channelId, comment });
      } catch (error) {
        return whatCameOf(error, "failed");
      }
    },
  };
}

const placeSchema = z.object({ upload_url: z.url(), file_id: z.string() });

class NotTaken extends Error {
  override readonly name = "NotTaken";
  constructor(status: number) {
    super(`Slack did not take the file: ${status}`);
  }
}

async function complete(
  client: WebClient,
  {
    uploaded,
    channelId,
    comment,
  }: {
    readonly uploaded: [{ id: string; title: string }, ...{ id: string; title: string }[]];
    readonly channelId: string;
    readonly comment: string;
  },
): Promise<SentFiles> {
  try {
    await client.files.completeUploadExternal({
      files: uploaded,
      channel_id: channelId,
      initial_comment: escape(comment),
    });
    return { kind: "sent" };
  } catch (error) {
    return whatCameOf(error, "unknown");
  }
}

function whatCameOf(error: unknown, otherwise: "failed" | "unknown"): SentFiles {
  const failure = classify(error);
  if (failure.kind === "park") return { kind: "refused", reason: failure.reason, error: failure.error };
  return { kind: failure.outcomeUnknown ? otherwise : "failed", error: failure.error };
}
