import { z } from "zod";
import { weekdays } from "./domain/calendar-days.ts";
import { locales } from "./domain/escalation.ts";
import { holidayFaults } from "./domain/holidays.ts";
import { calendarOf, isKnownZone } from "./domain/working-time.ts";

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

const locale = setting(z.enum(locales, { error: `must be one of ${locales.join(", ")}` }).default("en"));

const environmentSchema = z.object({
  SLACK_BOT_TOKEN: required(
    /^xoxb-\S+$/u,
    "the bot token of the installed app, it begins with xoxb- (OAuth & Permissions)",
  ),
  SLACK_APP_TOKEN: required(
    /^xapp-\S+$/u,
    "an app-level token with connections:write, it begins with xapp- (Basic Information)",
  ),
  SLACK_API_URL: setting(
    z.url({ protocol: /^https?$/u, error: "must be a URL, such as https://slack.com/api/" }).optional(),
  ),
  CSM_CHANNEL: required(
    /^[CG][A-Z0-9]{2,}$/u,
    "the id of the CSM channel, it begins with C or G (About, in the channel's details)",
  ),
  CSM_USERGROUP: setting(
    z
      .string()
      .regex(/^S[A-Z0-9]{2,}$/u, { error: "must be the id of a user group, it begins with S" })
      .optional(),
  ),
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
  SLASH_COMMAND: setting(
    z
      .string()
      .regex(/^\/[a-z0-9_-]{1,31}$/u, { error: "must be a slash and up to 31 small letters, digits, - or _" })
      .default("/escalate"),
  ),
  DATABASE_URL: setting(
    z
      .string()
      .regex(/^sqlite:.+/u, { error: "must look like sqlite:./data/escalations.db" })
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
  PARTNER_REPLY_DAYS: setting(
    z.coerce
      .number({ error: "must be a number of business days, 1 to 20" })
      .int({ error: "must be a whole number of business days, 1 to 20" })
      .min(1, { error: "must be 1 to 20" })
      .max(20, { error: "must be 1 to 20" })
      .default(3),
  ),
  LOG_LEVEL: setting(
    z
      .enum(["error", "warn", "info", "debug"], { error: "must be one of error, warn, info, debug" })
      .default("info"),
  ),
});

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

/** Throws one ConfigError that lists every fault. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>) {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  }
  const settings = parsed.data;
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      appToken: settings.SLACK_APP_TOKEN,
      apiUrl: settings.SLACK_API_URL,
    },
    csm: {
      channel: settings.CSM_CHANNEL,
      usergroup: settings.CSM_USERGROUP ?? null,
      teamIds: settings.CSM_TEAM_IDS,
    },
    slashCommand: settings.SLASH_COMMAND,
    databaseUrl: settings.DATABASE_URL,
    defaultLocale: settings.DEFAULT_LOCALE,
    channelLocale: settings.CHANNEL_LOCALE,
    defaultZone: settings.DEFAULT_TIME_ZONE,
    calendar: calendarOf({ workingDays: settings.WORKING_DAYS, holidays: settings.HOLIDAYS }),
    partnerReplyDays: settings.PARTNER_REPLY_DAYS,
    logLevel: settings.LOG_LEVEL,
  };
}
export type Config = ReturnType<typeof readConfig>;
