import { isQuiet } from "../domain/channel-report.ts";
import type { DeliverySubject } from "../domain/delivery.ts";
import { digestStretches } from "../domain/report-weeks.ts";
import { digestMessage } from "../slack/views/digest-message.ts";
import type { RichMessage } from "../slack/views/parts.ts";
import { readerOf } from "../slack/views/reader.ts";
import { readChannelReport } from "../store/channel-report.ts";
import { type Claim, listStandingCards } from "../store/deliveries.ts";
import type { DrawDeps } from "./draw-delivery.ts";

type DigestSubject = Extract<DeliverySubject, { kind: "digest" }>;

/** Null when the week was quiet, and nothing waits: then nobody is told that nothing happened. */
export async function drawDigest(
  { db, settings, urlOf }: DrawDeps,
  { destination }: Pick<Claim, "destination">,
  { teamId, channelId, week, locale }: DigestSubject,
): Promise<RichMessage | null> {
  const zone = settings.defaultZone;
  const stretches = digestStretches(week, zone);
  const about = stretches.at(-1);
  if (!about) return null;
  // Where it goes is the channel's present id.
  const here = "channel" in destination ? destination.channel : channelId;
  const report = await readChannelReport(db, {
    teamId,
    channelId: here,
    usergroups: null,
    stretches,
    about,
    today: week,
  });
  if (isQuiet(report)) return null;
  const cards = await listStandingCards(
    db,
    report.decisions.map(({ id }) => id),
  );
  const command = settings.slashCommand;
  return digestMessage(
    { report, cardUrl: (id) => linkTo(cards.get(id), urlOf), zone, command },
    readerOf(locale),
  );
}

function linkTo<At>(card: At | undefined, urlOf: (at: At) => string): string | null {
  return card === undefined ? null : urlOf(card);
}
