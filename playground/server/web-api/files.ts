import { z } from "zod";
import { post } from "../messages.ts";
import { channelToPostIn } from "./chat.ts";
import { count, method, type Method, Refusal, structure } from "./method.ts";

const sharedFiles = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const fileMethods: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": method({
    scopes: ["files:write"],
    args: z.object({ filename: z.string().min(1), length: count }),
    run({ uploads, origin }, { filename, length }) {
      const { upload, path } = uploads.begin(filename, length);
      return { ok: true, upload_url: `${origin()}${path}`, file_id: upload.id };
    },
  }),

  "files.completeUploadExternal": method({
    scopes: ["files:write"],
    args: z.object({
      files: structure,
      channel_id: z.string().optional(),
      initial_comment: z.string().optional(),
    }),
    run(workings, { files, channel_id: channelId, initial_comment: text = "" }) {
      const { world, uploads } = workings;
      const named = sharedFiles.safeParse(files);
      if (!named.success) throw new Refusal("invalid_arguments");
      const shared = named.data.map(({ id }) => uploads.waiting(id));
      const there = shared.filter((upload) => upload !== null);
      if (there.length < shared.length) throw new Refusal("file_not_found");
      const told = there.map(({ id, name }) => ({ id, title: name }));
      if (channelId === undefined) return { ok: true, files: told };
      const channel = channelToPostIn(workings, channelId);
      for (const upload of there) upload.channelId = channel.id;
      const names = there.map(({ name }) => name);
      post(workings, channel, {
        userId: world.app.botUserId,
        fromApp: true,
        text,
        files: names,
      });
      return { ok: true, files: told };
    },
  }),
};
