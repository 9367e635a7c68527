import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";
import type { Mode } from "./app-link.ts";
import type { MoreControls } from "./control.ts";

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface UserSeed {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** What they do, as their profile says. */
  readonly title?: string;
  /** The home team when absent; another team makes the person external. */
  readonly teamId?: string;
  readonly locale?: string;
  readonly tz?: string;
  readonly isRestricted?: boolean;
  readonly isUltraRestricted?: boolean;
  readonly isBot?: boolean;
  readonly deleted?: boolean;
  /** Administers the workspace. */
  readonly isAdmin?: boolean;
}

export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** User ids; the bot is a member only when its user id is here. */
  readonly members: readonly string[];
  /** Other teams that the channel is shared with. */
  readonly connectedTeamIds?: readonly string[];
}

interface UsergroupSeed {
  readonly id: string;
  readonly handle: string;
  readonly members: readonly string[];
}

export interface WorkspaceSeed {
  readonly team: Team;
  readonly otherTeams?: readonly Team[];
  readonly users: readonly UserSeed[];
  readonly channels: readonly ChannelSeed[];
  readonly usergroups?: readonly UsergroupSeed[];
}

export interface AppSeed {
  readonly appId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string;
  /** Signs what is sent in HTTP mode. */
  readonly signingSecret: string;
  /** The parsed `manifest.yml`: commands, shortcuts, scopes and events are taken from it. */
  readonly manifest: unknown;
}

/** What a server of this kind offers beside Slack, such as a page that shows it. */
export interface Beside extends MoreControls {
  /** Answers what it knows and says whether it did; asked first, even while Slack is down. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

export interface LocalSlackOptions {
  readonly workspace: WorkspaceSeed;
  readonly app: AppSeed;
  /** Socket Mode when absent. */
  readonly mode?: Mode;
  /** Real time when absent. */
  readonly clock?: Clock;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** How long the app has to acknowledge, in real time; 3000 when absent. */
  readonly ackWithinMs?: number;
  /** Pauses before an unacknowledged event is sent again, in real time. Slack's are about 0, 1 and 5 minutes. */
  readonly eventRetryDelaysMs?: readonly number[];
  /** How long nothing must happen before the app counts as done with what a person did; 120 when absent. */
  readonly settleMs?: number;
  /** Nothing when absent. Its `onChange` is also called for all traffic and every violation. */
  readonly beside?: Beside;
}
