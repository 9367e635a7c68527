import "dotenv/config";
import { pino } from "pino";
import { type Bot, startBot } from "./assemble.ts";
import { ConfigError, readConfig } from "./config.ts";
import { describeError } from "./slack/failures.ts";
import { PortError } from "./slack/hearing-by-http.ts";
import { SignInError } from "./slack/sign-in.ts";
import { StoreError } from "./store/store-error.ts";

/** Whoever stops the bot waits ten seconds; what is unfinished by then is taken up at the next start. */
const finishWithinMs = 9000;

/** Start and stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  let bot: Bot | null = null;
  const stop = (signal: string) => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), finishWithinMs).unref();
    const stopped = bot?.stop() ?? Promise.resolve();
    stopped.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  bot = await startBot(config, { now: () => new Date(), log });
}

function fail(error: unknown): void {
  const forPeople =
    error instanceof ConfigError ||
    error instanceof StoreError ||
    error instanceof SignInError ||
    error instanceof PortError;
  const { code = "", error: name, where = "" } = describeError(error);
  process.stderr.write(
    forPeople ? `${error.message}\n` : `The bot could not go on: ${name} ${code} ${where}\n`,
  );
  process.exit(1);
}

// An error's own words may quote what somebody wrote, so Node is not left to print it.
process.once("uncaughtException", fail);
main().catch(fail);
