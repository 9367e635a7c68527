import "dotenv/config";
import { pino } from "pino";
import { startBot } from "./assemble.ts";
import { ConfigError, readConfig } from "./config.ts";
import { describeError } from "./slack/failures.ts";
import { StoreError } from "./store/store-error.ts";

/** Start and stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  const bot = await startBot(config, { now: () => new Date(), log });
  const stop = (signal: string) => {
    log.info({ signal }, "stopping");
    bot.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  const forPeople = error instanceof ConfigError || error instanceof StoreError;
  const { code = "", error: name } = describeError(error);
  process.stderr.write(forPeople ? `${error.message}\n` : `The bot could not start: ${name} ${code}\n`);
  process.exitCode = 1;
});
