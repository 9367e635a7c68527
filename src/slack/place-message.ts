import type { Escalation, Person } from "../domain/escalation.ts";
import type { ProofTarget } from "../domain/gap-proof.ts";
import { caseName } from "../domain/escalation.ts";
import type { MessageContent } from "../domain/proof.ts";
import { findDeliveryAt } from "../store/deliveries.ts";
import type { KeptMessage } from "../store/kept-messages.ts";
import { addProof } from "./add-proof.ts";
import { answerQuestion, whyNotAnswered } from "./answer-question.ts";
import type { SlackDeps } from "./deps.ts";
import { refusalInWords } from "./refusals.ts";
import type { ProofChoice } from "./views/proof-choice.ts";
import { formOnlyInWords } from "./views/proof-outcome.ts";
import type { Reader } from "./views/reader.ts";

/** A person said what their message is: it goes there, once, and they are told what that did. */

export type Placed =
  | { readonly kind: "added"; readonly escalation: Escalation; readonly target: ProofTarget }
  /** Nothing was added, and the form asks for it. */
  | {
      readonly kind: "form_only";
      readonly escalation: Escalation;
      readonly target: ProofTarget;
      readonly sentence: string;
    }
  /** `settled`: the message has its place, or never will; otherwise another choice may still help. */
  | { readonly kind: "said"; readonly sentence: string; readonly settled: boolean };

export async function placeMessage(
  deps: SlackDeps,
  person: Person,
  message: KeptMessage | null,
  choice: ProofChoice | null,
  reader: Reader,
): Promise<Placed> {
  const { proof, talk } = reader.words;
  if (!message) return { kind: "said", sentence: proof.forgotten, settled: true };
  if (message.teamId !== deps.workspace.teamId || message.personId !== person.id || !choice)
    return { kind: "said", sentence: talk.refusals.outsider, settled: false };
  const { content } = message;
  if (!content) return { kind: "said", sentence: proof.deletedMeanwhile, settled: true };
  return choice.kind === "answer"
    ? answerBy(deps, person, { ...message, content }, choice, reader)
    : addTo(deps, person, { ...message, content }, choice, reader);
}

type Told = KeptMessage & { readonly content: MessageContent };

async function addTo(
  deps: SlackDeps,
  person: Person,
  message: Told,
  choice: Extract<ProofChoice, { kind: "evidence" }>,
  reader: Reader,
): Promise<Placed> {
  const { proof } = reader.words;
  const { target } = choice;
  const added = await addProof(deps, person, message, choice);
  switch (added.kind) {
    case "added":
      return { kind: "added", escalation: added.escalation, target };
    case "there_already":
      return { kind: "said", sentence: proof.thereAlready(caseName(added.escalation)), settled: true };
    case "form_only": {
      const sentence = formOnlyInWords(added.escalation, target, reader);
      return { kind: "form_only", escalation: added.escalation, target, sentence };
    }
    case "no_room":
      return { kind: "said", sentence: proof.noRoom, settled: false };
    case "example_gone":
      return { kind: "said", sentence: proof.exampleGone, settled: false };
    case "refused": {
      const sentence = await refusalInWords(deps, added.refusal, added.escalation, reader);
      return { kind: "said", sentence, settled: false };
    }
  }
}

/** What a CSM asked is answered by the message. */
async function answerBy(
  deps: SlackDeps,
  person: Person,
  { channelId, ts, threadTs, content }: Told,
  { escalationId, question: number }: Extract<ProofChoice, { kind: "answer" }>,
  reader: Reader,
): Promise<Placed> {
  const text = [content.text, ...content.files].filter((piece) => piece !== "").join("\n");
  const at = (await isBelowCard(deps, escalationId, channelId, threadTs)) ? { channelId, ts } : null;
  const answered = await answerQuestion(deps, { escalationId, number, person, text, at });
  const whyNot = await whyNotAnswered(deps, answered, reader);
  return { kind: "said", sentence: whyNot ?? reader.words.questions.answer.done, settled: whyNot === null };
}

/** Whoever reads the thread of the card has read the message there. */
async function isBelowCard(
  { db, workspace }: SlackDeps,
  escalationId: string,
  channelId: string,
  threadTs: string | null,
): Promise<boolean> {
  if (threadTs === null) return false;
  const root = await findDeliveryAt(db, { teamId: workspace.teamId, channelId, ts: threadTs });
  return root?.subject.kind === "card" && root.subject.escalationId === escalationId;
}
