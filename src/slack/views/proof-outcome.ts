import type { ModalView } from "@slack/types";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { proofFactsOf, type ProofTarget } from "../../domain/gap-proof.ts";
import { provenOf } from "../../domain/proof.ts";
import { isReady } from "../../domain/verdict.ts";
import { gapAsk } from "./gap-lines.ts";
import { buttons, type Message, messageOf, paragraph, type Part } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import { choiceInWords } from "./proof-choice.ts";
import { caseButtons } from "./case-buttons.ts";
import { levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";

/** What became of a message that somebody chose a place for. */

/** It was added: where to, what the case is by it, and what would help most next. */
function addedParts(escalation: Escalation, target: ProofTarget, reader: Reader): readonly Part[] {
  const { proof } = reader.words;
  const { verdict } = escalation;
  const [best] = isReady(verdict) ? [] : verdict.gaps;
  const next = best ? proof.next(gapAsk(best, provenOf(escalation), reader)) : proof.nothingMissing;
  return [
    paragraph(proof.added(caseName(escalation), choiceInWords(target, escalation, reader))),
    paragraph(`${proof.level(levelInWords(verdict, reader))} ${next}`),
    ...(proofFactsOf(target.code).form ? [paragraph(proof.form)] : []),
  ];
}

/** No message can settle it: the form that opens asks for it. */
export function formOnlyInWords(escalation: Escalation, target: ProofTarget, reader: Reader): string {
  return reader.words.proof.formOnly(caseName(escalation), choiceInWords(target, escalation, reader));
}

/** To the person alone; *Add what is missing* goes on from there. */
export function addedMessage(escalation: Escalation, target: ProofTarget, reader: Reader): Message {
  return messageOf([...addedParts(escalation, target, reader), ...goOn(escalation, reader)]);
}

export function addedView(escalation: Escalation, target: ProofTarget, reader: Reader): ModalView {
  const { done } = reader.words.proof.shortcut;
  return sayingView(done, [...addedParts(escalation, target, reader), ...goOn(escalation, reader)], reader);
}

function goOn(escalation: Escalation, reader: Reader): readonly Part[] {
  const more = caseButtons(escalation, reader, ["addMissing"]);
  return more.length > 0 ? [buttons("added", ...more)] : [];
}
