import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import type { MessageContent } from "../../domain/proof.ts";
import { readCarried } from "./carried.ts";
import { blocksOf, type Line, lines, paragraph } from "./parts.ts";
import { sayingView } from "./plain-modal.ts";
import { caseTitle, type OpenCase, optionsOf, type ProofChoice, readChoice } from "./proof-choice.ts";
import { quotedLines } from "./proof-question.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** *Add to escalation*, from the menu of any message: to which case, and what it shows there. */

export const addMessageCallback = "proof_add_message";
export const addMessageActions = { whichCase: "proof_case", what: "proof_what" } as const;
const caseBlock = "case";

const metadataSchema = z.object({ message: z.string() });

/** The id under which the message is kept. Whose it is, is checked when it comes back. */
export function messageIn(view: { private_metadata: string }): string {
  return readCarried(metadataSchema, view.private_metadata)?.message ?? "";
}

export interface AddMessageScreen {
  readonly messageId: string;
  readonly content: MessageContent;
  /** The newest first; at least one. */
  readonly cases: readonly OpenCase[];
  readonly chosen: OpenCase;
}

export function addMessageView(screen: AddMessageScreen, reader: Reader): ModalView {
  const { words } = reader;
  const { shortcut } = words.proof;
  const { messageId, content, cases, chosen } = screen;
  const quoted = quotedLines(content, reader);
  return {
    type: "modal",
    callback_id: addMessageCallback,
    private_metadata: JSON.stringify({ message: messageId }),
    title: plain(shortcut.title, 24),
    submit: plain(words.controls.submit.save, 24),
    close: plain(words.modal.close, 24),
    blocks: [
      ...blocksOf([
        lines(
          [{ bold: shortcut.message }],
          ...(quoted.length > 0 ? quoted : [shortcut.noText]).map((line): Line => [line]),
        ),
      ]),
      menu({
        block: caseBlock,
        action: addMessageActions.whichCase,
        label: shortcut.whichCase,
        dispatch: true,
        options: cases.map((open) => caseOption(open)),
        initial: caseOption(chosen),
      }),
      menu({
        // Another case asks for other things: what was chosen for one is not kept for the other.
        block: whatBlock(chosen.escalation.id),
        action: addMessageActions.what,
        label: shortcut.what,
        dispatch: false,
        options: optionsOf(chosen, reader),
      }),
    ],
  };
}

function whatBlock(escalationId: string): string {
  return `what:${escalationId}`;
}

function caseOption({ escalation }: OpenCase): PlainTextOption {
  return { text: plain(caseTitle(escalation), 75), value: escalation.id };
}

interface Menu {
  readonly block: string;
  readonly action: string;
  readonly label: string;
  readonly dispatch: boolean;
  readonly options: readonly PlainTextOption[];
  readonly initial?: PlainTextOption;
}

function menu({ block, action, label, dispatch, options, initial }: Menu): InputBlock {
  return {
    type: "input",
    block_id: block,
    label: plain(label, 2000),
    optional: false,
    dispatch_action: dispatch,
    element: {
      type: "static_select",
      action_id: action,
      options: [...options],
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** There is no case to add it to, or nothing to add. */
export function cannotAddView(sentence: string, reader: Reader): ModalView {
  return sayingView(reader.words.proof.shortcut.title, [paragraph(sentence)], reader);
}

const stateSchema = z.object({
  values: z.record(
    z.string(),
    z.record(z.string(), z.object({ selected_option: z.object({ value: z.string() }).nullish() })),
  ),
});

/** What was chosen; null when it is nothing that was offered. */
export function readAddMessage(view: { state?: unknown }): ProofChoice | null {
  const { values } = stateSchema.parse(view.state);
  const chosen = Object.values(values).flatMap((block) => block[addMessageActions.what] ?? []);
  return readChoice(chosen[0]?.selected_option?.value);
}
