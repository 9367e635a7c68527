import type { WebClient } from "@slack/web-api";
import { findCard } from "../../store/deliveries.ts";
import { namesIn } from "../../store/names.ts";
import { askedCase } from "../asked-case.ts";
import { channelOf } from "../channels.ts";
import { messageUrl, mostAnswers, type SlackDeps } from "../deps.ts";
import type { Clicker } from "../people.ts";
import { caseMessages, sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import { cardFactsOf } from "../views/readiness-card.ts";

/** One case in full, for its requester and the CSMs. */
export async function showCase(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  number: number,
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const { db, workspace } = deps;
  const asked = await askedCase(deps, client, asker, number);
  if ("refused" in asked) {
    await say(sayingMessage(asked.refused));
    return;
  }
  const { escalation, person } = asked;
  const card = await findCard(db, escalation.id);
  const channel = await channelOf(db, escalation);
  const messages = caseMessages(
    {
      escalation,
      cardUrl: card?.posted ? messageUrl(workspace, card.posted) : null,
      facts: cardFactsOf(escalation, await namesIn(db, escalation)),
      stuck: card?.parkedReason ? { reason: card.parkedReason, channel, stands: card.posted !== null } : null,
    },
    mostAnswers,
    person.reader,
  );
  for (const message of messages) await say(message);
}
