import type { ModalView } from "@slack/types";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import type { Step } from "../../domain/form.ts";
import { provenOf } from "../../domain/proof.ts";
import { isReady } from "../../domain/verdict.ts";
import { sensitiveParts } from "./care-parts.ts";
import { caseButtons } from "./case-buttons.ts";
import { bestGaps, gapLine } from "./gap-lines.ts";
import { bullets, buttons, heading, lines, paragraph, type Part } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import { levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";

export const savedActions = { backToStep: "saved_back_to_step" } as const;

/** The step that was saved, and the draft in which it can be changed again. */
export interface SavedStep {
  readonly draftId: string;
  readonly step: Step;
}

/** The new verdict after *Save*, what perhaps should not be in it, and what would help next. */
export function savedView(escalation: Escalation, savedStep: SavedStep, reader: Reader): ModalView {
  const { saved } = reader.words.modal;
  const { verdict, answers } = escalation;
  const missing = isReady(verdict) ? [] : verdict.gaps.slice(0, bestGaps);
  const next = missing.map((gap) => gapLine(gap, provenOf(escalation), reader));
  const more = caseButtons(escalation, reader, ["sendAgain", "addMissing"]);
  return sayingView(
    saved.title,
    [
      heading(saved.heading(caseName(escalation), levelInWords(verdict, reader))),
      paragraph(saved.text),
      ...careful(answers, savedStep, reader),
      ...(next.length > 0
        ? [lines([{ bold: reader.words.verdict.nextHeading }]), bullets(next)]
        : [paragraph(saved.nothingMissing)]),
      ...(more.length > 0 ? [buttons("saved", ...more)] : []),
    ],
    reader,
    { draft: savedStep.draftId },
  );
}

function careful(
  answers: Escalation["answers"],
  { draftId, step }: SavedStep,
  reader: Reader,
): readonly Part[] {
  const warning = sensitiveParts(answers, "saved", reader, step);
  if (warning.length === 0) return [];
  const label = reader.words.care.sensitive.takeOut;
  return [...warning, buttons("sensitive", { action: savedActions.backToStep, label, value: draftId })];
}
