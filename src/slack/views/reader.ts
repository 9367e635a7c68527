import type { Locale } from "../../domain/escalation.ts";
import { wordsIn, type Words } from "../../text/catalog.ts";

/** In whose language something is drawn: the acting person's for modals and DMs, the channel's for cards. */
export interface Reader {
  readonly locale: Locale;
  readonly words: Words;
}

export function readerOf(locale: Locale): Reader {
  return { locale, words: wordsIn(locale) };
}
