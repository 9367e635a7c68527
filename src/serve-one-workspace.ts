import type { Config } from "./config.ts";
import { unless } from "./patience.ts";
import { type Serving, takeUpWork } from "./serving.ts";
import { lookAtSetUp } from "./setup/look-at-start.ts";
import { bindListeners, workspaceApp } from "./slack/app.ts";
import { postingClient } from "./slack/clients.ts";
import type { SlackDeps } from "./slack/deps.ts";
import { posterOn } from "./slack/poster.ts";
import { reception, type SlackSurroundings } from "./slack/reception.ts";
import { fileSenderOn } from "./slack/send-files.ts";
import { signingIn } from "./slack/sign-in.ts";
import { askWhoWeAre } from "./slack/who-we-are.ts";
import { forgetRemoval } from "./store/removed-apps.ts";

/** The workspace of the token in the settings. A Slack that is down is waited for. */
export async function serveOneWorkspace(
  config: Config,
  inside: Omit<SlackDeps, "settings" | "workspace" | "ownSettings" | "files">,
  surroundings: SlackSurroundings,
): Promise<Serving> {
  const { slack } = config;
  const { log, realNow, cut, stopping, measures } = surroundings;
  const door = reception(slack, surroundings);
  const app = workspaceApp({ token: slack.botToken, deferInitialization: true }, door, surroundings);
  await signingIn("SLACK_BOT_TOKEN", () => app.init(), surroundings);
  const ask = () => askWhoWeAre(slack, { realNow, log, cut });
  const whoWeAre = await signingIn("SLACK_BOT_TOKEN", ask, surroundings);
  const { workspace } = whoWeAre;
  const posting = postingClient(slack, { log, cut, measures });
  const files = fileSenderOn(posting, cut);
  const deps: SlackDeps = { ...inside, settings: config, workspace, ownSettings: null, files };
  const { client } = app;
  const served = {
    deps,
    client,
    poster: posterOn(posting, workspace.botUserId),
  };
  return {
    served: (teamId) => Promise.resolve(teamId === workspace.teamId ? served : null),
    all: () => [served],
    takeUp: async () => {
      await unless(stopping, () => lookAtSetUp(deps, client, { mode: slack.mode, whoWeAre }));
      // Slack has just taken the token.
      await forgetRemoval(deps.db, workspace.teamId);
      await takeUpWork(served);
    },
    begin: async () => {
      bindListeners(app, deps);
      app.serve(deps);
      const port = await door.open(app);
      return { port, facts: { team: workspace.teamId, channel: config.csm.channel } };
    },
    isHearing: door.isHearing,
    connections: door.connections,
    idle: door.work.over,
    lull: door.work.lull,
    stop: door.close,
  };
}
