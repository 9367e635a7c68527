import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "dotenv";
import { fc } from "./support/drawn.ts";
import { ConfigError, readBotConfig, readConfig, settingNames } from "../src/config.ts";
import { isBusinessDay } from "../src/domain/working-time.ts";

const required = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", CSM_CHANNEL: "C0CSM" };

function faultsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

const faultsWith = (given: Readonly<Record<string, string>>) => faultsOf({ ...required, ...given });

describe("faults", () => {
  test("all are told at once, each by the name of its setting", () => {
    const faults = faultsOf({
      SLACK_BOT_TOKEN: "xapp-mixed-up",
      SLACK_APP_TOKEN: "xoxb-mixed-up",
      SLACK_SIGNING_SECRET: "xapp-mixed-up",
      PORT: "http",
      HOST: "http://localhost",
      METRICS_PORT: "metrics",
      METRICS_HOST: "http://localhost",
      SLACK_API_URL: "slack.com",
      CSM_CHANNEL: "#csm",
      CSM_USERGROUP: "@csm",
      CSM_BACKUP_USERGROUP: "@backup",
      CSM_TEAM_IDS: "T0ADOBE,adobe",
      CSM_ROUTES: "no/such/routes.yml",
      SLASH_COMMAND: "escalate",
      DATABASE_URL: "mysql://db",
      DEFAULT_LOCALE: "fr",
      CHANNEL_LOCALE: "pt",
      DEFAULT_TIME_ZONE: "Mars/Olympus",
      WORKING_DAYS: "weekdays",
      HOLIDAYS: "XX",
      WORKING_HOURS: "nine to five",
      NUDGE_TIME: "ten",
      NUDGE_DAYS: "1,1",
      PARK_AFTER_DAYS: "1",
      REOPEN_WITHIN_DAYS: "0",
      PARTNER_REPLY_DAYS: "0",
      ACKNOWLEDGE_WITHIN_DAYS: "0",
      DIGEST_DAY: "someday",
      DIGEST_TIME: "half past nine",
      RETENTION_DAYS: "0",
      UNINSTALL_GRACE_DAYS: "366",
      LOG_LEVEL: "loud",
    });
    const ofOne = settingNames.filter((name) => !ofSeveralOnly.includes(name));
    expect(faults.map((fault) => fault.split(" ", 1)[0]).toSorted()).toEqual(ofOne.toSorted());
  });

  test("the message of the error lists them for a person, one a line", () => {
    expect(() => readConfig({})).toThrow(
      /^The bot cannot start\..*\n {2}- SLACK_BOT_TOKEN is missing: .*\n {2}- CSM_CHANNEL is missing: .*\n {2}- SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing\. Set one: .*$/u,
    );
  });

  test.each([
    ["SLACK_BOT_TOKEN", "xoxp-1"],
    ["SLACK_BOT_TOKEN", "xoxb-"],
    ["SLACK_BOT_TOKEN", "xoxb-1 xoxb-2"],
    ["SLACK_APP_TOKEN", "xoxb-1"],
    ["SLACK_SIGNING_SECRET", "xapp-1-in-the-wrong-place"],
    ["SLACK_SIGNING_SECRET", "two words"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["HOST", "http://localhost"],
    ["HOST", "two names"],
    ["METRICS_PORT", "65536"],
    ["METRICS_HOST", "two names"],
    ["CSM_CHANNEL", "D0DIRECT"],
    ["CSM_CHANNEL", "csm-escalations"],
    ["SLASH_COMMAND", "/"],
    ["SLASH_COMMAND", "/two words"],
    ["SLASH_COMMAND", `/${"a".repeat(32)}`],
    ["SLACK_API_URL", "ftp://slack.example/"],
    ["PARTNER_REPLY_DAYS", "21"],
    ["PARTNER_REPLY_DAYS", "2.5"],
    ["PARTNER_REPLY_DAYS", "three"],
    ["PARTNER_REPLY_DAYS", "Infinity"],
    ["WORKING_DAYS", ","],
    ["WORKING_DAYS", "fri-mon"],
    ["WORKING_DAYS", "mon-"],
    ["WORKING_DAYS", "mon-wed-fri"],
    ["WORKING_DAYS", "mon,holiday"],
    ["WORKING_HOURS", "17:30-09:00"],
    ["WORKING_HOURS", "09:00-09:00"],
    ["WORKING_HOURS", "9:00-17:30"],
    ["WORKING_HOURS", "09:00"],
    ["WORKING_HOURS", "09:00-24:00"],
    ["WORKING_HOURS", "09:00-12:00-17:30"],
    ["NUDGE_TIME", "10"],
    ["NUDGE_TIME", "24:00"],
    ["NUDGE_TIME", "08:59"],
    ["NUDGE_TIME", "17:30"],
    ["NUDGE_DAYS", "3,1"],
    ["NUDGE_DAYS", "1,1"],
    ["NUDGE_DAYS", "0,1"],
    ["NUDGE_DAYS", "1.5"],
    ["NUDGE_DAYS", "1,3,5,7"],
    ["NUDGE_DAYS", "1,21"],
    ["NUDGE_DAYS", "one"],
    ["NUDGE_DAYS", ","],
    ["PARK_AFTER_DAYS", "5"],
    ["PARK_AFTER_DAYS", "1"],
    ["PARK_AFTER_DAYS", "31"],
    ["PARK_AFTER_DAYS", "6.5"],
    ["DIGEST_DAY", "mon-fri"],
    ["DIGEST_DAY", "monday"],
    ["DIGEST_TIME", "9:30"],
    ["REOPEN_WITHIN_DAYS", "0"],
    ["REOPEN_WITHIN_DAYS", "366"],
  ])("%s may not be %j", (name, value) => {
    const faults = faultsWith({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} (must be|is malformed)`, "u"));
  });

  test("no value is ever printed, be it a token or not", () => {
    const anyEnvironment = fc.record(
      Object.fromEntries(
        settingNames.map((name) => [
          name,
          fc
            .constantFrom("", "xoxb-", "xapp-", "T0,", "sqlite", "US,", "mon-")
            .map((begins) => `${begins} §value§`),
        ]),
      ),
    );
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        const faults = faultsOf(environment);
        expect(faults.length).toBeGreaterThan(0);
        expect(new ConfigError(faults).message).not.toContain("§");
      }),
      { numRuns: 50 },
    );
  });

  test("settings that do not fit each other are told of together with all others", () => {
    const faults = faultsOf({
      SLACK_BOT_TOKEN: "xoxb-1",
      CSM_CHANNEL: "C0CSM",
      NUDGE_TIME: "18:00",
      NUDGE_DAYS: "1,8",
      LOG_LEVEL: "loud",
      DEFAULT_LOCALE: "fr",
    });
    expect(faults.map((fault) => fault.split(" ", 1)[0]).toSorted()).toEqual([
      "DEFAULT_LOCALE",
      "LOG_LEVEL",
      "NUDGE_TIME",
      "PARK_AFTER_DAYS",
      "SLACK_APP_TOKEN",
    ]);
    expect(faults).toContain("NUDGE_TIME must be within WORKING_HOURS");
    expect(faults).toContain("PARK_AFTER_DAYS must be later than the last of NUDGE_DAYS");
  });

  test.each([
    [{ WORKING_HOURS: "late", NUDGE_TIME: "18:00" }, ["WORKING_HOURS"]],
    [{ NUDGE_TIME: "never" }, ["NUDGE_TIME"]],
    [{ NUDGE_DAYS: "9,1", PARK_AFTER_DAYS: "5" }, ["NUDGE_DAYS"]],
    [{ NUDGE_DAYS: "1,8", PARK_AFTER_DAYS: "soon" }, ["PARK_AFTER_DAYS"]],
  ])("what cannot be read is not said not to fit: %j", (given, expected) => {
    expect(faultsWith(given).map((fault) => fault.split(" ", 1)[0])).toEqual(expected);
  });

  test("a holiday that is not understood is named by its place", () => {
    expect(faultsWith({ HOLIDAYS: "US, XX, BR-SP, 2026-02-30, us" })).toEqual([
      expect.stringMatching(/^HOLIDAYS .*not understood: entry 2, 4, 5$/u),
    ]);
  });
});

describe("how Slack reaches the bot", () => {
  const { SLACK_APP_TOKEN, ...others } = required;
  const SLACK_SIGNING_SECRET = "8f742231b10e8888abcd99";

  test("over a connection that the bot opens, with an app token", () => {
    expect(readConfig({ ...others, SLACK_APP_TOKEN }).slack).toEqual({
      mode: "socket",
      botToken: "xoxb-1",
      appToken: "xapp-1",
    });
  });

  test("at a port, with a signing secret", () => {
    expect(readConfig({ ...others, SLACK_SIGNING_SECRET }).slack).toEqual({
      mode: "http",
      botToken: "xoxb-1",
      signingSecret: SLACK_SIGNING_SECRET,
      port: 3000,
    });
    const { slack } = readConfig({ ...others, SLACK_SIGNING_SECRET, PORT: "8080", HOST: "::1" });
    expect(slack).toMatchObject({ port: 8080, host: "::1" });
  });

  test("is watched at a port of its own only, when one is named", () => {
    expect(readConfig(required).watch).toBeNull();
    const watch = { port: 9464, host: "127.0.0.1" };
    expect(readConfig({ ...required, METRICS_PORT: "9464" }).watch).toEqual(watch);
    const http = { ...others, SLACK_SIGNING_SECRET, PORT: "9464" };
    expect(faultsOf({ ...http, METRICS_PORT: "9464" })).toEqual([
      expect.stringMatching(/^METRICS_PORT must be another port than PORT/u),
    ]);
    expect(faultsOf({ ...http, METRICS_PORT: "9465" })).toEqual([]);
    // In Socket Mode nobody listens at PORT.
    expect(faultsOf({ ...required, METRICS_PORT: "3000" })).toEqual([]);
  });

  test("over the connection, when both are given", () => {
    expect(readConfig({ ...required, SLACK_SIGNING_SECRET }).slack.mode).toBe("socket");
  });

  test("is asked for when neither is given, and not when one of them cannot be read", () => {
    expect(faultsOf(others)).toEqual([
      expect.stringMatching(
        /^SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing\. Set one: SLACK_APP_TOKEN .*xapp-.*; SLACK_SIGNING_SECRET .*App Credentials/u,
      ),
    ]);
    for (const given of [{ SLACK_APP_TOKEN: "xoxb-1" }, { SLACK_SIGNING_SECRET: "short" }]) {
      expect(faultsOf({ ...others, ...given })).toEqual([expect.stringContaining("is malformed")]);
    }
  });
});

describe("settings", () => {
  const defaults = readConfig(required);

  test("have defaults for all but three", () => {
    expect(defaults).toMatchObject({
      slack: { botToken: "xoxb-1", appToken: "xapp-1", apiUrl: undefined },
      csm: { channel: "C0CSM", usergroup: null, teamIds: [] },
      slashCommand: "/escalate",
      databaseUrl: "sqlite:./data/escalations.db",
      defaultLocale: "en",
      channelLocale: "en",
      defaultZone: "UTC",
      hours: { from: "09:00", to: "17:30" },
      nudges: { time: "10:00", days: [1, 3, 5], parkAfterDays: 6, reopenWithinDays: 14 },
      partnerReplyDays: 3,
      logLevel: "info",
    });
  });

  test("left empty, or blank, are not set", () => {
    const blank = Object.fromEntries(settingNames.map((name) => [name, " "]));
    const plain = ({ calendar: _, ...others }: ReturnType<typeof readConfig>) => others;
    expect(plain(readConfig({ ...blank, ...required }))).toEqual(plain(defaults));
    expect(faultsOf(blank)).toEqual(faultsOf({}));
  });

  test("may have blanks around them", () => {
    expect(
      readConfig({ ...required, CSM_CHANNEL: " C0CSM ", DEFAULT_LOCALE: "pt-BR ", LOG_LEVEL: " warn" }),
    ).toMatchObject({ csm: { channel: "C0CSM" }, defaultLocale: "pt-BR", logLevel: "warn" });
  });

  test("say when people are reminded", () => {
    const given = {
      WORKING_HOURS: "06:30 - 14:00",
      NUDGE_TIME: "13:59",
      NUDGE_DAYS: "2, 4",
      PARK_AFTER_DAYS: "5",
      REOPEN_WITHIN_DAYS: "30",
    };
    expect(readConfig({ ...required, ...given })).toMatchObject({
      hours: { from: "06:30", to: "14:00" },
      nudges: { time: "13:59", days: [2, 4], parkAfterDays: 5, reopenWithinDays: 30 },
    });
    expect(readConfig({ ...required, NUDGE_TIME: "09:00" }).nudges.time).toBe("09:00");
  });

  test("say when a channel hears of its week, or that it does not", () => {
    const digestOf = (given: Readonly<Record<string, string>>) =>
      readConfig({ ...required, ...given }).digest;
    expect(digestOf({})).toEqual({ day: "mon", time: "09:30" });
    expect(digestOf({ DIGEST_DAY: " Fri", DIGEST_TIME: "16:00" })).toEqual({ day: "fri", time: "16:00" });
    expect(digestOf({ DIGEST_DAY: "OFF" }).day).toBeNull();
  });

  test("name the organisations that are trusted", () => {
    expect(readConfig({ ...required, CSM_TEAM_IDS: "T0ADOBE, E0GRID,," }).csm.teamIds).toEqual([
      "T0ADOBE",
      "E0GRID",
    ]);
  });

  const week = [
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
    "2026-11-26",
    "2026-11-27",
    "2026-11-28",
    "2026-11-29",
  ];
  test.each([
    ["", "", [true, true, true, true, true, false, false]],
    ["sun,mon-thu", "", [true, true, true, true, false, false, true]],
    ["Mon-Wed, FRI", "", [true, true, true, false, true, false, false]],
    ["tue", "", [false, true, false, false, false, false, false]],
    ["", "2026-11-25", [true, true, false, true, true, false, false]],
    ["", "US", [true, true, true, false, true, false, false]],
  ])("working days %j and holidays %j make the calendar", (WORKING_DAYS, HOLIDAYS, expected) => {
    const { calendar } = readConfig({ ...required, WORKING_DAYS, HOLIDAYS });
    expect(week.map((day) => isBusinessDay(day, calendar))).toEqual(expected);
  });
});

/** Only read where the bot is for several workspaces. */
const ofSeveralOnly = [
  "SLACK_CLIENT_ID",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
  "TOKEN_ENCRYPTION_KEY",
];

describe("a bot for several workspaces", () => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
  const ofSeveral = {
    SLACK_CLIENT_ID: "123.456",
    SLACK_CLIENT_SECRET: "client-secret",
    SLACK_STATE_SECRET: "0123456789abcdef",
    SLACK_SIGNING_SECRET: "signing-secret",
    TOKEN_ENCRYPTION_KEY: key(1),
  };
  const faultsWith = (changed: Readonly<Record<string, string>>) => {
    try {
      readBotConfig({ ...ofSeveral, ...changed });
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
  };

  test("is told by SLACK_CLIENT_ID; without it there is one workspace", () => {
    expect(readBotConfig(ofSeveral)).toMatchObject({
      slack: { mode: "http", signingSecret: "signing-secret" },
      install: { clientId: "123.456", keys: [Buffer.alloc(32, 1)] },
    });
    expect(readBotConfig({ ...required, SLACK_CLIENT_ID: " " })).toMatchObject({
      slack: readConfig(required).slack,
      csm: { channel: required.CSM_CHANNEL },
    });
  });

  test("seals with the first of its keys", () => {
    const config = readBotConfig({ ...ofSeveral, TOKEN_ENCRYPTION_KEY: `${key(2)}, ${key(1)}` });
    expect("install" in config && config.install.keys.map(([byte]) => byte)).toEqual([2, 1]);
  });

  test.each(ofSeveralOnly.filter((name) => name !== "SLACK_CLIENT_ID").concat("SLACK_SIGNING_SECRET"))(
    "needs %s",
    (name) => {
      expect(faultsWith({ [name]: "" })).toEqual([expect.stringContaining(`${name} is missing`)]);
    },
  );

  test.each([
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "CSM_CHANNEL",
    "CSM_USERGROUP",
    "CSM_BACKUP_USERGROUP",
    "CSM_ROUTES",
  ])("does not take %s, which is of one workspace", (name) => {
    expect(faultsWith({ [name]: "something" })).toEqual([
      expect.stringContaining(`${name} is for a bot of one`),
    ]);
  });

  test.each(["short", key(1).slice(4), `${key(1)},short`])(
    "refuses %j as a key, and does not repeat it",
    (text) => {
      const [fault = ""] = faultsWith({ TOKEN_ENCRYPTION_KEY: text });
      expect(fault).toContain("TOKEN_ENCRYPTION_KEY must be 32 random bytes in base64");
      expect(fault).not.toContain(text);
    },
  );

  test("tells of what does not fit, as for one workspace", () => {
    expect(faultsWith({ NUDGE_TIME: "08:00", PARK_AFTER_DAYS: "4" })).toHaveLength(2);
  });
});

describe(".env.example", () => {
  const written = readFileSync(".env.example", "utf8");
  const given = parse(written);

  test("lists every setting, and no other", () => {
    expect(Object.keys(given).toSorted()).toEqual(settingNames.toSorted());
  });

  test("says of each, in the line above, what it is for", () => {
    const lines = written.split("\n");
    const silent = lines.filter((line, index) => /^[A-Z]/u.test(line) && !lines[index - 1]?.startsWith("# "));
    expect(silent).toEqual([]);
  });

  test("is the defaults, once the first three are filled in", () => {
    const plain = ({ calendar: _, ...others }: ReturnType<typeof readConfig>) => others;
    expect(plain(readConfig({ ...given, ...required }))).toEqual(plain(readConfig(required)));
    const unset = Object.entries(given).filter(([, value]) => value === "");
    expect(unset.slice(0, 3).map(([name]) => name)).toEqual(Object.keys(required));
  });

  test("holds no token", () => {
    expect(written).not.toMatch(/xox[a-z]-\w|xapp-\w/u);
  });
});

const readme = "README.md";
test("the README names no setting that does not exist", () => {
  const named = [...readFileSync(readme, "utf8").matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/gu)].map(
    ([, name]) => name ?? "",
  );
  expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
});
