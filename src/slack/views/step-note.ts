import type { NotedStep } from "../../domain/delivery.ts";
import { fit, type Line, lines, type Message, messageOf } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** One line in the thread about a step that somebody took: the card that changes raises no notice. */

interface Somebody {
  readonly id: string;
  readonly name: string;
}

export interface StepNoteFacts {
  readonly step: NotedStep;
  /** `ESC-4` */
  readonly name: string;
  /** Name of who took it. */
  readonly by: string;
  /** Who is called, because it concerns them. */
  readonly to: Somebody | null;
}

export function stepNote({ step, name, by, to }: StepNoteFacts, { words }: Reader): Message {
  const called: Line = to ? [{ person: to.id, name: fit(to.name, 80) }, ", "] : [];
  return messageOf([lines([...called, words.csmSide.notes[step](fit(by, 80), name)])]);
}
