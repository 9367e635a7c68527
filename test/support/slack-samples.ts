import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { app, channels, people, team } from "../../playground/workspace.ts";
import { type JsonObject, jsonObject } from "../../playground/server/json.ts";

/** What Slack sends and answers, written down from its documentation and its libraries' types, not from our stand-in for it. */

/** As the names of the playground go, so that the bot takes it for what it is to hear. */
const here: readonly (readonly [string, string])[] = [
  ["T0AAAA001", team.id],
  ["U0CSM0001", people.casey],
  ["U0OTHER01", people.dana],
  ["U0BOT0001", app.botUserId],
  ["C0CSM0001", channels.csm],
];

const read = (file: string): readonly [string, JsonObject] => {
  const text = here.reduce((all, [there, ours]) => all.replaceAll(there, ours), readFileSync(file, "utf8"));
  return [basename(file, ".json"), jsonObject.parse(JSON.parse(text))];
};
const samples = new Map(
  globSync(`${import.meta.dirname}/slack-samples/*.json`)
    .toSorted()
    .map(read),
);

/** By its name: `block_actions_message`, `api_auth.test_ok`, `socket_hello`. */
export function sample(name: string): JsonObject {
  const found = samples.get(name);
  if (!found) throw new Error(`There is no sample ${name}.`);
  return found;
}

export const sampleNames: readonly string[] = [...samples.keys()];

/** What people wrote in them, and are called. */
export const saidInSamples = [
  "Told Globex & Initech <!channel> é中",
  "Globex is down &amp; angry",
  "screenshot attached",
  "Readiness card: Globex",
  "Pat Partner",
  "Casey One",
  "casey@example.com",
] as const;
