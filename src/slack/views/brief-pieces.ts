/** A brief in words: the page, the Markdown and the text for an email are drawn from the same pieces. */

/** On one line: the bot's own words, what somebody wrote, or a link to a message or a card. */
export type Piece = string | { readonly said: string } | { readonly link: string; readonly url: string };

export interface Entry {
  readonly label: string | null;
  readonly pieces: readonly Piece[];
  /** Of an example. */
  readonly below?: readonly Entry[];
}

export interface BriefPage {
  readonly title: string;
  readonly notes: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly entries: readonly Entry[] }[];
  /** When something had to be cut. */
  readonly foot: string | null;
}

export const entry = (label: string, ...pieces: readonly Piece[]): Entry => ({ label, pieces });
export const sentence = (...pieces: readonly Piece[]): Entry => ({ label: null, pieces });
