import type { WebClient } from "@slack/web-api";
import { isBlank } from "../domain/answers.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { Shelf } from "../domain/shelves.ts";
import { localDate } from "../domain/working-time.ts";
import { findOpenDraft } from "../store/drafts.ts";
import { countShelves, lookThrough, type OwnedBy, type TakenAt } from "../store/finding.ts";
import type { Home, HomePlace } from "../store/homes.ts";
import { namesIn } from "../store/names.ts";
import { momentInWords } from "../text/catalog.ts";
import { type CaseFinder, cardUrlOf, caseFinder, takenBy } from "./case-finder.ts";
import type { SlackDeps } from "./deps.ts";
import { type Acting, meetPerson } from "./people.ts";
import type { CasePage, HomeCase, HomeFacts } from "./views/home-view.ts";

/** What stands in somebody's App Home: read anew each time, a page of it, whatever there is besides. */

export interface DrawnHome {
  readonly facts: HomeFacts;
  readonly person: Acting;
}

const pageSize = 10;
/** Of a CSM's own cases, below those they work on. */
const ownShown = 5;

/** What waits for a CSM first comes first; within a shelf, what has waited longest. */
const csmShelves: readonly Shelf[] = ["unclaimed", "taken", "returned", "parked"];
/** What waits for the requester first. */
const ownShelves: readonly Shelf[] = [
  "returned",
  "with_partner",
  "unclaimed",
  "taken",
  "parked",
  "partner_parked",
];

export async function readHome(deps: SlackDeps, client: WebClient, home: Home): Promise<DrawnHome> {
  const { db, workspace } = deps;
  const asker = { userId: home.userId, homeTeamId: workspace.teamId };
  const person = await meetPerson(deps, client, home.userId);
  const finder = await caseFinder(deps, client, asker);
  const isCsm = finder.counters.length > 0;
  const own = ownPlace(finder);
  const draft = await findOpenDraft(db, home);
  const mine = isCsm
    ? await firstOf(deps, own, person)
    : await readPage(deps, ownShelves, () => own, home.beginsAt, person);
  const facts: HomeFacts = {
    draft:
      draft && !isBlank(draft.answers)
        ? {
            answers: draft.answers,
            savedAt: momentInWords(draft.updatedAt, person.zone, person.reader.locale),
          }
        : null,
    own: mine,
    csm: isCsm
      ? {
          counts: await countShelves(db, workspace.teamId, finder.counters),
          filter: home.filter,
          page: await readPage(deps, csmShelves, ofCsm(finder, home), home.beginsAt, person),
        }
      : null,
    complete: finder.complete,
    command: deps.settings.slashCommand,
  };
  return { facts, person };
}

/** Where the cases of a shelf are found; null where there are none to be looked for. */
type PlaceOf = (shelf: Shelf) => OwnedBy | TakenAt | null;

function ownPlace({ personId }: CaseFinder): OwnedBy {
  return { ownerId: personId };
}

/** *Mine*: of the shelves on which cases have a CSM, their own. Those that somebody else has are in no Home but theirs. */
function ofCsm(finder: CaseFinder, { filter }: Home): PlaceOf {
  const { level, partner, mine } = filter;
  const narrowed = { level, partnerKey: partner?.key ?? null };
  return (shelf) => {
    if (shelf === "unclaimed") return mine ? null : takenBy(finder, narrowed);
    const csmId = mine || shelf === "taken" ? finder.personId : null;
    return takenBy(finder, { ...narrowed, csmId });
  };
}

interface Placed {
  readonly shelf: Shelf;
  readonly escalation: Escalation;
}

async function firstOf(deps: SlackDeps, own: OwnedBy, person: Acting): Promise<CasePage> {
  const found = await walk(deps, ownShelves, () => own, { from: null, order: "oldest", limit: ownShown + 1 });
  return {
    cases: await inFull(deps, found.slice(0, ownShown), person),
    next: null,
    previous: null,
    isMore: found.length > ownShown,
  };
}

/** The page that begins at a case, or, when nothing is there any more, the first one. */
async function readPage(
  deps: SlackDeps,
  order: readonly Shelf[],
  placeOf: PlaceOf,
  beginsAt: HomePlace | null,
  person: Acting,
): Promise<CasePage> {
  const found = await walk(deps, order, placeOf, { from: beginsAt, order: "oldest", limit: pageSize + 1 });
  if (found.length === 0 && beginsAt !== null) return readPage(deps, order, placeOf, null, person);
  const [first] = found;
  const before =
    beginsAt && first
      ? await walk(deps, order.toReversed(), placeOf, {
          from: justBefore(placeOfCase(first)),
          order: "newest",
          limit: pageSize,
        })
      : [];
  const begin = before.at(-1);
  const next = found[pageSize];
  return {
    cases: await inFull(deps, found.slice(0, pageSize), person),
    next: next ? placeOfCase(next) : null,
    previous: begin ? placeOfCase(begin) : null,
    isMore: next !== undefined,
  };
}

const placeOfCase = ({ shelf, escalation }: Placed): HomePlace => ({ shelf, number: escalation.number });
const justBefore = ({ shelf, number }: HomePlace): HomePlace => ({ shelf, number: number - 1 });

/** Shelf after shelf from a place on, until there are enough. */
async function walk(
  { db, workspace }: SlackDeps,
  order: readonly Shelf[],
  placeOf: PlaceOf,
  wanted: {
    readonly from: HomePlace | null;
    readonly order: "oldest" | "newest";
    readonly limit: number;
  },
): Promise<readonly Placed[]> {
  const begin = wanted.from ? order.indexOf(wanted.from.shelf) : 0;
  // A place of another view of the Home than this one.
  if (begin < 0) return [];
  let found: readonly Placed[] = [];
  for (const shelf of order.slice(begin)) {
    const of = placeOf(shelf);
    if (!of || found.length >= wanted.limit) continue;
    const from = wanted.from?.shelf === shelf ? wanted.from.number : null;
    const stretch = { order: wanted.order, from, limit: wanted.limit - found.length };
    const cases = await lookThrough(db, { teamId: workspace.teamId, shelves: [shelf], of: [of] }, stretch);
    found = [...found, ...cases.map((escalation) => ({ shelf, escalation }))];
  }
  return found;
}

async function inFull(deps: SlackDeps, found: readonly Placed[], { zone }: Acting): Promise<HomeCase[]> {
  return Promise.all(
    found.map(async ({ shelf, escalation }) => ({
      shelf,
      escalation,
      cardUrl: await cardUrlOf(deps, escalation.id),
      nameOf: await namesIn(deps.db, escalation),
      since: localDate(escalation.createdAt, zone),
    })),
  );
}
