import { describe, expect, test } from "@jest/globals";
import { fc } from "../../support/drawn.ts";
import { type EventKind, eventKinds } from "../../../src/domain/case-events.ts";
import { type TrailEvent, toldEvents } from "../../../src/domain/case-trail.ts";
import { type CaseStatus, locales } from "../../../src/domain/escalation.ts";
import { historyMessages, type Story } from "../../../src/slack/views/history-lines.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";

/** How each event of a case is told, with what matters of it. */

const began = Date.parse("2026-11-23T15:05:00.000Z");
const at = (minutes: number) => new Date(began + minutes * 60_000);
const casey = "U0CASEY01";
const names = new Map([
  [casey, "Casey Lindqvist"],
  ["U0ROBIN01", "Robin Achterberg"],
  ["U0DANA001", "Dana Whitfield"],
]);
const happened = (
  kind: EventKind,
  details: TrailEvent["details"] = {},
  actorId: string | null = casey,
): Omit<TrailEvent, "at"> => ({ kind, details, actorId });

const en = readerOf("en");

function storyOf(events: readonly Omit<TrailEvent, "at">[], given: Partial<Story> = {}): Story {
  return {
    escalation: { number: 4, status: { state: "open" } },
    events: events.map((event, index) => ({ at: at(index), ...event })),
    nameOf: (userId) => names.get(userId) ?? userId,
    questions: new Map([[3, { text: "Which order?", answer: "000018233" }]]),
    zone: "America/Chicago",
    ...given,
  };
}

const isOfEvent = /^[0-9]+ (?:de )?\S+ (?:de )?[0-9]{4}, /u;

/** The sentences, without their moments. */
function told(story: Story, reader = en): readonly string[] {
  return historyMessages(story, 5, reader)
    .flatMap(({ text }) => text.split("\n"))
    .filter((line) => isOfEvent.test(line))
    .map((line) => line.replace(/^.*?:[0-9]{2} /u, ""));
}

const judged = { level: "almost_ready", score: 65 };
const setOut = (kind: "reminder" | "question", place: "thread" | "dm") =>
  happened("nudge_set_out", { number: 7, kind, place }, null);

