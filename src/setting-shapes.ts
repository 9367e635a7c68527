import { z } from "zod";
import { weekdays } from "./domain/calendar-days.ts";
import { locales } from "./domain/escalation.ts";
import { holidayFaults } from "./domain/holidays.ts";
import { listOf } from "./domain/plain-text.ts";
import { episodeMax } from "./domain/nudging.ts";
import { keyBytes } from "./store/sealing.ts";
import { readRoutesFile, type WrittenRoute } from "./routes-file.ts";

/** What a setting may look like, each with what to do when it does not. No fault repeats a value. */

/** An empty setting is one that is not set: `.env` files are full of them. Blanks around a value are not meant. */
const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() || undefined : value);
export const setting = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(trimmed, schema);

export const required = (pattern: RegExp, whatToDo: string) =>
  setting(z.string({ error: `is missing: ${whatToDo}` }).regex(pattern, { error: malformed(whatToDo) }));

/** Tokens are easily mixed up; by how one begins Slack says what it is. */
const kindsOfTokens = {
  "xoxb-": "a bot token",
  "xoxp-": "a user token",
  "xapp-": "an app-level token",
  xoxe: "a token that is renewed (token rotation), which the bot does not do",
} as const;

export const malformed =
  (whatToDo: string) =>
  ({ input }: { readonly input?: unknown }) => {
    const given = String(input);
    const [beginning, kind] = Object.entries(kindsOfTokens).find(([each]) => given.startsWith(each)) ?? [];
    return beginning === undefined || whatToDo.includes(beginning)
      ? `is malformed: ${whatToDo}`
      : `is malformed: it holds ${kind ?? ""} (${beginning}). Set it to ${whatToDo}`;
  };

export const workingDays = (value: string, context: z.RefinementCtx) => {
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

/** Null: off. */
export const dayOrOff = (value: string, context: z.RefinementCtx) => {
  const written = value.toLowerCase();
  const day = weekdays.find((each) => each === written);
  if (day !== undefined || written === "off") return day ?? null;
  context.addIssue({ code: "custom", message: "must be a day, such as mon, or off" });
  return z.NEVER;
};

export const holidays = (value: string, context: z.RefinementCtx) => {
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

export const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/u;

export const workingHours = (value: string, context: z.RefinementCtx) => {
  const [from = "", to = "", ...more] = value.split("-").map((time) => time.trim());
  if (timeOfDay.test(from) && timeOfDay.test(to) && from < to && more.length === 0) return { from, to };
  context.addIssue({ code: "custom", message: "must be two times of one day, such as 09:00-17:30" });
  return z.NEVER;
};

export const nudgeDays = (value: string, context: z.RefinementCtx) => {
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

export const routes = (path: string, context: z.RefinementCtx): readonly WrittenRoute[] => {
  if (path === "") return [];
  const read = readRoutesFile(path);
  if ("routes" in read) return read.routes;
  for (const message of read.faults) context.addIssue({ code: "custom", message });
  return z.NEVER;
};

export const wholeNumber = (
  what: string,
  { from, to, usually }: { from: number; to: number; usually: number },
) => {
  const error = `must be a whole number of ${what}, ${from} to ${to}`;
  return setting(
    z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error }).default(usually),
  );
};

export const locale = setting(
  z.enum(locales, { error: `must be one of ${locales.join(", ")}` }).default("en"),
);

/** 0, any port that is free, serves stand-ins and tests. */
const noPort = { error: "must be a port, 1 to 65535" };
const anyPort = z.coerce.number(noPort).int(noPort).min(0, noPort).max(65_535, noPort);
export const port = setting(anyPort.default(3000));
export const optionalPort = setting(anyPort.optional());

export const address = z
  .string()
  .regex(/^[\w.:-]+$/u, { error: "must be a name or an address of this machine, such as 127.0.0.1" });

export const appToken = "an app-level token with connections:write, it begins with xapp- (Basic Information)";
export const signingSecret = "the signing secret of the app (Basic Information, App Credentials)";

export const encryptionKeysLook =
  "32 random bytes in base64, as `openssl rand -base64 32` makes them; while it is replaced, the new one, a comma and the old one";

const encryptionKey = z
  .base64()
  .transform((text) => Buffer.from(text, "base64"))
  .refine((key) => key.length === keyBytes);

export const encryptionKeys = (value: string, context: z.RefinementCtx): readonly [Buffer, ...Buffer[]] => {
  const read = z.tuple([encryptionKey], encryptionKey).safeParse(listOf(value));
  if (read.success) return read.data;
  context.addIssue({ code: "custom", message: `must be ${encryptionKeysLook}` });
  return z.NEVER;
};
