import type { WebClient } from "@slack/web-api";
import { isBlank } from "../domain/answers.ts";
import type { Escalation } from "../domain/escalation.ts";
import type { HomePlace } from "../domain/home.ts";
import type { Shelf } from "../domain/shelves.ts";
import { localDate } from "../domain/working-time.ts";
import { findOpenDraft } from "../store/drafts.ts";
import { countShelves, lookThrough, type OwnedBy, type TakenAt } from "../store/finding.ts";
import type { Home } from "../store/homes.ts";
import { namesInAll } from "../store/names.ts";
import { momentInWords } from "../text/catalog.ts";
import { type CaseFinder, cardUrlsOf, caseFinder, takenBy } from "./case-finder.ts";
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
  const draft = await findOpenDraft(db, home);
  const own = {
    order: ownShelves,
    placeOf: () => ({ ownerId: home.userId }),
    // The pages of a CSM are those of their desk.
    ...(isCsm ? { beginsAt: null, size: ownShown } : { beginsAt: home.beginsAt, size: pageSize }),
  };
  const facts: HomeFacts = {
    draft:
      draft && !isBlank(draft.answers)
        ? {
            answers: draft.answers,
            savedAt: momentInWords(draft.updatedAt, person.zone, person.reader.locale),
          }
        : null,
    own: await readPage(deps, own, person),
    csm: isCsm
      ? {
          counts: await countShelves(db, workspace.teamId, finder.counters),
          filter: home.filter,
          page: await readPage(
            deps,
            { order: csmShelves, placeOf: ofCsm(finder, home), beginsAt: home.beginsAt, size: pageSize },
            person,
          ),
        }
      : null,
    complete: finder.complete,
    command: deps.settings.slashCommand,
  };
  return { facts, person };
}

/** Where the cases of a shelf are found; null where there are none to be looked for. */
type PlaceOf = (shelf: Shelf) => OwnedBy | TakenAt | null;

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

interface Wanted {
  /** The shelves, one after the other. */
  readonly order: readonly Shelf[];
  readonly placeOf: PlaceOf;
  readonly beginsAt: HomePlace | null;
  readonly size: number;
}

/** The page that begins at a case, or, when nothing is there any more, the first one. */
async function readPage(deps: SlackDeps, wanted: Wanted, person: Acting): Promise<CasePage> {
  const { order, placeOf, beginsAt, size } = wanted;
  const found = await walk(deps, order, placeOf, { from: beginsAt, order: "oldest", limit: size + 1 });
  if (found.length === 0 && beginsAt !== null) return readPage(deps, { ...wanted, beginsAt: null }, person);
  const [first] = found;
  const before =
    beginsAt && first
      ? await walk(deps, order.toReversed(), placeOf, {
          from: justBefore(placeOfCase(first)),
          order: "newest",
          limit: size,
        })
      : [];
  const begin = before.at(-1);
  const next = found[size];
  return {
    cases: await inFull(deps, found.slice(0, size), person),
    next: next ? placeOfCase(next) : null,
    previous: begin ? placeOfCase(begin) : null,
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

async function inFull(
  deps: SlackDeps,
  found: readonly Placed[],
  { zone }: Acting,
): Promise<readonly HomeCase[]> {
  const cases = found.map(({ escalation }) => escalation);
  const cardUrlOf = await cardUrlsOf(deps, cases);
  const nameOf = await namesInAll(deps.db, deps.workspace.teamId, cases);
  return found.map(({ shelf, escalation }) => ({
    shelf,
    escalation,
    cardUrl: cardUrlOf(escalation),
    nameOf,
    since: localDate(escalation.createdAt, zone),
  }));
}
