import type { ModalView } from "@slack/types";
import { maxExamples } from "../../domain/answers.ts";
import type { Door } from "../../domain/doors.ts";
import { type Locale } from "../../domain/escalation.ts";
import { steps } from "../../domain/form.ts";
import { stepOf } from "../../domain/gap-steps.ts";
import { caseGoneView, draftGoneView } from "../views/dead-end-view.ts";
import { doorView } from "../views/door-view.ts";
import { partnerMessageDoneView, partnerMessageView } from "../views/partner-message-view.ts";
import { readerOf } from "../views/reader.ts";
import { resumeView } from "../views/resume-view.ts";
import { reviewView } from "../views/review-view.ts";
import { savedView } from "../views/saved-view.ts";
import { avoidedView, sentView } from "../views/sent-view.ts";
import { sharedChannelView } from "../views/shared-channel-view.ts";
import { stepView } from "../views/step-view.ts";
import { carefulModals, duplicateModals } from "./care.ts";
import { briefModals } from "./briefs.ts";
import { csmSideModals } from "./csm-side.ts";
import { partnerWaitModals } from "./partner.ts";
import { proofModals } from "./proofs.ts";
import { questionModals } from "./questions.ts";
import { settingsModals } from "./settings.ts";
import { troubledModals } from "./trouble.ts";
import {
  type Drawn,
  type Subject,
  id,
  caseOf,
  verdictOn,
  verdictsOn,
  monday,
  organisations,
} from "./a-drawn-case.ts";

/** Every modal there is, drawn of one case. */

const doors: readonly Door[] = [
  "outage",
  "security",
  "product_or_infrastructure",
  "extension_fault",
  "support_experience",
  "i_am_the_partner",
];

export function modals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const windows = windowsOf(subject, locale);
  return [...windows, ...troubledModals(windows, locale)];
}

function windowsOf(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const escalation = caseOf(subject);
  const reader = readerOf(locale);
  const { someone } = subject;
  const { verdict, answers } = escalation;
  const about = { draftId: id, answers, verdict };
  return [
    ...stepModals(subject, locale),
    ...reviewModals(subject, locale),
    ...doors.map((door) => ({ name: `door ${door}`, drawn: doorView(door, id, reader) })),
    ...[null, { kind: "text" as const, text: someone }, { kind: "message" as const }].map((brought) => ({
      name: `resume, brought ${brought?.kind ?? "nothing"}`,
      drawn: resumeView({ draft: id, pending: id, answers, savedAt: "23 Nov 2026, 14:05", brought }, reader),
    })),
    {
      name: "partner message",
      drawn: partnerMessageView({ ...about, merchant: someone, replyBy: monday, kept: null }, reader),
    },
    {
      name: "partner message, edited",
      drawn: partnerMessageView(
        { ...about, merchant: someone, replyBy: monday, kept: answers.outcome },
        reader,
      ),
    },
    ...partnerWaitModals(subject, locale),
    ...questionModals(subject, locale),
    ...csmSideModals(subject, locale),
    ...briefModals(subject, locale),
    ...carefulModals(subject, locale),
    ...duplicateModals(subject, locale),
    ...proofModals(subject, locale),
    { name: "partner message on its way", drawn: partnerMessageDoneView(id, reader) },
    { name: "sent", drawn: sentView(escalation, `#${someone}`, false, reader) },
    { name: "sent before", drawn: sentView(escalation, `#${someone}`, true, reader) },
    ...[true, false].map((changed) => ({
      name: `shared channel, ${changed ? "changed" : "as before"}`,
      drawn: sharedChannelView(
        {
          draftId: id,
          level: "reply_window_open",
          channel: `#${someone}`,
          organisations: organisations(someone),
          mark: "0".repeat(64),
          changed,
        },
        reader,
      ),
    })),
    { name: "avoided", drawn: avoidedView(escalation, reader) },
    ...verdictsOn(answers).map((judged, index) => ({
      name: `saved, verdict ${index}`,
      drawn: savedView(caseOf(subject, { verdict: judged }), { draftId: id, step: "examples" }, reader),
    })),
    { name: "draft gone", drawn: draftGoneView(reader) },
    { name: "case gone", drawn: caseGoneView(reader) },
    ...settingsModals(subject, locale),
  ];
}

function stepModals({ answers }: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const verdict = verdictOn(answers);
  const nextExampleKey = maxExamples + 1;
  const places = [null, nextExampleKey, ...answers.examples.map(({ key }) => key)];
  return steps.flatMap((step) =>
    (step === "examples" ? places : [null]).flatMap((example) =>
      [null, [], verdict.gaps.filter((gap) => stepOf(gap) === step)].map((adding) => ({
        name: `step ${step}, example ${example ?? "any"}, ${adding?.length ?? "none"} asked for`,
        drawn: stepView(
          { draftId: id, step, answers, place: { example }, nextExampleKey, verdict, adding },
          readerOf(locale),
        ),
      })),
    ),
  );
}

function reviewModals({ answers, someone, sendNote }: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const route = { name: "R".repeat(60), because: ["partner", "edition", "concern", "locale"] } as const;
  const destinations = [
    { channel: null, route: null },
    { channel: { name: "csm-escalations", isPrivate: false, sharedWith: [] }, route: null },
    { channel: { name: "csm-escalations", isPrivate: true, sharedWith: [] }, route },
    { channel: { name: someone, isPrivate: false, sharedWith: organisations(someone) }, route },
  ];
  return verdictsOn(answers).flatMap((verdict, index) =>
    destinations.map((destination) => ({
      name: `review, verdict ${index}, ${destination.channel?.sharedWith.length ?? "unknown"} organisations`,
      drawn: reviewView(
        {
          draftId: id,
          answers,
          verdict,
          sendNote,
          requester: someone,
          destination,
          replyBy: monday,
          writtenIn: "en",
          channelReader: readerOf(locale === "en" ? "pt-BR" : "en"),
          changed: index % 2 === 0,
        },
        readerOf(locale),
      ),
    })),
  );
}
