import type { WebClient } from "@slack/web-api";
import { peopleIn } from "../../domain/case-trail.ts";
import type { Escalation } from "../../domain/escalation.ts";
import { listEvents } from "../../store/audit.ts";
import type { Db } from "../../store/database.ts";
import { namesIn } from "../../store/names.ts";
import { listQuestions } from "../../store/questions.ts";
import { askedCase } from "../asked-case.ts";
import { mostAnswers, type SlackDeps } from "../deps.ts";
import type { Clicker } from "../people.ts";
import { sayingMessage } from "../views/command-answers.ts";
import { historyMessages, type Story } from "../views/history-lines.ts";
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
  const story = { ...(await storyOf(deps.db, escalation)), zone: person.zone };
  for (const message of historyMessages(story, mostAnswers, person.reader)) await say(message);
}

async function storyOf(db: Db, escalation: Escalation): Promise<Omit<Story, "zone">> {
  const events = await listEvents(db, escalation.id);
  const questions = await listQuestions(db, escalation.id);
  return {
    escalation,
    events,
    nameOf: await namesIn(db, escalation, peopleIn(events)),
    questions: new Map(
      questions.map(({ number, text, answer }) => [number, { text, answer: answer?.text ?? "" }]),
    ),
  };
}
