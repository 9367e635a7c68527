import { z } from "zod";

const schema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      bot_user: z.object({ display_name: z.string() }).optional(),
      app_home: z
        .object({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .prefault({}),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(""),
            usage_hint: z.string().default(""),
          }),
        )
        .default([]),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.enum(["message", "global"]), callback_id: z.string() }))
        .default([]),
    })
    .prefault({}),
  oauth_config: z
    .object({ scopes: z.object({ bot: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
      interactivity: z.object({ is_enabled: z.boolean() }).prefault({ is_enabled: false }),
    })
    .prefault({}),
});

interface Shortcut {
  readonly name: string;
  readonly type: "message" | "global";
  readonly callbackId: string;
}

interface CommandHelp {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}

export interface Manifest {
  readonly botName: string;
  readonly commands: readonly string[];
  /** What Slack offers to who types a slash. */
  readonly commandHelp: readonly CommandHelp[];
  readonly shortcuts: readonly Shortcut[];
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly interactive: boolean;
  /** Everybody has a Home of the app. */
  readonly homeTab: boolean;
  /** Nobody can write to the bot in its DM. */
  readonly readOnlyDms: boolean;
}

export function readManifest(parsed: unknown): Manifest {
  const { display_information, features, oauth_config, settings } = schema.parse(parsed);
  return {
    botName: features.bot_user?.display_name ?? display_information.name,
    commands: features.slash_commands.map(({ command }) => command),
    commandHelp: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({
      name,
      type,
      callbackId: callback_id,
    })),
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    interactive: settings.interactivity.is_enabled,
    homeTab: features.app_home.home_tab_enabled,
    readOnlyDms: features.app_home.messages_tab_read_only_enabled,
  };
}

/** The scope that Slack wants before it takes a subscription or sends the event; any one of them serves. */
const eventScopes: Readonly<Record<string, readonly string[]>> = {
  user_change: ["users:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  channel_left: ["channels:read"],
  group_left: ["groups:read"],
  channel_rename: ["channels:read"],
  channel_archive: ["channels:read"],
  channel_unarchive: ["channels:read"],
  group_rename: ["groups:read"],
  group_archive: ["groups:read"],
  group_unarchive: ["groups:read"],
  channel_shared: ["channels:read", "groups:read"],
  channel_unshared: ["channels:read", "groups:read"],
  channel_id_changed: ["channels:read", "groups:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  subteam_members_changed: ["usergroups:read"],
};

/** Whether these scopes are enough for an event; that the app was removed it is told in any case. */
export function mayHear(event: string, scopes: ReadonlySet<string>): boolean {
  const wanted = eventScopes[event];
  return wanted === undefined || wanted.some((scope) => scopes.has(scope));
}

/** What in the manifest could not work in Slack, in words. */
export function manifestFaults({ events, scopes, commands, shortcuts, interactive }: Manifest): string[] {
  const faults: string[] = [];
  for (const event of events) {
    if (!mayHear(event, new Set(scopes))) {
      faults.push(`the event ${event} needs the scope ${eventScopes[event]?.join(" or ") ?? ""}`);
    }
  }
  if (commands.length + shortcuts.length > 0 && !scopes.includes("commands")) {
    faults.push("commands and shortcuts need the scope commands");
  }
  if (shortcuts.length > 0 && !interactive) faults.push("shortcuts need interactivity to be enabled");
  return faults;
}
