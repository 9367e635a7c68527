import { parseArgs } from "node:util";
import { ConfigError, readBotConfig } from "./config.ts";
import { type Calendar, calendarOf } from "./domain/working-time.ts";
import { describeError } from "./slack/failures.ts";
import { type Db, openExisting } from "./store/database.ts";
import { dataOf, listTeams, type Whose } from "./store/parts-of-a-person.ts";
import { StoreError } from "./store/store-error.ts";
import { findWorkspaceSettings } from "./store/workspace-settings.ts";

/** What the two commands for data-protection requests have in common: whose data, in which workspace, and that there is some. */

export interface Asked extends Whose {
  readonly db: Db;
  /** By which their cases are judged. */
  readonly judging: { readonly calendar: Calendar; readonly zone: string; readonly partnerReplyDays: number };
  readonly data: NonNullable<Awaited<ReturnType<typeof dataOf>>>;
  /** A file named on the command line. */
  readonly file: string | null;
}

/** Runs a command and ends with 1, and with what to do, when it could not be done. `failed`: what is said then of anything odd. */
export function runForAPerson(command: string, failed: string, act: (asked: Asked) => Promise<string>): void {
  forAPerson(command, process.argv.slice(2), act)
    .then((said) => {
      process.stdout.write(said);
    })
    .catch((error: unknown) => {
      const { code = "", error: name } = describeError(error);
      const forPeople = error instanceof StoreError || error instanceof ConfigError;
      process.stderr.write(forPeople ? `${error.message}\n` : `${failed} ${name} ${code}\n`);
      process.exitCode = 1;
    });
}

async function forAPerson(
  command: string,
  line: string[],
  act: (asked: Asked) => Promise<string>,
): Promise<string> {
  const usage = `npm run ${command} -- --user U0123ABCD`;
  const { user: userId, team, file = null } = readLine(line, usage);
  if (!userId || !/^[UW][A-Z0-9]{2,}$/u.test(userId))
    throw new StoreError(
      `Say whose data it is: ${usage}. The id is in the person's Slack profile: ⋮, Copy member ID.`,
    );
  const config = readBotConfig(process.env);
  const store = await openExisting(config.databaseUrl);
  try {
    const { db } = store;
    const teams = await listTeams(db);
    const [only, ...more] = teams;
    if (team !== undefined && !teams.includes(team))
      throw new StoreError(
        `The database holds nothing of a workspace ${team}. It holds: ${teams.join(", ")}.`,
      );
    if (team === undefined && more.length > 0)
      throw new StoreError(
        `The database holds several workspaces. Say which: ${usage} --team ${teams.join(", or --team ")}.`,
      );
    const teamId = team ?? only ?? "";
    const data = await dataOf(db, { teamId, userId });
    if (!data)
      throw new StoreError(
        `Nothing is kept about ${userId}. Look whether the id is right, and whether DATABASE_URL names the database of the bot.`,
      );
    const judging = await judgingBy(config, db, teamId);
    return await act({ db, judging, teamId, userId, data, file });
  } finally {
    await store.close();
  }
}

/** Where the bot is for several workspaces, each has a calendar of its own. */
async function judgingBy(
  config: ReturnType<typeof readBotConfig>,
  db: Db,
  teamId: string,
): Promise<Asked["judging"]> {
  const { partnerReplyDays } = config;
  if (!("install" in config))
    return { calendar: config.calendar, zone: config.defaultZone, partnerReplyDays };
  const own = (await findWorkspaceSettings(db, teamId)) ?? config.atFirst;
  return { calendar: calendarOf(own), zone: own.defaultZone, partnerReplyDays };
}

function readLine(line: string[], usage: string) {
  try {
    const options = { user: { type: "string" }, team: { type: "string" }, file: { type: "string" } } as const;
    return parseArgs({ args: line, options }).values;
  } catch {
    throw new StoreError(`That is not understood. Write it like this: ${usage}`);
  }
}
