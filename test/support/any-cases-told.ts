import { fc } from "./drawn.ts";
import type { CaseStatus, Escalation, SendNote } from "../../src/domain/escalation.ts";
import type { Verdict } from "../../src/domain/verdict.ts";
import type { Change } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import { eraseCase } from "../../src/store/erasing.ts";
import { changeOrUndo, createEscalation, findEscalation } from "../../src/store/escalations.ts";
import { moveChannel } from "../../src/store/moved-channels.ts";
import { aDesk, aNewEscalation, aVerdict, someAnswers } from "./an-escalation.ts";

/** Weeks of cases in two channels, done to a store as the bot does it. */

const acts = [
  "send",
  "wait",
  "avoid",
  "evidence",
  "take",
  "resolve",
  "withdraw",
  "reopen",
  "erase",
  "move",
] as const;

export interface Deed {
  readonly act: (typeof acts)[number];
  /** Which of the cases there are; a new one where none fits. */
  readonly which: number;
  readonly later: number;
  readonly channel: "C1" | "C2";
  readonly verdict: Verdict;
  readonly sendNote: SendNote | null;
}

const anyVerdict = fc.record({
  level: fc.constantFrom("ready", "almost_ready", "not_ready"),
  partnerFirst: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant({ reason: "partner_not_told" } as const) },
  ),
  gaps: fc.subarray(
    (["need_by_missing", "example_date", "outcome_missing", "example_date"] as const).map((code, place) => ({
      code,
      example: code === "example_date" ? place + 1 : null,
      points: 2,
      minutes: 1,
    })),
  ),
}) satisfies fc.Arbitrary<Partial<Verdict>>;

const hours = 60 * 60_000;

export const anyDeeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record<Deed>({
    act: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("send", "wait", "evidence", "resolve", "reopen") },
      { weight: 1, arbitrary: fc.constantFrom(...acts) },
    ),
    // Few of them, so that much happens to each.
    which: fc.nat({ max: 5 }),
    // Often on the very edge of a day.
    later: fc
      .oneof(fc.constantFrom(0, 12, 24, 7 * 24), fc.integer({ min: 1, max: 60 }))
      .map((n) => n * hours),
    channel: fc.constantFrom("C1", "C1", "C2"),
    verdict: anyVerdict.map((part) => ({ ...aVerdict, ...part })),
    sendNote: fc.constantFrom(
      null,
      { reason: null, sentence: "Now" },
      {
        reason: "contact_gone" as const,
        sentence: "They left",
      },
    ),
  }),
  { minLength: 1, maxLength: 30 },
);

export interface Lived {
  /** Ids of all cases there ever were. */
  readonly cases: readonly string[];
  readonly now: Date;
}

/** `moved`: where what was C2 is now. */
export async function live(db: Db, start: Date, deeds: readonly Deed[]): Promise<Lived> {
  const cases: string[] = [];
  let now = start;
  for (const deed of deeds) {
    now = new Date(now.getTime() + deed.later);
    await db.transaction().execute(async (trx) => {
      if (deed.act === "move") {
        await moveChannel(trx, { teamId: "T1", from: "C2", to: "C3" }, now);
        return;
      }
      const id = cases[deed.which % (cases.length + 1)];
      const known = id === undefined ? null : await findEscalation(trx, id);
      if (known) {
        await change(trx, known, deed, now);
        return;
      }
      const begun = beginning(deed, now);
      if (!begun) return;
      const fresh = `case-${cases.length}`;
      cases.push(fresh);
      const { verdict, sendNote } = deed;
      const given = { id: fresh, channelId: deed.channel, desk: aDesk, verdict, answers: someAnswers };
      const sent = begun.kind === "sent";
      await createEscalation(
        trx,
        aNewEscalation({ ...given, status: begun.status, sendNote: sent ? sendNote : null }),
        { kind: begun.kind, actorId: "U1", details: { level: verdict.level, score: verdict.score } },
        now,
      );
    });
  }
  return { cases, now };
}

type Trx = Parameters<typeof createEscalation>[0];
type Moved = Pick<Change, "kind"> & { readonly status: CaseStatus };

function closed(as: "avoided" | "withdrawn" | "resolved", sent: boolean, now: Date): CaseStatus {
  return { state: "closed", as, sent, note: "", by: "U1", at: now.toISOString() };
}

function beginning({ act }: Deed, now: Date): Moved | null {
  switch (act) {
    case "send":
      return { kind: "sent", status: { state: "open" } };
    case "wait":
      return { kind: "waiting", status: { state: "waiting_partner" } };
    case "avoid":
      return { kind: "avoided", status: closed("avoided", false, now) };
    default:
      return null;
  }
}

async function change(trx: Trx, before: Escalation, deed: Deed, now: Date): Promise<void> {
  const { act, verdict, sendNote } = deed;
  if (act === "erase") {
    await eraseCase(trx, before, { by: null, now });
    return;
  }
  const moved = moveOf(before, deed, now);
  if (!moved) return;
  const judged = act === "send" || act === "evidence";
  const details = judged ? { level: verdict.level, score: verdict.score } : {};
  await changeOrUndo(
    trx,
    before,
    { status: moved.status, ...(judged && { verdict }), ...(act === "send" && { sendNote }) },
    { kind: moved.kind, actorId: "U1", details },
    now,
  );
}

function moveOf({ status }: Escalation, { act }: Deed, now: Date): Moved | null {
  const waits = status.state === "waiting_partner";
  const isClosed = status.state === "closed";
  switch (act) {
    case "send":
      return waits ? { kind: "sent", status: { state: "open" } } : null;
    case "avoid":
      return waits ? { kind: "avoided", status: closed("avoided", false, now) } : null;
    case "evidence":
      return isClosed ? null : { kind: "evidence_added", status };
    case "take":
      return status.state === "open"
        ? {
            kind: "acknowledged",
            status: { state: "acknowledged", by: "U2", at: now.toISOString() },
          }
        : null;
    case "resolve":
      return waits || isClosed ? null : { kind: "resolved", status: closed("resolved", true, now) };
    case "withdraw":
      return isClosed ? null : { kind: "withdrawn", status: closed("withdrawn", !waits, now) };
    case "reopen":
      return status.state === "closed"
        ? {
            kind: "closed_reopened",
            status: status.sent ? { state: "open" } : { state: "waiting_partner" },
          }
        : null;
    default:
      return null;
  }
}
