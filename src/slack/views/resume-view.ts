import type { ModalView } from "@slack/types";
import { z } from "zod";
import { type Answers, maxExamples } from "../../domain/answers.ts";
import { readCarried } from "./carried.ts";
import { buttons, fit, heading, lines, type Part, small } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";

export const resumeActions = { resume: "draft_resume", startOver: "draft_start_over" } as const;

const metadataSchema = z.object({
  draft: z.string(),
  /** A prefilled draft that takes the place of the open one, or gives it its example. */
  pending: z.string().nullable(),
});
export type ResumeMetadata = z.infer<typeof metadataSchema>;

export function readResumeMetadata(view: { private_metadata: string }): ResumeMetadata | null {
  return readCarried(metadataSchema, view.private_metadata);
}

export interface ResumeScreen extends ResumeMetadata {
  readonly answers: Answers;
  readonly savedAt: string;
  /** What came with the command or the message, if anything. */
  readonly brought: { readonly kind: "text"; readonly text: string } | { readonly kind: "message" } | null;
}

/** An unfinished draft is offered again; nothing of it is lost by looking. */
export function resumeView(screen: ResumeScreen, reader: Reader): ModalView {
  const { words } = reader;
  const { resume } = words.modal;
  const { draft, pending, answers, brought } = screen;
  return sayingView(
    resume.title,
    [
      heading(resume.heading),
      lines([{ bold: resume.about(fit(answers.summary, 150), fit(answers.partner_company, 80)) }]),
      small(resume.saved(screen.savedAt)),
      ...broughtPart(brought, answers, reader),
      buttons(
        "draft",
        {
          action: resumeActions.resume,
          label: words.controls.buttons.resume,
          value: draft,
          style: "primary",
        },
        {
          action: resumeActions.startOver,
          label: words.controls.buttons.start_over,
          value: draft,
          confirm: resume.startOverConfirm,
        },
      ),
    ],
    reader,
    { draft, pending } satisfies ResumeMetadata,
  );
}

function broughtPart(
  brought: ResumeScreen["brought"],
  { examples }: Answers,
  { words }: Reader,
): readonly Part[] {
  switch (brought?.kind) {
    case "text":
      return [small(words.modal.resume.textWaits(fit(brought.text, 150)))];
    case "message":
      return [
        small(examples.length < maxExamples ? words.modal.resume.messageWaits : words.modal.examples.full),
      ];
    case undefined:
      return [];
  }
}
