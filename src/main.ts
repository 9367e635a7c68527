import "dotenv/config";
import { pino } from "pino";
import { startBot } from "./assemble.ts";
import { ConfigError, readBotConfig } from "./config.ts";
import { given } from "./patience.ts";
import type { Log } from "./slack/deps.ts";
import { describeError } from "./slack/failures.ts";
import { PortError } from "./slack/hearing-by-http.ts";
import { SignInError } from "./slack/sign-in.ts";
import { StoreError } from "./store/store-error.ts";

/** Whoever stops the bot waits ten seconds; what is unfinished by then is taken up at the next start. */
const finishWithinMs = 9000;

/** Start and stop. */
async function main(): Promise<void> {
  const config = readBotConfig(process.env);
  const log = pino({ level: config.logLevel });
  const stopping = toldToStop(log);
  const bot = await startBot(config, { now: () => new Date(), log, stopping }).catch((error: unknown) => {
    if (stopping.aborted) return null;
    throw error;
  });
  await given(stopping);
  await bot?.stop();
  process.exit(0);
}

/** Given at the first signal; whoever is impatient and sends another one is told nothing new. */
function toldToStop(log: Log): AbortSignal {
  const told = new AbortController();
  const stop = (signal: string) => {
    if (told.signal.aborted) return;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error({}, "it did not stop in time; what is unfinished is taken up at the next start");
      process.exit(1);
    }, finishWithinMs).unref();
    told.abort();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return told.signal;
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
