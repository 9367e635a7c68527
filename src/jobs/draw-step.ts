import { wasSent } from "../domain/case-moves.ts";
import type { DeliverySubject } from "../domain/delivery.ts";
import { caseName, type Escalation } from "../domain/escalation.ts";
import { channelOf } from "../slack/channels.ts";
import { closedNotice, returnedNotice } from "../slack/views/case-notices.ts";
import { coOwnerReceipt } from "../slack/views/co-owner-receipt.ts";
import { waitingReceipt } from "../slack/views/partner-wait-messages.ts";
import type { Message } from "../slack/views/parts.ts";
import { type Reader, readerOf } from "../slack/views/reader.ts";
import { acknowledgedNotice, receiptMessage } from "../slack/views/requester-messages.ts";
import { stepNote } from "../slack/views/step-note.ts";
import type { Db } from "../store/database.ts";
import { type Claim, findCard, listDeliveries } from "../store/deliveries.ts";
import { namesIn } from "../store/names.ts";
import { findPerson } from "../store/people.ts";
import type { DrawDeps } from "./draw-delivery.ts";

type Of<Kind extends DeliverySubject["kind"]> = Extract<DeliverySubject, { kind: Kind }>;
type StepSubject = Of<"receipt" | "case_notice" | "step_note">;

/** How each side sees the steps that the other takes: the receipts, word of what cannot wait, and a line in the thread. */
export async function drawStep(
  deps: DrawDeps,
  claim: Pick<Claim, "posted">,
  subject: StepSubject,
  escalation: Escalation,
  dmReader: () => Promise<Reader>,
): Promise<Message | null> {
  switch (subject.kind) {
    case "receipt":
      return drawReceipt(deps, subject, escalation, await dmReader());
    case "case_notice":
      return drawNotice(deps, claim, subject, escalation, dmReader);
    case "step_note":
      return drawNote(deps, subject, escalation);
  }
}

async function drawReceipt(
  { db, settings, urlOf }: DrawDeps,
  { coOwner }: Of<"receipt">,
  escalation: Escalation,
  reader: Reader,
): Promise<Message | null> {
  const { status, requesterId } = escalation;
  const nameOf = await namesIn(db, escalation);
  const card = await findCard(db, escalation.id);
  const facts = {
    escalation,
    channel: await channelOf(db, escalation),
    cardUrl: card?.posted ? urlOf(card.posted) : null,
    actor: "by" in status ? nameOf(status.by) : "",
    command: settings.slashCommand,
  };
  if (coOwner !== undefined) {
    const requester = { requester: nameOf(requesterId), requesterGone: await isGone(db, escalation) };
    return coOwnerReceipt({ ...facts, ...requester }, reader);
  }
  const unheardOf = !wasSent(escalation) || (status.state === "closed" && card === null);
  return unheardOf ? waitingReceipt(facts, reader) : receiptMessage(facts, reader);
}

/** Null when the case has moved on before it was out. One that is found again after that says what it said. */
async function drawNotice(
  { db, urlOf }: DrawDeps,
  { posted }: Pick<Claim, "posted">,
  { notice, revision, by }: Of<"case_notice">,
  escalation: Escalation,
  dmReader: () => Promise<Reader>,
): Promise<Message | null> {
  const { id, status } = escalation;
  const stands = status.state === notice;
  if (!stands && posted === null) return null;
  const actor = "by" in status && (posted === null || by === undefined) ? status.by : by;
  const nameOf = await namesIn(db, escalation, actor === undefined ? [] : [actor]);
  const card = await findCard(db, id);
  const facts = {
    escalation,
    actor: actor === undefined ? "" : nameOf(actor),
    cardUrl: card?.posted ? urlOf(card.posted) : null,
    isCurrent: stands && revision === (await newestNotice(db, id, notice)),
  };
  const reader = await dmReader();
  switch (notice) {
    case "acknowledged":
      return acknowledgedNotice(escalation, facts.actor, reader);
    case "returned":
      return returnedNotice(facts, reader);
    case "closed":
      return closedNotice(facts, reader);
  }
}

async function newestNotice(
  db: Db,
  escalationId: string,
  notice: Of<"case_notice">["notice"],
): Promise<number> {
  const revisions = (await listDeliveries(db, escalationId)).flatMap(({ subject }) =>
    subject.kind === "case_notice" && subject.notice === notice ? [subject.revision] : [],
  );
  return Math.max(...revisions);
}

async function drawNote(
  { db }: DrawDeps,
  subject: Of<"step_note">,
  escalation: Escalation,
): Promise<Message> {
  const { step, by, to } = subject;
  const nameOf = await namesIn(db, escalation, to === null ? [by] : [by, to]);
  return stepNote(
    {
      step,
      name: caseName(escalation),
      by: nameOf(by),
      to: to === null ? null : { id: to, name: nameOf(to) },
    },
    readerOf(escalation.desk.locale),
  );
}

/** Whether the requester has left the workspace, as far as Slack has told. */
export async function isGone(
  db: Db,
  { teamId, requesterId }: Pick<Escalation, "teamId" | "requesterId">,
): Promise<boolean> {
  return (await findPerson(db, teamId, requesterId))?.deleted ?? false;
}
