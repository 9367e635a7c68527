import { z } from "zod";

/** Files of a message as Slack tells of them. Of one from another organisation it tells no name. */
export const toldFiles = z
  .array(z.object({ name: z.string().nullish(), title: z.string().nullish(), mode: z.string().optional() }))
  .default([]);

/** By name only: files stay where they are. One that was deleted leaves a stone, which is no file. */
export function namesOfFiles(files: z.infer<typeof toldFiles>): string[] {
  return files.filter(({ mode }) => mode !== "tombstone").map(({ name, title }) => name ?? title ?? "");
}
