import type { z } from "zod";
import { calendarOf } from "./domain/working-time.ts";
import type { ofOneOnly } from "./settings-schema.ts";
import { checkedSchema, checkedSharedSchema, environmentSchema, sharedSchema } from "./settings-schema.ts";

/** The environment, checked once. Faults are told all together, by name and what to do, never by value. */

/** The names of all settings, as `.env.example` lists them. */
export const settingNames: readonly string[] = [
  ...new Set([...Object.keys(environmentSchema.shape), ...Object.keys(sharedSchema.shape)]),
];

export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The bot cannot start. Please mend these settings (in .env or the environment):\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.faults = faults;
  }
}

/** For settings of which some are left out: all others have a default. */
const readableSchema = environmentSchema.partial({ SLACK_BOT_TOKEN: true, CSM_CHANNEL: true });
type Settings = z.infer<typeof readableSchema>;

/** Slack calls nobody while Socket Mode is on, so the app token wins. */
function waySlackReachesUs({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET = "", PORT, HOST }: Settings) {
  return SLACK_APP_TOKEN
    ? ({ mode: "socket", appToken: SLACK_APP_TOKEN } as const)
    : ({ mode: "http", signingSecret: SLACK_SIGNING_SECRET, port: PORT, host: HOST } as const);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether it is the environment of a bot that several workspaces install. */
export function isForSeveral({ SLACK_CLIENT_ID = "" }: Environment): boolean {
  return SLACK_CLIENT_ID.trim() !== "";
}

/** Of a bot for one workspace, or for all that install it. Throws one ConfigError that lists every fault. */
export function readBotConfig(environment: Environment): Config | SharedConfig {
  if (!isForSeveral(environment)) return readConfig(environment);
  const { config, faults } = readSharedSettings(environment);
  if (config === null) throw new ConfigError(faults);
  return config;
}

/** Throws one ConfigError that lists every fault. */
export function readConfig(environment: Environment): Config {
  const { config, faults } = readSettings(environment);
  if (config === null) throw new ConfigError(faults);
  return config;
}

/** All settings of a bot for several workspaces, or what is wrong with them. */
export function readSharedSettings(environment: Environment) {
  const parsed = checkedSharedSchema.safeParse(environment);
  return {
    config: parsed.success ? sharedConfigOf(parsed.data) : null,
    faults: parsed.success ? [] : faultsOf(parsed.error),
  };
}

/** All settings, or what is wrong with them; and in any case what can be read. */
export function readSettings(environment: Environment) {
  const parsed = checkedSchema.safeParse(environment);
  const issues = parsed.error?.issues ?? [];
  const faulty = new Set(issues.map(({ path }) => String(path[0])));
  const sound = Object.entries(environment).filter(([name]) => !faulty.has(name));
  return {
    config: parsed.success ? configOf(parsed.data) : null,
    faults: parsed.success ? [] : faultsOf(parsed.error),
    readable: readableOf(readableSchema.parse(Object.fromEntries(sound)), faulty),
  };
}

function faultsOf({ issues }: z.ZodError): readonly string[] {
  return issues.map(({ path, message }) => `${String(path[0])} ${message}`);
}

/** What can be looked at while other settings have to be mended. Null is what is not there, or cannot be read. */
export type Readable = ReturnType<typeof readableOf>;

function readableOf(settings: Settings, faulty: ReadonlySet<string>) {
  const known = <Value>(name: keyof Settings, value: Value) => (faulty.has(name) ? null : value);
  const reachable = settings.SLACK_APP_TOKEN ?? settings.SLACK_SIGNING_SECRET;
  return {
    botToken: settings.SLACK_BOT_TOKEN ?? null,
    apiUrl: settings.SLACK_API_URL,
    /** False: it is not known which Slack to ask. */
    slackIsKnown: !faulty.has("SLACK_API_URL"),
    hearing: reachable && !faulty.has("PORT") && !faulty.has("HOST") ? waySlackReachesUs(settings) : null,
    csm: { ...csmOf(settings), channel: settings.CSM_CHANNEL ?? null },
    routes: routesOf(settings),
    routesAreKnown: !faulty.has("CSM_ROUTES"),
    channelLocale: settings.CHANNEL_LOCALE,
    slashCommand: known("SLASH_COMMAND", settings.SLASH_COMMAND),
    databaseUrl: known("DATABASE_URL", settings.DATABASE_URL),
    defaultZone: known("DEFAULT_TIME_ZONE", settings.DEFAULT_TIME_ZONE),
    holidays: known("HOLIDAYS", settings.HOLIDAYS),
  };
}

const csmOf = (settings: Settings) => ({
  usergroup: settings.CSM_USERGROUP ?? null,
  backup: settings.CSM_BACKUP_USERGROUP ?? null,
  teamIds: settings.CSM_TEAM_IDS,
});

const routesOf = ({ CSM_ROUTES, CHANNEL_LOCALE }: Settings) =>
  CSM_ROUTES.map(({ to, ...route }) => ({ ...route, to: { ...to, locale: to.locale ?? CHANNEL_LOCALE } }));

function configOf(settings: z.infer<typeof environmentSchema>) {
  return {
    ...sameForAll(settings),
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      apiUrl: settings.SLACK_API_URL,
      ...waySlackReachesUs(settings),
    },
    csm: { ...csmOf(settings), channel: settings.CSM_CHANNEL },
    routes: routesOf(settings),
    channelLocale: settings.CHANNEL_LOCALE,
    defaultZone: settings.DEFAULT_TIME_ZONE,
    calendar: calendarOf({ workingDays: settings.WORKING_DAYS, holidays: settings.HOLIDAYS }),
    hours: settings.WORKING_HOURS,
  };
}
export type Config = ReturnType<typeof configOf>;

