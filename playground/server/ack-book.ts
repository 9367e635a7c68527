import { z } from "zod";
import type { Activity } from "./activity.ts";
import { json, type Json, parseJson } from "./json.ts";
import type { Traffic } from "./traffic.ts";
import type { Violations } from "./violations.ts";
import { afterWaking } from "./waking-time.ts";

export type Delivery =
  | { readonly status: "acked"; readonly payload: Json }
  /** The deadline passed. */
  | { readonly status: "unanswered" }
  /** The connection was closed first. */
  | { readonly status: "lost" }
  /** Answered, but as no acknowledgement; final: the app wants no second try. */
  | { readonly status: "refused"; readonly isFinal: boolean }
  | { readonly status: "not_connected" };

interface Waiting {
  readonly connection: number;
  readonly sentAt: number;
  overdue: boolean;
  readonly settle: (delivery: Delivery) => void;
}

export interface AckBook {
  /** Resolves with the acknowledgement, or when it is given up. */
  expect(envelopeId: string, connection: number, about: string): Promise<Delivery>;
  /** Takes a frame that came from the app. */
  take(frame: string): void;
  acknowledged(envelopeId: string, payload: Json): void;
  /** No acknowledgement will come on this connection any more. */
  giveUp(connection: number, because?: Delivery): void;
  isAwaited(connection: number): boolean;
}

const ackSchema = z.object({ envelope_id: z.string(), payload: json.optional() });

/** Which envelopes wait for an acknowledgement, until when, and what is wrong with those that come. */
export function ackBook(inside: {
  readonly ackWithinMs: number;
  readonly traffic: Traffic;
  readonly violations: Violations;
  readonly activity: Activity;
}): AckBook {
  const { traffic, violations, activity, ackWithinMs } = inside;
  const waiting = new Map<string, Waiting>();

  function acknowledged(envelopeId: string, payload: Json): void {
    const wait = waiting.get(envelopeId);
    if (wait === undefined) {
      violations.record("invalid_acknowledgement", `no envelope ${envelopeId} waits for one`);
      return;
    }
    waiting.delete(envelopeId);
    const afterMs = performance.now() - wait.sentAt;
    traffic.record({ kind: "ack", envelopeId, payload, afterMs, late: wait.overdue });
    if (wait.overdue) {
      violations.record("late_acknowledgement", `${envelopeId} after ${Math.round(afterMs)} ms`);
    }
    wait.settle({ status: "acked", payload });
  }

  return {
    acknowledged,

    expect(envelopeId, connection, about) {
      const done = activity.begin();
      return new Promise((resolve) => {
        const callOff = afterWaking(ackWithinMs, () => {
          wait.overdue = true;
          violations.record("not_acknowledged", `${about} within ${ackWithinMs} ms`);
          done();
          resolve({ status: "unanswered" });
        });
        const wait: Waiting = {
          connection,
          sentAt: performance.now(),
          overdue: false,
          settle(delivery) {
            callOff();
            done();
            resolve(delivery);
          },
        };
        waiting.set(envelopeId, wait);
      });
    },

    take(frame) {
      const ack = ackSchema.safeParse(parseJson(frame));
      if (!ack.success) {
        violations.record("invalid_acknowledgement", `not an acknowledgement: ${frame.slice(0, 200)}`);
        return;
      }
      acknowledged(ack.data.envelope_id, ack.data.payload ?? null);
    },

    giveUp(connection, because = { status: "lost" }) {
      for (const [id, wait] of waiting) {
        if (wait.connection !== connection) continue;
        waiting.delete(id);
        wait.settle(because);
      }
    },

    isAwaited: (connection) =>
      [...waiting.values()].some((wait) => wait.connection === connection && !wait.overdue),
  };
}
