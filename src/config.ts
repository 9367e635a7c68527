import { z } from "zod";
import { listOf } from "./domain/plain-text.ts";
import { calendarOf, isKnownZone } from "./domain/working-time.ts";
import {
  address,
  appToken,
  encryptionKeys,
  encryptionKeysLook,
  holidays,
  locale,
  malformed,
  nudgeDays,
  optionalPort,
  port,
  required,
  routes,
  setting,
  signingSecret,
  timeOfDay,
  wholeNumber,
  workingDays,
  workingHours,
} from "./setting-shapes.ts";
import { channelIdLooks, channelIdPattern, usergroupId } from "./slack-ids.ts";

/** The environment, checked once. Faults are told all together, by name and what to do, never by value. */

const environmentSchema = z.object({
  SLACK_BOT_TOKEN: required(
    /^xoxb-\S+$/u,
    "the bot token of the installed app, it begins with xoxb- (OAuth & Permissions)",
  ),
  SLACK_APP_TOKEN: setting(
    z
      .string()
      .regex(/^xapp-\S+$/u, { error: malformed(appToken) })
      .optional(),
  ),
  SLACK_SIGNING_SECRET: setting(
    z
      .string()
      .regex(/^(?!xox|xapp-)\S{8,}$/u, { error: malformed(signingSecret) })
      .optional(),
  ),
  PORT: port,
  HOST: setting(address.optional()),
  METRICS_PORT: optionalPort,
  METRICS_HOST: setting(address.default("127.0.0.1")),
  SLACK_API_URL: setting(
    z.url({ protocol: /^https?$/u, error: "must be a URL, such as https://slack.com/api/" }).optional(),
  ),
  CSM_CHANNEL: required(channelIdPattern, `the id of the CSM channel, ${channelIdLooks}`),
  CSM_USERGROUP: setting(usergroupId.optional()),
  CSM_BACKUP_USERGROUP: setting(usergroupId.optional()),
  CSM_TEAM_IDS: setting(
    z
      .string()
      .default("")
      .transform(listOf)
      .pipe(
        z.array(
          z
            .string()
            .regex(/^[TE][A-Z0-9]{2,}$/u, { error: "must be ids of organisations, each begins with T or E" }),
        ),
      ),
  ),
  CSM_ROUTES: setting(z.string().default("").transform(routes)),
  SLASH_COMMAND: setting(
    z
      .string()
      .regex(/^\/[a-z0-9_-]{1,31}$/u, { error: "must be a slash and up to 31 small letters, digits, - or _" })
      .default("/escalate"),
  ),
  DATABASE_URL: setting(
    z
      .string()
      .regex(/^(sqlite:|postgres(ql)?:\/\/).+/u, {
        error: "must look like sqlite:./data/escalations.db or postgres://user:password@host/database",
      })
      .default("sqlite:./data/escalations.db"),
  ),
  DEFAULT_LOCALE: locale,
  CHANNEL_LOCALE: locale,
  DEFAULT_TIME_ZONE: setting(
    z
      .string()
      .refine(isKnownZone, { error: "must be a time zone, such as America/Sao_Paulo" })
      .default("UTC"),
  ),
  WORKING_DAYS: setting(z.string().default("mon-fri").transform(workingDays)),
  HOLIDAYS: setting(z.string().default("").transform(holidays)),
  WORKING_HOURS: setting(z.string().default("09:00-17:30").transform(workingHours)),
  NUDGE_TIME: setting(
    z.string().regex(timeOfDay, { error: "must be a time, such as 10:00" }).default("10:00"),
  ),
  NUDGE_DAYS: setting(z.string().default("1,3,5").transform(nudgeDays)),
  PARK_AFTER_DAYS: wholeNumber("business days", { from: 2, to: 30, usually: 6 }),
  REOPEN_WITHIN_DAYS: wholeNumber("calendar days", { from: 1, to: 365, usually: 14 }),
  PARTNER_REPLY_DAYS: wholeNumber("business days", { from: 1, to: 20, usually: 3 }),
  ACKNOWLEDGE_WITHIN_DAYS: wholeNumber("business days", { from: 1, to: 20, usually: 1 }),
  RETENTION_DAYS: wholeNumber("calendar days", { from: 1, to: 3650, usually: 365 }),
  UNINSTALL_GRACE_DAYS: wholeNumber("days", { from: 0, to: 365, usually: 30 }),
  LOG_LEVEL: setting(
    z
      .enum(["error", "warn", "info", "debug"], { error: "must be one of error, warn, info, debug" })
      .default("info"),
  ),
});

/** What a bot of one workspace is told of it; where there are several, each says it in its own settings. */
const ofOneOnly = {
  SLACK_BOT_TOKEN: true,
  SLACK_APP_TOKEN: true,
  SLACK_SIGNING_SECRET: true,
  CSM_CHANNEL: true,
  CSM_USERGROUP: true,
  CSM_BACKUP_USERGROUP: true,
  CSM_ROUTES: true,
} as const;

