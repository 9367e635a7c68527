import type { App } from "@slack/bolt";
import { z } from "zod";
import { readConfig } from "../../src/config.ts";
import { bindListeners } from "../../src/slack/app.ts";
import type { SlackDeps } from "../../src/slack/deps.ts";

export const leastSettings = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", CSM_CHANNEL: "C0CSM" };

const shortcut = z.object({ type: z.string(), callback_id: z.string() });
const action = z.object({ action_id: z.string() });

/** Has the listeners bound to an app that only notes to what; of several workspaces, each has settings of its own. */
export function whatIsBound({ ofSeveral = false } = {}) {
  const commands: unknown[] = [];
  const shortcuts: unknown[] = [];
  const events: unknown[] = [];
  const actions: unknown[] = [];
  const views: unknown[] = [];
  const app = {
    use: () => undefined,
    command: (to: unknown) => commands.push(to),
    shortcut: (to: unknown) => shortcuts.push(to),
    event: (to: unknown) => events.push(to),
    action: (to: unknown) => actions.push(to),
    view: (to: unknown) => views.push(to),
  };
  const ownSettings = ofSeveral ? {} : null;
  const deps = { settings: readConfig(leastSettings), ownSettings } as unknown as SlackDeps;
  bindListeners(app as unknown as App, deps);
  return {
    commands: z.array(z.string()).parse(commands),
    shortcuts: z.array(shortcut).parse(shortcuts),
    events: z.array(z.string()).parse(events),
    actions: z
      .array(action)
      .parse(actions)
      .map(({ action_id: id }) => id),
    views: z.array(z.string()).parse(views),
  };
}
