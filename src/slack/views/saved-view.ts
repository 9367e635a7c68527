import type { ModalView } from "@slack/types";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { isReady } from "../../domain/verdict.ts";
import { bestGaps, gapLine } from "./gap-lines.ts";
import { bullets, buttons, heading, lines, paragraph } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import { caseButtons, levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";

/** The new verdict after *Save*, and what would help next. */
export function savedView(escalation: Escalation, reader: Reader): ModalView {
  const { saved } = reader.words.modal;
  const { verdict, answers } = escalation;
  const missing = isReady(verdict) ? [] : verdict.gaps.slice(0, bestGaps);
  const next = missing.map((gap) => gapLine(gap, answers, reader));
  const more = caseButtons(escalation, reader, ["addMissing"]);
  return sayingView(
    saved.title,
    [
      heading(saved.heading(caseName(escalation), levelInWords(verdict, reader))),
      paragraph(saved.text),
      ...(next.length > 0
        ? [lines([{ bold: reader.words.verdict.nextHeading }]), bullets(next)]
        : [paragraph(saved.nothingMissing)]),
      ...(more.length > 0 ? [buttons("saved", ...more)] : []),
    ],
    reader,
  );
}
