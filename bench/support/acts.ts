import { z } from "zod";
import { team } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { openDraft } from "../../src/store/drafts.ts";
import { rememberPerson } from "../../src/store/people.ts";
import type { Screens } from "../apps/bare-bolt.ts";
import type { Request } from "./closed-loop.ts";
import type { LightSlack } from "./light-slack.ts";
import type { Exchange, RecordedCase } from "./record-a-case.ts";

/** What people do whose acknowledgement is measured, and who they are. */

export const acts = ["/escalate", "Next", "Send"] as const;
export type Act = (typeof acts)[number];

/** People who have nothing written yet, and people in the middle of a case: each with a draft. */
const callers = 32;
const writers = 64;

const numbered = (kind: string, number: number) => `U0${kind}${String(number).padStart(6, "0")}`;
const draftOf = (userId: string) => `draft-of-${userId}`;

/** People whom the bot knows, with what they have written so far. */
export async function fill(url: string, { answers }: RecordedCase, senders: number): Promise<void> {
  const store = await openStore(url);
  const now = new Date();
  await store.db.transaction().execute(async (trx) => {
    const meet = (userId: string) =>
      rememberPerson(trx, {
        teamId: team.id,
        userId,
        name: "Dana Whitfield",
        locale: "en",
        zone: "America/Chicago",
        homeTeamId: team.id,
        guest: false,
        deleted: false,
        refreshedAt: now,
      });
    const write = async (userId: string) => {
      await meet(userId);
      const place = { step: "review", example: null } as const;
      await openDraft(trx, { id: draftOf(userId), teamId: team.id, userId, answers, place }, now);
    };
    for (let number = 0; number < callers; number += 1) await meet(numbered("CALL", number));
    for (let number = 0; number < writers; number += 1) await write(numbered("WRITE", number));
    for (let number = 0; number < senders; number += 1) await write(numbered("SEND", number));
  });
  await store.close();
}

const stepIn = z.object({ view: z.object({ private_metadata: z.string() }) });
const step = z.object({ step: z.string() });

export function screensOf({ command, steps, send }: RecordedCase): Record<keyof Screens, unknown> {
  const nameOf = ({ asked }: Exchange) =>
    step.parse(JSON.parse(stepIn.parse(asked).view.private_metadata)).step;
  return {
    command: command.view,
    steps: Object.fromEntries(steps.map((each) => [nameOf(each), each.view])),
    send: send.view,
  };
}

/** The recorded requests, said by other people and about their drafts. */
export function requestsOf(
  act: Act,
  slack: LightSlack,
  { command, steps, send }: RecordedCase,
): () => Request {
  let said = 0;
  const submission = (exchange: Exchange) => {
    const asked = JSON.stringify(exchange.asked);
    const title = JSON.stringify(exchange.view["title"]);
    return (userId: string): Request => ({
      body: new URLSearchParams({
        payload: asked.replaceAll(exchange.userId, userId).replaceAll(exchange.draftId, draftOf(userId)),
      }).toString(),
      expect: title,
      done: Promise.resolve(),
    });
  };
  switch (act) {
    case "/escalate": {
      const fields = z.record(z.string(), z.string()).parse(command.asked);
      return () => {
        said += 1;
        const triggerId = `trigger-${said}-${performance.now()}`;
        const user_id = numbered("CALL", said % callers);
        return {
          body: new URLSearchParams({ ...fields, user_id, trigger_id: triggerId }).toString(),
          expect: "",
          done: slack.opened(triggerId),
        };
      };
    }
    case "Next": {
      const pressed = steps.map(submission);
      return () => {
        const press = pressed[said % pressed.length];
        const userId = numbered("WRITE", said % writers);
        said += 1;
        if (!press) throw new Error("No step was recorded.");
        return press(userId);
      };
    }
    case "Send": {
      const press = submission(send);
      return () => press(numbered("SEND", said++));
    }
  }
}
