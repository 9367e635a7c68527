import type { ModalView } from "@slack/types";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { dayInWords } from "../../text/catalog.ts";
import { fit, heading, paragraph, type Part } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";

/** What stands in the modal once the case waits for its partner. */
export function waitingView(escalation: Escalation, reader: Reader): ModalView {
  const { partnerWait } = reader.words;
  return sayingView(
    partnerWait.waiting.title,
    [...howItWaits(escalation, reader), paragraph(partnerWait.waiting.sooner)],
    reader,
  );
}

function howItWaits(escalation: Escalation, { words, locale }: Reader): readonly Part[] {
  const { waiting, parked, receipt } = words.partnerWait;
  const { nudging, answers } = escalation;
  const name = caseName(escalation);
  if (nudging.state !== "waiting") return [heading(parked(name)), paragraph(receipt.parked)];
  const date = dayInWords(nudging.eligibleOn, locale);
  return [
    heading(waiting.heading(name, fit(answers.partner_company, 60), date)),
    paragraph(waiting.then(date)),
  ];
}
