import { z } from "zod";

/** How Slack reaches the bot in these tests: jest.config.js has a project for each way. */
export const { slackMode } = z
  .object({ slackMode: z.enum(["socket", "http"]).default("socket") })
  .parse(globalThis);
