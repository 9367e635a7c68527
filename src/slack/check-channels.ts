import type { KnownChannel } from "../store/channels.ts";
import type { ChannelInUse } from "./counters.ts";
import { classify } from "./failures.ts";

/** Whether cards can be posted where they are to go, and who reads them there. */

/** Its id, and its name, "" where Slack does not tell it. */
type Organisation = KnownChannel["sharedWith"][number];

export type ChannelFinding = { readonly channel: ChannelInUse } &
  /** `sharedWith`: people of these organisations are CSMs there. */
  (
    | { readonly code: "channel_works"; readonly name: string; readonly sharedWith: readonly Organisation[] }
    | { readonly code: "channel_unknown" }
    | { readonly code: "channel_without_bot"; readonly name: string }
    | { readonly code: "channel_archived"; readonly name: string }
    /** With organisations whose people are no CSMs, but read every card. */
    | { readonly code: "channel_shared"; readonly name: string; readonly sharedWith: readonly Organisation[] }
    | { readonly code: "channel_untold"; readonly error: string }
  );

export type TeamFinding =
  /** In `CSM_TEAM_IDS`, and no channel where cards go is shared with it. */
  { readonly code: "team_without_channel"; readonly teamId: string };

/** `ask`: what Slack says of a channel now. `teamIds`: organisations whose people count as CSMs. */
export async function checkChannels(
  channels: readonly ChannelInUse[],
  teamIds: readonly string[],
  ask: (channelId: string) => Promise<KnownChannel>,
): Promise<readonly (ChannelFinding | TeamFinding)[]> {
  const looks = await Promise.all(
    channels.map(async (channel) => {
      try {
        const known = await ask(channel.channelId);
        return { findings: findingsOf(channel, known, teamIds), sharedWith: known.sharedWith };
      } catch (error) {
        return { findings: [notFound(channel, error)], sharedWith: null };
      }
    }),
  );
  const everyone = looks.flatMap(({ sharedWith }) => sharedWith ?? []).map(({ teamId }) => teamId);
  const allTold = looks.every(({ sharedWith }) => sharedWith !== null);
  const strangers = allTold ? teamIds.filter((teamId) => !everyone.includes(teamId)) : [];
  return [
    ...looks.flatMap(({ findings }) => findings),
    ...strangers.map((teamId) => ({ code: "team_without_channel", teamId }) as const),
  ];
}

/** Each that is wrong with it; one that says so when nothing is. */
function findingsOf(
  channel: ChannelInUse,
  { name, isMember, isArchived, sharedWith }: KnownChannel,
  teamIds: readonly string[],
): readonly ChannelFinding[] {
  const strangers = sharedWith.filter(({ teamId }) => !teamIds.includes(teamId));
  const findings: readonly (ChannelFinding | null)[] = [
    isArchived ? { channel, code: "channel_archived", name } : null,
    // Nobody can be invited to one that is archived: one thing after the other.
    !isMember && !isArchived ? { channel, code: "channel_without_bot", name } : null,
    strangers.length > 0 ? { channel, code: "channel_shared", name, sharedWith: strangers } : null,
  ];
  const wrong = findings.filter((finding) => finding !== null);
  return wrong.length > 0 ? wrong : [{ channel, code: "channel_works", name, sharedWith }];
}

function notFound(channel: ChannelInUse, error: unknown): ChannelFinding {
  const failure = classify(error);
  return failure.error === "channel_not_found"
    ? { channel, code: "channel_unknown" }
    : { channel, code: "channel_untold", error: failure.error };
}
