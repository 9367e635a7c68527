import { z } from "zod";
import { weekdays } from "./domain/calendar-days.ts";
import { locales } from "./domain/escalation.ts";
import { episodeMax } from "./domain/nudging.ts";
import { holidayFaults } from "./domain/holidays.ts";
import { calendarOf, isKnownZone } from "./domain/working-time.ts";
import { readRoutesFile, type WrittenRoute } from "./routes-file.ts";
import { channelIdLooks, channelIdPattern, usergroupId } from "./slack-ids.ts";

/** The environment, checked once. Faults are told all together, by name and what to do, never by value. */

/** An empty setting is one that is not set: `.env` files are full of them. Blanks around a value are not meant. */
const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() || undefined : value);
const setting = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(trimmed, schema);

const listOf = (value: string) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

const required = (pattern: RegExp, whatToDo: string) =>
  setting(
    z.string({ error: `is missing: ${whatToDo}` }).regex(pattern, { error: `is malformed: ${whatToDo}` }),
  );

const workingDays = (value: string, context: z.RefinementCtx) => {
  const names: readonly string[] = weekdays;
  const days = listOf(value.toLowerCase()).flatMap((item) => {
    const [from = "", to = from, ...more] = item.split("-").map((name) => name.trim());
    const [first, last] = [names.indexOf(from), names.indexOf(to)];
    return first < 0 || last < first || more.length > 0 ? [null] : weekdays.slice(first, last + 1);
  });
  const known = days.filter((day) => day !== null);
  if (known.length === days.length && known.length > 0) return known;
  context.addIssue({
    code: "custom",
    message: "must be days or ranges of days, such as mon-fri or sun,mon-thu",
  });
  return z.NEVER;
};

const holidays = (value: string, context: z.RefinementCtx) => {
  const entries = listOf(value);
  const faults = holidayFaults(entries);
  if (faults.length === 0) return entries;
  const places = entries.flatMap((entry, index) => (faults.includes(entry) ? [index + 1] : []));
  context.addIssue({
    code: "custom",
    message: `must be country or region codes and days, such as US,BR-SP,2026-12-24; not understood: entry ${places.join(", ")}`,
  });
  return z.NEVER;
};

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/u;

const workingHours = (value: string, context: z.RefinementCtx) => {
  const [from = "", to = "", ...more] = value.split("-").map((time) => time.trim());
  if (timeOfDay.test(from) && timeOfDay.test(to) && from < to && more.length === 0) return { from, to };
  context.addIssue({ code: "custom", message: "must be two times of one day, such as 09:00-17:30" });
  return z.NEVER;
};

const nudgeDays = (value: string, context: z.RefinementCtx) => {
  const days = listOf(value).map(Number);
  const rising = days.every(
    (day, place) => Number.isInteger(day) && day > (days[place - 1] ?? 0) && day <= 20,
  );
  if (rising && days.length > 0 && days.length <= episodeMax) return days;
  context.addIssue({
    code: "custom",
    message: `must be up to ${episodeMax} rising numbers of business days, 1 to 20, such as 1,3,5`,
  });
  return z.NEVER;
};

const routes = (path: string, context: z.RefinementCtx): readonly WrittenRoute[] => {
  if (path === "") return [];
  const read = readRoutesFile(path);
  if ("routes" in read) return read.routes;
  for (const message of read.faults) context.addIssue({ code: "custom", message });
  return z.NEVER;
};

const wholeNumber = (what: string, { from, to, usually }: { from: number; to: number; usually: number }) => {
  const error = `must be a whole number of ${what}, ${from} to ${to}`;
  return setting(
    z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error }).default(usually),
  );
};

const locale = setting(z.enum(locales, { error: `must be one of ${locales.join(", ")}` }).default("en"));

/** 0, any port that is free, serves stand-ins and tests. */
const noPort = { error: "must be a port, 1 to 65535" };
const port = setting(z.coerce.number(noPort).int(noPort).min(0, noPort).max(65_535, noPort).default(3000));

const appToken = "an app-level token with connections:write, it begins with xapp- (Basic Information)";
const signingSecret = "the signing secret of the app (Basic Information, App Credentials)";

