import type { ModalView } from "@slack/types";
import type { Escalation } from "../../domain/escalation.ts";
import { caseFormView } from "./case-form.ts";
import { givenIn, personInput } from "./case-inputs.ts";
import { paragraph } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** Windows that ask for somebody: *Hand over* to another CSM, *Add a colleague*. */

export const personCallbacks = { handOver: "case_hand_over", colleague: "case_add_colleague" } as const;

const personBlock = "person";

export function personView(
  about: keyof typeof personCallbacks,
  escalation: Escalation,
  reader: Reader,
): ModalView {
  const { title, text, label, submit } = reader.words.csmSide[about];
  const inputs = [personInput({ block: personBlock, label })];
  return caseFormView(
    escalation,
    { callback: personCallbacks[about], title, submit, parts: [paragraph(text)], inputs },
    reader,
  );
}

/** Who was chosen, or what is wrong at which block. */
export function readPerson(
  view: { state?: unknown },
  { words }: Reader,
): { readonly person: string } | { readonly errors: Record<string, string> } {
  const person = givenIn(view, personBlock)?.person ?? null;
  return person === null ? { errors: { [personBlock]: words.modal.errors.blank } } : { person };
}
