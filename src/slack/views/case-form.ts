import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { readCarried } from "./carried.ts";
import { blocksOf, heading, paragraph, type Part, small } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** A window over one case, with a few inputs: what it is about, what is being done, and what came of it. */

const metadataSchema = z.object({ escalation: z.string() });

/** The id of the case that the window is about; "" when it is about none. */
export function caseIn(view: { private_metadata: string }): string {
  return readCarried(metadataSchema, view.private_metadata)?.escalation ?? "";
}

export interface CaseForm {
  readonly callback: string;
  readonly title: string;
  readonly submit: string;
  /** Above the inputs. */
  readonly parts: readonly Part[];
  readonly inputs: readonly KnownBlock[];
  /** For somebody of whom is not known yet whether they may see more of the case. */
  readonly nameOnly?: boolean;
}

export function caseFormView(
  escalation: Escalation,
  { callback, title, submit, parts, inputs, nameOnly = false }: CaseForm,
  { words }: Reader,
): ModalView {
  const name = caseName(escalation);
  return {
    type: "modal",
    callback_id: callback,
    private_metadata: JSON.stringify({ escalation: escalation.id }),
    title: plain(title, 24),
    submit: plain(submit, 24),
    close: plain(words.modal.close, 24),
    blocks: [
      ...blocksOf([small(nameOnly ? name : `${name} · ${escalation.answers.summary}`), ...parts]),
      ...inputs,
    ],
  };
}

/** While Slack is asked who the person is: an acknowledgement cannot wait for that. */
export function workingView(reader: Reader): ModalView {
  const { working } = reader.words.csmSide;
  return sayingView(working.title, [paragraph(working.text)], reader);
}

/** What came of it. `typed`: what was written and not taken, so that it is not lost. */
export function outcomeView(name: string, sentence: string, typed: string | null, reader: Reader): ModalView {
  const { outcome } = reader.words.csmSide;
  return sayingView(
    outcome.title,
    [
      heading(name),
      paragraph(sentence),
      ...(typed === null || typed === ""
        ? []
        : [paragraph(outcome.typed), { kind: "copy", text: typed } as const]),
    ],
    reader,
  );
}
