import { anyOf, clean, folded } from "./plain-text.ts";
import { secretNames } from "./word-lists.ts";

/** Access tokens and passwords in a text. Every pattern begins at the edge of a word and is bounded. */

const edge = String.raw`(?<![\p{L}\p{N}_-])`;

/** Tokens that show by their beginning whose they are. */
const tokens = new RegExp(
  `${edge}(?:${[
    // Slack
    String.raw`xox[a-z](?:\.xox[a-z])?-[0-9A-Za-z-]{10}`,
    String.raw`xapp-[0-9A-Za-z-]{10}`,
    // Amazon
    String.raw`A[KS]IA[0-9A-Z]{16}(?![0-9A-Za-z])`,
    // GitHub, GitLab, npm
    String.raw`gh[opsur]_[0-9A-Za-z]{20}`,
    String.raw`github_pat_[0-9A-Za-z_]{20}`,
    String.raw`glpat-[0-9A-Za-z_-]{16}`,
    String.raw`npm_[0-9A-Za-z]{30}`,
    // Google, and payments
    String.raw`AIza[0-9A-Za-z_-]{35}`,
    String.raw`[rs]k_(?:live|test)_[0-9A-Za-z]{16}`,
    // A JSON web token, signed or not
    String.raw`eyJ[0-9A-Za-z_-]{8,2000}\.eyJ[0-9A-Za-z_-]{8}`,
  ].join("|")})`,
  "u",
);
const privateKey = /-----BEGIN [0-9A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/u;

/** What a header carries: letters and digits mixed, so that “Bearer authentication” is none. */
const inHeader = new RegExp(
  String.raw`${edge}(?:bearer|basic)\s{1,3}(?=[a-z._~+/=-]{0,80}[0-9])[0-9a-z._~+/=-]{16}`,
  "iu",
);

const named = String.raw`(?<![\p{L}\p{N}])${anyOf(secretNames)}`;
/** What hides a secret, stands for one, or says that there is none: stars, `<secret>`, `$SECRET`, `null`, a link. */
const veil = String.raw`(?![*•·.…x_<>\[\](){}$%-]{3}|[<\[({$%]|https?:|(?:null|none|true|false|empty|undefined)(?![\p{L}\p{N}]))`;
const quote = `["'\`]?`;
/** `password=hunter2` is written by machines; after a colon stands as often a sentence, so a digit must be in it. */
const assigned = new RegExp(String.raw`${named}${quote}\s{0,3}=>?\s{0,3}${quote}${veil}[^\s"'&]{4}`, "u");
const told = new RegExp(
  [
    String.raw`${named}${quote}\s{0,3}:\s{0,3}${quote}${veil}`,
    String.raw`(?:[0-9]{6,20}(?![\p{L}\p{N}./-])|(?=[^\s"']{0,40}[0-9])(?=[^\s"']{0,40}\p{L})[^\s"']{6})`,
  ].join(""),
  "u",
);

export function hasSecret(text: string): boolean {
  const cleaned = clean(text);
  if (tokens.test(cleaned) || privateKey.test(cleaned) || inHeader.test(cleaned)) return true;
  const plain = folded(cleaned);
  return assigned.test(plain) || told.test(plain);
}
