import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "../store/database.ts";
import type { NudgePlace } from "../store/nudges.ts";
import { takesMessages } from "../store/threads.ts";
import { classify } from "./failures.ts";

export interface PlaceDeps {
  readonly db: Db;
  readonly isInChannel: (channelId: string, userId: string) => Promise<boolean>;
}

/** Where a requester is asked for something: in the thread of the card when they read along there, else by DM. */
export async function placeFor({ db, isInChannel }: PlaceDeps, escalation: Escalation): Promise<NudgePlace> {
  const { channelId, requesterId } = escalation;
  if (!(await takesMessages(db, escalation))) return "dm";
  try {
    return (await isInChannel(channelId, requesterId)) ? "thread" : "dm";
  } catch (error) {
    if (classify(error).kind === "park") return "dm";
    throw error;
  }
}
