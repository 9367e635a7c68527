import type { WebClient } from "@slack/web-api";
import { maySee } from "../domain/case-moves.ts";
import type { Escalation } from "../domain/escalation.ts";
import { findEscalationByNumber } from "../store/escalations.ts";
import type { SlackDeps } from "./deps.ts";
import { type Acting, asOwnerOrCsm, type Clicker, meetPerson } from "./people.ts";

/** A case that somebody asks for by its name. Whoever may not see it is not told that it exists. */
export type Asked =
  { readonly escalation: Escalation; readonly person: Acting } | { readonly refused: string };

export async function askedCase(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  number: number,
): Promise<Asked> {
  const escalation = await findEscalationByNumber(deps.db, deps.workspace.teamId, number);
  const acting = await meetPerson(deps, client, asker.userId);
  const { talk } = acting.reader.words;
  const person = await asOwnerOrCsm(asker, escalation, deps, client);
  if (!person) return { refused: talk.cannotTell };
  if (!escalation || !maySee(escalation, person)) return { refused: talk.unknownCase(`ESC-${number}`) };
  return { escalation, person: acting };
}
