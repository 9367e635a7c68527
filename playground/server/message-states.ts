import { readBlocks } from "./block-kit/model.ts";
import type { Entered } from "./entered.ts";
import { keptIn } from "./filled.ts";
import type { JsonObject } from "./json.ts";

/** A message as one person has it before them. */
interface Looked {
  readonly userId: string;
  readonly ts: string;
  readonly blocks: readonly JsonObject[];
}

/** What people chose in the menus of messages. Each sees only their own choice; Slack keeps it until the menu goes. */
export interface MessageStates {
  /** By `keyOf`; the rest shows its initial value. */
  on(looked: Looked): ReadonlyMap<string, Entered>;
  choose(looked: Looked, key: string, entered: Entered): void;
}

export function messageStates(): MessageStates {
  const chosen = new Map<string, Map<string, Entered>>();
  const on = ({ userId, ts, blocks }: Looked): Map<string, Entered> =>
    keptIn(readBlocks(blocks), chosen.get(`${userId} ${ts}`) ?? new Map<string, Entered>());
  return {
    on,
    choose(looked, key, entered) {
      chosen.set(`${looked.userId} ${looked.ts}`, on(looked).set(key, entered));
    },
  };
}
