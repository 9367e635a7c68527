import type { WebClient } from "@slack/web-api";
import { maySee } from "../domain/case-moves.ts";
import { type ErasedCase, mayKnowErased } from "../domain/erasing.ts";
import { caseName, type Escalation } from "../domain/escalation.ts";
import { localDate } from "../domain/working-time.ts";
import { findErased } from "../store/erased-cases.ts";
import { findEscalationByNumber } from "../store/escalations.ts";
import { findPerson } from "../store/people.ts";
import { dayInWords } from "../text/catalog.ts";
import type { SlackDeps } from "./deps.ts";
import { type Acting, asOwnerOrCsm, type Clicker, meetPerson } from "./people.ts";
import type { Reader } from "./views/reader.ts";

/** A case that somebody asks for by its name. Whoever may not see it is not told that it exists. */
export type Asked =
  { readonly escalation: Escalation; readonly person: Acting } | { readonly refused: string };

export async function askedCase(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  number: number,
): Promise<Asked> {
  const { teamId } = deps.workspace;
  const escalation = await findEscalationByNumber(deps.db, teamId, number);
  const erased = escalation ? null : await findErased(deps.db, teamId, { number });
  const acting = await meetPerson(deps, client, asker.userId);
  const { talk } = acting.reader.words;
  const person = await asOwnerOrCsm(asker, escalation ?? (erased && servedAt(erased)), deps, client);
  if (!person) return { refused: talk.cannotTell };
  if (erased && mayKnowErased(erased, person))
    return { refused: await erasedInWords(deps, erased, acting.reader) };
  if (!escalation || !maySee(escalation, person)) return { refused: talk.unknownCase(`ESC-${number}`) };
  return { escalation, person: acting };
}

function servedAt({ requesterId, coOwnerIds, channelId, usergroup }: ErasedCase) {
  return { requesterId: requesterId ?? "", coOwnerIds, channelId, desk: { usergroup } };
}

export async function erasedInWords(
  { db, workspace, settings }: SlackDeps,
  erased: ErasedCase,
  { words, locale }: Reader,
): Promise<string> {
  const on = dayInWords(localDate(erased.erasedAt, settings.defaultZone), locale);
  const { erasedBy } = erased;
  if (erasedBy === null) return words.erasing.erased(caseName(erased), on);
  const who = (await findPerson(db, workspace.teamId, erasedBy))?.name ?? erasedBy;
  return words.erasing.erasedBy(caseName(erased), on, who);
}
