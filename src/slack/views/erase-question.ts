import { caseName, type Escalation } from "../../domain/escalation.ts";
import { buttons, lines, type Message, messageOf, paragraph, when } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** Before a case is erased, its person is told what goes and what stays. */

export const eraseAction = "case_erase";

/** The name of the case alone: an administrator may erase what they may not read. */
export function eraseQuestion(
  escalation: Pick<Escalation, "id" | "number" | "status">,
  { words }: Reader,
): Message {
  const { erasing } = words;
  const name = caseName(escalation);
  return messageOf([
    lines([{ bold: erasing.ask(name) }]),
    ...when(escalation.status.state !== "closed", paragraph(erasing.open)),
    paragraph(erasing.goes),
    paragraph(erasing.stays),
    paragraph(erasing.noWayBack),
    buttons("erase", {
      action: eraseAction,
      label: erasing.button(name),
      value: escalation.id,
      style: "danger",
    }),
  ]);
}
