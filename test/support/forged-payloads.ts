import { fc } from "./drawn.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  jsonObject,
  parseJson,
} from "../../playground/server/json.ts";
import type { Moment } from "./a-recording.ts";
import { forgedIds } from "./what-is-not-theirs.ts";

/** What somebody could make of a payload on its way. */

function actorOf({ payload }: Moment): string {
  const { user_id: id, user, event } = payload;
  const told = isJsonObject(user) ? user["id"] : isJsonObject(event) ? event["user"] : id;
  return typeof told === "string" ? told : "U0NOBODY1";
}

/** Each id of the store that the payload carries, one after the other, is another one. */
export function withForgedIds(moment: Moment, ids: readonly string[]): readonly JsonObject[] {
  const written = JSON.stringify(moment.payload);
  return ids
    .filter((id) => written.includes(id))
    .flatMap((id) => forgedIds(actorOf(moment)).map((forged) => read(written.replaceAll(id, forged))));
}

const junk = ["", "{", "null", '{"draft":7}', "\u0000"];
const bound = [
  "view.private_metadata",
  "actions.0.value",
  "actions.0.block_id",
  "actions.0.selected_option.value",
];

/** What the bot bound into windows, buttons and blocks is no longer what it wrote. */
export function withJunk({ payload }: Moment): readonly JsonObject[] {
  return placesIn(payload)
    .filter(({ path }) => bound.includes(path.join(".")))
    .flatMap(({ path }) => junk.map((text) => jsonObject.parse(replaced(payload, path, text))));
}

const other = "T0OTHER01";

/** As another workspace, or an installation for a whole organisation, would be told. */
export function asToldElsewhere({ type, payload }: Moment): readonly JsonObject[] {
  switch (type) {
    case "slash_commands":
      return [
        { ...payload, team_id: other },
        { ...payload, is_enterprise_install: "true" },
      ];
    case "events_api":
      return [
        { ...payload, team_id: other, context_team_id: other, authorizations: null },
        { ...payload, context_team_id: other },
        { ...payload, authorizations: [{ team_id: other, is_enterprise_install: false }] },
        { ...payload, authorizations: [{ team_id: team(payload), is_enterprise_install: true }] },
      ];
    case "interactive": {
      const { user, view } = payload;
      const person = isJsonObject(user) ? user : {};
      return [
        { ...payload, user: { ...person, team_id: other }, team: { id: other } },
        { ...payload, user: { ...person, team_id: other } },
        { ...payload, team: { id: "T0THIRD01" } },
        { ...payload, is_enterprise_install: true },
        ...(isJsonObject(view)
          ? [
              { ...payload, view: { ...view, team_id: other } },
              { ...payload, view: { ...view, app_installed_team_id: other } },
            ]
          : []),
      ];
    }
  }
}

function team({ team_id: id }: JsonObject): string {
  return typeof id === "string" ? id : "";
}

export interface Place {
  readonly path: readonly string[];
  readonly value: Json;
}

/** Every part of it, from the outside in. */
export function placesIn(part: Json, path: readonly string[] = []): readonly Place[] {
  const inner: [string, Json][] = Array.isArray(part)
    ? part.map((each: Json, index) => [String(index), each])
    : Object.entries(isJsonObject(part) ? part : {});
  return inner.flatMap(([key, value]) => {
    const here = [...path, key];
    return [{ path: here, value }, ...placesIn(value, here)];
  });
}

/** Without a value it is left out. */
export function replaced(part: Json, [step, ...rest]: readonly string[], value: Json | undefined): Json {
  if (step === undefined || !isStepOf(part, step)) return part;
  const inner = (of: Json) => (rest.length === 0 ? value : replaced(of, rest, value));
  const pairs = Object.entries(part).flatMap(([key, of]: [string, Json]): [string, Json][] => {
    const become = key === step ? inner(of) : of;
    return become === undefined ? [] : [[key, become]];
  });
  return Array.isArray(part) ? pairs.map(([, each]) => each) : Object.fromEntries(pairs);
}

function isStepOf(part: Json, step: string): part is JsonObject | Json[] {
  return typeof part === "object" && part !== null && Object.hasOwn(part, step);
}

/** Values that no payload of Slack's has there. */
export const odd: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202ex",
  "<!channel>",
  "__proto__",
  "x".repeat(100_000),
  [],
  {},
  [[null]],
  Array.from({ length: 200 }).reduce<Json>((inner) => ({ inner }), {}),
  parseJson('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}') as JsonObject,
];

/** Up to three parts of it are missing, or are something else. */
export function damaged({ payload }: Pick<Moment, "payload">): fc.Arbitrary<JsonObject> {
  const paths = placesIn(payload).map(({ path }) => path);
  const damage = fc.tuple(fc.constantFrom(...paths), fc.option(fc.constantFrom(...odd), { nil: undefined }));
  return fc
    .array(damage, { minLength: 1, maxLength: 3 })
    .map((damages) =>
      jsonObject.parse(damages.reduce<Json>((part, [path, value]) => replaced(part, path, value), payload)),
    );
}

const read = (written: string): JsonObject => jsonObject.parse(parseJson(written));
