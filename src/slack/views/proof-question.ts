import type { ActionsBlock } from "@slack/types";
import { caseName } from "../../domain/escalation.ts";
import type { MessageContent } from "../../domain/proof.ts";
import { fit, lines, type Message, messageOf } from "./parts.ts";
import { groupOf, type OpenCase, optionsOf } from "./proof-choice.ts";
import { filesInWords } from "./proof-lines.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** The question to a person who wrote something, seen by them alone: *Add this to…* */

export const proofActions = { choose: "proof_choose", leaveOut: "proof_leave_out" } as const;

export interface ProofQuestion {
  /** Of the kept message. */
  readonly messageId: string;
  readonly content: MessageContent;
  /** Each with something to choose. */
  readonly cases: readonly OpenCase[];
}

export function proofQuestion({ messageId, content, cases }: ProofQuestion, reader: Reader): Message {
  const { question } = reader.words.proof;
  const [only, ...others] = cases;
  const heading =
    only && others.length === 0 ? question.heading(caseName(only.escalation)) : question.several;
  const { text, blocks } = messageOf([
    lines([{ bold: heading }], ...quotedLines(content, reader).map((line) => [line])),
  ]);
  const controls: ActionsBlock = {
    type: "actions",
    block_id: blockOf(messageId),
    elements: [
      {
        type: "static_select",
        action_id: proofActions.choose,
        placeholder: plain(question.choose, 150),
        ...(only && others.length === 0
          ? { options: optionsOf(only, reader) }
          : { option_groups: cases.map((open) => groupOf(open, reader)) }),
      },
      {
        type: "button",
        action_id: proofActions.leaveOut,
        text: plain(question.leaveOut, 75),
        value: messageId,
      },
    ],
  };
  return { text, blocks: [...blocks, controls] };
}

/** The first words of the message, and its files. */
export function quotedLines({ text, files }: MessageContent, reader: Reader): readonly string[] {
  const said = fit(text, 150);
  return [...(said === "" ? [] : [`“${said}”`]), ...(files.length > 0 ? [filesInWords(files, reader)] : [])];
}

const prefix = "proof:";

/** The select says which message it is about by the block it stands in: an option has no room for it. */
function blockOf(messageId: string): string {
  return `${prefix}${messageId}`;
}

export function messageIdIn(blockId: string): string {
  return blockId.slice(prefix.length);
}
