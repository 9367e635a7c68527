import { ErrorCode } from "@slack/web-api";
import type { Answers } from "../../src/domain/answers.ts";
import { attempt } from "../../src/domain/case-moves.ts";
import { afterMove, type Chase } from "../../src/domain/chase.ts";
import type { CaseStatus, Desk, Escalation } from "../../src/domain/escalation.ts";
import {
  nextBusinessDay,
  type NudgePolicy,
  type PlanContext,
  reopeningAfter,
  slotsOf,
} from "../../src/domain/nudge-plan.ts";
import {
  afterEnd,
  afterEvidence,
  reopen,
  snooze,
  stop,
  takeUpAgain,
} from "../../src/domain/nudging-moves.ts";
import { neverNudged, type Nudging } from "../../src/domain/nudging.ts";
import type { Verdict } from "../../src/domain/verdict.ts";
import { type Calendar, localDate, type WorkingHours } from "../../src/domain/working-time.ts";
import { deliverDue } from "../../src/jobs/deliver-due.ts";
import { nudgeDue } from "../../src/jobs/nudge-due.ts";
import { never } from "../../src/patience.ts";
import type { Poster } from "../../src/slack/poster.ts";
import type { Change } from "../../src/store/audit.ts";
import { type Db, openStore } from "../../src/store/database.ts";
import { nextDueAt } from "../../src/store/delivery-queues.ts";
import { changeEscalation, findEscalation } from "../../src/store/escalations.ts";
import { lookAtNudges, nextNudgeAt } from "../../src/store/nudge-times.ts";
import { oweAfterChange } from "../../src/store/owed.ts";
import { rememberPerson } from "../../src/store/people.ts";
import { planContextOf } from "../../src/store/plan-contexts.ts";
import { aNewEscalation, aVerdict, sendCase } from "./an-escalation.ts";
import { watchedLog } from "./a-watched-log.ts";

/**
 * The real sweep and the real outbox over a real store, with a Slack that only keeps what it is sent and fails as it is
 * told, on a clock that jumps from one due moment to the next: months of reminders in milliseconds.
 */

const team = "T1";
const channel = "C1";

/** What Slack does with the next reminder it is sent. `lost`: it stands, and the answer is lost. */
export type Mishap = "lost" | "down" | "refused";

export interface Post {
  readonly key: string;
  readonly at: Date;
  readonly place: string;
  /** The case as it was stored when it was posted; null for messages of other kinds. */
  readonly escalation: Escalation | null;
  readonly zone: string;
}

export interface SweptSettings {
  readonly calendar: Calendar;
  readonly hours: WorkingHours;
  readonly nudges: NudgePolicy;
  /** So many when absent that nobody is waited for: these are about reminders. */
  readonly acknowledgeWithinDays?: number;
}

export interface SweptStore {
  readonly db: Db;
  readonly posts: readonly Post[];
  readonly now: () => Date;
  /** Everything due until then happens at its moment. `runners` of them do it at the same time. */
  readonly runUntil: (instant: Date, runners?: number) => Promise<void>;
  /** One look at this moment, until nothing is due any more; Slack takes messages or does not. */
  readonly livesAt: (instant: Date, reachable: boolean) => Promise<void>;
  /**
   * One sweep at this moment, during which the bot is told to stop: while Slack is asked of the first person, who is told
   * of, or of whom nothing is heard any more. Answers of whom Slack was asked.
   */
  readonly isStoppedInASweep: (slackAnswers: boolean) => Promise<readonly string[]>;
  /** What a restart with other settings brings. */
  readonly restartsWith: (settings: SweptSettings) => Promise<void>;
  /** Nothing runs until then. */
  readonly isDownUntil: (instant: Date) => void;
  readonly clockJumpsTo: (instant: Date) => void;
  readonly sends: (
    id: string,
    given?: Partial<{ answers: Answers; verdict: Verdict; requesterId: string; desk: Desk }>,
  ) => Promise<void>;
  readonly movesTo: (userId: string, zone: string) => Promise<void>;
  readonly leaves: (userId: string) => void;
  readonly isInChannel: (yes: boolean) => void;
  /** As an archived one does not. */
  readonly channelTakesMessages: (yes: boolean) => void;
  readonly slackDoes: (...mishaps: readonly Mishap[]) => void;
  readonly addsEvidence: (id: string, verdict: Verdict) => Promise<void>;
  readonly moves: (id: string, move: "acknowledge" | "withdraw") => Promise<boolean>;
  readonly snoozes: (id: string) => Promise<boolean>;
  readonly stops: (id: string) => Promise<boolean>;
  readonly reopens: (id: string) => Promise<boolean>;
  readonly caseOf: (id: string) => Promise<Escalation>;
  readonly contextOf: (id: string) => Promise<PlanContext>;
  readonly close: () => Promise<void>;
}

