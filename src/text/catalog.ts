import type { IsoDate } from "../domain/answers.ts";
import type { Locale } from "../domain/escalation.ts";
import { en } from "./en.ts";
import { ptBR } from "./pt-BR.ts";

/** Every word a person reads, in one language. */
export type Words = typeof en;

const catalogs: Record<Locale, Words> = { en, "pt-BR": ptBR };

export function wordsIn(locale: Locale): Words {
  return catalogs[locale];
}

/** Slack's locale of a person (`pt-BR`, `en-US`, …) as one of ours; null when it is none of them. */
export function localeOf(slackLocale: string): Locale | null {
  const language = slackLocale.toLowerCase().split(/[-_]/u)[0];
  if (language === "pt") return "pt-BR";
  return language === "en" ? "en" : null;
}

const intlLocale: Record<Locale, string> = { en: "en-GB", "pt-BR": "pt-BR" };

// A format takes a hundred times longer to make than to use.
const dayFormats = eachLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }),
);
const shortDayFormats = eachLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }),
);
const listFormats = eachLocale((locale) => new Intl.ListFormat(locale, { type: "conjunction" }));
const momentFormats = eachLocale(() => new Map<string, Intl.DateTimeFormat>());

function eachLocale<T>(make: (locale: string) => T): Record<Locale, T> {
  return { en: make(intlLocale.en), "pt-BR": make(intlLocale["pt-BR"]) };
}

/** A day as a person writes it: “9 Nov 2026”, “9 de nov. de 2026”. */
export function dayInWords(date: IsoDate, locale: Locale): string {
  return dayFormats[locale].format(new Date(`${date}T00:00:00Z`));
}

/** The same without its year: “9 Nov”, “9 de nov.”. */
export function shortDayInWords(date: IsoDate, locale: Locale): string {
  return shortDayFormats[locale].format(new Date(`${date}T00:00:00Z`));
}

/** An instant in a person's zone: “9 Nov 2026, 14:05”. */
export function momentInWords(instant: Date, zone: string, locale: Locale): string {
  const formats = momentFormats[locale];
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat(intlLocale[locale], { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  formats.set(zone, format);
  return format.format(instant);
}

/** Names in a row: “A, B and C”. */
export function listInWords(names: readonly string[], locale: Locale): string {
  return listFormats[locale].format(names);
}
