import type { Finding, Obstacle, Unchecked } from "./examine.ts";
import { channelInWords, usergroupInWords, viewsInWords } from "./places-in-words.ts";
import { clockInWords, hearingInWords, tokenInWords } from "./slack-in-words.ts";
import { workspaceInWords } from "./workspaces-in-words.ts";
import { fault, good, type Grade, note, type Of, type Told, unchecked } from "./told.ts";

/** What was found of a set-up, as the person who runs the bot reads it: one line each, with what to do. */

const marks: Readonly<Record<Grade, string>> = {
  good: "✓ good       ",
  note: "! note       ",
  fault: "✗ fault      ",
  unchecked: "- not checked",
};

export function inOneLine({ grade, line, remedy }: Told): string {
  return `${marks[grade]}  ${line}${remedy === null ? "" : ` → ${remedy}`}`;
}

/** The last line. */
export function summaryOf(grades: readonly Grade[]): string {
  const count = (grade: Grade) => grades.filter((each) => each === grade).length;
  const [faults, notes, left] = [count("fault"), count("note"), count("unchecked")];
  const more = `${notes > 0 ? ` To think about: ${notes}.` : ""}${left > 0 ? ` Not checked: ${left}.` : ""}`;
  return faults > 0
    ? `Faults: ${faults}. The bot cannot work like this; mend them and run npm run doctor again.${more}`
    : `No fault was found.${more}`;
}

export function inWords(finding: Finding): Told {
  switch (finding.code) {
    case "settings_readable":
      return good(
        finding.mode === "socket"
          ? "Settings: all can be read. The bot connects to Slack (Socket Mode)."
          : "Settings: all can be read. Slack calls the bot (HTTP mode).",
      );
    case "setting_faulty":
      return fault(`Setting: ${finding.fault}`, "Mend it in .env or the environment.");
    case "setting_outdated":
      return note(
        `Channel ${finding.names}: Slack gave it another id. The bot follows.`,
        `Write ${finding.present} into ${finding.setting}.`,
      );
    case "not_checked":
      return unchecked(`${uncheckedInWords[finding.what]}: ${obstacleInWords[finding.because]}`);
    case "store_works":
    case "store_is_forgotten":
    case "store_will_be_created":
    case "store_will_be_migrated":
    case "store_fails":
    case "store_fails_oddly":
      return storeInWords(finding);
    case "holidays_known":
    case "no_holidays":
    case "holidays_all_past":
      return calendarInWords(finding);
    case "manifest_missing":
    case "command_announced":
    case "command_not_announced":
    case "announced_for_socket_mode":
    case "announced_for_http_mode":
      return manifestInWords(finding);
    case "bot_token_works":
    case "bot_token_of_no_bot":
    case "token_refused":
    case "slack_silent":
    case "scopes_granted":
    case "scopes_missing":
    case "scopes_untold":
    case "app_token_works":
    case "tokens_of_two_apps":
      return tokenInWords(finding);
    case "clock_right":
    case "clock_off":
    case "clock_too_far_off":
    case "clock_untold":
      return clockInWords(finding);
    case "port_free":
    case "port_of_the_bot":
    case "port_fails":
      return hearingInWords(finding);
    case "channel_works":
    case "channel_unknown":
    case "channel_without_bot":
    case "channel_archived":
    case "channel_shared":
    case "channel_untold":
    case "team_without_channel":
      return channelInWords(finding);
    case "usergroup_works":
    case "usergroup_empty":
    case "usergroup_unknown":
    case "usergroups_not_in_plan":
    case "usergroup_untold":
      return usergroupInWords(finding);
    case "workspaces_none":
    case "workspace_installed":
    case "workspace_not_set_up":
    case "workspace_token_unreadable":
    case "workspace_token_refused":
      return workspaceInWords(finding);
    case "views_accepted":
    case "views_refused":
    case "views_untold":
      return viewsInWords(finding);
  }
}

const uncheckedInWords: Readonly<Record<Unchecked, string>> = {
  database: "Database",
  command: "Command",
  holidays: "Holidays",
  bot_token: "Bot token",
  scopes: "Scopes",
  hearing: "How the bot hears Slack",
  default_channel: "CSM channel",
  routes: "Channels and user groups of CSM_ROUTES",
  old_channels: "Channels of cases that are open",
  whatever_slack_knows: "Scopes, clock, channels, user groups, windows and messages",
};

const obstacleInWords: Readonly<Record<Obstacle, string>> = {
  setting: "its setting has to be mended first.",
  database: "the database has to work first.",
  slack: "Slack has to answer first.",
  bot_token: "Slack has to accept the bot token first.",
  manifest: "there is no manifest.yml to compare with.",
};

function storeInWords(finding: Of<"store">): Told {
  switch (finding.code) {
    case "store_works":
      return good("Database: reachable, up to date, and takes what is written.");
    case "store_is_forgotten":
      return note(
        "Database: it is in memory, and everything is forgotten when the bot stops.",
        "Let DATABASE_URL name a file or a PostgreSQL database.",
      );
    case "store_will_be_created":
      return good("Database: the file is not there yet; the first start creates it.");
    case "store_will_be_migrated":
      return finding.missing === finding.all
        ? good(
            "Database: reachable, and takes what is written. It is empty; the first start makes its tables.",
          )
        : note(
            "Database: reachable, and takes what is written. An older version of the bot made it; the next start brings it up to date.",
            "Keep a copy of it before that start: the older version cannot use it any more.",
          );
    case "store_fails":
      return fault(`Database: ${finding.sentence}`);
    case "store_fails_oddly":
      return fault(
        `Database: it cannot be used (${finding.error}).`,
        "Look up the code in the documentation of the database; DATABASE_URL says which one it is.",
      );
  }
}

function calendarInWords(finding: Of<"holidays"> | Of<"no_holidays">): Told {
  switch (finding.code) {
    case "holidays_known":
      return good(`Holidays: all entries are known; the next one is ${finding.next} (${finding.of}).`);
    case "no_holidays":
      return good("Holidays: none are set; reminders come on every working day (HOLIDAYS).");
    case "holidays_all_past":
      return note(
        `Holidays: ${finding.entries.join(", ")} bring no day off in the year to come.`,
        "Take them out of HOLIDAYS, or write the days of the year to come there.",
      );
  }
}

function manifestInWords(finding: Of<"manifest"> | Of<"command"> | Of<"announced">): Told {
  switch (finding.code) {
    case "manifest_missing":
      return unchecked("Command and mode: there is no manifest.yml to compare with.");
    case "command_announced":
      return good(`Command: it is ${finding.command} in SLASH_COMMAND and in manifest.yml.`);
    case "command_not_announced":
      return fault(
        `Command: it is ${finding.command} in SLASH_COMMAND, but ${finding.announced.join(", ") || "none"} in manifest.yml; nobody would be answered.`,
        "Write the same name into both, and paste manifest.yml into the app's settings at Slack (App Manifest).",
      );
    case "announced_for_socket_mode":
      return note(
        "Mode: the settings are for HTTP mode, but manifest.yml turns Socket Mode on, and then Slack calls nobody.",
        "Change manifest.yml as the README says under HTTP mode, and paste it into the app's settings at Slack (App Manifest).",
      );
    case "announced_for_http_mode":
      return note(
        "Mode: SLACK_APP_TOKEN is for Socket Mode, but manifest.yml turns it off.",
        "Set socket_mode_enabled: true in manifest.yml and in the app at Slack (Socket Mode), or leave SLACK_APP_TOKEN empty.",
      );
  }
}
