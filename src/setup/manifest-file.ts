import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** What `manifest.yml` announces to Slack, as far as the bot has to agree with it. */
export interface Announced {
  readonly commands: readonly string[];
  readonly scopes: readonly string[];
  /** Slack waits for a connection, and calls nobody. */
  readonly socketMode: boolean;
}

const schema = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string() })).default([]) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ socket_mode_enabled: z.boolean().default(false) }),
});

const besideTheSource = new URL("../../manifest.yml", import.meta.url);

/** Null when there is no such file, or none that can be read: the bot runs without it. */
export function readManifestFile(path: URL | string = besideTheSource): Announced | null {
  try {
    const { features, oauth_config, settings } = schema.parse(parse(readFileSync(path, "utf8")));
    return {
      commands: features.slash_commands.map(({ command }) => command),
      scopes: oauth_config.scopes.bot,
      socketMode: settings.socket_mode_enabled,
    };
  } catch {
    return null;
  }
}
