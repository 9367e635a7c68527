import { gapFacts } from "../../domain/gap-facts.ts";
import type { Escalation, Locale } from "../../domain/escalation.ts";
import { type Nudging, neverNudged, type Parked, parkedWhys, type Said } from "../../domain/nudging.ts";
import { type Gap, gapCodes } from "../../domain/verdict.ts";
import {
  parkedNotice,
  type ReminderFacts,
  readyMessage,
  reminderMessage,
  reminderNote,
  thanksMessage,
} from "../views/nudge-messages.ts";
import { type Message, messageOf } from "../views/parts.ts";
import { cardFactsOf, cardWithButtons } from "../views/readiness-card.ts";
import { readerOf } from "../views/reader.ts";
import { receiptMessage } from "../views/requester-messages.ts";
import { closedAs } from "./closed-as.ts";

/** Every reminder and what comes of it, drawn of one case. */

export interface DrawnNudge {
  readonly name: string;
  readonly drawn: Message;
  /** Who is notified by it. */
  readonly mentions?: readonly string[];
}

const at = "2026-11-30T16:00:00.000Z";
const life = { count: 3, sent: 3, episodes: 1, reopened: false };
const reopening = { until: "2026-12-14", before: "2026-12-15T06:00:00.000Z" } as const;
const wait = { eligibleOn: "2026-11-26", reason: "reply_window_open" } as const;
const episode = { startedAt: at, used: 1, lastSentAt: at, failures: 0, underway: null };

export const active: Nudging = { state: "active", ...life, ...episode };
export const stopped: Nudging = { state: "stopped", ...life, by: "U0CASEY01", at };
export const parked = (given: Partial<Parked> = {}): Parked => ({
  state: "parked",
  ...life,
  why: "no_answer",
  at,
  reopening,
  wait: null,
  ...given,
});

const nudgings: readonly Nudging[] = [
  neverNudged,
  active,
  stopped,
  parked(),
  { state: "done", ...life, reopening },
];
const everyParked: readonly Parked[] = parkedWhys.flatMap((why) => [
  parked({ why }),
  parked({ why, reopening: null }),
  parked({ why, wait }),
  parked({ why, wait, reopening: null }),
]);

/** All there can be, of every example: more than any case lacks. */
function everyGap({ answers }: Escalation): Gap[] {
  return gapCodes.flatMap((code): Gap[] => {
    const gap = { code, points: 5, minutes: gapFacts[code].minutes };
    return code.startsWith("example_") && code !== "example_missing"
      ? answers.examples.map(({ key }) => ({ ...gap, example: key }))
      : [{ ...gap, example: null }];
  });
}

export const first: Omit<Said, "gaps"> = { examples: 1, ending: null, datePassed: false };
export const last: Omit<Said, "gaps"> = {
  examples: 1,
  ending: { parkedOn: "2026-12-01", reopenUntil: "2026-12-15" },
  datePassed: false,
};
const asked: Readonly<Record<string, Omit<Said, "gaps">>> = {
  first,
  last,
  "last of all": { ...last, ending: { parkedOn: "2026-12-01", reopenUntil: null } },
  "date passed": { ...last, datePassed: true },
};

export function nudgeMessages(
  someone: string,
  caseWith: (given: Partial<Escalation>) => Escalation,
  cardUrl: string,
  locale: Locale,
): readonly DrawnNudge[] {
  const reader = readerOf(locale);
  const urls = [null, cardUrl];
  const escalation = caseWith({ nudging: active });
  return [
    ...reminders(someone, caseWith, cardUrl, locale),
    { name: "reminder note", drawn: reminderNote(escalation, someone, reader) },
    { name: "thanks", drawn: thanksMessage(escalation, someone, reader) },
    { name: "ready", drawn: readyMessage(escalation, someone, reader) },
    ...[...everyParked, active].flatMap((nudging, index) =>
      urls.map((url) => ({
        name: `parked notice ${index}, ${nudging.state}, ${url ?? "no link"}`,
        drawn: parkedNotice(caseWith({ nudging }), url, reader),
      })),
    ),
    ...[parked(), parked({ reopening: null }), stopped].flatMap((nudging, index) => {
      const nudged = caseWith({ nudging });
      const facts = { escalation: nudged, channel: someone, cardUrl, actor: someone, command: "/escalate" };
      const card = cardWithButtons(
        cardFactsOf(nudged, () => someone),
        nudged,
        reader,
      );
      return [
        { name: `card, ${nudging.state} ${index}`, drawn: messageOf(card) },
        { name: `receipt, ${nudging.state} ${index}`, drawn: receiptMessage(facts, reader) },
      ];
    }),
  ];
}

function reminders(
  name: string,
  caseWith: (given: Partial<Escalation>) => Escalation,
  cardUrl: string,
  locale: Locale,
): readonly DrawnNudge[] {
  const reader = readerOf(locale);
  const escalation = caseWith({ nudging: active });
  const requester = { id: escalation.requesterId, name };
  const draw = (facts: Omit<ReminderFacts, "requester">) => reminderMessage({ ...facts, requester }, reader);
  const gapsSaid = [[...escalation.verdict.gaps], everyGap(escalation)];
  const current = Object.entries(asked).flatMap(([kind, how]) =>
    gapsSaid.flatMap((gaps) => [
      {
        name: `reminder in the thread, ${kind}, ${gaps.length} gaps`,
        drawn: draw({ escalation, said: { gaps, ...how }, place: "thread", isCurrent: true, cardUrl }),
        mentions: [escalation.requesterId],
      },
      ...[null, cardUrl].map((url) => ({
        name: `reminder by DM, ${kind}, ${gaps.length} gaps, ${url ?? "no link"}`,
        drawn: draw({ escalation, said: { gaps, ...how }, place: "dm", isCurrent: true, cardUrl: url }),
      })),
    ]),
  );
  const closed = closedAs("withdrawn", { by: requester.id, at });
  const pasts = [...nudgings.map((nudging) => caseWith({ nudging })), caseWith({ status: closed })];
  return [
    ...current,
    ...pasts.flatMap((past, index) =>
      gapsSaid.flatMap((gaps) =>
        (["thread", "dm"] as const).map((place) => ({
          name: `past reminder ${index}, ${place}, ${gaps.length} gaps`,
          drawn: draw({ escalation: past, said: { gaps, ...last }, place, isCurrent: false, cardUrl }),
        })),
      ),
    ),
  ];
}
