import type { ChannelReport, Figures } from "../../domain/channel-report.ts";
import type { Decision } from "../../domain/decisions.ts";
import { caseName } from "../../domain/escalation.ts";
import type { Stretch } from "../../domain/report-weeks.ts";
import { localDate } from "../../domain/working-time.ts";
import { dayInWords, shortDayInWords } from "../../text/catalog.ts";
import {
  bullets,
  fit,
  heading,
  type Line,
  lines,
  paragraph,
  type Part,
  type RichMessage,
  richMessageOf,
  small,
} from "./parts.ts";
import type { Reader } from "./reader.ts";

/**
 * What became of the cases of a channel: the weekly digest in it, and the report that a CSM asks for. What wants a decision
 * comes first, then success as it is counted here: cases avoided, and the time to Ready. Of no case does it say more than
 * its number, and nobody is compared with anybody.
 */

export interface ReportShown {
  readonly report: ChannelReport;
  /** Where the card of a case stands; null when it does not. */
  readonly cardUrl: (escalationId: string) => string | null;
  readonly zone: string;
  readonly command: string;
}

export function digestMessage(shown: ReportShown, reader: Reader): RichMessage {
  const { words } = reader;
  const week = shown.report.byStretch.at(-1)?.stretch;
  const title = words.report.digestHeading(week ? spanInWords(week, reader) : "–");
  return richMessageOf([heading(title), ...reportParts(shown, reader)]);
}

/** Slack's channels have no longer names. */
const nameMax = 81;

export interface AskedReport extends ReportShown {
  readonly channel: string;
  /** Slack told of every channel whether the person takes cases there. */
  readonly complete: boolean;
  /** Channels for which there was no room. */
  readonly leftOut: readonly string[];
}

export function reportMessage(shown: AskedReport, reader: Reader): RichMessage {
  const { words, locale } = reader;
  const [first] = shown.report.byStretch;
  const span = first ? words.report.toNow(dayInWords(first.stretch.since, locale)) : "–";
  return richMessageOf([
    heading(words.report.reportHeading(fit(shown.channel, nameMax), span)),
    ...reportParts(shown, reader),
    ...(shown.complete ? [] : [small(words.routing.notAll)]),
    ...(shown.leftOut.length > 0
      ? [small(words.report.leftOut(shown.leftOut.map((name) => fit(name, nameMax, 0)).join(", ")))]
      : []),
  ]);
}

function reportParts(shown: ReportShown, reader: Reader): readonly Part[] {
  const { report } = shown;
  const { words } = reader;
  return [
    ...decisionParts(shown, reader),
    lines(
      ...[successLine(report.figures, reader), workLine(report, reader), missingLine(report, reader)].filter(
        (line) => line.length > 0,
      ),
    ),
    ...figureParts(report, reader),
    small(words.report.counted),
  ];
}

function decisionParts({ report, cardUrl, zone, command }: ReportShown, reader: Reader): readonly Part[] {
  const { words } = reader;
  const { decisions, undecided } = report;
  if (undecided === 0) return [paragraph(words.report.noDecision)];
  const more = undecided - decisions.length;
  return [
    lines([{ bold: words.report.needDecision(undecided) }]),
    bullets(decisions.map((decision) => decisionLine(decision, cardUrl(decision.id), zone, reader))),
    ...(more > 0 ? [paragraph(words.report.moreDecisions(more, command))] : []),
  ];
}

function decisionLine(
  decision: Decision,
  url: string | null,
  zone: string,
  { words: { report }, locale }: Reader,
): Line {
  const { pressing, needBy, taken, openSince, parked } = decision;
  const reasons = [
    ...(pressing && needBy !== null ? [report.needBy(dayInWords(needBy, locale))] : []),
    ...(taken
      ? []
      : [openSince ? report.notTakenSince(dayInWords(localDate(openSince, zone), locale)) : report.notTaken]),
    ...(parked ? [report.parked] : []),
  ];
  const name = caseName(decision);
  return [url === null ? { bold: name } : { link: name, url }, ` – ${reasons.join("; ")}`];
}

function successLine({ avoided, ready, medianMsToReady }: Figures, reader: Reader): Line {
  const { report } = reader.words;
  return [
    { bold: `${report.avoided}: ${avoided} · ${report.ready}: ${ready}` },
    ` · ${report.timeToReady}: ${timeInWords(medianMsToReady, reader)}`,
  ];
}

function workLine({ figures, waiting }: ChannelReport, { words: { report } }: Reader): Line {
  const { opened, resolved } = figures;
  return [`${report.opened}: ${opened} · ${report.resolved}: ${resolved} · ${report.waiting}: ${waiting}`];
}

function missingLine({ missing }: ChannelReport, { words: { report } }: Reader): Line {
  if (missing.length === 0) return [];
  const told = missing.map(({ code, cases }) => `${report.missing[code]} (${cases})`);
  return [`${report.missingMost}: ${told.join(", ")}`];
}

function figureParts({ byStretch }: ChannelReport, reader: Reader): readonly Part[] {
  const { words, locale } = reader;
  const { report } = words;
  const series = [
    { name: report.avoided, of: "avoided" },
    { name: report.ready, of: "ready" },
    { name: report.opened, of: "opened" },
    { name: report.resolved, of: "resolved" },
  ] as const;
  return [
    {
      kind: "chart",
      chart: {
        title: report.byWeek,
        across: report.weekBegins,
        categories: byStretch.map(({ stretch }) => shortDayInWords(stretch.since, locale)),
        series: series.map(({ name, of }) => ({ name, values: byStretch.map((week) => week[of]) })),
      },
    },
    {
      kind: "table",
      table: {
        caption: report.byWeek,
        columns: [report.week, ...series.map(({ name }) => name), report.timeToReady],
        rows: byStretch.map((week) => [
          spanInWords(week.stretch, reader),
          ...series.map(({ of }) => week[of]),
          timeInWords(week.medianMsToReady, reader),
        ]),
      },
    },
  ];
}

function spanInWords({ since, until }: Stretch, { words, locale }: Reader): string {
  return until === null
    ? words.report.toNow(shortDayInWords(since, locale))
    : `${shortDayInWords(since, locale)} – ${shortDayInWords(until, locale)}`;
}

const hour = 60 * 60_000;

function timeInWords(ms: number | null, { words: { report } }: Reader): string {
  if (ms === null) return "–";
  if (ms < 60_000) return report.atOnce;
  if (ms < hour) return report.underAnHour;
  const hours = Math.round(ms / hour);
  return hours < 48 ? report.hours(hours) : report.days(Math.round(hours / 24));
}
