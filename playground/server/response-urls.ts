import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

const LIFETIME_MS = 30 * 60_000;
const USES = 5;

/** What a `response_url` was made for. */
export interface ResponseTarget {
  readonly channelId: string;
  readonly userId: string;
  /** The message that was acted on, if one was. */
  readonly original: {
    readonly ts: string;
    readonly ephemeral: boolean;
    readonly threadTs: string | null;
  } | null;
}

export interface ResponseUrls {
  issue(origin: string, target: ResponseTarget): string;
  /** Those made for a channel go on working when its id changes. */
  follow(channelId: string, newId: string): void;
  use(path: string): ResponseTarget | { readonly error: "expired_url" | "used_url" | "unknown_url" };
}

export function responseUrlBook(clock: Clock): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; issuedAt: number; uses: number }>();
  return {
    issue(origin, target) {
      const path = `/response/${randomBytes(12).toString("hex")}`;
      issued.set(path, { target, issuedAt: clock.now().getTime(), uses: 0 });
      return origin + path;
    },
    follow(channelId, newId) {
      for (const entry of issued.values()) {
        if (entry.target.channelId === channelId) entry.target = { ...entry.target, channelId: newId };
      }
    },
    use(path) {
      const entry = issued.get(path);
      if (entry === undefined) return { error: "unknown_url" };
      if (clock.now().getTime() - entry.issuedAt > LIFETIME_MS) return { error: "expired_url" };
      if (entry.uses >= USES) return { error: "used_url" };
      entry.uses += 1;
      return entry.target;
    },
  };
}
