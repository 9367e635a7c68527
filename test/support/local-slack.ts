import { frozenClock } from "../../playground/clock.ts";
import { type LocalSlack, startLocalSlack } from "../../playground/server/local-slack.ts";
import type { AppSeed, LocalSlackOptions, WorkspaceSeed } from "../../playground/server/seed.ts";

/** Names for the people and places of the small workspace in which the local Slack is tested. */
export const ana = "U0ANA";
export const ben = "U0BEN";
export const pat = "U0PAT";
export const bot = "U0BOT";
/** Another app's bot. */
export const deploys = "U0DEPLOYS";
export const general = "C0GENERAL";
export const quiet = "C0QUIET";
export const secret = "G0SECRET";
export const hidden = "G0HIDDEN";

const smallWorkspace: WorkspaceSeed = {
  team: { id: "T0HOME", name: "Home", domain: "home" },
  otherTeams: [{ id: "T0AWAY", name: "Away", domain: "away" }],
  users: [
    { id: ana, name: "ana", realName: "Ana Lima", locale: "pt-BR", tz: "America/Sao_Paulo" },
    { id: ben, name: "ben", realName: "Ben Okoro", locale: "en-US", tz: "Europe/London" },
    { id: deploys, name: "deploys", realName: "Deploys", isBot: true },
    { id: pat, name: "pat", realName: "Pat Away", teamId: "T0AWAY", tz: "America/New_York" },
  ],
  channels: [
    { id: general, name: "general", members: [ana, ben, pat, bot, deploys], connectedTeamIds: ["T0AWAY"] },
    { id: quiet, name: "quiet", members: [ana] },
    { id: secret, name: "secret", isPrivate: true, members: [ana, bot] },
    { id: hidden, name: "hidden", isPrivate: true, members: [ben] },
  ],
  usergroups: [{ id: "S0CSM", handle: "csm", members: [ben] }],
};

export const fullManifest = {
  display_information: { name: "Helper" },
  features: {
    bot_user: { display_name: "Helper" },
    slash_commands: [{ command: "/help-me" }],
    shortcuts: [
      { name: "Help me", type: "global", callback_id: "help_global" },
      { name: "Help with this", type: "message", callback_id: "help_message" },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        "commands",
        "chat:write",
        "channels:read",
        "groups:read",
        "im:read",
        "channels:history",
        "groups:history",
        "im:history",
        "im:write",
        "users:read",
        "usergroups:read",
        "team:read",
      ],
    },
  },
  settings: {
    interactivity: { is_enabled: true },
    event_subscriptions: {
      bot_events: [
        "user_change",
        "member_joined_channel",
        "channel_rename",
        "group_rename",
        "channel_archive",
        "group_archive",
        "channel_unarchive",
        "group_unarchive",
        "channel_shared",
        "channel_unshared",
        "channel_id_changed",
        "message.channels",
        "message.groups",
        "message.im",
        "subteam_members_changed",
      ],
    },
  },
};

export const smallApp: AppSeed = {
  appId: "A0HELPER",
  botUserId: bot,
  botId: "B0HELPER",
  botToken: "xoxb-helper",
  appToken: "xapp-helper",
  signingSecret: "helper-signing-secret",
  manifest: fullManifest,
};

/** A local Slack on a frozen clock, unless told otherwise. */
export function startSmallSlack(options: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> {
  return startLocalSlack({
    workspace: smallWorkspace,
    app: smallApp,
    clock: frozenClock(new Date("2026-03-02T14:00:00Z")),
    ...options,
  });
}
