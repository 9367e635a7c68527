import { z } from "zod";
import { listOf } from "./domain/plain-text.ts";
import { isKnownZone } from "./domain/working-time.ts";
import {
  address,
  appToken,
  dayOrOff,
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

/** What each setting may be, and which have to fit each other. Each fault says what to do, and repeats no value. */

export const environmentSchema = z.object({
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
  DIGEST_DAY: setting(z.string().default("mon").transform(dayOrOff)),
  DIGEST_TIME: setting(
    z.string().regex(timeOfDay, { error: "must be a time, such as 09:30" }).default("09:30"),
  ),
  RETENTION_DAYS: wholeNumber("calendar days", { from: 1, to: 3650, usually: 365 }),
  UNINSTALL_GRACE_DAYS: wholeNumber("days", { from: 0, to: 365, usually: 30 }),
  LOG_LEVEL: setting(
    z
      .enum(["error", "warn", "info", "debug"], { error: "must be one of error, warn, info, debug" })
      .default("info"),
  ),
});

/** What a bot of one workspace is told of it; where there are several, each says it in its own settings. */
export const ofOneOnly = {
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
export const sharedSchema = environmentSchema.omit(ofOneOnly).extend({
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

export const checkedSchema = fitting(environmentSchema).refine(
  ({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) => SLACK_APP_TOKEN ?? SLACK_SIGNING_SECRET,
  {
    path: ["SLACK_APP_TOKEN"],
    error: `or SLACK_SIGNING_SECRET is missing. Set one: SLACK_APP_TOKEN (Socket Mode) is ${appToken}; SLACK_SIGNING_SECRET (HTTP mode) is ${signingSecret}`,
    when: readable("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"),
  },
);
export const checkedSharedSchema = fitting(sharedSchema);

function readable(...names: readonly string[]) {
  return ({ issues }: { readonly issues: readonly { readonly path?: PropertyKey[] | undefined }[] }) =>
    !issues.some(({ path }) => names.includes(String(path?.[0])));
}
