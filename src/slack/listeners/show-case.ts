import type { WebClient } from "@slack/web-api";
import { maySee } from "../../domain/escalation.ts";
import { findCard } from "../../store/deliveries.ts";
import { findEscalationByNumber } from "../../store/escalations.ts";
import { namesIn } from "../../store/names.ts";
import { channelOf } from "../channels.ts";
import { messageUrl, type SlackDeps } from "../deps.ts";
import { asRequesterOrCsm, type Clicker, meetPerson } from "../people.ts";
import { caseMessages, sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import { cardFactsOf } from "../views/readiness-card.ts";

/** Slack takes five answers to one command. */
const mostMessages = 5;

/** One case in full, for its requester and the CSMs. */
export async function showCase(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  number: number,
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const { db, workspace } = deps;
  const escalation = await findEscalationByNumber(db, workspace.teamId, number);
  const { reader } = await meetPerson(deps, client, asker.userId);
  const person = await asRequesterOrCsm(asker, escalation, deps, client);
  if (!person) {
    await say(sayingMessage(reader.words.talk.cannotTell));
    return;
  }
  if (!escalation || !maySee(escalation, person)) {
    await say(sayingMessage(reader.words.talk.unknownCase(`ESC-${number}`)));
    return;
  }
  const card = await findCard(db, escalation.id);
  const channel = await channelOf(db, escalation);
  const messages = caseMessages(
    {
      escalation,
      cardUrl: card?.posted ? messageUrl(workspace, card.posted) : null,
      facts: cardFactsOf(escalation, await namesIn(db, escalation)),
      stuck: card?.parkedReason ? { reason: card.parkedReason, channel } : null,
    },
    mostMessages,
    reader,
  );
  for (const message of messages) await say(message);
}
