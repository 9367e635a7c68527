import "dotenv/config";
import { pino } from "pino";
import { readManifestFile } from "./setup/manifest-file.ts";
import { tellOfSetUp } from "./setup/tell-of-set-up.ts";
import { describeError } from "./slack/failures.ts";

/** `npm run doctor`: looks at the set-up and says what to do. Ends with 1 when something cannot work. */
async function main(): Promise<void> {
  const examining = {
    now: () => new Date(),
    // What is found is told; a line of the log would say it twice.
    log: pino({ level: "silent" }),
    announced: readManifestFile(),
  };
  const isWell = await tellOfSetUp(process.env, examining, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = isWell ? 0 : 1;
}

// An error's own words may quote what nobody should read, so Node is not left to print it.
main().catch((error: unknown) => {
  const { code = "", error: name, where = "" } = describeError(error);
  process.stderr.write(`The doctor could not go on: ${name} ${code} ${where}\n`);
  process.exitCode = 1;
});
