import { clean } from "../domain/plain-text.ts";
import { refusalInWords } from "../slack/sign-in.ts";
import { fault, good, note, type Of, type Told, unchecked } from "./told.ts";

/** Tokens, the clock, and the way in which the bot hears Slack. */

export function tokenInWords(
  finding: Of<"bot_token"> | Of<"token"> | Of<"slack"> | Of<"scopes"> | Of<"app_token">,
): Told {
  switch (finding.code) {
    case "bot_token_works":
      return good(
        `Bot token: Slack accepts it, for @${clean(finding.botName)} in ${clean(finding.workspaceName)} (${finding.teamId}).`,
      );
    case "bot_token_of_no_bot":
      return fault(
        "Bot token: it is a person's, and not a bot's.",
        "Set SLACK_BOT_TOKEN to the Bot User OAuth Token (OAuth & Permissions).",
      );
    case "token_refused":
      return fault(
        `${finding.token === "SLACK_BOT_TOKEN" ? "Bot token" : "App token"}: ${refusalInWords(finding.token, finding.error)}`,
      );
    case "slack_silent":
      return fault(
        `Slack: it gives no answer that can be used (${finding.error}).`,
        "Let this machine reach https://slack.com (or what SLACK_API_URL names), and look at https://slack-status.com.",
      );
    case "scopes_granted":
      return good(
        `Scopes: all ${finding.count} of manifest.yml are granted.${finding.unused.length > 0 ? ` Not used: ${finding.unused.join(", ")}.` : ""}`,
      );
    case "scopes_missing":
      return fault(
        `Scopes: missing are ${finding.missing.join(", ")}.`,
        "Add them to the app at Slack (OAuth & Permissions, Bot Token Scopes), then install the app again: until then they do not count.",
      );
    case "scopes_untold":
      return unchecked("Scopes: Slack does not say which are granted.");
    case "app_token_works":
      return good(
        finding.sameApp
          ? "App token: Slack accepts it, it is of the same app, and connections can be opened."
          : "App token: Slack accepts it, and connections can be opened. (Whether it is of the same app, Slack does not say.)",
      );
    case "tokens_of_two_apps":
      return fault(
        `App token: it is of the app ${finding.appTokenApp}, but the bot token is of ${finding.botApp}; the bot would not hear its people.`,
        "Take both tokens from the same app at https://api.slack.com/apps.",
      );
  }
}

export function clockInWords(finding: Of<"clock">): Told {
  switch (finding.code) {
    case "clock_right":
      return good("Clock: this machine and Slack agree.");
    case "clock_off":
      return note(
        `Clock: this machine is ${span(finding.aheadMs)} of Slack's time; reminders come at the wrong time.`,
        keepClock,
      );
    case "clock_too_far_off":
      return fault(
        `Clock: this machine is ${span(finding.aheadMs)} of Slack's time; what Slack sends would be refused as forged.`,
        keepClock,
      );
    case "clock_untold":
      return unchecked("Clock: Slack does not say what time it is.");
  }
}

const keepClock = "Have the machine set its clock by itself (NTP), for example: timedatectl set-ntp true";

/** “3 min 20 s ahead”. */
function span(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${minutes > 0 ? `${minutes} min ` : ""}${rest} s ${aheadMs > 0 ? "ahead" : "behind"}`;
}

export function hearingInWords(finding: Of<"port">): Told {
  switch (finding.code) {
    case "port_free":
      return good(
        `HTTP mode: port ${finding.port} can be opened. That Slack gets there from outside cannot be seen from here.`,
      );
    case "port_of_the_bot":
      return good(`HTTP mode: the bot runs already and answers at port ${finding.port}.`);
    case "port_fails":
      return fault(`HTTP mode: ${finding.sentence}`);
  }
}
