import type { WebClient } from "@slack/web-api";
import { isBlank } from "../../domain/answers.ts";
import type { CaseState } from "../../domain/escalation.ts";
import { findCard } from "../../store/deliveries.ts";
import { findOpenDraft } from "../../store/drafts.ts";
import { listEscalations } from "../../store/escalations.ts";
import { countersServedBy, type ServedCounters } from "../counters.ts";
import { messageUrl, type SlackDeps } from "../deps.ts";
import { type Clicker, meetPerson, type Served } from "../people.ts";
import { caseListMessage, sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";

const pageSize = 20;
/** A case that waits for its partner is nobody's but its requester's. */
const openStates: readonly CaseState[] = ["open", "acknowledged", "returned"];

/** The person's own cases, or for a CSM all that are open where they take cases. */
export async function listCases(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  wanted: "mine" | "open",
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const { db, workspace, settings } = deps;
  const served = wanted === "open" ? await countersServedBy(asker, deps, client) : servesNobody;
  const { reader } = await meetPerson(deps, client, asker.userId);
  if (!served) {
    await say(sayingMessage(reader.words.talk.cannotTell));
    return;
  }
  const refused = wanted === "open" && served.counters.length === 0;
  const scope = refused ? "mine" : wanted;
  const filter =
    scope === "mine"
      ? { ownerId: asker.userId }
      : { states: openStates, takenAt: served.counters.map(takenAt) };
  const found = await listEscalations(db, { teamId: workspace.teamId, ...filter, limit: pageSize + 1 });
  const cases = await Promise.all(
    found
      .slice(0, pageSize)
      .map(async (escalation) => ({ escalation, cardUrl: await cardUrlOf(deps, escalation.id) })),
  );
  const draft = await findOpenDraft(db, { teamId: workspace.teamId, userId: asker.userId });
  const hasDraft = draft !== null && !isBlank(draft.answers);
  const more = found.length > pageSize;
  const list = { scope, refused, cases, more, hasDraft, command: settings.slashCommand };
  await say(caseListMessage({ ...list, complete: served.all }, reader));
}

const servesNobody: ServedCounters = { counters: [], all: true };

function takenAt({ channelId, desk }: Served) {
  return { channelId, usergroup: desk.usergroup };
}

/** Where the card stands, once it does. */
async function cardUrlOf({ db, workspace }: SlackDeps, escalationId: string): Promise<string | null> {
  const card = await findCard(db, escalationId);
  return card?.posted ? messageUrl(workspace, card.posted) : null;
}
