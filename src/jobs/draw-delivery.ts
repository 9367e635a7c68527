import { deliveryKey, type DeliverySubject, type Hint } from "../domain/delivery.ts";
import type { Escalation, Locale } from "../domain/escalation.ts";
import { isEpisode } from "../domain/nudging.ts";
import { isReady } from "../domain/verdict.ts";
import { channelOf } from "../slack/channels.ts";
import { drawBrief } from "../slack/draw-brief.ts";
import { briefMessage } from "../slack/views/brief-view.ts";
import { sayingMessage } from "../slack/views/command-answers.ts";
import { emptyEvidence, evidenceMessages } from "../slack/views/evidence-messages.ts";
import {
  parkedNotice,
  readyMessage,
  reminderMessage,
  reminderNote,
  thanksMessage,
} from "../slack/views/nudge-messages.ts";
import { partnerQuestion } from "../slack/views/partner-wait-messages.ts";
import type { Message } from "../slack/views/parts.ts";
import { partnerMessageDm } from "../slack/views/partner-message-view.ts";
import { messageOf } from "../slack/views/parts.ts";
import { cardFactsOf, cardWithButtons } from "../slack/views/readiness-card.ts";
import { readerOf, type Reader } from "../slack/views/reader.ts";
import { stuckNotice } from "../slack/views/requester-messages.ts";
import type { Db } from "../store/database.ts";
import { type Claim, findCard, findDelivery } from "../store/deliveries.ts";
import { findDraft } from "../store/drafts.ts";
import { findEscalation } from "../store/escalations.ts";
import { namesIn } from "../store/names.ts";
import { findNudge, listSentNudges } from "../store/nudges.ts";
import { findPerson, type KnownPerson } from "../store/people.ts";
import type { PlanSettings } from "../store/plan-contexts.ts";
import type { Words } from "../text/catalog.ts";
import { drawChase } from "./draw-chase.ts";
import { drawDigest } from "./draw-digest.ts";
import { drawQuestion } from "./draw-question.ts";
import { drawStep, isGone } from "./draw-step.ts";

/** What a message of ours shows now, drawn from the store alone. */

export interface DrawDeps {
  readonly db: Db;
  readonly settings: PlanSettings & {
    readonly defaultLocale: Locale;
    readonly slashCommand: string;
  };
  /** Address of a message, for links from one to another. */
  readonly urlOf: (at: { readonly channelId: string; readonly ts: string }) => string;
}

export interface Drawing {
  readonly message: Message;
  /** The same for a Slack that does not take its blocks; null where every Slack does. */
  readonly plain: Message | null;
  /** How many evidence messages the case takes now; 0 for other kinds. */
  readonly evidenceParts: number;
}

/** Null when there is nothing to show any more: the case or draft is gone, or what was stuck is not stuck any more. */
export async function drawDelivery(deps: DrawDeps, claim: Claim): Promise<Drawing | null> {
  const { subject } = claim;
  switch (subject.kind) {
    case "partner_message": {
      const reader = await readerFor(deps, claim);
      const isOpen = (await findDraft(deps.db, subject.draftId))?.status === "open";
      return alone(partnerMessageDm({ ...subject, sent: subject.sent ?? null, isOpen }, reader));
    }
    case "hint": {
      const { words } = await readerFor(deps, claim);
      return alone(sayingMessage(hintInWords(subject.hint, words)));
    }
    case "digest": {
      const digest = await drawDigest(deps, claim, subject);
      return digest && { message: digest.rich, plain: digest.plain, evidenceParts: 0 };
    }
    // It shows nothing, and is nowhere shown.
    case "removal":
      return null;
    default: {
      const escalation = await findEscalation(deps.db, subject.escalationId);
      return escalation && drawOfCase(deps, claim, subject, escalation);
    }
  }
}

function hintInWords(hint: Hint, { modal, proof }: Words): string {
  switch (hint) {
    case "too_late":
      return modal.slow;
    case "failed":
      return modal.failed;
    case "not_asked":
      return proof.notAsked;
  }
}

type CaseSubject = Exclude<DeliverySubject, { kind: "partner_message" | "hint" | "digest" | "removal" }>;

