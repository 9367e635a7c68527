import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { afterWaking } from "./waking-time.ts";

type TriggerError = "invalid_trigger_id" | "exchanged_trigger_id" | "expired_trigger_id";
type TriggerUse = { readonly userId: string } | { readonly error: TriggerError };

interface Trigger {
  readonly userId: string;
  readonly issuedAt: number;
  /** By the clock, when it was issued. */
  readonly movedMs: number;
  isOld: boolean;
  used: boolean;
  readonly callOff: () => void;
}

export interface Triggers {
  issue(userId: string): string;
  /** A trigger opens one modal, for the person it was made for, within three seconds. */
  use(triggerId: string): TriggerUse;
  stop(): void;
}

/** Where the time of the clock passes by itself, only that in which this process could work counts. */
export function triggerBook(clock: Clock, lifetimeMs = 3_000): Triggers {
  const issued = new Map<string, Trigger>();
  const isOver = ({ issuedAt, movedMs, isOld }: Trigger) =>
    clock.now().getTime() - issuedAt > lifetimeMs && (isOld || clock.movedMs() - movedMs > lifetimeMs);
  return {
    issue(userId) {
      const id = `${issued.size + 1}.${clock.now().getTime()}.${randomBytes(16).toString("hex")}`;
      const callOff = afterWaking(lifetimeMs, () => {
        trigger.isOld = true;
      });
      const trigger: Trigger = {
        userId,
        issuedAt: clock.now().getTime(),
        movedMs: clock.movedMs(),
        isOld: false,
        used: false,
        callOff,
      };
      issued.set(id, trigger);
      return id;
    },
    use(triggerId) {
      const trigger = issued.get(triggerId);
      if (trigger === undefined) return { error: "invalid_trigger_id" };
      if (trigger.used) return { error: "exchanged_trigger_id" };
      if (isOver(trigger)) return { error: "expired_trigger_id" };
      trigger.used = true;
      trigger.callOff();
      return { userId: trigger.userId };
    },
    stop() {
      for (const { callOff } of issued.values()) callOff();
    },
  };
}
