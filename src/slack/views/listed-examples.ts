import type { Example } from "../../domain/answers.ts";
import { exampleNumber, type Writing } from "../../domain/example-list.ts";
import { backedExamples, type Proof } from "../../domain/proof.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { ButtonSpec } from "./control-specs.ts";
import { buttons, fit, heading, lines, type Part } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** The examples above the one that is being written. */

export const exampleActions = { add: "example_add", edit: "example_edit", remove: "example_remove" } as const;

interface ListedScreen extends Writing {
  readonly verdict: Pick<Verdict, "examples">;
  readonly proofs?: readonly Proof[];
}

/** The other examples with what they still need, and above the inputs which one is on screen. */
export function listedExamples(screen: ListedScreen, onScreen: Example, reader: Reader): readonly Part[] {
  const { words } = reader;
  const { position, count } = exampleNumber(screen);
  const backed = backedExamples(screen.proofs ?? []);
  const listed = screen.answers.examples.flatMap((example, index): Part[] => {
    const remove: ButtonSpec = {
      action: exampleActions.remove,
      label: words.controls.buttons.remove,
      value: String(example.key),
      confirm: words.modal.examples.removeConfirm,
    };
    const edit: ButtonSpec = {
      action: exampleActions.edit,
      label: words.controls.buttons.edit,
      value: String(example.key),
    };
    return [
      lines([
        { bold: words.modal.examples.listed(index + 1) },
        " ",
        describe(example, screen.verdict, reader),
      ]),
      ...listedButtons(
        `listed:${example.key}`,
        ...(example.key === onScreen.key ? [] : [edit]),
        // A message in Slack stays what it is: its example goes when it goes.
        ...(backed.has(example.key) ? [] : [remove]),
      ),
    ];
  });
  return [
    ...(screen.answers.examples.length > 1 || position > 1 ? listed : []),
    heading(words.modal.examples.heading(position, count)),
  ];
}

function listedButtons(id: string, ...all: readonly ButtonSpec[]): readonly Part[] {
  return all.length > 0 ? [buttons(id, ...all)] : [];
}

function describe(example: Example, verdict: ListedScreen["verdict"], { words }: Reader): string {
  const judged = verdict.examples.find((other) => other.key === example.key);
  const missing = (["date", "expected_and_actual", "where", "impact", "told"] as const).filter(
    (test) => !judged?.tests.includes(test),
  );
  const state = judged?.passes
    ? words.modal.examples.complete
    : words.modal.examples.lacks(missing.map((test) => words.verdict.exampleTests[test]));
  const about = fit(example.ex_actual || example.ex_where, 80);
  return about === "" ? state : `${about} · ${state}`;
}
