import type { WebClient } from "@slack/web-api";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { whyNotErased } from "../../domain/erasing.ts";
import { findErased } from "../../store/erased-cases.ts";
import { eraseCase } from "../../store/erasing.ts";
import { findEscalationByNumber } from "../../store/escalations.ts";
import { decideInTurn, holdCase } from "../../store/transactions.ts";
import { asEraser } from "../administrators.ts";
import { askedCase, erasedInWords } from "../asked-case.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { tellAlone } from "../open-from-message.ts";
import { ourCase } from "../our-case.ts";
import { actingPerson, type Clicker, clickerOf, meetPerson } from "../people.ts";
import { sayingMessage } from "../views/command-answers.ts";
import { eraseQuestion } from "../views/erase-question.ts";
import type { Message } from "../views/parts.ts";
import type { Reader } from "../views/reader.ts";

/** `/escalate ESC-4 erase`: its requester, or an administrator, erases a case once they were told what goes. */

export async function askToErase(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  number: number,
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const escalation = await findEscalationByNumber(deps.db, deps.workspace.teamId, number);
  if (!escalation) {
    const asked = await askedCase(deps, client, asker, number);
    if ("refused" in asked) await say(sayingMessage(asked.refused));
    return;
  }
  const { reader } = await meetPerson(deps, client, asker.userId);
  const person = await asEraser(asker, escalation, deps, client);
  const refusal = person && whyNotErased(escalation, person);
  if (!person) await say(sayingMessage(reader.words.erasing.cannotTell));
  else if (refusal) await say(sayingMessage(inWords(refusal, escalation, reader)));
  else await say(eraseQuestion(escalation, reader));
}

/** Decided anew on the case as it is at the moment of the click. */
export const eraseForGood =
  (deps: SlackDeps) =>
  async (click: ButtonClick): Promise<void> => {
    const { ack, body, client, respond, action } = click;
    await ack();
    const { db, workspace } = deps;
    const clicker = clickerOf(body);
    const { reader } = await actingPerson(deps, clicker.userId);
    const { words } = reader;
    const id = action.value ?? "";
    const escalation = await ourCase(deps, db, id);
    const erased = escalation ? null : await findErased(db, workspace.teamId, { id });
    // Whoever presses twice may have erased it themselves; a forged button is told nothing.
    if (erased?.erasedBy === clicker.userId)
      return tellAlone(click, await erasedInWords(deps, erased, reader));
    if (!escalation) return tellAlone(click, words.talk.refusals.outsider);
    const person = await asEraser(clicker, escalation, deps, client);
    if (!person) return tellAlone(click, words.erasing.cannotTell);
    const refusal = await decideInTurn(db, async (trx) => {
      await holdCase(trx, id);
      const present = await ourCase(deps, trx, id);
      if (!present) return null;
      const why = whyNotErased(present, person);
      if (!why) await eraseCase(trx, present, { by: person.id, now: deps.now() });
      return why;
    });
    if (refusal) return tellAlone(click, inWords(refusal, escalation, reader));
    deps.log.info({ id }, "a case was erased by a person");
    deps.wake();
    const done = sayingMessage(words.erasing.done(caseName(escalation)));
    await respond({ response_type: "ephemeral", replace_original: true, ...done });
  };

function inWords(
  refusal: NonNullable<ReturnType<typeof whyNotErased>>,
  escalation: Escalation,
  { words }: Reader,
): string {
  switch (refusal) {
    case "outsider":
      return words.talk.refusals.outsider;
    case "unknown":
      return words.talk.unknownCase(caseName(escalation));
    case "only_requester_or_admin":
      return words.erasing.refused;
  }
}
