import type { ModalView } from "@slack/types";
import type { Locale } from "../../domain/escalation.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import { readerOf } from "../views/reader.ts";
import { failedView, withTrouble } from "../views/trouble-views.ts";
import type { Drawn, Subject } from "./a-drawn-case.ts";

/** What people are told when something does not work, or may not be done. */

/** The fullest of the windows, as Slack tells of it, with the word of trouble above what is in it. */
export function troubledModals(
  windows: readonly Drawn<ModalView>[],
  locale: Locale,
): readonly Drawn<ModalView>[] {
  const reader = readerOf(locale);
  const [fullest] = windows.toSorted((a, b) => b.drawn.blocks.length - a.drawn.blocks.length);
  return [
    { name: "failed", drawn: failedView(reader) },
    ...(fullest
      ? [{ name: `${fullest.name}, in trouble`, drawn: withTrouble(asTold(fullest.drawn), reader) }]
      : []),
  ];
}

function asTold(view: ModalView) {
  const { callback_id: id = "", private_metadata: metadata = "", ...rest } = view;
  return { ...rest, callback_id: id, private_metadata: metadata };
}

/** Each sentence that names somebody, or a channel, to whoever is refused. */
export function refusalMessages({ someone }: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const { csmSide, questions, talk } = reader.words;
  const { handOver, colleague } = csmSide;
  const ending = reader.words.card.status.closings.declined;
  return [
    talk.wasFirst.acknowledged(someone),
    talk.wasFirst.returned(someone),
    talk.wasFirst.closed(someone, ending),
    handOver.hasIt(someone),
    handOver.owner(someone),
    handOver.notCsm(someone),
    colleague.notHere(someone),
    questions.answer.alreadyBy(someone),
  ].map((sentence, index) => ({ name: `refusal ${index}`, drawn: sayingMessage(sentence) }));
}
