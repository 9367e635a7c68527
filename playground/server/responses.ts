import { z } from "zod";
import { withIds } from "./block-kit/ids.ts";
import type { Json, JsonObject } from "./json.ts";
import { post, remove, rewrite, showEphemeral } from "./messages.ts";
import type { ResponseTarget } from "./response-urls.ts";
import { readContent, type Content } from "./web-api/content.ts";
import { flag, structure } from "./web-api/method.ts";
import { channelOf, messageOf } from "./world.ts";
import type { Workings } from "./workings.ts";

const schema = z.object({
  text: z.string().optional(),
  blocks: structure.optional(),
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: flag.default(false),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
});

/** Whether an acknowledgement says anything at all. */
export function isResponse(payload: Json): payload is JsonObject {
  return typeof payload === "object" && payload !== null && ("text" in payload || "blocks" in payload);
}

/** Shows what was sent to a `response_url` or in the acknowledgement of a command. Throws a refusal. */
export function respond(workings: Workings, source: string, target: ResponseTarget, body: JsonObject): void {
  const given = schema.parse(body);
  const { original } = target;
  if (given.delete_original) {
    deleteOriginal(workings, target);
    return;
  }
  const content = readContent(workings, source, { ...given, hasBlocks: "blocks" in body });
  if (given.replace_original && original !== null && replaceOriginal(workings, target, content)) return;
  if (given.response_type === "in_channel") {
    post(workings, channelOf(workings.world, target.channelId), {
      ...content,
      userId: workings.world.app.botUserId,
      fromApp: true,
      threadTs: given.thread_ts ?? null,
    });
    return;
  }
  showEphemeral(
    workings,
    { ...target, threadTs: given.thread_ts ?? original?.threadTs ?? null },
    { ...content, fromApp: true },
  );
}

function replaceOriginal(workings: Workings, target: ResponseTarget, content: Content): boolean {
  const { world } = workings;
  const { original, channelId } = target;
  if (original === null) return false;
  if (original.ephemeral) {
    const shown = world.ephemerals.find(({ ts }) => ts === original.ts);
    if (shown === undefined) return false;
    shown.text = content.text;
    shown.blocks = content.blocks === null ? null : withIds(content.blocks);
    return true;
  }
  const channel = channelOf(world, channelId);
  const message = messageOf(channel, original.ts);
  if (message?.fromApp !== true) return false;
  rewrite(workings, channel, message, content);
  return true;
}

function deleteOriginal(workings: Workings, { original, channelId }: ResponseTarget): void {
  const { world } = workings;
  if (original === null) return;
  if (original.ephemeral) {
    world.ephemerals = world.ephemerals.filter(({ ts }) => ts !== original.ts);
    return;
  }
  const channel = channelOf(world, channelId);
  const message = messageOf(channel, original.ts);
  if (message?.fromApp === true) remove(workings, channel, message);
}
