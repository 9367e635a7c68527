import type { HomeView } from "@slack/types";
import type { Locale } from "../../domain/escalation.ts";
import { neverNudged } from "../../domain/nudging.ts";
import { type Shelf, shelves } from "../../domain/shelves.ts";
import { type CasePage, type HomeCase, homeView } from "../views/home-view.ts";
import { readerOf } from "../views/reader.ts";
import { cardUrl, caseOf, command, type Drawn, monday, statusesOf, type Subject } from "./a-drawn-case.ts";

/** The App Home of everybody, as full as it gets. */
export function homes(subject: Subject, locale: Locale): readonly Drawn<HomeView>[] {
  const reader = readerOf(locale);
  const { answers, someone } = subject;
  const full: CasePage = {
    cases: Array.from({ length: 10 }, (_, index) => homeCase(subject, index)),
    next: { shelf: "returned", number: 99_999 },
    previous: { shelf: "taken", number: 99_998 },
  };
  const none: CasePage = { cases: [], next: null, previous: null };
  const draft = { answers, savedAt: "23 Nov 2026, 14:05" };
  const counts = new Map<Shelf, number>(shelves.map((shelf) => [shelf, 99_999]));
  const filter = { level: null, partner: { key: someone.slice(0, 150), name: someone }, mine: true } as const;
  const said = { command, complete: false };
  return [
    { name: "home, new", drawn: homeView({ draft: null, own: none, csm: null, ...said }, reader) },
    { name: "home, requester", drawn: homeView({ draft, own: full, csm: null, ...said }, reader) },
    {
      name: "home, CSM",
      drawn: homeView(
        {
          draft,
          own: { ...full, cases: full.cases.slice(0, 5), next: null, previous: null },
          csm: { counts, filter, page: full },
          ...said,
        },
        reader,
      ),
    },
    {
      name: "home, CSM with nothing to do",
      drawn: homeView(
        {
          draft: null,
          own: none,
          csm: { counts: new Map(), filter: { level: null, partner: null, mine: false }, page: none },
          ...said,
        },
        reader,
      ),
    },
  ];
}

function homeCase(subject: Subject, index: number): HomeCase {
  const statuses = statusesOf(subject);
  const status = statuses[index % statuses.length] ?? { state: "open" };
  const number = 90_000 + index;
  return {
    shelf: shelves[index % shelves.length] ?? "unclaimed",
    escalation: caseOf(subject, {
      number,
      status,
      ...(status.state === "waiting_partner" && {
        nudging: {
          ...neverNudged,
          state: "waiting",
          eligibleOn: monday,
          reason: "reply_window_open",
          asked: 0,
          lastSentAt: null,
          failures: 0,
          underway: null,
        },
      }),
    }),
    cardUrl: index % 3 === 0 ? null : cardUrl,
    nameOf: () => subject.someone,
    since: monday,
  };
}
