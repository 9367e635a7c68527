/** Ends what a person typed as a sentence, unless it already ends like one. */
export function withFullStop(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** For words that go on after what a person typed. */
export function withoutFullStop(text: string): string {
  return text.replace(/\.$/u, "");
}
