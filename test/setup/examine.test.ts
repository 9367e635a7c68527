import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Mode } from "../../playground/server/app-link.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import { app, channels, workspace } from "../../playground/workspace.ts";
import { checkAppToken } from "../../src/slack/check-token.ts";
import { sql } from "kysely";
import { type Db, openStore } from "../../src/store/database.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { moveChannel } from "../../src/store/moved-channels.ts";
import { type ADatabase, engines, postgres } from "../support/a-database.ts";
import { listens } from "../support/a-port.ts";
import { hasPostgres, onServer } from "../support/a-postgres.ts";
import { watchedLog } from "../support/a-watched-log.ts";
import { aNewEscalation, sendCase } from "../support/an-escalation.ts";
import { diagnose, type Diagnosis, type SetUp, troublesIn } from "../support/an-examined-set-up.ts";

/** `npm run doctor`: each thing that is wrong with a set-up has a line of its own, which says what to do. */

const agency = "T0AGENCY1";
const modes: readonly Mode[] = ["socket", "http"];
const minutes = 60_000;

let slack: LocalSlack;
let database: ADatabase;
let folder: string;
beforeEach(async () => {
  slack = await startLocalSlack({ workspace, app });
  folder = await mkdtemp(join(tmpdir(), "set-up-"));
});
afterEach(async () => {
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Of a set-up with a database of its own, in a file. */
async function seen(given: Partial<SetUp> = {}): Promise<Diagnosis> {
  const databaseUrl = `sqlite:${join(folder, "escalations.db")}`;
  if (given.databaseUrl === undefined) await (await openStore(databaseUrl)).close();
  return diagnose({ slack, mode: "socket", databaseUrl, ...given });
}

describe.each(modes)("in %s mode", (mode) => {
  test.each(engines)("a set-up that is well has nothing but good lines, on $name", async (engine) => {
    database = await engine.createDatabase();
    const { lines, summary, isWell } = await diagnose({
      slack,
      mode,
      databaseUrl: database.url,
      withViews: true,
    });
    await database.remove();
    expect(lines.filter((line) => !line.startsWith("✓ good "))).toEqual([]);
    expect(lines.length).toBeGreaterThan(9);
    expect(summary).toBe("No fault was found.");
    expect(isWell).toBe(true);
    expect(slack.violations).toEqual([]);
  });

  test.each<[string, Partial<SetUp>, RegExp, () => void]>([
    [
      "a token of the wrong kind",
      { changed: { SLACK_BOT_TOKEN: "xapp-1-mixed-up" } },
      /^✗ fault .*SLACK_BOT_TOKEN .*holds an app-level token \(xapp-\)\. Set it to .*OAuth & Permissions/u,
      () => undefined,
    ],
    [
      "a scope that was not granted",
      {},
      /^✗ fault .*missing are usergroups:read\. → Add .*OAuth & Permissions.*install the app again/u,
      () => {
        slack.withdrawScope("usergroups:read");
      },
    ],
    [
      "a channel without the bot",
      { changed: { CSM_CHANNEL: channels.project } },
      /^✗ fault .*#store-relaunch C0PROJECT \(CSM_CHANNEL\): the bot is not in it.* → .*\/invite @/u,
      () => undefined,
    ],
    [
      "a channel that is archived",
      {},
      /^✗ fault .*#csm-escalations C0CSM0001 .*archived.* → Unarchive it/u,
      () => {
        slack.archive(channels.csm);
      },
    ],
    [
      "a user group that is none",
      { changed: { CSM_USERGROUP: "S0GONE" } },
      /^✗ fault .*User group S0GONE \(CSM_USERGROUP\).*no such group.* → Copy the id/u,
      () => undefined,
    ],
    [
      "a database that cannot be written",
      { databaseUrl: "sqlite:package.json/escalations.db" },
      /^✗ fault .*Database: .*cannot be created or written \(ENOTDIR\)\. Let DATABASE_URL name a file/u,
      () => undefined,
    ],
    [
      "a command that the manifest does not know",
      { changed: { SLASH_COMMAND: "/help-me" } },
      /^✗ fault .*\/help-me in SLASH_COMMAND, but \/escalate in manifest\.yml.* → .*same name into both/u,
      () => undefined,
    ],
    [
      "a channel that others read along in",
      { changed: { CSM_CHANNEL: channels.csmBrazil } },
      /^! note .*#csm-brasil .*shared with Northwind Digital \(T0AGENCY1\).* → .*add T0AGENCY1 to CSM_TEAM_IDS/u,
      () => undefined,
    ],
    [
      "a clock that is off",
      { laterByMs: 7 * minutes },
      mode === "http"
        ? /^✗ fault .*[67] min \d+ s ahead of Slack's time; what Slack sends would be refused.* → .*NTP/u
        : /^! note .*[67] min \d+ s ahead of Slack's time; reminders come at the wrong time.* → .*NTP/u,
      () => undefined,
    ],
    [
      "a holiday code that nobody knows",
      { changed: { HOLIDAYS: "US,XX" } },
      /^✗ fault .*HOLIDAYS must be country or region codes.*not understood: entry 2 → Mend it/u,
      () => undefined,
    ],
  ])("%s is told, and what to do", async (_, given, line, plant) => {
    plant();
    const diagnosis = await seen({ mode, ...given });
    const troubles = troublesIn(diagnosis);
    expect(troubles).toContainEqual(expect.stringMatching(line));
    // No other thing is called wrong for it; what could not be looked at says so.
    expect(troubles.filter((each) => !each.startsWith("- not checked"))).toHaveLength(1);
    expect(diagnosis.isWell).toBe(!line.source.startsWith("^✗"));
    expect(diagnosis.summary).toMatch(diagnosis.isWell ? /^No fault was found\./u : /^Faults: 1\. /u);
  });

  test("all of them are told at once", async () => {
    slack.withdrawScope("team:read");
    slack.archive(channels.csmBrazil);
    const diagnosis = await seen({
      mode,
      laterByMs: -7 * minutes,
      databaseUrl: "sqlite:package.json/escalations.db",
      changed: {
        CSM_CHANNEL: channels.csmBrazil,
        CSM_USERGROUP: "S0GONE",
        SLASH_COMMAND: "/help-me",
        HOLIDAYS: "XX",
      },
    });
    const told = diagnosis.lines.join("\n");
    for (const words of [
      "HOLIDAYS must be",
      "/help-me in SLASH_COMMAND",
      "Database: The database file",
      "missing are team:read",
      "behind of Slack's time",
      "it is archived",
      "shared with T0AGENCY1",
      "S0GONE",
    ])
      expect(told).toContain(words);
    expect(told).toMatch(/^- not checked .*Holidays: /mu);
    expect(told).toMatch(/^- not checked .*cases that are open: the database has to work first/mu);
  });
});

describe("tokens", () => {
  test("that Slack does not accept are told of, and what waits for them", async () => {
    const changed = { SLACK_BOT_TOKEN: "xoxb-of-another", SLACK_APP_TOKEN: "xapp-of-another" };
    const diagnosis = await seen({ changed });
    expect(troublesIn(diagnosis)).toEqual([
      expect.stringMatching(/^✗ fault .*Bot token: .*SLACK_BOT_TOKEN \(invalid_auth\)\. Set it to/u),
      expect.stringMatching(/^✗ fault .*App token: .*SLACK_APP_TOKEN \(invalid_auth\)\. Set it to/u),
      expect.stringMatching(/^- not checked .*channels.*Slack has to accept the bot token first/u),
    ]);
    expect(diagnosis.summary).toMatch(/^Faults: 2\. .* Not checked: 1\.$/u);
  });

  test("of two apps are told apart", async () => {
    const asking = { apiUrl: slack.apiUrl, log: watchedLog() };
    expect(await checkAppToken(app.appToken, "A0ANOTHER", asking)).toEqual({
      code: "tokens_of_two_apps",
      botApp: "A0ANOTHER",
      appTokenApp: app.appId,
    });
    expect(await checkAppToken(app.appToken, app.appId, asking)).toEqual({
      code: "app_token_works",
      sameApp: true,
    });
  });

  test("are not called of one app when Slack does not say so", async () => {
    slack.fail("bots.info", { kind: "error", error: "bot_not_found" });
    const { lines, isWell } = await seen();
    expect(lines).toContainEqual(expect.stringMatching(/^✓ good .*Whether it is of the same app/u));
    expect(isWell).toBe(true);
  });

  test("are not called wrong while Slack is down", async () => {
    slack.goDown();
    const diagnosis = await seen();
    expect(troublesIn(diagnosis)).toEqual([
      expect.stringMatching(/^✗ fault .*no answer.*no_answer/u),
      expect.stringMatching(/^- not checked .*hears Slack: Slack has to answer first/u),
      expect.stringMatching(/^- not checked .*channels.*Slack has to answer first/u),
    ]);
  });
});

describe("settings that cannot be read", () => {
  test("keep nothing else from being looked at", async () => {
    const changed = { DATABASE_URL: "mysql://root:hunter2@db", CSM_CHANNEL: "#csm", LOG_LEVEL: "loud" };
    const { lines } = await seen({ changed });
    const told = lines.join("\n");
    expect(told).not.toMatch(/hunter2|#csm |loud/u);
    for (const name of Object.keys(changed)) expect(told).toMatch(new RegExp(`^✗ fault .*${name}`, "mu"));
    expect(told).toMatch(/^- not checked .*Database: its setting has to be mended first/mu);
    expect(told).toMatch(/^- not checked .*CSM channel: its setting/mu);
    expect(told).toMatch(/^✓ good .*Bot token/mu);
    expect(told).toMatch(/^✓ good .*User group/mu);
    expect(existsSync("data/escalations.db")).toBe(false);
  });

  test("of where Slack is have no other Slack asked", async () => {
    const { lines } = await seen({ changed: { SLACK_API_URL: "slack.example" } });
    expect(lines.join("\n")).toMatch(/^✗ fault .*SLACK_API_URL.*\n(.*\n)*- not checked .*Bot token/mu);
    expect(slack.calls).toEqual([]);
  });

  test("of routes and of the way in are told of where they matter", async () => {
    const changed = { CSM_ROUTES: "no/such/routes.yml", SLACK_APP_TOKEN: "xoxb-mixed-up" };
    const { lines } = await seen({ changed });
    const told = lines.join("\n");
    expect(told).toMatch(/^- not checked .*CSM_ROUTES: its setting/mu);
    expect(told).toMatch(/^- not checked .*hears Slack: its setting/mu);
    expect(told).toMatch(/^✗ fault .*SLACK_APP_TOKEN.*holds a bot token \(xoxb-\)/mu);
  });
});

describe.each(engines)("a database on $name", ({ createDatabase, createEmpty }) => {
  afterEach(() => database.remove());
  const looked = async () =>
    (await seen({ databaseUrl: database.url })).lines.filter((line) => /Database/u.test(line));
  const tables = async (change: (db: Db) => Promise<unknown>) => {
    database = await createDatabase();
    await change(await database.open());
  };

  test("that is empty is not filled by looking at it", async () => {
    database = await createEmpty();
    const first = await looked();
    expect(first).toEqual([expect.stringMatching(/^✓ good .*first start (creates it|makes its tables)/u)]);
    expect(await looked()).toEqual(first);
  });

  test("of an older version is left as it is", async () => {
    await tables((db) => sql.raw("delete from kysely_migration where name = '004-held-turns'").execute(db));
    const first = await looked();
    expect(first).toEqual([
      expect.stringMatching(/^! note .*next start brings it up to date.* → Keep a copy/u),
    ]);
    expect(await looked()).toEqual(first);
  });

  test("of a newer version is a fault", async () => {
    await tables((db) =>
      sql.raw("insert into kysely_migration (name, timestamp) values ('999-later', '2027')").execute(db),
    );
    expect(await looked()).toEqual([expect.stringMatching(/^✗ fault .*newer version.*Start that version/u)]);
  });

  test("is as it was after it was written to", async () => {
    await tables(() => Promise.resolve());
    expect(await looked()).toEqual([expect.stringMatching(/^✓ good .*takes what is written/u)]);
    expect(await (await database.open()).selectFrom("seen_events").selectAll().execute()).toEqual([]);
  });

  test("tells in which channels there are cases that no setting names, and which id is out of date", async () => {
    database = await createDatabase();
    const db = await database.open();
    const at = new Date("2026-11-23T12:00:00Z");
    const { id: teamId } = workspace.team;
    await inTransaction(db, async (trx) => {
      await sendCase(trx, aNewEscalation({ teamId, channelId: channels.project }), at);
      await moveChannel(trx, { teamId, from: "C0BEFORE", to: channels.csm }, at);
    });
    const { lines } = await seen({ databaseUrl: database.url, changed: { CSM_CHANNEL: "C0BEFORE" } });
    expect(lines).toContainEqual(
      expect.stringMatching(/^✗ fault .*C0PROJECT \(cases that are open\): the bot is not in it/u),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^! note .*C0BEFORE.*another id.* → Write C0CSM0001 into CSM_CHANNEL\.$/u),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^✓ good .*#csm-escalations C0CSM0001 \(CSM_CHANNEL\)/u),
    );
  });
});

(hasPostgres ? describe : describe.skip)("a database on PostgreSQL", () => {
  test("that takes nothing written is a fault", async () => {
    const readOnly = await postgres.createDatabase();
    const name = new URL(readOnly.url).pathname.slice(1);
    await onServer(
      process.env["TEST_POSTGRES"] ?? "",
      `alter database ${name} set default_transaction_read_only = on`,
    );
    const { lines, isWell } = await seen({ databaseUrl: readOnly.url });
    await readOnly.remove();
    expect(lines).toContainEqual(
      expect.stringMatching(/^✗ fault .*takes nothing that is written \(25006\)/u),
    );
    expect(isWell).toBe(false);
  });

  test("whose server does not answer is a fault, and nobody hears the password", async () => {
    const databaseUrl = "postgres://bot:hunter2@127.0.0.1:1/escalations";
    const { lines } = await seen({ databaseUrl });
    expect(lines.join("\n")).toMatch(/^✗ fault .*Database: .*does not answer \(ECONNREFUSED\)/mu);
    expect(lines.join("\n")).not.toContain("hunter2");
  });
});

describe("a database in a file", () => {
  test("that is not there is not made by looking for it", async () => {
    const path = join(folder, "new", "escalations.db");
    const { lines } = await seen({ databaseUrl: `sqlite:${path}` });
    expect(lines).toContainEqual(expect.stringMatching(/^✓ good .*not there yet/u));
    expect(existsSync(join(folder, "new"))).toBe(false);
  });

  test("that is a letter is a fault, and one in memory a note", async () => {
    const path = join(folder, "letter");
    await writeFile(path, "This is a letter, and no database.");
    expect(troublesIn(await seen({ databaseUrl: `sqlite:${path}` }))[0]).toMatch(
      /^✗ fault .*not a database/u,
    );
    expect(troublesIn(await seen({ databaseUrl: "sqlite::memory:" }))).toEqual([
      expect.stringMatching(/^! note .*forgotten/u),
    ]);
  });
});

describe("channels and groups", () => {
  test("that are shared with those who are CSMs are well, and an organisation without a channel is told of", async () => {
    const changed = { CSM_CHANNEL: channels.csmBrazil, CSM_TEAM_IDS: `${agency},T0ELSEWHERE` };
    const diagnosis = await seen({ changed });
    expect(diagnosis.lines).toContainEqual(
      expect.stringMatching(
        /^✓ good .*#csm-brasil .*Shared with Northwind Digital \(T0AGENCY1\), whose people are CSMs/u,
      ),
    );
    expect(troublesIn(diagnosis)).toEqual([expect.stringMatching(/^! note .*shared with T0ELSEWHERE/u)]);
  });

  test("of routes are looked at under the name of the route, and one named twice once", async () => {
    const path = join(folder, "routes.yml");
    const route = { channel: channels.project, usergroup: "S0GONE", backup: "S0GONE" };
    await writeFile(path, JSON.stringify([{ name: "Brasil", when: { locale: "pt-BR" }, ...route }]));
    const troubles = troublesIn(await seen({ changed: { CSM_ROUTES: path } }));
    expect(troubles).toEqual([
      expect.stringMatching(/C0PROJECT \(CSM_ROUTES, route “Brasil”\)/u),
      expect.stringMatching(/S0GONE \(CSM_ROUTES, route “Brasil”, usergroup; .*route “Brasil”, backup\)/u),
    ]);
  });

  test("that Slack does not know, or does not tell of, are no faults of each other", async () => {
    slack.fail("conversations.info", { kind: "error", error: "internal_error" }, { times: Infinity });
    slack.fail("usergroups.users.list", { kind: "error", error: "plan_upgrade_required" });
    expect(troublesIn(await seen())).toEqual([
      expect.stringMatching(/^- not checked .*C0CSM0001.*internal_error/u),
      expect.stringMatching(/^✗ fault .*S0CSM0001.*no user groups\. → Leave the setting empty/u),
    ]);
    slack.mend();
    slack.changeUsergroup("S0CSM0001", []);
    expect(troublesIn(await seen({ changed: { CSM_CHANNEL: "C0NOWHERE" } }))).toEqual([
      expect.stringMatching(/^✗ fault .*C0NOWHERE.*no such channel, or it is private/u),
      expect.stringMatching(/^! note .*nobody is in it/u),
    ]);
  });
});

describe("windows and messages", () => {
  const refusal = { errors: [{ code: "failed_constraint", message: "", pointer: "/view/blocks/0" }] };

  test("that Slack does not take are a fault of the bot, each by its name", async () => {
    slack.fail("blocks.validate", { kind: "error", error: "invalid_view", extra: refusal }, { times: 2 });
    expect(troublesIn(await seen({ withViews: true }))).toEqual([
      expect.stringMatching(
        /^✗ fault .*does not take window “step situation”; window “.+” \(failed_constraint at \/view\/blocks\/0\)/u,
      ),
    ]);
  });

  test.each(["unknown_method", "not_allowed_token_type"])(
    "are left alone when Slack says %s",
    async (error) => {
      slack.fail("blocks.validate", { kind: "error", error }, { times: Infinity });
      const diagnosis = await seen({ withViews: true });
      expect(troublesIn(diagnosis)).toEqual([expect.stringMatching(/^- not checked .*for this bot/u)]);
      expect(diagnosis.isWell).toBe(true);
      expect(slack.calls.filter(({ method }) => method === "blocks.validate")).toHaveLength(1);
    },
  );

  test("are asked about again when Slack wants a moment", async () => {
    slack.fail("blocks.validate", { kind: "rate_limited", retryAfterSeconds: 1 }, { after: 3 });
    expect(troublesIn(await seen({ withViews: true }))).toEqual([]);
  });
});

describe("HTTP mode", () => {
  const at = (port: number) => ({
    mode: "http" as const,
    changed: { PORT: String(port), HOST: "127.0.0.1" },
  });

  test("at a port that another program has is a fault, and at the bot's own it is well", async () => {
    let health = "no health at all";
    const server = createServer((_, response) => response.end(health));
    const port = await listens(server);
    expect(troublesIn(await seen(at(port)))).toEqual([expect.stringMatching(/^✗ fault .*PORT is in use/u)]);
    health = JSON.stringify({ status: "ok" });
    expect((await seen(at(port))).lines).toContainEqual(
      expect.stringMatching(/^✓ good .*the bot runs already/u),
    );
    server.close();
  });

  test("and a manifest for Socket Mode do not fit", async () => {
    const changed = { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: app.signingSecret, PORT: "0" };
    expect(troublesIn(await seen({ changed }))).toEqual([
      expect.stringMatching(/^! note .*manifest\.yml turns Socket Mode on.* → Change manifest\.yml/u),
    ]);
  });
});

test("without a manifest nothing is compared with it", async () => {
  const diagnosis = await seen({ hasManifest: false });
  expect(troublesIn(diagnosis)).toEqual([
    expect.stringMatching(/^- not checked .*no manifest\.yml/u),
    expect.stringMatching(/^- not checked .*Scopes: there is no manifest\.yml/u),
  ]);
  expect(diagnosis.isWell).toBe(true);
});

test("holidays that are over are noted", async () => {
  expect(troublesIn(await seen({ changed: { HOLIDAYS: "US,2020-01-02" } }))).toEqual([
    expect.stringMatching(/^! note .*2020-01-02 bring/u),
  ]);
});
