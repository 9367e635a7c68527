import { peopleIn } from "../domain/case-trail.ts";
import type { Escalation } from "../domain/escalation.ts";
import { listEvents } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { namesIn } from "../store/names.ts";
import { listQuestions } from "../store/questions.ts";
import type { Story } from "./views/history-lines.ts";

/** What happened to a case, with the names and words that telling it takes. `zone`: of who reads it. */
export async function storyOf(db: Db, escalation: Escalation, zone: string): Promise<Story> {
  const events = await listEvents(db, escalation.id);
  const questions = await listQuestions(db, escalation.id);
  return {
    escalation,
    events,
    nameOf: await namesIn(db, escalation, peopleIn(events)),
    questions: new Map(
      questions.map(({ number, text, answer }) => [number, { text, answer: answer?.text ?? "" }]),
    ),
    zone,
  };
}
