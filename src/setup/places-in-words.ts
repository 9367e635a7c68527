import { clean } from "../domain/plain-text.ts";
import type { ChannelInUse } from "../slack/counters.ts";
import { fault, good, note, type Of, type Told, unchecked } from "./told.ts";

/** Channels, user groups, and what is shown in them. */

export function channelInWords(finding: Of<"channel"> | Of<"team">): Told {
  switch (finding.code) {
    case "channel_works":
      return good(
        `${labelOf(finding)}: the bot can post there.${finding.sharedWith.length > 0 ? ` Shared with ${organisations(finding.sharedWith)}, whose people are CSMs (CSM_TEAM_IDS).` : ""}`,
      );
    case "channel_unknown":
      return fault(
        `${labelOf(finding)}: Slack knows no such channel, or it is private and the bot is not in it.`,
        "Compare the id with About in the channel's details, and in a private channel type /invite @ and the bot's name.",
      );
    case "channel_without_bot":
      return fault(
        `${labelOf(finding)}: the bot is not in it; cards would wait.`,
        "Type /invite @ and the bot's name in the channel.",
      );
    case "channel_archived":
      return fault(
        `${labelOf(finding)}: it is archived; cards would wait.`,
        "Unarchive it and invite the bot again, or name another channel.",
      );
    case "channel_shared":
      return note(
        `${labelOf(finding)}: shared with ${organisations(finding.sharedWith)}, whose people read every card and are no CSMs.`,
        `If they are to be CSMs (Adobe's own), add ${finding.sharedWith.map(({ teamId }) => teamId).join(",")} to CSM_TEAM_IDS; if they are not to read along, name a channel that is not shared.`,
      );
    case "channel_untold":
      return unchecked(`${labelOf(finding)}: Slack did not say how it is (${finding.error}).`);
    case "team_without_channel":
      return note(
        `CSM_TEAM_IDS: no channel where cards go is shared with ${finding.teamId}.`,
        "Share the channel with that organisation, or take it out.",
      );
  }
}

function labelOf({
  channel: { channelId, settings },
  ...rest
}: {
  readonly channel: ChannelInUse;
  readonly name?: string;
}): string {
  const why = settings.length > 0 ? settings.join("; ") : "cases that are open";
  return `Channel ${rest.name ? `#${clean(rest.name)} ` : ""}${channelId} (${clean(why)})`;
}

function organisations(them: readonly { readonly teamId: string; readonly name: string }[]): string {
  return them.map(({ teamId, name }) => (name === "" ? teamId : `${clean(name)} (${teamId})`)).join(", ");
}

export function usergroupInWords(finding: Of<"usergroup">): Told {
  const { groupId, settings } = finding.group;
  const label = `User group ${groupId} (${clean(settings.join("; "))})`;
  switch (finding.code) {
    case "usergroup_works":
      return good(
        `${label}: ${finding.people === 1 ? "one person is" : `${finding.people} people are`} in it.`,
      );
    case "usergroup_empty":
      return note(`${label}: nobody is in it.`, "Add the people to it in Slack.");
    case "usergroup_unknown":
      return fault(
        `${label}: Slack knows no such group, or it is disabled; nobody would count as one of it.`,
        "Copy the id from the group in Slack (it begins with S), enable the group, or leave the setting empty.",
      );
    case "usergroups_not_in_plan":
      return fault(`${label}: this workspace's plan has no user groups.`, "Leave the setting empty.");
    case "usergroup_untold":
      return unchecked(`${label}: Slack did not say who is in it (${finding.error}).`);
  }
}

export function viewsInWords(finding: Of<"views">): Told {
  switch (finding.code) {
    case "views_accepted":
      return good(`Windows and messages: Slack takes all ${finding.count} kinds (blocks.validate).`);
    case "views_refused": {
      const [first] = finding.refused;
      return fault(
        `Windows and messages: Slack does not take ${finding.refused.map(({ name }) => name).join("; ")}${first ? ` (${first.error} at ${first.pointer})` : ""}.`,
        "That is a fault of the bot, or Slack's rules changed: look for a newer version, or report it with this line.",
      );
    }
    case "views_untold":
      return unchecked(
        `Windows and messages: Slack does not check ${finding.accepted > 0 ? `more than ${finding.accepted} of them now` : "them for this bot"} (${finding.error}). They keep to the limits that it publishes.`,
      );
  }
}
