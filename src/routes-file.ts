import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { editionIds } from "./domain/adobe-commerce.ts";
import { concernTypes } from "./domain/answers.ts";
import { locales } from "./domain/escalation.ts";
import type { Counter, Route } from "./domain/routing.ts";
import { channelIdLooks, channelIdPattern, usergroupId } from "./slack-ids.ts";

/** The file that says which cases go elsewhere than to the CSM channel; `routes.example.yml` shows one. */

/** A route as it is written: which language its channel speaks may be left to the setting. */
export interface WrittenRoute extends Omit<Route, "to"> {
  readonly to: Omit<Counter, "locale"> & { readonly locale: Counter["locale"] | null };
}

/** Faults go on after the name of the setting, and say what to do. They quote names and keys, and no other values. */
export type Routes = { readonly routes: readonly WrittenRoute[] } | { readonly faults: readonly string[] };

export function readRoutesFile(path: string): Routes {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = z.object({ code: z.string() }).catch({ code: "unknown" }).parse(error);
    return {
      faults: [
        code === "ENOENT"
          ? "names a file that does not exist: give its path, as seen from the folder in which the bot is started"
          : `names a file that cannot be read (${code})`,
      ],
    };
  }
  return routesIn(text);
}

/** The routes in the text of such a file, or all that is wrong with it. */
export function routesIn(text: string): Routes {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(
        ({ code, linePos }) => `holds no YAML: see line ${linePos?.[0].line ?? 1} (${code})`,
      ),
    };
  }
  let written: unknown;
  try {
    written = document.toJS();
  } catch {
    return { faults: ["holds aliases (*) that lead nowhere, or to too much"] };
  }
  const parsed = routesSchema.safeParse(written);
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => faultInWords(issue, written))),
    ...repeatedNames(written),
  ];
  return parsed.success && faults.length === 0
    ? { routes: parsed.data.map(routeOf) }
    : { faults: [...new Set(faults)] };
}

const nameFault = "must be a text of up to 60 characters on one line";
const partnerFault = "must be the name of a partner, or a list of names, in quotes if they look like numbers";

/** One value or a list of them. */
const oneOrMore = <Schema extends z.ZodType>(schema: Schema, error: string) =>
  z.preprocess(
    (given) => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(schema).min(1, { error }).optional(),
  );
const among = <const Values extends readonly string[]>(values: Values) => {
  const error = `must be one of ${values.join(", ")}, or a list of them`;
  return oneOrMore(z.enum(values, { error }), error);
};

/** Left empty is not given, as in the other settings. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((given) => given ?? null);

const whenFault = "must say at least one of partner, edition, concern and locale";
const whenSchema = z
  .strictObject(
    {
      partner: oneOrMore(
        z.string({ error: partnerFault }).trim().min(1, { error: partnerFault }),
        partnerFault,
      ),
      edition: among(editionIds),
      concern: among(concernTypes),
      locale: among(locales),
    },
    { error: whenFault },
  )
  .refine((when) => Object.values(when).some((values) => values !== undefined), { error: whenFault });

const routeSchema = z.strictObject(
  {
    /** No token that got there by mistake: people are shown it. */
    name: z
      .string({ error: nameFault })
      .trim()
      .regex(/^(?!xox|xapp-)\P{C}{1,60}$/u, { error: nameFault }),
    when: whenSchema,
    channel: z
      .string({ error: `is missing: the id of the channel, ${channelIdLooks}` })
      .regex(channelIdPattern, { error: `is malformed: the id of the channel, ${channelIdLooks}` }),
    usergroup: optional(usergroupId),
    backup: optional(usergroupId),
    locale: optional(z.enum(locales, { error: `must be one of ${locales.join(", ")}` })),
  },
  { error: "must have a name, a condition (when) and a channel" },
);
const noRoutes = "must hold a list of routes, each of which begins with a dash";
const routesSchema = z.array(routeSchema, { error: noRoutes }).min(1, { error: noRoutes });

function routeOf({ name, when, ...to }: z.infer<typeof routeSchema>): WrittenRoute {
  return { name, when, to };
}

function faultInWords(issue: z.core.$ZodIssue, written: unknown): string {
  const [place, ...path] = issue.path;
  if (typeof place !== "number") return issue.message;
  const field = path.filter((key) => typeof key === "string").join(".");
  const what =
    issue.code === "unrecognized_keys"
      ? `has what no route has: ${issue.keys.map(quoted).join(", ")}`
      : issue.message;
  return `${routeInWords(place, written)}: ${[field, what].filter((part) => part !== "").join(" ")}`;
}

function repeatedNames(written: unknown): string[] {
  const names = Array.isArray(written) ? written.map(nameOf) : [];
  return names.flatMap((name, place) =>
    name !== null && names.indexOf(name) < place
      ? [`${routeInWords(place, written)}: has the name of route ${names.indexOf(name) + 1}; give it another`]
      : [],
  );
}

function routeInWords(place: number, written: unknown): string {
  const name = Array.isArray(written) ? nameOf(written[place]) : null;
  return `route ${place + 1}${name === null ? "" : ` (“${name}”)`}`;
}

/** Null when it has none that may be shown. */
function nameOf(route: unknown): string | null {
  return z.object({ name: routeSchema.shape.name }).safeParse(route).data?.name ?? null;
}

function quoted(key: string): string {
  return /^[a-z_]{1,30}$/iu.test(key) ? `“${key}”` : "a key that is no word";
}
