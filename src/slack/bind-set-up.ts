import type { App } from "@slack/bolt";
import { submission } from "./bind.ts";
import { bindRemoval, shortcuts } from "./app.ts";
import type { SlackDeps } from "./deps.ts";
import { parseCommand } from "./listeners/answer-command.ts";
import { openSettings, saveSettings, type SettingsDeps } from "./listeners/change-settings.ts";
import { openModal } from "./open-modal.ts";
import { actingPerson } from "./people.ts";
import { tellOfFailure } from "./tell-of-failure.ts";
import { sayingMessage } from "./views/command-answers.ts";
import { paragraph } from "./views/parts.ts";
import { sayingView } from "./views/plain-modal.ts";
import { settingsCallback } from "./views/settings-view.ts";

/** A workspace that has installed the bot, and in which nobody has said yet where cases go. */

export interface SetUpDeps extends SettingsDeps {
  readonly settings: SettingsDeps["settings"] & Pick<SlackDeps["settings"], "slashCommand">;
}

export function bindSetUp(app: App, deps: SetUpDeps): void {
  const { slashCommand } = deps.settings;
  app.use(tellOfFailure(deps));
  app.command(slashCommand, async ({ ack, command, client, respond }) => {
    await ack();
    const { user_id: userId, trigger_id: triggerId } = command;
    const say = async (sentence: string) => {
      await respond({ response_type: "ephemeral", ...sayingMessage(sentence) });
    };
    if (parseCommand(command.text).kind === "settings")
      return openSettings(deps, { userId, triggerId, client, say });
    const { reader } = await actingPerson(deps, userId);
    await say(reader.words.settings.notSetUp(slashCommand));
  });
  for (const callback of Object.values(shortcuts))
    app.shortcut(callback, async ({ ack, shortcut, client }) => {
      await ack();
      const { reader } = await actingPerson(deps, shortcut.user.id);
      const { notSetUp, notSetUpTitle } = reader.words.settings;
      const view = sayingView(notSetUpTitle, [paragraph(notSetUp(slashCommand))], reader);
      await openModal(deps, client, shortcut.trigger_id, view);
    });
  submission(app, deps, settingsCallback, saveSettings(deps));
  bindRemoval(app, deps);
}