async function drawOfCase(
  deps: DrawDeps,
  claim: Claim,
  subject: CaseSubject,
  escalation: Escalation,
): Promise<Drawing | null> {
  const { db, urlOf } = deps;
  const nameOf = await namesIn(db, escalation);
  const channelReader = readerOf(escalation.desk.locale);
  switch (subject.kind) {
    case "card": {
      const facts = cardFactsOf(escalation, nameOf, await isGone(db, escalation));
      return alone(messageOf(cardWithButtons(facts, escalation, channelReader)));
    }
    case "evidence":
      return drawEvidence(deps, subject.part, escalation, channelReader);
    case "receipt":
    case "case_notice":
    case "step_note": {
      const drawn = await drawStep(deps, claim, subject, escalation, () => readerFor(deps, claim));
      return drawn && alone(drawn);
    }
    case "nudge":
      return drawNudge(deps, claim, subject.number, escalation);
    case "nudge_note":
      return alone(reminderNote(escalation, nameOf(escalation.requesterId), channelReader));
    case "thanks":
      return alone(thanksMessage(escalation, nameOf(escalation.requesterId), channelReader));
    case "ready_notice":
      if (claim.posted === null && !isReady(escalation.verdict)) return null;
      return alone(readyMessage(escalation, nameOf(escalation.requesterId), channelReader));
    case "parked_notice": {
      if (claim.posted === null && escalation.nudging.state !== "parked") return null;
      const card = await findCard(db, escalation.id);
      const cardUrl = card?.posted ? urlOf(card.posted) : null;
      return alone(parkedNotice(escalation, cardUrl, await readerFor(deps, claim)));
    }
    case "question":
    case "question_note":
    case "answer": {
      const drawn = await drawQuestion(deps, claim, subject, escalation, () => readerFor(deps, claim));
      return drawn && alone(drawn);
    }
    case "chase":
    case "unclaimed_notice": {
      const drawn = await drawChase(deps, claim, subject, escalation, () => readerFor(deps, claim));
      return drawn && alone(drawn);
    }
    case "brief": {
      const person = await personOf(deps, claim);
      const reader = await readerFor(deps, claim);
      const zone = person?.zone ?? deps.settings.defaultZone;
      const page = await drawBrief(
        { db, urlOf, command: deps.settings.slashCommand },
        escalation,
        { reader, zone },
        claim.createdAt,
      );
      return alone(briefMessage(escalation.id, page, reader));
    }
    case "stuck_notice": {
      const about = await findDelivery(db, subject.about);
      if (claim.posted === null && about?.state !== "parked") return null;
      const stands = (about?.posted ?? null) !== null;
      const holdUp = { reason: subject.reason, channel: await channelOf(db, escalation), stands };
      return alone(stuckNotice(escalation, holdUp, await readerFor(deps, claim)));
    }
  }
}

/** A reminder in the thread is read by everybody there, in the channel's language; one by DM in the requester's. */
async function drawNudge(
  deps: DrawDeps,
  claim: Claim,
  number: number,
  escalation: Escalation,
): Promise<Drawing | null> {
  const { db, urlOf } = deps;
  const { id, requesterId, nudging } = escalation;
  const nudge = await findNudge(db, id, number);
  if (!nudge?.said) return null;
  const { said, place, episode } = nudge;
  const newest = Math.max(number, ...(await listSentNudges(db, id)).map((sent) => sent.number)) === number;
  const reader = place === "thread" ? readerOf(escalation.desk.locale) : await readerFor(deps, claim);
  if (nudge.kind === "question") {
    const isCurrent = newest && nudging.state === "waiting";
    const parkedOn = said.ending?.parkedOn ?? null;
    return alone(partnerQuestion({ escalation, number: episode, isCurrent, parkedOn }, reader));
  }
  const isCurrent = newest && isEpisode(nudging) && episode === nudging.episodes;
  const card = await findCard(db, id);
  const cardUrl = card?.posted ? urlOf(card.posted) : null;
  const nameOf = await namesIn(db, escalation);
  const requester = { id: requesterId, name: nameOf(requesterId) };
  return alone(reminderMessage({ escalation, requester, said, place, isCurrent, cardUrl }, reader));
}

function alone(message: Message): Drawing {
  return { message, plain: null, evidenceParts: 0 };
}

async function drawEvidence(
  { db, urlOf }: DrawDeps,
  part: number,
  escalation: Escalation,
  reader: Reader,
): Promise<Drawing> {
  const next = await findDelivery(
    db,
    deliveryKey({ kind: "evidence", escalationId: escalation.id, part: part + 1 }),
  );
  const nextUrl = next?.posted ? urlOf(next.posted) : null;
  const messages = evidenceMessages(escalation, () => nextUrl, reader);
  const message = messages[part - 1] ?? emptyEvidence(escalation, part, reader);
  return { message, plain: null, evidenceParts: messages.length };
}

/** The language of the person a DM goes to. */
async function readerFor(deps: DrawDeps, claim: Claim): Promise<Reader> {
  return readerOf((await personOf(deps, claim))?.locale ?? deps.settings.defaultLocale);
}

async function personOf({ db }: DrawDeps, { destination, teamId }: Claim): Promise<KnownPerson | null> {
  return "person" in destination ? findPerson(db, teamId, destination.person) : null;
}