type SameForAll = Omit<z.infer<typeof environmentSchema>, keyof typeof ofOneOnly>;

function sameForAll(settings: SameForAll) {
  return {
    /** Where those who watch over it may ask; null: nowhere, and nothing is measured. */
    watch:
      settings.METRICS_PORT === undefined
        ? null
        : { port: settings.METRICS_PORT, host: settings.METRICS_HOST },
    slashCommand: settings.SLASH_COMMAND,
    databaseUrl: settings.DATABASE_URL,
    defaultLocale: settings.DEFAULT_LOCALE,
    nudges: {
      time: settings.NUDGE_TIME,
      days: settings.NUDGE_DAYS,
      parkAfterDays: settings.PARK_AFTER_DAYS,
      reopenWithinDays: settings.REOPEN_WITHIN_DAYS,
    },
    partnerReplyDays: settings.PARTNER_REPLY_DAYS,
    acknowledgeWithinDays: settings.ACKNOWLEDGE_WITHIN_DAYS,
    digest: { day: settings.DIGEST_DAY, time: settings.DIGEST_TIME },
    retentionDays: settings.RETENTION_DAYS,
    uninstallGraceDays: settings.UNINSTALL_GRACE_DAYS,
    logLevel: settings.LOG_LEVEL,
  };
}

function sharedConfigOf(settings: z.infer<typeof sharedSchema>) {
  return {
    ...sameForAll(settings),
    slack: {
      mode: "http",
      apiUrl: settings.SLACK_API_URL,
      signingSecret: settings.SLACK_SIGNING_SECRET,
      port: settings.PORT,
      host: settings.HOST,
    } as const,
    install: {
      clientId: settings.SLACK_CLIENT_ID,
      clientSecret: settings.SLACK_CLIENT_SECRET,
      stateSecret: settings.SLACK_STATE_SECRET,
      /** The first one seals. */
      keys: settings.TOKEN_ENCRYPTION_KEY,
    },
    csmTeamIds: settings.CSM_TEAM_IDS,
    /** What a workspace that has not said otherwise begins with. */
    atFirst: {
      channelLocale: settings.CHANNEL_LOCALE,
      defaultZone: settings.DEFAULT_TIME_ZONE,
      workingDays: settings.WORKING_DAYS,
      holidays: settings.HOLIDAYS,
      hours: settings.WORKING_HOURS,
    },
  };
}
export type SharedConfig = ReturnType<typeof sharedConfigOf>;
