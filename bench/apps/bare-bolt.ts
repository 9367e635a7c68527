import { readFileSync } from "node:fs";
import { App, HTTPReceiver, type ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { openByHand } from "./insert-by-hand.ts";

/**
 * What the bot is compared with: Bolt, and the same calls and answers as the bot's, from a file. It thinks nothing and
 * remembers nothing, or, with a DATABASE_URL, one row of each submission, written before it is acknowledged.
 */

const settings = z
  .object({
    SLACK_BOT_TOKEN: z.string(),
    SLACK_SIGNING_SECRET: z.string(),
    SLACK_API_URL: z.string(),
    DATABASE_URL: z.string().optional(),
    BENCH_SCREENS: z.string(),
  })
  .parse(process.env);

const modal = z.custom<ModalView>((value) => typeof value === "object" && value !== null);
/** What `/escalate` opens; what follows each step, by its name; what follows *Send*. */
const screensSchema = z.object({ command: modal, steps: z.record(z.string(), modal), send: modal });
export type Screens = z.infer<typeof screensSchema>;
const screens = screensSchema.parse(JSON.parse(readFileSync(settings.BENCH_SCREENS, "utf8")));

const receiver = new HTTPReceiver({ signingSecret: settings.SLACK_SIGNING_SECRET });
const app = new App({
  token: settings.SLACK_BOT_TOKEN,
  receiver,
  clientOptions: { slackApiUrl: settings.SLACK_API_URL },
  convoStore: false,
});
const keep = settings.DATABASE_URL === undefined ? null : await openByHand(settings.DATABASE_URL);
const stepIn = ({ private_metadata }: ViewOutput) =>
  z.object({ step: z.string() }).parse(JSON.parse(private_metadata)).step;

app.command("/escalate", async ({ ack, command, client }) => {
  await ack();
  await keep?.(command.user_id, command.text);
  await client.views.open({ trigger_id: command.trigger_id, view: screens.command });
});
app.view("step_next", async ({ ack, body, view }) => {
  await keep?.(body.user.id, JSON.stringify(view.state.values));
  const next = screens.steps[stepIn(view)];
  await (next ? ack({ response_action: "update", view: next }) : ack());
});
app.view("review_send", async ({ ack, body, view }) => {
  await keep?.(body.user.id, JSON.stringify(view.state.values));
  await ack({ response_action: "update", view: screens.send });
});

const server = await app.start({ port: 0, host: "127.0.0.1" });
const address = "address" in server ? server.address() : null;
const port = typeof address === "object" ? address?.port : null;
process.stdout.write(`${JSON.stringify({ msg: "the bot is ready", port })}\n`);
process.once("SIGTERM", () => process.exit(0));
