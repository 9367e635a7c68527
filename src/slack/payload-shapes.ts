import { z } from "zod";
import { toldChannelId, toldEventId, toldTeamId, toldTs, toldUserId, toldViewId } from "./told-ids.ts";

/**
 * What Slack sends, as far as the bot relies on it: who acts, from where, and where the answer goes. What a person
 * filled in, and what a button or a window carries, is read where it is used, since its meaning is known there.
 */

/** Answers are posted there. */
const responseUrl = z.url({ protocol: /^https?$/u });
/** Whether the app is installed for a whole organisation; a command says it in words. */
const orgWide = z.union([z.boolean(), z.enum(["true", "false"])]).optional();

const command = z.object({
  command: z.string(),
  team_id: toldTeamId,
  user_id: toldUserId,
  text: z.string(),
  trigger_id: z.string(),
  response_url: responseUrl,
  is_enterprise_install: orgWide,
});

const person = z.object({ id: toldUserId, team_id: toldTeamId.optional() });
const interaction = {
  /** None of the bot's windows asks for any; the library looks for them in whatever is pressed. */
  response_urls: z.array(z.object({ response_url: responseUrl })).optional(),
  user: person,
  team: z.object({ id: toldTeamId }).nullish(),
  is_enterprise_install: orgWide,
};

const view = z.object({
  id: toldViewId,
  team_id: toldTeamId.nullish(),
  app_installed_team_id: toldTeamId.nullish(),
  callback_id: z.string(),
  private_metadata: z.string(),
  hash: z.string(),
  state: z
    .object({ values: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))) })
    .nullish(),
  blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() })),
});

const action = z.object({
  type: z.string(),
  action_id: z.string(),
  block_id: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
/** Somebody who chooses has chosen something. */
const choosing = action.extend({
  type: z.enum(["static_select", "overflow"]),
  selected_option: z.object({ value: z.string() }),
});
const placed = z.object({ id: toldChannelId });
const acting = {
  ...interaction,
  type: z.literal("block_actions"),
  trigger_id: z.string(),
  actions: z
    .array(z.union([choosing, action.refine(({ type }) => !choosing.shape.type.safeParse(type).success)]))
    .min(1),
};

const inWindow = z.object({ ...acting, view, channel: placed.optional() });
const onMessage = z.object({
  ...acting,
  view: z.undefined().optional(),
  channel: placed,
  /** Slack does not tell of one that only this person sees. */
  message: z.object({ ts: toldTs, user: toldUserId.optional().catch(undefined) }).nullish(),
  response_url: responseUrl,
});

const submission = z.object({ ...interaction, type: z.literal("view_submission"), view });
const globalShortcut = z.object({
  ...interaction,
  type: z.literal("shortcut"),
  callback_id: z.string(),
  trigger_id: z.string(),
});
const messageShortcut = z.object({
  ...interaction,
  type: z.literal("message_action"),
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: responseUrl,
  channel: placed,
  message: z.object({ ts: toldTs, thread_ts: toldTs.nullish(), text: z.string().nullish() }),
});

const event = z.object({
  type: z.literal("event_callback"),
  event_id: toldEventId,
  team_id: toldTeamId,
  context_team_id: toldTeamId.nullish(),
  authorizations: z
    .array(z.object({ team_id: toldTeamId.nullish(), is_enterprise_install: orgWide }))
    .nullish(),
  /** The library looks for the channel and for who did it in each of these places. */
  event: z.object({
    type: z.string(),
    user: z.union([z.string(), z.object({ id: z.string() })]).optional(),
    subteam: z.object({}).optional(),
    channel: z.union([toldChannelId, placed]).optional(),
    channel_id: toldChannelId.optional(),
    item: z.object({}).optional(),
  }),
});

/** By who says it where: in a window of the bot's, on a message, or from Slack's own menus. */
export const payloadSchema = z.union([
  command.transform((told) => ({ kind: "command", ...told }) as const),
  event.transform((told) => ({ kind: "event", ...told }) as const),
  inWindow.transform((told) => ({ kind: "in_window", ...told }) as const),
  onMessage.transform((told) => ({ kind: "on_message", ...told }) as const),
  submission.transform((told) => ({ kind: "in_window", ...told }) as const),
  globalShortcut.transform((told) => ({ kind: "shortcut", ...told }) as const),
  messageShortcut.transform((told) => ({ kind: "shortcut", ...told }) as const),
]);
export type Payload = z.infer<typeof payloadSchema>;
export type Interaction = Exclude<Payload, { kind: "command" | "event" }>;