const environmentSchema = z.object({
  SLACK_BOT_TOKEN: required(
    /^xoxb-\S+$/u,
    "the bot token of the installed app, it begins with xoxb- (OAuth & Permissions)",
  ),
  SLACK_APP_TOKEN: setting(
    z
      .string()
      .regex(/^xapp-\S+$/u, { error: `is malformed: ${appToken}` })
      .optional(),
  ),
  SLACK_SIGNING_SECRET: setting(
    z
      .string()
      .regex(/^(?!xox|xapp-)\S{8,}$/u, { error: `is malformed: ${signingSecret}` })
      .optional(),
  ),
  PORT: port,
  HOST: setting(
    z
      .string()
      .regex(/^[\w.:-]+$/u, { error: "must be a name or an address of this machine, such as 127.0.0.1" })
      .optional(),
  ),
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
  LOG_LEVEL: setting(
    z
      .enum(["error", "warn", "info", "debug"], { error: "must be one of error, warn, info, debug" })
      .default("info"),
  ),
});

/** Settings that must fit each other are told of together with all other faults, as far as each of them can be read. */
const checkedSchema = environmentSchema
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
  .refine(({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => SLACK_APP_TOKEN ?? SLACK_SIGNING_SECRET, {
    path: ["SLACK_APP_TOKEN"],
    error: `or SLACK_SIGNING_SECRET is missing. Set one: SLACK_APP_TOKEN (Socket Mode) is ${appToken}; SLACK_SIGNING_SECRET (HTTP mode) is ${signingSecret}`,
    when: readable("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"),
  });

function readable(...names: readonly string[]) {
  return ({ issues }: { readonly issues: readonly { readonly path?: PropertyKey[] | undefined }[] }) =>
    !issues.some(({ path }) => names.includes(String(path?.[0])));
}

/** The names of all settings, as `.env.example` lists them. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.shape);

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

/** Slack calls nobody while Socket Mode is on, so the app token wins. One of the two is there: it was checked. */
function waySlackReachesUs(settings: z.infer<typeof environmentSchema>) {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET = "", PORT, HOST } = settings;
  return SLACK_APP_TOKEN
    ? ({ mode: "socket", appToken: SLACK_APP_TOKEN } as const)
    : ({ mode: "http", signingSecret: SLACK_SIGNING_SECRET, port: PORT, host: HOST } as const);
}

/** Throws one ConfigError that lists every fault. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>) {
  const parsed = checkedSchema.safeParse(environment);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  }
  const settings = parsed.data;
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      apiUrl: settings.SLACK_API_URL,
      ...waySlackReachesUs(settings),
    },
    csm: {
      channel: settings.CSM_CHANNEL,
      usergroup: settings.CSM_USERGROUP ?? null,
      backup: settings.CSM_BACKUP_USERGROUP ?? null,
      teamIds: settings.CSM_TEAM_IDS,
    },
    routes: settings.CSM_ROUTES.map(({ to, ...route }) => ({
      ...route,
      to: { ...to, locale: to.locale ?? settings.CHANNEL_LOCALE },
    })),
    slashCommand: settings.SLASH_COMMAND,
    databaseUrl: settings.DATABASE_URL,
    defaultLocale: settings.DEFAULT_LOCALE,
    channelLocale: settings.CHANNEL_LOCALE,
    defaultZone: settings.DEFAULT_TIME_ZONE,
    calendar: calendarOf({ workingDays: settings.WORKING_DAYS, holidays: settings.HOLIDAYS }),
    hours: settings.WORKING_HOURS,
    nudges: {
      time: settings.NUDGE_TIME,
      days: settings.NUDGE_DAYS,
      parkAfterDays: settings.PARK_AFTER_DAYS,
      reopenWithinDays: settings.REOPEN_WITHIN_DAYS,
    },
    partnerReplyDays: settings.PARTNER_REPLY_DAYS,
    acknowledgeWithinDays: settings.ACKNOWLEDGE_WITHIN_DAYS,
    logLevel: settings.LOG_LEVEL,
  };
}
export type Config = ReturnType<typeof readConfig>;
