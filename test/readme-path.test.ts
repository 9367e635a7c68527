import { copyFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { personOn } from "../playground/person.ts";
import { type LocalSlack, startLocalSlack } from "../playground/server/local-slack.ts";
import type { Mode } from "../playground/server/app-link.ts";
import { botSettings, requestUrl } from "../playground/stage.ts";
import { app, channels, people, workspace } from "../playground/workspace.ts";
import { type ADatabase, engines } from "./support/a-database.ts";
import { sends } from "./support/a-requester.ts";
import { stopsTyping, types } from "./support/a-newcomer.ts";
import { freePort } from "./support/a-port.ts";
import { unwatchSlack, watchSlack } from "./support/a-watched-log.ts";

/** The README, followed by somebody who has never seen the project: its files, `.env`, and the commands as they are written. */

let folder: string;
let slack: LocalSlack;
let database: ADatabase;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "newcomer-"));
  for (const part of ["src", "manifest.yml", "package.json", ".env.example"])
    await cp(part, join(folder, part), { recursive: true });
  // In place of `npm ci`.
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
});
afterEach(async () => {
  stopsTyping();
  await slack.stop();
  unwatchSlack(slack);
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

async function ends(command: string): Promise<string> {
  const run = types(command, folder);
  const code = await run.ended;
  expect([command, code, run.text()]).toEqual([command, 0, run.text()]);
  return run.text();
}

async function fillsInEnv(values: Readonly<Record<string, string>>): Promise<void> {
  await copyFile(join(folder, ".env.example"), join(folder, ".env"));
  const path = join(folder, ".env");
  let text = await readFile(path, "utf8");
  for (const [name, value] of Object.entries(values)) {
    expect(text).toMatch(new RegExp(`^${name}=`, "mu"));
    text = text.replace(new RegExp(`^${name}=.*$`, "mu"), `${name}=${value}`);
  }
  await writeFile(path, text);
}

const ways = engines.flatMap((engine) =>
  (engine.name === "SQLite" ? (["socket", "http"] as const) : (["socket"] as const)).map(
    (mode): readonly [Mode, typeof engine] => [mode, engine],
  ),
);

test.each(ways.map(([mode, engine]) => [mode, engine.name, engine] as const))(
  "in %s mode on %s the steps lead to an answered /escalate, and to all that is described after it",
  async (mode, _, engine) => {
    database = await engine.createEmpty();
    slack = await startLocalSlack({ workspace, app, mode });
    watchSlack(slack);
    const port = mode === "http" ? { PORT: String(await freePort()) } : {};
    const given = { ...botSettings(mode, database.url), SLACK_API_URL: slack.apiUrl, ...port };
    await fillsInEnv(given);

    expect(await ends("npm run doctor")).toContain("No fault was found.");
    const bot = types("npm start", folder);
    await bot.says("the bot is ready");
    if (mode === "http") await slack.reachAt(requestUrl(Number(given.PORT)));
    else await slack.untilConnected(2);
    const dana = personOn(slack, people.dana);
    await sends(dana);
    await dana.until("the card", () =>
      dana.sees(channels.csm).some(({ screen }) => screen.includes("ESC-1")),
    );

    expect(await ends("npm run backup")).toContain("backups");
    expect(await ends(`npm run export -- --user ${people.dana}`)).toContain("The sale starts next week.");
    expect(await ends(`npm run erase -- --user ${people.dana}`)).toContain("Cases erased: ESC-1");
    await dana.types("/escalate ESC-1", { in: channels.project });
    await dana.until("word of it", () =>
      dana.ephemerals(channels.project).some(({ screen }) => screen.includes("ESC-1")),
    );
    await bot.interrupt();
    expect(bot.text()).toContain('"msg":"stopping"');
    expect(bot.text()).not.toMatch(/"level":[56]0/u);
  },
);