export async function openSweptStore(
  start: Date,
  settings: SweptSettings,
  zones: Readonly<Record<string, string>>,
  /** Of which messages Slack makes something else than is asked of it, by the beginning of their keys. */
  struck = "nudge:",
): Promise<SweptStore> {
  const { db, close } = await openStore("sqlite::memory:");
  let now = start;
  const posts: Post[] = [];
  const mishaps: Mishap[] = [];
  const gone = new Set<string>();
  let inChannel = true;
  let reachable = true;
  let channelOpen = true;
  const zoneOf = new Map(Object.entries(zones));
  const remember = (userId: string) =>
    rememberPerson(db, {
      teamId: team,
      userId,
      name: userId,
      locale: "en",
      zone: zoneOf.get(userId) ?? null,
      homeTeamId: team,
      guest: false,
      deleted: gone.has(userId),
      refreshedAt: now,
    });
  for (const userId of zoneOf.keys()) await remember(userId);

  const stand = async (key: string, place: string) => {
    const [kind, id = ""] = key.split(":");
    const escalation = kind === "nudge" ? await findEscalation(db, id) : null;
    posts.push({ key, at: now, place, escalation, zone: zoneOf.get(escalation?.requesterId ?? "") ?? "UTC" });
    return { channelId: place, ts: `${now.getTime() / 1000}.${String(posts.length).padStart(6, "0")}` };
  };
  const poster: Poster = {
    post: async ({ channelId, threadTs, label }) => {
      if (!reachable) throw slackError(ErrorCode.HTTPError, { statusCode: 503 });
      const place = threadTs ? "thread" : channelId;
      if (channelId === channel && !channelOpen) throw archived();
      const mishap = label.key.startsWith(struck) ? mishaps.shift() : undefined;
      if (mishap === "refused") throw archived();
      if (mishap === "down") throw slackError(ErrorCode.HTTPError, { statusCode: 503 });
      const at = await stand(label.key, place);
      if (mishap === "lost") throw slackError(ErrorCode.RequestError, {});
      return at;
    },
    redraw: ({ channelId }) =>
      channelId === channel && !channelOpen ? Promise.reject(archived()) : Promise.resolve(),
    remove: () => Promise.resolve(),
    find: ({ key }) => {
      const place = posts.findIndex((post) => post.key === key);
      const found = posts[place];
      return Promise.resolve(
        found ? `${found.at.getTime() / 1000}.${String(place + 1).padStart(6, "0")}` : null,
      );
    },
    openDm: (userId) => Promise.resolve(`D-${userId}`),
  };

  const log = watchedLog();
  const others = {
    channelLocale: "en" as const,
    defaultLocale: "en" as const,
    slashCommand: "/escalate",
    defaultZone: "UTC",
  };
  let all = { acknowledgeWithinDays: 100, ...settings, ...others };
  const clock = () => now;
  const lookUp = async (userId: string) => {
    await remember(userId);
    return { deleted: gone.has(userId) };
  };
  const sweep = async (leaving = never, ask = lookUp) => {
    const begun = await nudgeDue({
      db,
      now: clock,
      forWorkspace: () =>
        Promise.resolve({ settings: all, lookUp: ask, isInChannel: () => Promise.resolve(inChannel) }),
      wake: () => undefined,
      leaving,
      log,
    });
    await Promise.all(begun);
  };
  const deliver = async (owner: string) => {
    const urlOf = ({ channelId, ts }: { readonly channelId: string; readonly ts: string }) =>
      `https://slack.test/${channelId}/${ts}`;
    const begun = await deliverDue(
      {
        db,
        now: clock,
        forWorkspace: () => Promise.resolve({ settings: all, urlOf, poster }),
        owner,
        inHand: new Map(),
        log,
        leaving: never,
      },
      10,
    );
    await Promise.all(begun);
    return begun.length;
  };
  const nextAt = async () => {
    const times = [await nextDueAt(db), await nextNudgeAt(db)].flatMap((time) =>
      time ? [time.getTime()] : [],
    );
    return times.length > 0 ? new Date(Math.min(...times)) : null;
  };

  const change = async (
    id: string,
    by: Change,
    next: (
      before: Escalation,
    ) => { nudging: Nudging; status?: CaseStatus; verdict?: Verdict; chase?: Chase | null } | null,
  ) =>
    db.transaction().execute(async (trx) => {
      const before = await findEscalation(trx, id);
      const changed = before && next(before);
      if (!changed) return false;
      const after = await changeEscalation(trx, before, changed, by, now);
      if (!after) throw new Error("a case changed under its own transaction");
      await oweAfterChange(trx, after, now);
      return true;
    });
  const caseOf = async (id: string) => {
    const found = await findEscalation(db, id);
    if (!found) throw new Error(`There is no case ${id}.`);
    return found;
  };
  const contextOf = async (id: string) => planContextOf(db, await caseOf(id), all);

  return {
    db,
    posts,
    now: clock,
    close,
    caseOf,
    contextOf,
    runUntil: async (instant, runners = 1) => {
      for (let passes = 0; ; passes += 1) {
        if (passes > 100) throw new Error("The bot does not come to rest.");
        const next = await nextAt();
        if (!next || next > instant) break;
        // Where time goes on there is no end of what may be to do.
        if (next > now) [now, passes] = [next, 0];
        await Promise.all(
          Array.from({ length: runners }, async (_, place) => {
            await sweep();
            await deliver(`runner ${place}`);
          }),
        );
      }
      if (instant > now) now = instant;
    },
    livesAt: async (instant, isReachable) => {
      now = instant;
      reachable = isReachable;
      for (let passes = 0; ; passes += 1) {
        if (passes > 50) throw new Error("The bot does not come to rest.");
        const next = await nextAt();
        if (!next || next > now) return;
        await sweep();
        await deliver("runner");
      }
    },
    isStoppedInASweep: async (slackAnswers) => {
      const stopping = new AbortController();
      const asked: string[] = [];
      await sweep(stopping.signal, (userId) => {
        asked.push(userId);
        stopping.abort();
        return slackAnswers ? lookUp(userId) : Promise.reject(slackError(ErrorCode.RequestError, {}));
      });
      return asked;
    },
    restartsWith: async (changed) => {
      all = { acknowledgeWithinDays: 100, ...changed, ...others };
      await lookAtNudges(db, { teamId: team, now });
    },
    isDownUntil: (instant) => {
      if (instant > now) now = instant;
    },
    clockJumpsTo: (instant) => {
      now = instant;
    },
    sends: async (id, given = {}) => {
      const { requesterId = "U1", verdict = aVerdict } = given;
      const sent = {
        ...aNewEscalation({ id, channelId: channel, requesterId, verdict, nudging: neverNudged }),
        ...(given.answers ? { answers: given.answers } : {}),
        ...(given.desk ? { desk: given.desk } : {}),
      };
      await db.transaction().execute((trx) => sendCase(trx, sent, now));
    },
    movesTo: async (userId, zone) => {
      zoneOf.set(userId, zone);
      await remember(userId);
      await lookAtNudges(db, { teamId: team, requesterId: userId, now });
    },
    leaves: (userId) => void gone.add(userId),
    channelTakesMessages: (yes) => {
      channelOpen = yes;
    },
    isInChannel: (yes) => {
      inChannel = yes;
    },
    slackDoes: (...more) => void mishaps.push(...more),
    addsEvidence: async (id, verdict) => {
      await change(id, { kind: "evidence_added", actorId: "U1" }, (before) =>
        before.status.state === "closed"
          ? null
          : { verdict, nudging: afterEvidence(before.nudging, { ...before, verdict }, now) },
      );
    },
    moves: async (id, move) => {
      const reopening = reopeningAfter(now, await contextOf(id));
      return change(id, { kind: "acknowledged", actorId: "U9" }, (before) => {
        const by = { id: move === "acknowledge" ? "U9" : before.requesterId, outsider: false, csm: true };
        const tried = attempt(move, before, by, now);
        if (!tried.allowed) return null;
        const ended = tried.status.state === "closed";
        return {
          status: tried.status,
          chase: afterMove(before, tried.status, now),
          nudging: ended ? afterEnd(before.nudging, reopening) : before.nudging,
        };
      });
    },
    snoozes: async (id) => {
      const context = await contextOf(id);
      return change(id, { kind: "snoozed", actorId: "U1" }, ({ nudging, answers, status }) => {
        if (status.state === "closed") return null;
        const slots =
          nudging.state === "active" || nudging.state === "snoozed"
            ? slotsOf(nudging, answers, context).length
            : 0;
        const answer = snooze(nudging, nextBusinessDay(now, context), slots);
        return answer.allowed ? { nudging: answer.nudging } : null;
      });
    },
    stops: (id) =>
      change(id, { kind: "reminders_stopped", actorId: "U9" }, ({ nudging, status }) => {
        const answer = stop(nudging, "U9", now);
        return answer.allowed && status.state !== "closed" ? { nudging: answer.nudging } : null;
      }),
    reopens: async (id) => {
      const { zone } = await contextOf(id);
      return change(id, { kind: "reopened", actorId: "U1" }, (before) => {
        const by = { id: before.requesterId, outsider: false, csm: false };
        const tried = attempt("reopen", before, by, now);
        if (!tried.allowed) return null;
        const { status } = tried;
        const answer =
          before.status.state === "closed"
            ? takeUpAgain(before.nudging, { ...before, status }, now, localDate(now, zone))
            : reopen(before.nudging, before, now);
        const chase = afterMove(before, status, now);
        return answer.allowed ? { status, chase, nudging: answer.nudging } : null;
      });
    },
  };
}

const archived = () => slackError(ErrorCode.PlatformError, { data: { error: "is_archived" } });

function slackError(code: string, more: object): Error {
  return Object.assign(new Error("Slack failed"), { code, ...more });
}