const notHere = setting(
  z.undefined({ error: "is for a bot of one workspace: leave it empty, or leave SLACK_CLIENT_ID empty" }),
);

const clientId = "the client ID of the app (Basic Information, App Credentials)";

/**
 * One bot for several workspaces, which install it themselves. What is of one workspace only is not here: each says it
 * in its own settings. Slack sends whoever installs the app to a public address, so there is no Socket Mode.
 */
const sharedSchema = environmentSchema.omit(ofOneOnly).extend({
  SLACK_CLIENT_ID: required(/^\d+\.\d+$/u, clientId),
  SLACK_CLIENT_SECRET: required(/^\S{8,}$/u, "the client secret of the app (Basic Information)"),
  SLACK_STATE_SECRET: required(/^\S{16,}$/u, "16 or more random characters of your own choice"),
  TOKEN_ENCRYPTION_KEY: setting(
    z.string({ error: `is missing: ${encryptionKeysLook}` }).transform(encryptionKeys),
  ),
  SLACK_SIGNING_SECRET: required(/^(?!xox|xapp-)\S{8,}$/u, signingSecret),
  SLACK_BOT_TOKEN: notHere,
  SLACK_APP_TOKEN: notHere,
  CSM_CHANNEL: notHere,
  CSM_USERGROUP: notHere,
  CSM_BACKUP_USERGROUP: notHere,
  CSM_ROUTES: notHere,
});

interface Fitting {
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly PORT: number;
  readonly METRICS_PORT?: number | undefined;
  readonly NUDGE_TIME: string;
  readonly WORKING_HOURS: { readonly from: string; readonly to: string };
  readonly NUDGE_DAYS: readonly number[];
  readonly PARK_AFTER_DAYS: number;
  readonly REOPEN_WITHIN_DAYS: number;
  readonly RETENTION_DAYS: number;
}

/** Settings that must fit each other are told of together with all other faults, as far as each of them can be read. */
const fitting = <Output extends Fitting, Schema extends z.ZodType<Output>>(schema: Schema) =>
  schema
    .refine(
      ({ NUDGE_TIME, WORKING_HOURS }) => NUDGE_TIME >= WORKING_HOURS.from && NUDGE_TIME < WORKING_HOURS.to,
      {
        path: ["NUDGE_TIME"],
        error: "must be within WORKING_HOURS",
        when: readable("NUDGE_TIME", "WORKING_HOURS"),
      },
    )
    .refine(({ NUDGE_DAYS, PARK_AFTER_DAYS }) => NUDGE_DAYS.every((day) => day < PARK_AFTER_DAYS), {
      path: ["PARK_AFTER_DAYS"],
      error: "must be later than the last of NUDGE_DAYS",
      when: readable("NUDGE_DAYS", "PARK_AFTER_DAYS"),
    })
    .refine(({ RETENTION_DAYS, REOPEN_WITHIN_DAYS }) => RETENTION_DAYS > REOPEN_WITHIN_DAYS, {
      path: ["RETENTION_DAYS"],
      error: "must be more than REOPEN_WITHIN_DAYS",
      when: readable("RETENTION_DAYS", "REOPEN_WITHIN_DAYS"),
    })
    .refine(
      ({ SLACK_APP_TOKEN, PORT, METRICS_PORT }) =>
        SLACK_APP_TOKEN !== undefined || METRICS_PORT !== PORT || PORT === 0,
      {
        path: ["METRICS_PORT"],
        error: "must be another port than PORT: what it tells is not for everybody who can reach that one",
        when: readable("SLACK_APP_TOKEN", "PORT", "METRICS_PORT"),
      },
    );

const checkedSchema = fitting(environmentSchema).refine(
  ({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => SLACK_APP_TOKEN ?? SLACK_SIGNING_SECRET,
  {
    path: ["SLACK_APP_TOKEN"],
    error: `or SLACK_SIGNING_SECRET is missing. Set one: SLACK_APP_TOKEN (Socket Mode) is ${appToken}; SLACK_SIGNING_SECRET (HTTP mode) is ${signingSecret}`,
    when: readable("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"),
  },
);
const checkedSharedSchema = fitting(sharedSchema);

function readable(...names: readonly string[]) {
  return ({ issues }: { readonly issues: readonly { readonly path?: PropertyKey[] | undefined }[] }) =>
    !issues.some(({ path }) => names.includes(String(path?.[0])));
}

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

/** Of a bot for one workspace, or for all that install it. Throws one ConfigError that lists every fault. */
export function readBotConfig(environment: Environment): Config | SharedConfig {
  if (!environment["SLACK_CLIENT_ID"]?.trim()) return readConfig(environment);
  const parsed = checkedSharedSchema.safeParse(environment);
  if (!parsed.success) throw new ConfigError(faultsOf(parsed.error));
  return sharedConfigOf(parsed.data);
}

/** Throws one ConfigError that lists every fault. */
export function readConfig(environment: Environment): Config {
  const { config, faults } = readSettings(environment);
  if (config === null) throw new ConfigError(faults);
  return config;
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
