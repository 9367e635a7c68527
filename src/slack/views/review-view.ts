import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Answers } from "../../domain/answers.ts";
import { type Locale, type SendNote, whatSendingNeeds } from "../../domain/escalation.ts";
import { neverNudged } from "../../domain/nudging.ts";
import { shortAnswers } from "../../domain/short-answers.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { dayInWords, listInWords } from "../../text/catalog.ts";
import { fieldWords } from "../../text/form-words.ts";
import { bestGaps, gapLine } from "./gap-lines.ts";
import {
  blocksOf,
  bullets,
  buttons,
  type ButtonSpec,
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
  return metadataSchema.parse(JSON.parse(view.private_metadata));
}

/** What the channel is known to be; null while it could not be looked at. */
export interface Destination {
  readonly name: string;
  readonly isPrivate: boolean;
  /** Names of the other organisations that read along; "" for one that Slack does not name. */
  readonly sharedWith: readonly string[];
}

export interface ReviewScreen {
  readonly draftId: string;
  readonly answers: Answers;
  readonly verdict: Verdict;
  readonly sendNote: SendNote;
  readonly requester: string;
  readonly destination: Destination | null;
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

function destinationParts({ destination }: ReviewScreen, { words, locale }: Reader): readonly Part[] {
  const { review } = words;
  if (!destination) return [lines([{ bold: review.whereHeading }], [review.whoUnknown])];
  const shared = destination.sharedWith.map((name) => name || review.unknownOrganisation);
  return [
    lines(
      [{ bold: review.whereHeading }],
      [review.where(`#${destination.name}`)],
      [
        shared.length > 0
          ? review.whoShared(listInWords(shared, locale))
          : destination.isPrivate
            ? review.whoPrivate
            : review.whoPublic,
      ],
    ),
  ];
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
    writtenIn,
  } as const;
  return [lines([{ bold: words.review.cardHeading }]), ...cardParts(facts, channelReader), divider];
}
