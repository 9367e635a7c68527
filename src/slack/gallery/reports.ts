import type { ChannelReport, Figures } from "../../domain/channel-report.ts";
import type { Decision } from "../../domain/decisions.ts";
import type { Locale } from "../../domain/escalation.ts";
import {
  digestStretches,
  mostReportWeeks,
  reportStretches,
  type Stretch,
} from "../../domain/report-weeks.ts";
import { gapCodes } from "../../domain/verdict.ts";
import { digestMessage, reportMessage } from "../views/digest-message.ts";
import type { Message, RichMessage } from "../views/parts.ts";
import { readerOf } from "../views/reader.ts";
import { cardUrl, command, type Drawn, monday, type Subject } from "./a-drawn-case.ts";

/** What is told of a channel: of a week and of a year, much and nothing, with its chart and without. */

const now = new Date("2026-11-23T12:00:00Z");
const hour = 60 * 60_000;

export function reportMessages({ someone }: Subject, locale: Locale): readonly Drawn<Message>[] {
  const reader = readerOf(locale);
  const shown = { cardUrl: (id: string) => (id === "linked" ? cardUrl : null), zone: "UTC", command };
  const channel = `#${someone}`;
  const year = reportStretches(now, mostReportWeeks, { day: "mon", zone: "UTC" });
  const asked = (report: ChannelReport, complete: boolean, leftOut: readonly string[]) =>
    reportMessage({ ...shown, report, channel, complete, leftOut }, reader);
  const weeks = digestStretches(monday, "UTC");
  return [
    ...bothWays("digest", digestMessage({ ...shown, report: reportOn(weeks, 9) }, reader)),
    ...bothWays("digest of little", digestMessage({ ...shown, report: reportOn(weeks, 1) }, reader)),
    ...bothWays("report of a year", asked(reportOn(year, 99_999), false, [channel, channel])),
    ...bothWays("report of nothing", asked(reportOn(weeks, 0), true, [])),
  ];
}

function bothWays(name: string, { rich, plain }: RichMessage): readonly Drawn<Message>[] {
  return [
    { name: `${name}, with a chart`, drawn: rich },
    { name: `${name}, without`, drawn: plain },
  ];
}

function reportOn(stretches: readonly Stretch[], many: number): ChannelReport {
  const waits = [null, 0, hour / 2, hour, 30 * hour, 90 * hour];
  const figures = (place: number): Figures => ({
    opened: many,
    ready: many,
    avoided: many,
    resolved: many,
    medianMsToReady: many === 0 ? null : (waits[place % waits.length] ?? null),
  });
  const decisions = many === 0 ? [] : someDecisions.slice(0, many);
  return {
    figures: figures(4),
    byStretch: stretches.map((stretch, place) => ({ ...figures(place), stretch })),
    missing: many === 0 ? [] : gapCodes.slice(0, 3).map((code) => ({ code, cases: many })),
    waiting: many,
    decisions,
    undecided: many,
  };
}

const nothing = {
  id: "linked",
  number: 99_999,
  taken: true,
  openSince: null,
  parked: false,
  needBy: null,
  pressing: false,
} satisfies Decision;
const someDecisions: readonly Decision[] = [
  { ...nothing, taken: false, openSince: now, parked: true, needBy: monday, pressing: true },
  { ...nothing, needBy: monday, pressing: true },
  { ...nothing, taken: false, openSince: now },
  { ...nothing, id: "without a card", taken: false },
  { ...nothing, parked: true },
];
