import type { ModalView } from "@slack/types";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { isReady } from "../../domain/verdict.ts";
import { heading, paragraph } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";

/** What stands in the modal once the case is on its way. */
export function sentView(escalation: Escalation, channel: string, again: boolean, reader: Reader): ModalView {
  const { sent } = reader.words.modal;
  const { verdict } = escalation;
  const name = caseName(escalation);
  return sayingView(
    sent.title,
    [
      heading(sent.heading(name)),
      paragraph(again ? sent.already(name) : sent.where(channel)),
      paragraph(sent.next(isReady(verdict) ? 0 : verdict.gaps.length)),
    ],
    reader,
  );
}

export function avoidedView(escalation: Escalation, reader: Reader): ModalView {
  const { avoided } = reader.words.review;
  return sayingView(
    avoided.title,
    [heading(avoided.heading(caseName(escalation))), paragraph(avoided.text)],
    reader,
  );
}