describe("an event", () => {
  test.each<readonly [string, readonly Omit<TrailEvent, "at">[]]>([
    [
      "Casey Lindqvist sent the case to the CSMs: Almost ready, 65 of 100 points.",
      [happened("sent", judged)],
    ],
    [
      "Casey Lindqvist left the case to wait for the partner: 65 of 100 points.",
      [happened("waiting", judged)],
    ],
    ["Casey Lindqvist took the case.", [happened("acknowledged")]],
    [
      "Casey Lindqvist added to “Scope”: Almost ready, 65 of 100 points.",
      [happened("evidence_added", { ...judged, step: "scope" })],
    ],
    ["Casey Lindqvist withdrew the case.", [happened("withdrawn")]],
    ["Casey Lindqvist closed the case as avoided: “A call”", [happened("avoided", { note: "A call" })]],
    ["The bot posted the card.", [happened("card_posted", {}, null)]],
    ["The bot set out a reminder.", [setOut("reminder", "thread")]],
    ["The bot set out to ask after the partner.", [setOut("question", "dm")]],
    [
      "The bot sent reminder 1 in the card's thread.",
      [setOut("reminder", "thread"), happened("nudged", { number: 7 }, null)],
    ],
    [
      "The bot asked by direct message what had become of the partner.",
      [setOut("question", "dm"), happened("nudged", { number: 7 }, null)],
    ],
    [
      "The bot took back a reminder before it was posted: it was not needed any more.",
      [setOut("reminder", "dm"), happened("nudge_withdrawn", { number: 7, why: "moot" }, null)],
    ],
    ["Casey Lindqvist put the next reminder off.", [happened("snoozed")]],
    ["Casey Lindqvist stopped the reminders.", [happened("reminders_stopped")]],
    [
      "The bot parked the case: the date it was needed by has passed.",
      [happened("parked", { why: "date_passed" }, null)],
    ],
    ["Casey Lindqvist reopened the parked case.", [happened("reopened")]],
    ["The time to reopen the parked case was over.", [happened("reopening_over", {}, null)]],
    [
      "Casey Lindqvist handed the case over to Robin Achterberg.",
      [happened("handed_over", { to: "U0ROBIN01" })],
    ],
    [
      "Casey Lindqvist asked the requester one thing: “Which order?”",
      [happened("question_asked", { number: 3 })],
    ],
    ["Casey Lindqvist answered the question: “000018233”", [happened("question_answered", { number: 3 })]],
    [
      "Casey Lindqvist returned the case to its requester: “Dates, please”",
      [happened("returned", { reason: "Dates, please" })],
    ],
    ["Casey Lindqvist sent the case again.", [happened("sent_again")]],
    [
      "Casey Lindqvist closed the case: a plan was agreed. The date of the plan: 4 Dec 2026. “Two parts”",
      [happened("resolved", { as: "plan_agreed", planDue: "2026-12-04", note: "Two parts" })],
    ],
    [
      "Casey Lindqvist closed the case: not for us. Where it belongs: Adobe Support.",
      [happened("resolved", { as: "not_ours", door: "support" })],
    ],
    ["Casey Lindqvist reopened the closed case.", [happened("closed_reopened")]],
    [
      "Casey Lindqvist added Robin Achterberg to the requester's side.",
      [happened("co_owner_added", { who: "U0ROBIN01" })],
    ],
    [
      "Casey Lindqvist took over the requester's side from Dana Whitfield.",
      [happened("taken_over", { from: "U0DANA001" })],
    ],
    ["The bot set out to say that nobody had taken the case.", [happened("chase_set_out", {}, null)]],
    [
      "The bot put off saying that nobody had taken the case: it was out of working hours.",
      [happened("chase_put_off", {}, null)],
    ],
    ["The bot called the CSMs: nobody had taken the case.", [happened("chased", { from: 0, said: 1 }, null)]],
    [
      "The bot called those who stand in for the CSMs: nobody had taken the case.",
      [happened("chased", { from: 1, said: 2 }, null)],
    ],
    [
      "The bot told the requester that nobody had taken the case.",
      [happened("chased", { told: true }, null)],
    ],
    [
      "Casey Lindqvist added a message to “What happened instead?”: Almost ready, 65 of 100 points.",
      [happened("proof_added", { ...judged, field: "ex_actual" })],
    ],
    [
      "Somebody edited a message that had been added to “What happened instead?”: Almost ready, 65 of 100 points.",
      [happened("proof_edited", { ...judged, field: "ex_actual" }, null)],
    ],
    [
      "Casey Lindqvist deleted a message that had been added to “What would fixed look like?”.",
      [happened("proof_deleted", { field: "outcome" })],
    ],
    [
      "Slack gave the channel another id, and the case followed.",
      [happened("channel_moved", { from: "C1", to: "C2" }, null)],
    ],
    [
      "Held up: the card, because the channel was archived.",
      [happened("delivery_parked", { delivery: "card:case-1", reason: "is_archived" }, null)],
    ],
    ["No longer held up: a reminder.", [happened("delivery_resumed", { delivery: "nudge:case-1:2" }, null)]],
    [
      "The bot posted the card again, because it had been deleted in Slack.",
      [happened("card_reposted", { delivery: "card:case-1" }, null)],
    ],
  ])("is told as “%s”", (sentence, events) => {
    expect(told(storyOf(events))).toEqual([sentence]);
  });

  test.each(locales)("of every kind has a sentence in %s, whatever its details are", (locale) => {
    const details = fc.dictionary(
      fc.constantFrom("level", "why", "as", "to", "number", "delivery"),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...eventKinds), details, (kind, given) => {
        const [sentence, ...more] = told(storyOf([happened(kind, given)]), readerOf(locale));
        expect(sentence).toMatch(/^\P{Ll}.*[.”]$/su);
        expect(more).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("of an older version is told with what its state still says", () => {
    const ended: CaseStatus = {
      state: "closed",
      as: "resolved",
      note: "They called",
      sent: true,
      by: casey,
      at: at(0).toISOString(),
    };
    const resolved = [happened("resolved", { as: "resolved" })];
    const escalation = { number: 4, status: ended };
    expect(told(storyOf(resolved, { escalation }))).toEqual([
      "Casey Lindqvist closed the case: resolved. “They called”",
    ]);
    const earlier = { number: 4, status: { ...ended, at: at(9).toISOString() } };
    expect(told(storyOf(resolved, { escalation: earlier }))).toEqual([
      "Casey Lindqvist closed the case: resolved.",
    ]);
  });
});

test("reminders are counted among themselves, whatever else took a number", () => {
  const out = (number: number, kind: string) =>
    happened("nudge_set_out", { number, kind, place: "dm" }, null);
  const sent = (number: number) => happened("nudged", { number }, null);
  const events = [out(1, "question"), sent(1), out(4, "reminder"), sent(4), out(9, "reminder"), sent(9)];
  expect(told(storyOf(events))).toEqual([
    "The bot asked by direct message what had become of the partner.",
    "The bot sent reminder 1 by direct message.",
    "The bot sent reminder 2 by direct message.",
  ]);
});

test("what the bot only set out to do is told while nothing has come of it, and not afterwards", () => {
  const kinds = (events: readonly { readonly kind: EventKind }[]) => events.map(({ kind }) => kind);
  const events = [
    happened("sent"),
    happened("chase_set_out", {}, null),
    happened("chase_put_off", {}, null),
    happened("nudge_set_out", {}, null),
  ];
  expect(kinds(toldEvents(events))).toEqual(["sent", "nudge_set_out"]);
  expect(kinds(toldEvents([...events, happened("acknowledged")]))).toEqual(["sent", "acknowledged"]);
});

describe("a story", () => {
  test("says whose it is, and in which zone its times are", () => {
    const [only] = historyMessages(storyOf([happened("sent", judged)]), 5, en);
    expect(only?.text.split("\n")).toEqual([
      "The story of ESC-4",
      "Oldest first. The times are those of America/Chicago.",
      "23 Nov 2026, 09:05 Casey Lindqvist sent the case to the CSMs: Almost ready, 65 of 100 points.",
    ]);
  });

  test("that is too long keeps its newest steps, in five messages, and says at the top how many are missing", () => {
    const events = Array.from({ length: 400 }, (_, index) =>
      happened("returned", { reason: `number ${index} ${"x".repeat(200)}` }),
    );
    const drawn = historyMessages(storyOf(events), 5, en);
    expect(drawn).toHaveLength(5);
    const lines = told(storyOf(events));
    expect(lines.at(-1)).toContain("number 399 ");
    const missing = 400 - lines.length;
    expect(lines[0]).toContain(`number ${missing} `);
    expect(lines.length).toBeGreaterThan(40);
    expect(drawn[0]?.text).toContain(`${missing} older steps are left out here.`);
    for (const { text } of drawn) expect(text.length).toBeLessThanOrEqual(3900);
  });

  test("that fits says nothing of the kind", () => {
    const [only] = historyMessages(storyOf([happened("sent", judged)]), 5, en);
    expect(only?.text).not.toContain("left out");
  });
});
