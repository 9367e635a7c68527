import type { IsoDate } from "../../src/domain/answers.ts";
import type { CaseState } from "../../src/domain/escalation.ts";
import {
  allowedFrom,
  nextBusinessDay,
  nextNudgeTime,
  nextStep,
  parkingAfter,
  type PlanContext,
  reopeningAfter,
  slotsOf,
  slotsPassed,
} from "../../src/domain/nudge-plan.ts";
import {
  afterCardPosted,
  afterEnd,
  afterEvidence,
  afterGoingOn,
  afterWaiting,
  type Answer,
  arrived,
  closeReopening,
  park,
  reopen,
  setOut,
  snooze,
  stop,
  takeUpAgain,
  turnedBack,
} from "../../src/domain/nudging-moves.ts";
import { type Asked, neverNudged, type Nudging } from "../../src/domain/nudging.ts";
import { localDate } from "../../src/domain/working-time.ts";
import type { Act, Deed } from "./a-nudge-oracle.ts";
import { aVerdict } from "./an-escalation.ts";
import type { History } from "./any-history.ts";

/** The bot in small: what the sweep and the deliveries do with the plan, without a store and without Slack. */
export class SmallBot {
  nudging: Nudging;
  look: Date | null = null;
  status: CaseState = "open";
  ready = false;
  #stateBefore: CaseState = "open";
  readonly #taken: Set<IsoDate>;
  #onItsWay: { readonly number: number; readonly day: IsoDate } | null = null;
  readonly #fixed: History["fixed"];

  constructor({ fixed, taken, remindersBefore }: History) {
    this.nudging = { ...neverNudged, sent: remindersBefore };
    this.#fixed = fixed;
    this.#taken = new Set(taken);
  }

  get #asked(): Asked {
    const level = this.ready ? "ready" : "almost_ready";
    return { status: { state: this.status }, verdict: { ...aVerdict, level }, sendNote: null };
  }

  told(deed: Deed, at: Date, context: PlanContext): boolean {
    if (this.status === "closed" && deed !== "reopen") return false;
    const done = this.#after(deed, at, context);
    if (done.allowed) this.#become(done.nudging, at);
    return done.allowed;
  }

  #after(deed: Deed, at: Date, context: PlanContext): Answer {
    const { nudging } = this;
    const be = (then: Nudging): Answer => ({ allowed: true, nudging: then });
    if (typeof deed === "object") {
      this.status = "waiting_partner";
      return be(afterWaiting(nudging, { eligibleOn: deed.waitUntil, reason: "reply_window_open" }));
    }
    switch (deed) {
      case "card_stands":
        return be(afterCardPosted(nudging, this.#asked, at));
      case "sent_on":
        this.status = "open";
        return be(afterGoingOn(nudging));
      case "evidence":
      case "ready":
        this.ready = deed === "ready";
        return be(afterEvidence(nudging, this.#asked, at));
      case "close":
        this.#stateBefore = this.status;
        this.status = "closed";
        return be(afterEnd(nudging, reopeningAfter(at, context)));
      case "snooze": {
        const asks = nudging.state === "active" || nudging.state === "snoozed";
        const slots = asks ? slotsOf(nudging, this.#fixed, context).length : 0;
        return snooze(nudging, nextBusinessDay(at, context), slots);
      }
      case "stop":
        return stop(nudging, "U1", at);
      case "reopen":
        return this.status === "closed" ? this.#takenUpAgain(at, context) : reopen(nudging, this.#asked, at);
      case "acknowledge":
        return be(nudging);
    }
  }

  #takenUpAgain(at: Date, { zone }: PlanContext): Answer {
    const state: CaseState = this.#stateBefore === "waiting_partner" ? "waiting_partner" : "open";
    const asked = { ...this.#asked, status: { state } };
    const answer = takeUpAgain(this.nudging, asked, at, localDate(at, zone));
    if (answer.allowed) this.status = state;
    return answer;
  }

  /** One pass after the other until there is nothing left to do at this moment. */
  lives(at: Date, context: PlanContext, reachable: boolean): Act[] {
    const acts: Act[] = [];
    for (let pass = 0; ; pass += 1) {
      if (pass > 20) throw new Error("The sweep never comes to rest");
      const before = [this.nudging, this.look, this.#onItsWay];
      const act = (reachable ? this.#deliver(at, context) : null) ?? this.#sweep(at, context);
      if (act) acts.push(act);
      const after = [this.nudging, this.look, this.#onItsWay];
      if (after.every((part, place) => part === before[place])) return acts;
    }
  }

  #sweep(at: Date, context: PlanContext): Act | null {
    if (!this.look || this.look > at) return null;
    const step = nextStep(this.nudging, this.#fixed, context);
    const when =
      step && (step.at > at || step.kind === "close_reopening" ? step.at : allowedFrom(at, context, step.at));
    if (!step || !when || when > at) {
      this.look = when;
      return null;
    }
    switch (step.kind) {
      case "remind":
      case "ask_partner": {
        if (!("underway" in this.nudging)) throw new Error("Nobody to remind");
        const day = localDate(at, context.zone);
        if (this.#taken.has(day)) this.look = nextNudgeTime(at, context);
        else {
          this.#taken.add(day);
          this.#become(setOut(this.nudging), at);
          this.#onItsWay = { number: this.nudging.count, day };
        }
        return null;
      }
      case "park":
        this.#become(park(this.nudging, step.why, at, reopeningAfter(at, context)), at);
        return { kind: "park", why: step.why };
      case "close_reopening":
        if (this.nudging.state === "parked" || this.nudging.state === "done")
          this.#become(closeReopening(this.nudging), at);
        return { kind: "reopening_over" };
    }
  }

  #deliver(at: Date, context: PlanContext): Act | null {
    const letter = this.#onItsWay;
    if (!letter) return null;
    this.#onItsWay = null;
    const { nudging } = this;
    const wanted = "underway" in nudging && nudging.underway === letter.number;
    const inTime = localDate(at, context.zone) === letter.day && allowedFrom(at, context) <= at;
    if (!wanted || !inTime) {
      this.#taken.delete(letter.day);
      this.#become(turnedBack(nudging, letter.number, false).nudging, at);
      return null;
    }
    if (nudging.state === "waiting") {
      this.#become(arrived(nudging, { number: letter.number, kind: "question", at, passed: 0 }), at);
      const then = nextStep(this.nudging, this.#fixed, context);
      const parkedOn = then?.kind === "park" ? localDate(then.at, context.zone) : null;
      return { kind: "ask_partner", parkedOn };
    }
    const parkedOn = parkingAfter(nudging, this.#fixed, at, context);
    const passed = slotsPassed(nudging, this.#fixed, at, context);
    this.#become(arrived(nudging, { number: letter.number, kind: "reminder", at, passed }), at);
    return { kind: "remind", parkedOn };
  }

  #become(nudging: Nudging, at: Date): void {
    this.nudging = nudging;
    this.look = at;
  }
}
