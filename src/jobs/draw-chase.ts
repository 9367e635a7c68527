import { isUnclaimed } from "../domain/chase.ts";
import type { Escalation } from "../domain/escalation.ts";
import { localDate } from "../domain/working-time.ts";
import { channelOf } from "../slack/channels.ts";
import { chaseMessage, unclaimedNotice } from "../slack/views/chase-messages.ts";
import type { Message } from "../slack/views/parts.ts";
import { type Reader, readerOf } from "../slack/views/reader.ts";
import { type Claim, findCard } from "../store/deliveries.ts";
import { namesIn } from "../store/names.ts";
import { chaseContextOf } from "../store/plan-contexts.ts";
import type { DrawDeps } from "./draw-delivery.ts";
import type { ChaseSubject } from "./send-chase.ts";

/** Word that nobody has taken a case. Null when it is not out yet and somebody has. */
export async function drawChase(
  { db, settings, urlOf }: DrawDeps,
  { posted }: Pick<Claim, "posted">,
  subject: ChaseSubject,
  escalation: Escalation,
  dmReader: () => Promise<Reader>,
): Promise<Message | null> {
  const { since } = subject;
  if (posted === null && !isUnclaimed(escalation, since)) return null;
  const { status, desk, requesterId } = escalation;
  const nameOf = await namesIn(db, escalation);
  const { zone, requesterZone } = await chaseContextOf(db, escalation, settings);
  const waited = { escalation, since, actor: "by" in status ? nameOf(status.by) : "" };
  const dayIn = (whose: string) => localDate(new Date(since), whose);
  if (subject.kind === "chase")
    return chaseMessage(
      {
        ...waited,
        day: dayIn(zone),
        desk: subject.from === 0 ? desk.usergroup : null,
        backup: subject.said === 2 ? desk.backup : null,
        again: subject.said === 2,
      },
      readerOf(desk.locale),
    );
  const card = await findCard(db, escalation.id);
  const facts = {
    ...waited,
    day: dayIn(requesterZone),
    channel: await channelOf(db, escalation),
    merchant: nameOf(requesterId),
    cardUrl: card?.posted ? urlOf(card.posted) : null,
  };
  return unclaimedNotice(facts, await dmReader());
}
