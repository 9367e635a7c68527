import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

const LIFETIME_MS = 3_000;

type TriggerError = "invalid_trigger_id" | "exchanged_trigger_id" | "expired_trigger_id";
type TriggerUse = { readonly userId: string } | { readonly error: TriggerError };

interface Trigger {
  readonly userId: string;
  readonly issuedAt: number;
  used: boolean;
}

export interface Triggers {
  issue(userId: string): string;
  /** A trigger opens one modal, for the person it was made for, within three seconds. */
  use(triggerId: string): TriggerUse;
}

export function triggerBook(clock: Clock): Triggers {
  const issued = new Map<string, Trigger>();
  return {
    issue(userId) {
      const id = `${issued.size + 1}.${clock.now().getTime()}.${randomBytes(16).toString("hex")}`;
      issued.set(id, { userId, issuedAt: clock.now().getTime(), used: false });
      return id;
    },
    use(triggerId) {
      const trigger = issued.get(triggerId);
      if (trigger === undefined) return { error: "invalid_trigger_id" };
      if (trigger.used) return { error: "exchanged_trigger_id" };
      if (clock.now().getTime() - trigger.issuedAt > LIFETIME_MS) return { error: "expired_trigger_id" };
      trigger.used = true;
      return { userId: trigger.userId };
    },
  };
}
