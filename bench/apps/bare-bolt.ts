import { readFileSync } from "node:fs";
import { App, HTTPReceiver, type ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";

/**
 * What the bot is compared with: Bolt, and the same calls and answers as the bot's, from a file. It thinks nothing and
 * remembers nothing, or, with a DATABASE_URL, one row of each submission, written before it is acknowledged.
 */

const setting = (name: string) => process.env[name] ?? "";

/** What `/escalate` opens; what follows each step, by its name; what follows *Send*. */
export interface Screens {
  readonly command: ModalView;
  readonly steps: Readonly<Record<string, ModalView>>;
  readonly send: ModalView;
}
function isScreens(value: unknown): value is Screens {
  return typeof value === "object" && value !== null && "command" in value;
}

const screens: unknown = JSON.parse(readFileSync(setting("BENCH_SCREENS"), "utf8"));
if (!isScreens(screens)) throw new Error("BENCH_SCREENS names no file of screens.");

const receiver = new HTTPReceiver({ signingSecret: setting("SLACK_SIGNING_SECRET") });
const app = new App({
  token: setting("SLACK_BOT_TOKEN"),
  receiver,
  clientOptions: { slackApiUrl: setting("SLACK_API_URL") },
  convoStore: false,
});
const databaseUrl = setting("DATABASE_URL");
// Loaded only where it is wanted: the bare app starts as quickly as Bolt lets it.
const keep = databaseUrl === "" ? null : await (await import("./insert-by-hand.ts")).openByHand(databaseUrl);
const stepIn = ({ private_metadata }: ViewOutput) => /"step":"(\w+)"/u.exec(private_metadata)?.[1] ?? "";

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
