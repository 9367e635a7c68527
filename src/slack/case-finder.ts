import type { WebClient } from "@slack/web-api";
import type { Finder, TakenAt } from "../store/finding.ts";
import { findCard } from "../store/deliveries.ts";
import { countersServedBy } from "./counters.ts";
import { messageUrl, type SlackDeps } from "./deps.ts";
import type { Clicker } from "./people.ts";

/** Whose cases somebody may look through: their own, and those of the counters where they take cases. */
export interface CaseFinder extends Finder {
  /** Slack told of each counter whether the person takes cases there. */
  readonly complete: boolean;
}

export async function caseFinder(deps: SlackDeps, client: WebClient, asker: Clicker): Promise<CaseFinder> {
  const served = await countersServedBy(asker, deps, client);
  return {
    teamId: deps.workspace.teamId,
    personId: asker.userId,
    counters: (served?.counters ?? []).map(({ channelId, desk }) => ({
      channelId,
      usergroup: desk.usergroup,
    })),
    complete: served?.all ?? false,
  };
}

export function takenBy({ counters }: Finder, narrowed: Partial<TakenAt> = {}): TakenAt {
  return { counters, csmId: null, partnerKey: null, level: null, ...narrowed };
}

/** Where the card stands, once it does. */
export async function cardUrlOf({ db, workspace }: SlackDeps, escalationId: string): Promise<string | null> {
  const card = await findCard(db, escalationId);
  return card?.posted ? messageUrl(workspace, card.posted) : null;
}
