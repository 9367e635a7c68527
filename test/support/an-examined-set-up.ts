import { botSettings } from "../../playground/stage.ts";
import type { Mode } from "../../playground/server/app-link.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { readManifestFile } from "../../src/setup/manifest-file.ts";
import { tellOfSetUp } from "../../src/setup/tell-of-set-up.ts";
import { watchedLog, watchLine, watchSlack } from "./a-watched-log.ts";

/** What the doctor says of a set-up on the local Slack. What it says is watched, as a log is. */

export interface Diagnosis {
  /** Without the last two, which sum up. */
  readonly lines: readonly string[];
  readonly summary: string;
  /** Nothing stands in the way of the bot. */
  readonly isWell: boolean;
}

export interface SetUp {
  readonly slack: LocalSlack;
  readonly mode: Mode;
  readonly databaseUrl: string;
  readonly changed?: Readonly<Record<string, string>>;
  /** How much later it is by the clock of this machine. */
  readonly laterByMs?: number;
  /** False: there is no manifest. */
  readonly hasManifest?: boolean;
  /** Whether Slack is asked about every window and message, which takes a while. */
  readonly withViews?: boolean;
}

const viewsLeftOut = "no_views_in_this_test";

export async function diagnose({
  slack,
  mode,
  databaseUrl,
  changed = {},
  laterByMs = 0,
  hasManifest = true,
  withViews = false,
}: SetUp): Promise<Diagnosis> {
  watchSlack(slack);
  if (!withViews) slack.fail("blocks.validate", { kind: "error", error: viewsLeftOut });
  const environment = {
    ...botSettings(mode, databaseUrl),
    SLACK_API_URL: slack.apiUrl,
    ...changed,
  };
  const written = readManifestFile();
  const examining = {
    now: () => new Date(Date.now() + laterByMs),
    log: watchedLog(),
    // As the README has it changed for HTTP mode.
    announced: hasManifest && written ? { ...written, socketMode: mode === "socket" } : null,
  };
  const said: string[] = [];
  const isWell = await tellOfSetUp(environment, examining, (line) => {
    watchLine(line);
    said.push(line);
  });
  return { lines: said.slice(0, -2), summary: said.at(-1) ?? "", isWell };
}

/** The lines that are not good. */
export function troublesIn({ lines }: Diagnosis): readonly string[] {
  return lines.filter((line) => !line.startsWith("✓ good ") && !line.includes(viewsLeftOut));
}
