import { z } from "zod";
import { tickingClock } from "../../playground/clock.ts";
import { fillsInCase } from "../../playground/fill-in.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { jsonObject, type JsonObject } from "../../playground/server/json.ts";
import type { Envelope, TrafficEntry } from "../../playground/server/traffic.ts";
import { shiftDates } from "../../playground/shifted-dates.ts";
import { openStage } from "../../playground/stage.ts";
import { channels, people } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { wordsIn } from "../../src/text/catalog.ts";

/** What Slack and the bot say to each other while a person writes a case: to be said again, by and to other apps. */
export interface RecordedCase {
  readonly answers: Answers;
  /** `/escalate`, and the modal that the bot opens. */
  readonly command: Exchange;
  /** *Next* of each step, and the screen after it. */
  readonly steps: readonly Exchange[];
  /** *Send*, and the screen after it. */
  readonly send: Exchange;
}

export interface Exchange {
  /** Of the command its fields, of a submission its payload: as Slack sent it. */
  readonly asked: JsonObject;
  /** The modal that came of it. */
  readonly view: JsonObject;
  /** Whose request it was, and which draft it spoke of: both stand for somebody else's when it is said again. */
  readonly userId: string;
  readonly draftId: string;
}

/** Plays a person on the full local Slack, whose every request and answer is then known. */
export async function recordCase(): Promise<RecordedCase> {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const stage = await openStage({ clock: tickingClock(), log: quiet, mode: "http" });
  try {
    const { controls } = wordsIn("en");
    const answers = shiftDates(s1.answers, s1.now, stage.clock.now());
    const dana = stage.person(people.dana);
    await fillsInCase(dana, answers, { locale: "en", channel: channels.project });
    await dana.presses(controls.submit.send);
    await dana.seesModal("ESC-1");
    return { answers, ...exchangesIn(stage.slack.traffic) };
  } finally {
    await stage.stop();
  }
}

const submission = z.object({
  type: z.literal("view_submission"),
  view: z.object({ private_metadata: z.string() }),
});
const updated = z.object({ response_action: z.literal("update"), view: jsonObject });
const metadata = z.object({ draft: z.string() });

function exchangesIn(traffic: readonly TrafficEntry[]): Omit<RecordedCase, "answers"> {
  const envelopes = traffic.filter((entry) => entry.kind === "envelope");
  const submissions = envelopes.flatMap((envelope) => submissionIn(envelope, traffic));
  const [send, ...steps] = submissions.toReversed();
  const command = envelopes.find(({ type }) => type === "slash_commands");
  const opened = traffic.find((entry) => entry.kind === "call" && entry.method === "views.open");
  if (!send || !command || opened?.kind !== "call") throw new Error("The case was not written as expected.");
  const view = jsonObject.parse(JSON.parse(z.string().parse(opened.args["view"])));
  return {
    command: { ...send, asked: command.payload, view },
    steps: steps.toReversed(),
    send,
  };
}

function submissionIn({ payload, envelopeId }: Envelope, traffic: readonly TrafficEntry[]): Exchange[] {
  const told = submission.safeParse(payload);
  if (!told.success) return [];
  const ack = traffic.find((entry) => entry.kind === "ack" && entry.envelopeId === envelopeId);
  const { view } = updated.parse(ack?.kind === "ack" ? ack.payload : null);
  const { draft: draftId } = metadata.parse(JSON.parse(told.data.view.private_metadata));
  return [{ asked: payload, view, userId: people.dana, draftId }];
}
