import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Answers } from "../../domain/answers.ts";
import { type Locale, type SendNote, whatSendingNeeds } from "../../domain/escalation.ts";
import { neverNudged } from "../../domain/nudging.ts";
import type { RouteCondition } from "../../domain/routing.ts";
import { shortAnswers } from "../../domain/short-answers.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { dayInWords, listInWords } from "../../text/catalog.ts";
import { fieldWords, optionWords } from "../../text/form-words.ts";
import type { ButtonSpec } from "./control-specs.ts";
import { readCarried } from "./carried.ts";
import { sensitiveParts, tipParts } from "./care-parts.ts";
import { bestGaps, gapLine } from "./gap-lines.ts";
import {
  blocksOf,
  bullets,
  buttons,
  divider,
  fit,
  heading,
  lines,
  paragraph,
  type Part,
  small,
} from "./parts.ts";
import { cardParts, levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";
import { sendNoteInputs } from "./send-note.ts";
import { plain } from "./safe-text.ts";
import { strengthLines } from "./strength-lines.ts";

export const reviewCallback = "review_send";
export const reviewActions = {
  back: "review_back",
  writeToPartner: "review_write_to_partner",
  closeAsAvoided: "review_close_as_avoided",
  wait: "review_wait",
} as const;
const metadataSchema = z.object({ draft: z.string(), level: z.string() });

export function readReviewMetadata(view: { private_metadata: string }) {
  return readCarried(metadataSchema, view.private_metadata);
}

export interface Destination {
  /** What the channel is known to be; null while it could not be looked at. */
  readonly channel: {
    readonly name: string;
    readonly isPrivate: boolean;
    /** Names of the other organisations that read along; "" for one that Slack does not name. */
    readonly sharedWith: readonly string[];
  } | null;
  /** The route that leads there, and what of the case it asks for; null for where the rest goes. */
  readonly route: { readonly name: string; readonly because: readonly RouteCondition[] } | null;
}

export interface ReviewScreen {
  readonly draftId: string;
  readonly answers: Answers;
  readonly verdict: Verdict;
  readonly sendNote: SendNote;
  readonly requester: string;
  readonly destination: Destination;
  /** When the partner is told today, the day by which they may be expected to answer. */
  readonly replyBy: string;
  readonly writtenIn: Locale;
  /** In the channel's language: how the CSM will see it. */
  readonly channelReader: Reader;
  /** The verdict is another than the one the person pressed Send on. */
  readonly changed: boolean;
}

/** What was judged, as a word: a Send pressed on another verdict than the present one is shown the present one first. */
export function verdictOnScreen(verdict: Verdict): string {
  return verdict.partnerFirst?.reason ?? verdict.level;
}

export function reviewView(screen: ReviewScreen, reader: Reader): ModalView {
  const { words } = reader;
  const needs = whatSendingNeeds(screen.answers, screen.verdict);
  const maySend = needs !== "adobe_does_not_serve_it";
  return {
    type: "modal",
    callback_id: reviewCallback,
    private_metadata: JSON.stringify({ draft: screen.draftId, level: verdictOnScreen(screen.verdict) }),
    title: plain(words.controls.titles.review, 24),
    ...(maySend
      ? {
          submit: plain(
            needs === "nothing" ? words.controls.submit.send : words.controls.submit.send_anyway,
            24,
          ),
        }
      : {}),
    close: plain(words.modal.close, 24),
    blocks: [
      ...blocksOf([
        ...(screen.changed ? [lines([{ bold: words.review.changed }])] : []),
        ...(maySend ? verdictParts(screen, reader) : notServedParts(reader)),
        buttons("review", ...ways(screen, maySend, reader)),
        ...(maySend ? [divider, ...destinationParts(screen, reader), ...preview(screen, reader)] : []),
      ]),
      ...(needs === "sentence" || needs === "reason_and_sentence"
        ? sendNoteInputs(screen.sendNote, needs, reader)
        : []),
    ],
  };
}

function notServedParts({ words }: Reader): readonly Part[] {
  return [heading(words.review.notServed.heading), paragraph(words.review.notServed.text)];
}

/** The verdict in words, what is good first, then the three best next answers. */
function verdictParts(screen: ReviewScreen, reader: Reader): readonly Part[] {
  const { verdict, answers } = screen;
  const { words } = reader;
  const good = strengthLines(answers, verdict, reader).map((strength) => [strength]);
  const next = verdict.gaps.slice(0, bestGaps);
  const { partnerFirst } = verdict;
  return [
    heading(levelInWords(verdict, reader)),
    ...(partnerFirst ? [paragraph(partnerFirstInWords(screen, reader))] : []),
    ...(verdict.bypass ? [paragraph(words.verdict.bypass)] : []),
    ...(good.length > 0 ? [lines([{ bold: words.verdict.goodHeading }]), bullets(good)] : []),
    ...tipParts(answers, reader),
    ...(next.length > 0
      ? [
          lines([{ bold: nextHeading(verdict, next.length, reader) }]),
          bullets(next.map((gap) => gapLine(gap, answers, reader))),
        ]
      : []),
    ...(partnerFirst === null && verdict.level === "ready" ? [paragraph(words.verdict.levelSays.ready)] : []),
    ...verdict.caps.map((cap) => small(words.verdict.caps[cap])),
    ...coaching(answers, reader),
    small(words.verdict.score(verdict.score)),
    ...sensitiveParts(answers, "beforeSending", reader),
  ];
}

/** Advice, never a reason to hold anything back. */
function coaching(answers: Answers, { words }: Reader): readonly Part[] {
  const questions = shortAnswers(answers).map((id) => fieldWords(words.form, id).label);
  return questions.length > 0 ? [small(words.review.coach(questions))] : [];
}

function nextHeading({ partnerFirst, level }: Verdict, count: number, { words }: Reader): string {
  if (partnerFirst || level === "ready") return words.verdict.nextHeading;
  return level === "almost_ready"
    ? words.verdict.levelSays.almost_ready(count)
    : words.verdict.levelSays.not_ready;
}

function partnerFirstInWords(
  { verdict: { partnerFirst }, answers, replyBy }: ReviewScreen,
  { words, locale }: Reader,
): string {
  if (!partnerFirst) return "";
  const date = "eligibleOn" in partnerFirst ? partnerFirst.eligibleOn : replyBy;
  return words.verdict.partnerFirst[partnerFirst.reason]({
    partner: fit(answers.partner_company, 60),
    date: dayInWords(date, locale),
  });
}

/** The ways out besides *Send*, the best first. */
function ways(
  { verdict, draftId: value }: ReviewScreen,
  maySend: boolean,
  { words, locale }: Reader,
): readonly ButtonSpec[] {
  const { partnerFirst, caps } = verdict;
  const { buttons: labels } = words.review;
  const write = { action: reviewActions.writeToPartner, label: labels.writeToPartner, value };
  const avoided = { action: reviewActions.closeAsAvoided, label: labels.closeAsAvoided, value };
  const back = { action: reviewActions.back, label: words.controls.buttons.back, value };
  const waits =
    maySend && partnerFirst && "eligibleOn" in partnerFirst
      ? [
          {
            action: reviewActions.wait,
            label: words.partnerWait.buttons.wait(dayInWords(partnerFirst.eligibleOn, locale)),
            value,
          },
        ]
      : [];
  const reason = partnerFirst?.reason;
  const helps =
    reason === "partner_not_told" ||
    reason === "reply_window_open" ||
    !maySend ||
    caps.includes("tell_partner_now");
  const all: readonly ButtonSpec[] =
    reason === "partner_fixed" ? [avoided] : [...waits, ...(helps ? [write] : [])];
  return [...all.map((way, place) => (place === 0 ? { ...way, style: "primary" as const } : way)), back];
}

function destinationParts({ destination, answers }: ReviewScreen, reader: Reader): readonly Part[] {
  const { review } = reader.words;
  const { channel, route } = destination;
  return [
    lines(
      [{ bold: review.whereHeading }],
      ...(channel ? [[review.where(`#${channel.name}`)]] : []),
      ...(route ? [[whyThere(route, answers, reader)]] : []),
      [channel ? whoReadsAlong(channel, reader) : review.whoUnknown],
    ),
  ];
}

function whoReadsAlong(
  { isPrivate, sharedWith }: NonNullable<Destination["channel"]>,
  { words: { review }, locale }: Reader,
): string {
  if (sharedWith.length === 0) return isPrivate ? review.whoPrivate : review.whoPublic;
  return review.whoShared(
    listInWords(
      sharedWith.map((name) => name || review.unknownOrganisation),
      locale,
    ),
  );
}

function whyThere(
  { name, because }: NonNullable<Destination["route"]>,
  answers: Answers,
  { words, locale }: Reader,
): string {
  const { routing, form } = words;
  const reasons = because.map((condition) => {
    switch (condition) {
      case "partner":
        return routing.reasons.partner(fit(answers.partner_company, 60));
      case "edition":
        return routing.reasons.edition(optionWords(form, "platform", answers.platform ?? ""));
      case "concern":
        return routing.reasons.concern(optionWords(form, "concern_type", answers.concern_type ?? ""));
      case "locale":
        return routing.reasons.locale;
    }
  });
  return routing.because(listInWords(reasons, locale), name);
}

function preview(screen: ReviewScreen, { words }: Reader): readonly Part[] {
  const { answers, verdict, requester, writtenIn, sendNote, channelReader } = screen;
  const facts = {
    name: null,
    requester,
    answers,
    verdict,
    sendNote,
    status: { state: "open" },
    actor: "",
    nudging: neverNudged,
    stopper: "",
    requesterGone: false,
    coOwners: [],
    writtenIn,
  } as const;
  return [lines([{ bold: words.review.cardHeading }]), ...cardParts(facts, channelReader), divider];
}
