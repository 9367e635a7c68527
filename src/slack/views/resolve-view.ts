import type { KnownBlock, ModalView } from "@slack/types";
import type { IsoDate } from "../../domain/answers.ts";
import { type Ending, type Escalation, otherDoors } from "../../domain/escalation.ts";
import { caseFormView } from "./case-form.ts";
import { choiceInput, dayInput, givenIn, radioInput } from "./case-inputs.ts";
import type { Reader } from "./reader.ts";
import { readText, textInput } from "./text-input.ts";

/** *Resolve*: how a case ends. What is asked besides the one line follows from that. */

export const resolveCallback = "case_resolve";
export const resolveActions = { how: "resolve_how" } as const;
const blocks = { how: "how", planDue: "plan_due", door: "door", note: "note" } as const;
const noteMax = 300;

const endings = [
  "resolved",
  "plan_agreed",
  "not_ours",
  "declined",
] as const satisfies readonly Ending["as"][];
type EndsAs = (typeof endings)[number];

/** `as`: what was chosen, if anything was. */
export function resolveView(
  escalation: Escalation,
  as: EndsAs | null,
  reader: Reader,
  nameOnly = false,
): ModalView {
  const { resolve } = reader.words.csmSide;
  const { title, submit, how, note: label, noteHint: hint } = resolve;
  const choices = endings.map((value) => ({ value, label: resolve.endings[value] }));
  const inputs = [
    radioInput({ block: blocks.how, label: how }, choices, resolveActions.how),
    ...askedBesides(as, reader),
    textInput({ block: blocks.note, label, hint, max: noteMax, multiline: false }),
  ];
  return caseFormView(
    escalation,
    { callback: resolveCallback, title, submit, parts: [], inputs, nameOnly },
    reader,
  );
}

function askedBesides(as: EndsAs | null, { words }: Reader): readonly KnownBlock[] {
  const { resolve, doors } = words.csmSide;
  switch (as) {
    case "plan_agreed":
      return [dayInput({ block: blocks.planDue, label: resolve.planDue })];
    case "not_ours": {
      const choices = otherDoors.map((value) => ({ value, label: doors[value] }));
      return [choiceInput({ block: blocks.door, label: resolve.door }, choices)];
    }
    case "resolved":
    case "declined":
    case null:
      return [];
  }
}

export function chosenEnding(view: { state?: unknown }): EndsAs | null {
  const chosen = givenIn(view, blocks.how)?.choice;
  return endings.find((as) => as === chosen) ?? null;
}

export type ReadEnding =
  | { readonly ending: Ending }
  | { readonly errors: Record<string, string> }
  /** It was submitted before what that ending asks for was on screen. */
  | { readonly unasked: EndsAs };

/** `today`: where the CSM is; a plan is for that day or a later one. */
export function readEnding(view: { state?: unknown }, today: IsoDate, { words }: Reader): ReadEnding {
  const as = chosenEnding(view);
  const note = readText(view, blocks.note);
  const { blank } = words.modal.errors;
  if (as === null) return { errors: { [blocks.how]: blank } };
  const noNote = note === "" ? { [blocks.note]: blank } : {};
  switch (as) {
    case "resolved":
    case "declined":
      return note === "" ? { errors: noNote } : { ending: { as, note } };
    case "plan_agreed": {
      const given = givenIn(view, blocks.planDue);
      if (!given) return { unasked: as };
      const { day } = given;
      const { pastPlan } = words.csmSide.resolve;
      const fault = day === null ? blank : day < today ? pastPlan : null;
      if (day === null || fault || note === "")
        return { errors: { ...noNote, ...(fault && { [blocks.planDue]: fault }) } };
      return { ending: { as, note, planDue: day } };
    }
    case "not_ours": {
      const given = givenIn(view, blocks.door);
      if (!given) return { unasked: as };
      const door = otherDoors.find((each) => each === given.choice);
      if (!door || note === "") return { errors: { ...noNote, ...(!door && { [blocks.door]: blank }) } };
      return { ending: { as, note, door } };
    }
  }
}
