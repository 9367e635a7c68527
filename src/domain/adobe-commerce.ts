import type { IsoDate } from "./answers.ts";

/**
 * The editions and versions of Adobe Commerce. Data, not judgement: Adobe moves these dates (twice in 2026), and a case
 * is never refused for its version. Source: Adobe's end-of-support and core-releases pages as published on 2026-08-20.
 */

/** The day these dates were last compared with Adobe's pages. */
export const versionsAsOf: IsoDate = "2026-11-22";

/** What the form offers as “Which Adobe Commerce do you run?”: edition and version in one, newest first. */
export const platforms = [
  "cloud:2.4.9",
  "cloud:2.4.8",
  "cloud:2.4.7",
  "cloud:2.4.6",
  "cloud:2.4.5",
  "cloud:2.4.4",
  "cloud:older",
  "onprem:2.4.9",
  "onprem:2.4.8",
  "onprem:2.4.7",
  "onprem:2.4.6",
  "onprem:2.4.5",
  "onprem:2.4.4",
  "onprem:older",
  "managed",
  "accs",
  "aco",
  "magento_open_source",
  "not_sure",
] as const;
export type Platform = (typeof platforms)[number];

type SupportTier = "standard" | "extended" | "security_only" | "ended";

interface Edition {
  /** Adobe's article on partner escalation speaks of cloud infrastructure and on-premises only. */
  readonly namedByArticle: boolean;
}
export const editionIds = ["cloud", "onprem", "managed", "accs", "aco", "magento_open_source"] as const;
export type EditionId = (typeof editionIds)[number];
export const editions = {
  cloud: { namedByArticle: true },
  onprem: { namedByArticle: true },
  managed: { namedByArticle: false },
  accs: { namedByArticle: false },
  aco: { namedByArticle: false },
  magento_open_source: { namedByArticle: false },
} as const satisfies Record<EditionId, Edition>;

/** Each date is the last day of its tier. Absent: the line has no such tier. Null: Adobe has yet to say (“TBD”). */
interface VersionLine {
  readonly standardUntil: IsoDate;
  readonly extendedUntil?: IsoDate | null;
  readonly securityOnlyUntil?: IsoDate;
}
/** `older` stands for 2.4.0 to 2.4.3 and 2.3, by the last day of the newest of them. */
const versionLines = {
  "2.4.9": { standardUntil: "2029-05-31", extendedUntil: null },
  "2.4.8": { standardUntil: "2028-05-31", extendedUntil: null },
  "2.4.7": { standardUntil: "2027-05-31", extendedUntil: "2028-05-31" },
  // Adobe's pages disagree on the extended end of 2.4.6 (30 or 31 August); this is the lifecycle table's.
  "2.4.6": { standardUntil: "2026-08-11", extendedUntil: "2027-08-31", securityOnlyUntil: "2028-05-31" },
  "2.4.5": { standardUntil: "2025-08-12", extendedUntil: "2026-08-11", securityOnlyUntil: "2027-05-31" },
  "2.4.4": { standardUntil: "2025-04-12", extendedUntil: "2026-04-14", securityOnlyUntil: "2027-05-31" },
  older: { standardUntil: "2022-11-28" },
} as const satisfies Record<string, VersionLine>;
type VersionLineId = keyof typeof versionLines;

export interface PlatformFacts {
  /** Null when the requester is not sure. */
  readonly edition: EditionId | null;
  /** Null for editions without a version, and where the form does not ask for it. */
  readonly version: VersionLineId | null;
  /** Null without a version. */
  readonly tier: SupportTier | null;
  /** False also when the edition is not known: ask `edition` first. */
  readonly namedByArticle: boolean;
}

/** What is known of a platform on a day. Ends are inclusive: on its last day a tier still holds. */
export function platformFacts(platform: Platform, on: IsoDate): PlatformFacts {
  const [name = "", line = ""] = platform.split(":");
  const edition = isKeyOf(editions, name) ? name : null;
  const version = isKeyOf(versionLines, line) ? line : null;
  return {
    edition,
    version,
    tier: version && tierOn(versionLines[version], on),
    namedByArticle: edition !== null && editions[edition].namedByArticle,
  };
}

/**
 * Where Adobe has not yet said when extended support ends, a line past its standard end counts as extended: Adobe has
 * announced that tier, and neither “standard” nor “ended” would be true. The card names the day of the data beside it.
 */
function tierOn({ standardUntil, extendedUntil, securityOnlyUntil }: VersionLine, on: IsoDate): SupportTier {
  if (on <= standardUntil) return "standard";
  if (extendedUntil === null) return "extended";
  if (extendedUntil !== undefined && on <= extendedUntil) return "extended";
  if (securityOnlyUntil !== undefined && on <= securityOnlyUntil) return "security_only";
  return "ended";
}

function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
