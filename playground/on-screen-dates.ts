const DAY_MS = 86_400_000;

export interface DateViewer {
  readonly zone: string;
  readonly locale: string;
  readonly now: Date;
}

/** `{date_short_pretty} at {time}` and its like, in the zone and the language of the person who looks. */
export function showDate(unix: number, format: string, viewer: DateViewer): string {
  const instant = new Date(unix * 1000);
  if (Number.isNaN(instant.getTime())) return format;
  return format.replaceAll(
    /\{(\w+)\}/g,
    (whole, token: string) => showToken(instant, token, viewer) ?? whole,
  );
}

function showToken(instant: Date, token: string, viewer: DateViewer): string | null {
  const write = (options: Intl.DateTimeFormatOptions) =>
    plainSpaced(
      new Intl.DateTimeFormat(viewer.locale, { timeZone: viewer.zone, ...options }).format(instant),
    );
  const year = recent(instant, viewer) ? {} : ({ year: "numeric" } as const);
  const pretty = (otherwise: string) => nearDay(instant, viewer) ?? otherwise;
  switch (token) {
    case "date_num":
      return isoDay(instant, viewer.zone);
    case "date":
      return write({ month: "long", day: "numeric", ...year });
    case "date_pretty":
      return pretty(write({ month: "long", day: "numeric", ...year }));
    case "date_short":
      return write({ month: "short", day: "numeric", ...year });
    case "date_short_pretty":
      return pretty(write({ month: "short", day: "numeric", ...year }));
    case "date_long":
      return write({ weekday: "long", month: "long", day: "numeric", ...year });
    case "date_long_pretty":
      return pretty(write({ weekday: "long", month: "long", day: "numeric", ...year }));
    case "day_divider_pretty":
      return pretty(write({ weekday: "long", month: "long", day: "numeric" }));
    case "time":
      return write({ hour: "numeric", minute: "2-digit" });
    case "time_secs":
      return write({ hour: "numeric", minute: "2-digit", second: "2-digit" });
    case "ago":
      return ago(instant, viewer);
    default:
      return null;
  }
}

/** Some versions of the locale data put narrow spaces before AM and PM. */
function plainSpaced(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ");
}

/** Slack leaves the year out within about six months. */
function recent(instant: Date, { now }: DateViewer): boolean {
  return Math.abs(instant.getTime() - now.getTime()) < 183 * DAY_MS;
}

function nearDay(instant: Date, { now, zone, locale }: DateViewer): string | null {
  const midnight = (day: Date) => Date.parse(`${isoDay(day, zone)}T00:00:00Z`);
  const days = Math.round((midnight(instant) - midnight(now)) / DAY_MS);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

function isoDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant);
}

function ago(instant: Date, { now, locale }: DateViewer): string {
  const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 24 * 60) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 60 / 24), "day");
}
