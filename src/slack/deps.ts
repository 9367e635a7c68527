import type { Locale } from "../domain/escalation.ts";
import type { Route } from "../domain/routing.ts";
import type { NudgePolicy } from "../domain/nudge-plan.ts";
import type { DigestTimes } from "../domain/report-weeks.ts";
import type { Calendar, WorkingHours } from "../domain/working-time.ts";
import type { WorkspaceSettings } from "../domain/workspace-settings.ts";
import type { Db } from "../store/database.ts";
import type { FileSender } from "./send-files.ts";

/** What every listener is given. Nothing else is reached for: no clock, no environment, no global. */

interface Settings {
  readonly csm: {
    readonly channel: string;
    readonly usergroup: string | null;
    /** Called when nobody of the first ones has taken a case. */
    readonly backup: string | null;
    readonly teamIds: readonly string[];
  };
  /** Cases that go elsewhere than to the CSM channel; the first that matches. */
  readonly routes: readonly Route[];
  readonly slashCommand: string;
  readonly defaultLocale: Locale;
  readonly channelLocale: Locale;
  readonly defaultZone: string;
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
  readonly nudges: NudgePolicy;
  readonly partnerReplyDays: number;
  /** Business days in which a CSM is expected to take a case. */
  readonly acknowledgeWithinDays: number;
  /** When channels hear of their week; `day` null: never. */
  readonly digest: Pick<DigestTimes, "day" | "time">;
}

/** The workspace that installed the bot, as Slack names it at start. */
export interface Workspace {
  readonly teamId: string;
  readonly botUserId: string;
  /** Ends in a slash; links to messages begin with it. */
  readonly url: string;
}

/** Lines carry codes and ids, never a token and never what somebody wrote. */
export interface Log {
  readonly info: (facts: object, line: string) => void;
  readonly warn: (facts: object, line: string) => void;
  readonly error: (facts: object, line: string) => void;
}

/** Where each workspace has settings of its own. */
export interface OwnSettings {
  /** What stands there before anybody has said otherwise. */
  readonly atFirst: Omit<WorkspaceSettings, "csm">;
  /** The same for all; everybody's working hours include it. */
  readonly nudgeTime: string;
  /** What is stored of the workspace is another now: resolves when that is in force here. */
  readonly changed: () => Promise<void>;
}

export interface SlackDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly settings: Settings;
  readonly workspace: Workspace;
  /** Null: the settings are those of the environment. */
  readonly ownSettings: OwnSettings | null;
  readonly files: FileSender;
  /** Given when the bot stops: what takes its time ends then, and tells who waits for it. */
  readonly leaving: AbortSignal;
  readonly log: Log;
  /** Tells the runner that something is owed. */
  readonly wake: () => void;
}

/** Slack takes five answers to one command. */
export const mostAnswers = 5;

/** The address of a message, built and not asked for: nothing may be looked up before a modal opens. */
export function messageUrl(
  { url }: Workspace,
  {
    channelId,
    ts,
    threadTs,
  }: { readonly channelId: string; readonly ts: string; readonly threadTs?: string | undefined },
): string {
  const link = `${url}archives/${channelId}/p${ts.replace(".", "")}`;
  return threadTs && threadTs !== ts ? `${link}?thread_ts=${threadTs}&cid=${channelId}` : link;
}
