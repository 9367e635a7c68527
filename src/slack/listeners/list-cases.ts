import type { WebClient } from "@slack/web-api";
import { isBlank } from "../../domain/answers.ts";
import type { CaseState } from "../../domain/escalation.ts";
import { findCard } from "../../store/deliveries.ts";
import { findOpenDraft } from "../../store/drafts.ts";
import { listEscalations } from "../../store/escalations.ts";
import { messageUrl, type SlackDeps } from "../deps.ts";
import { asCsmIfTold, asRequester, type Clicker, meetPerson } from "../people.ts";
import { caseListMessage, sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";

const pageSize = 20;
/** A case that waits for its partner is nobody's but its requester's. */
const openStates: readonly CaseState[] = ["open", "acknowledged", "returned"];

/** The person's own cases, or for a CSM all that are open. */
export async function listCases(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  wanted: "mine" | "open",
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const { db, workspace, settings } = deps;
  const person = wanted === "open" ? await asCsmIfTold(asker, deps, client) : asRequester(asker, deps);
  const { reader } = await meetPerson(deps, client, asker.userId);
  if (!person) {
    await say(sayingMessage(reader.words.talk.cannotTell));
    return;
  }
  const refused = wanted === "open" && !person.csm;
  const scope = refused ? "mine" : wanted;
  const filter = scope === "mine" ? { requesterId: asker.userId } : { states: openStates };
  const found = await listEscalations(db, { teamId: workspace.teamId, ...filter, limit: pageSize + 1 });
  const cases = await Promise.all(
    found
      .slice(0, pageSize)
      .map(async (escalation) => ({ escalation, cardUrl: await cardUrlOf(deps, escalation.id) })),
  );
  const draft = await findOpenDraft(db, { teamId: workspace.teamId, userId: asker.userId });
  const hasDraft = draft !== null && !isBlank(draft.answers);
  await say(
    caseListMessage(
      { scope, refused, cases, more: found.length > pageSize, hasDraft, command: settings.slashCommand },
      reader,
    ),
  );
}

/** Where the card stands, once it does. */
async function cardUrlOf({ db, workspace }: SlackDeps, escalationId: string): Promise<string | null> {
  const card = await findCard(db, escalationId);
  return card?.posted ? messageUrl(workspace, card.posted) : null;
}
