import type { WebClient } from "@slack/web-api";
import { lookUpChannel } from "../slack/channels.ts";
import { checkChannels } from "../slack/check-channels.ts";
import { checkClock } from "../slack/check-clock.ts";
import { checkScopes } from "../slack/check-token.ts";
import { checkUsergroups } from "../slack/check-usergroups.ts";
import { channelsInUse, outdatedSettings, usergroupsInUse, warnOfOutdated } from "../slack/counters.ts";
import type { Log, SlackDeps } from "../slack/deps.ts";
import type { WhoWeAre } from "../slack/who-we-are.ts";
import { checkCommand } from "./check-announced.ts";
import type { Finding } from "./examine.ts";
import { readManifestFile } from "./manifest-file.ts";

/**
 * The quick part of what `npm run doctor` looks at, at each start. Whatever cannot work at all has ended the start before
 * this; the rest keeps nothing from starting, for it may be mended while the bot runs.
 */
export async function lookAtSetUp(
  deps: SlackDeps,
  client: WebClient,
  { mode, whoWeAre }: { readonly mode: "socket" | "http"; readonly whoWeAre: WhoWeAre },
): Promise<void> {
  const { settings, log } = deps;
  const announced = readManifestFile();
  if (announced) {
    warnOf(checkCommand(settings.slashCommand, announced), log);
    warnOf(checkScopes(whoWeAre, announced.scopes), log);
  }
  warnOf(checkClock(whoWeAre.aheadMs, mode), log);
  warnOfOutdated(log, await outdatedSettings(deps));
  const channels = await checkChannels(await channelsInUse(deps), settings.csm.teamIds, (channelId) =>
    lookUpChannel(deps, client, channelId),
  );
  const groups = await checkUsergroups(usergroupsInUse(settings), client);
  for (const finding of [...channels, ...groups]) warnOf(finding, log);
}

/** Of what is not good, and does not only look odd. */
function warnOf(finding: Finding, log: Log): void {
  switch (finding.code) {
    case "command_not_announced":
      log.warn(
        { command: finding.command, announced: finding.announced },
        "SLASH_COMMAND is not the command in manifest.yml: perhaps nobody is answered",
      );
      return;
    case "scopes_missing":
      log.warn({ missing: finding.missing }, "the bot token lacks scopes: what needs them will not work");
      return;
    case "clock_off":
      log.warn({ aheadMs: finding.aheadMs }, "the clock of this machine is not right by Slack's");
      return;
    case "clock_too_far_off":
      log.error(
        { aheadMs: finding.aheadMs },
        "the clock of this machine is not right: what Slack sends is refused until it is",
      );
      return;
    case "channel_without_bot":
    case "channel_archived":
      log.warn(
        { channel: finding.channel.channelId, code: finding.code },
        "a CSM channel cannot be posted to: cards will wait",
      );
      return;
    case "channel_unknown":
    case "channel_untold":
      log.warn(
        {
          channel: finding.channel.channelId,
          code: finding.code === "channel_untold" ? finding.error : "channel_not_found",
        },
        "a CSM channel could not be looked at: cards may have to wait",
      );
      return;
    case "usergroup_unknown":
    case "usergroup_empty":
    case "usergroups_not_in_plan":
    case "usergroup_untold":
      log.warn(
        {
          usergroup: finding.group.groupId,
          code: finding.code === "usergroup_untold" ? finding.error : finding.code,
        },
        "a user group in the settings names nobody: by it nobody counts as a CSM",
      );
      return;
    default:
  }
}
