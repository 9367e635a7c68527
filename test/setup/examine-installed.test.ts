import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readManifestFile } from "../../src/setup/manifest-file.ts";
import { tellOfSetUp } from "../../src/setup/tell-of-set-up.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { watchedLog } from "../support/a-watched-log.ts";
import { setsUp } from "../support/a-workspace-of-two.ts";
import { key, openTwoWorkspaces, type TwoWorkspaces } from "../support/two-workspaces.ts";

/** The doctor of a bot that several workspaces install. */

let database: ADatabase;
let two: TwoWorkspaces;
beforeEach(async () => {
  const [engine] = engines;
  if (!engine) throw new Error("There is an engine.");
  database = await engine.createDatabase();
  two = await openTwoWorkspaces(database.url);
});
afterEach(async () => {
  await two.stop();
  await database.remove();
});

async function says(changed: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const examining = { now: () => new Date(), log: watchedLog(), announced: readManifestFile() };
  const isWell = await tellOfSetUp({ ...two.settings, ...changed }, examining, (line) => lines.push(line));
  return { isWell, text: lines.join("\n") };
}

test("before anybody has installed it, it says where that is done", async () => {
  const { isWell, text } = await says();
  expect(isWell).toBe(true);
  expect(text).toContain("none has installed the bot yet");
});

test("it looks at each workspace, and says what is missing in which", async () => {
  await two.installs(two.acme);
  await setsUp(two.acme);
  await two.installs(two.bean);
  const { isWell, text } = await says();
  expect(isWell).toBe(true);
  expect(text).toContain("Workspace T0ACME001 (Acme Outdoor)");
  expect(text).toContain("#csm-escalations");
  expect(text).toContain("Workspace T2BEAN001: nobody has chosen its CSM channel yet.");
  two.acme.slack.withdrawScope("chat:write");
  const without = await says();
  expect(without.isWell).toBe(false);
  expect(without.text).toContain("chat:write");
});

test("a token that cannot be read, and settings that are missing, are faults with what to do", async () => {
  await two.installs(two.acme);
  const other = await says({ TOKEN_ENCRYPTION_KEY: key(2) });
  expect(other.isWell).toBe(false);
  expect(other.text).toContain("Put the old key behind the new one");
  const none = await says({ TOKEN_ENCRYPTION_KEY: "" });
  expect(none.isWell).toBe(false);
  expect(none.text).toContain("TOKEN_ENCRYPTION_KEY is missing");
});
