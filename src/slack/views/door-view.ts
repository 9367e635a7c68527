import type { ModalView } from "@slack/types";
import { type Door, mayContinueAnyway } from "../../domain/doors.ts";
import { buttons, heading, lines, numbered, paragraph, small, when } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import type { Reader } from "./reader.ts";

export const doorActions = { back: "door_back", continueAnyway: "door_continue" } as const;

/** Where the matter belongs instead, step by step. The draft is kept. */
export function doorView(door: Door, draftId: string, reader: Reader): ModalView {
  const { words } = reader;
  const { heading: title, why, steps } = words.door.doors[door];
  const mayContinue = mayContinueAnyway(door);
  return sayingView(
    words.door.title,
    [
      heading(title),
      paragraph(why),
      lines([{ bold: words.door.stepsHeading }]),
      numbered(steps.map((step) => [step])),
      ...when(mayContinue, paragraph(words.door.continueNote)),
      buttons(
        "door",
        ...(mayContinue
          ? [
              {
                action: doorActions.continueAnyway,
                label: words.controls.buttons.continue_anyway,
                value: draftId,
              },
            ]
          : []),
        { action: doorActions.back, label: words.controls.buttons.back, value: draftId },
      ),
      small(words.door.draftKept),
    ],
    reader,
    { draft: draftId },
  );
}
