import { briefOf } from "../domain/brief.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { Db } from "../store/database.ts";
import { findCard } from "../store/deliveries.ts";
import { storyOf } from "./story-of.ts";
import { briefPage } from "./views/brief-page.ts";
import type { BriefPage } from "./views/brief-pieces.ts";
import type { Reader } from "./views/reader.ts";

interface BriefDeps {
  readonly db: Db;
  /** Address of a message. */
  readonly urlOf: (at: { readonly channelId: string; readonly ts: string }) => string;
  readonly command: string;
}

/** In whose language and by whose clock. */
interface BriefReader {
  readonly reader: Reader;
  readonly zone: string;
}

/** A case on one page, from what is stored. */
export async function drawBrief(
  { db, urlOf, command }: BriefDeps,
  escalation: Escalation,
  { reader, zone }: BriefReader,
  asOf: Date,
): Promise<BriefPage> {
  const story = await storyOf(db, escalation, zone);
  const card = await findCard(db, escalation.id);
  const cardUrl = card?.posted ? urlOf(card.posted) : null;
  const brief = briefOf(escalation, story.events, zone);
  return briefPage({ escalation, brief, story, asOf, cardUrl, command }, reader);
}
