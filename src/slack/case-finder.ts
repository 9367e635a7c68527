import type { WebClient } from "@slack/web-api";
import type { Escalation } from "../domain/escalation.ts";
import type { Finder, TakenAt } from "../store/finding.ts";
import { listPostedCards } from "../store/deliveries.ts";
import { counterIdOf, countersServedBy } from "./counters.ts";
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
    counters: (served?.counters ?? []).map(counterIdOf),
    complete: served?.all ?? false,
  };
}

export function takenBy({ counters }: Finder, narrowed: Partial<TakenAt> = {}): TakenAt {
  return { counters, csmId: null, partnerKey: null, level: null, ...narrowed };
}

/** Where the card of each of the cases stands, once it does. */
export async function cardUrlsOf(
  { db, workspace }: Pick<SlackDeps, "db" | "workspace">,
  cases: readonly Escalation[],
): Promise<(escalation: Escalation) => string | null> {
  const cards = await listPostedCards(
    db,
    cases.map(({ id }) => id),
  );
  return ({ id }) => {
    const card = cards.get(id);
    return card ? messageUrl(workspace, card) : null;
  };
}
