import type { WebClient } from "@slack/web-api";
import { askedCase } from "../asked-case.ts";
import { mostAnswers, type SlackDeps } from "../deps.ts";
import type { Clicker } from "../people.ts";
import { storyOf } from "../story-of.ts";
import { sayingMessage } from "../views/command-answers.ts";
import { historyMessages } from "../views/history-lines.ts";
import type { Message } from "../views/parts.ts";

/** The whole story of a case, for its owners and the CSMs. */
export async function tellHistory(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  number: number,
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const asked = await askedCase(deps, client, asker, number);
  if ("refused" in asked) {
    await say(sayingMessage(asked.refused));
    return;
  }
  const { escalation, person } = asked;
  const story = await storyOf(deps.db, escalation, person.zone);
  for (const message of historyMessages(story, mostAnswers, person.reader)) await say(message);
}
