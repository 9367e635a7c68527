import { beforeAll, describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import type { IsoDate } from "../../src/domain/answers.ts";
import { caseMax, episodeMax, type Nudging } from "../../src/domain/nudging.ts";
import { type Act, type Deed, watchIn } from "../support/a-nudge-oracle.ts";
import { SmallBot } from "../support/a-small-bot.ts";
import {
  anyHistory,
  contextOf,
  type History,
  type Moment,
  momentsOf,
  storyOf,
  tellOracle,
  week,
} from "../support/any-history.ts";

/** The promise about reminders, clause by clause, over random histories of one case. */

/** Something that happened, in order. */
type Line =
  | { readonly moment: Moment; readonly deed: Deed; readonly allowed: boolean; readonly after: Nudging }
  | { readonly moment: Moment; readonly act: Act; readonly after: Nudging };

interface Life {
  readonly history: History;
  readonly lines: readonly Line[];
  /** Moments in which a second sweep did something more. */
  readonly restless: readonly Moment[];
}

function lifeOfBot(history: History): Life {
  const bot = new SmallBot(history);
  const lines: Line[] = [];
  const restless: Moment[] = [];
  const tell = (moment: Moment, deed: Deed) => {
    if (deed === "sent_on" && bot.status !== "waiting_partner") return;
    const allowed = bot.told(deed, moment.at, contextOf(moment));
    lines.push({ moment, deed, allowed, after: bot.nudging });
    if (deed === "sent_on") tell(moment, "card_stands");
  };
  for (const moment of momentsOf(history)) {
    // Somebody tells of a new zone; a new setting comes with a start.
    if (moment.changed) bot.look = moment.at;
    for (const deed of moment.deeds) tell(moment, deed);
    const acts = bot.lives(moment.at, contextOf(moment), moment.reachable);
    for (const act of acts) lines.push({ moment, act, after: bot.nudging });
    if (acts.length > 0) {
      bot.look = moment.at;
      const { nudging } = bot;
      const more = bot.lives(moment.at, contextOf(moment), moment.reachable);
      if (more.length > 0 || bot.nudging !== nudging) restless.push(moment);
    }
  }
  return { history, lines, restless };
}

/** What happened, for comparing: one line each. */
const tellBot = ({ lines }: Life) =>
  lines.map((line) =>
    "act" in line
      ? storyOf(line.moment, line.act)
      : `${storyOf(line.moment, line.deed)} ${line.allowed ? "done" : "refused"}`,
  );
const withoutJumps = anyHistory.map((history): History => ({ ...history, jumpsBack: [] }));

test("whatever happens, the bot reminds, asks and parks in the very moment in which the policy says so", () => {
  fc.assert(
    fc.property(withoutJumps, (history) => {
      expect(tellBot(lifeOfBot(history))).toEqual(tellOracle(history));
    }),
    { numRuns: 100 },
  );
});

describe("also when the clock jumps back", () => {
  let lives: readonly Life[];
  beforeAll(() => {
    lives = fc.sample(anyHistory, 60).map(lifeOfBot);
  });

  const expectNone = (faultsOf: (life: Life) => readonly unknown[]) => {
    const broken = lives.filter((life) => faultsOf(life).length > 0);
    expect(
      broken.slice(0, 1).map((life) => ({
        faults: faultsOf(life),
        history: life.history,
        story: tellBot(life),
      })),
    ).toEqual([]);
  };

  test("these histories are full of reminders, questions and parkings", () => {
    const kinds = lives.flatMap(({ lines }) =>
      lines.flatMap((line) => ("act" in line ? [line.act.kind] : [])),
    );
    for (const kind of ["remind", "ask_partner", "park", "reopening_over"] as const)
      expect(kinds.filter((each) => each === kind).length).toBeGreaterThan(5);
  });

  test("and of closed cases that are taken up again", () => {
    const taken = lives.flatMap(({ lines }) =>
      lines.filter(
        (line, place) =>
          "deed" in line &&
          line.deed === "reopen" &&
          line.allowed &&
          lines[place - 1]?.after.state === "done",
      ),
    );
    expect(taken.length).toBeGreaterThan(2);
  });

  test("each reminder uses up at least one slot of its episode, so that none is used twice", () => {
    expectNone(({ lines }) => {
      const behind = new Map<number, number>();
      return remindersIn(lines).filter(({ after }) => {
        if (after.state !== "active") return true;
        const before = behind.get(after.episodes) ?? 0;
        behind.set(after.episodes, after.used);
        return after.used <= before;
      });
    });
  });

  test("nobody is written to outside of their working hours or on a day off", () => {
    expectNone(({ lines }) =>
      lines.filter((line) => {
        if (!("act" in line) || line.act.kind === "reopening_over") return false;
        const { at, zone, settings } = line.moment;
        const { day, time } = watchIn(zone, at);
        const weekday = week[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] ?? "sun";
        const off = !settings.calendar.workingDays.has(weekday) || settings.calendar.isHoliday(day);
        return off || time < settings.hours.from || time >= settings.hours.to;
      }),
    );
  });

  test("nobody is reminded after the case has ended, is Ready, or was left alone on request", () => {
    expectNone(({ lines }) => {
      let over = false;
      let ready = false;
      return lines.filter((line) => {
        if ("act" in line) return line.act.kind === "remind" && (over || ready);
        if (!line.allowed) return false;
        if (line.deed === "close" || line.deed === "stop") over = true;
        if (line.deed === "reopen") over = false;
        if (line.deed === "ready") ready = true;
        if (line.deed === "evidence") ready = false;
        return false;
      });
    });
  });

  test("nobody is reminded before the day they asked for", () => {
    expectNone(({ lines }) => {
      let until: IsoDate | null = null;
      return lines.filter((line) => {
        if ("deed" in line) {
          if (line.allowed && line.deed !== "acknowledge") until = null;
          if (line.after.state === "snoozed") until = line.after.until;
          return false;
        }
        const early = line.act.kind === "remind" && until !== null && until > watchOf(line).day;
        if (line.act.kind === "remind") until = null;
        return early;
      });
    });
  });

  test("there are at most three reminders in an episode, six in a case, and one a day", () => {
    expectNone(({ history, lines }) => {
      const all = remindersIn(lines);
      const episodes = Map.groupBy(all, ({ after }) => after.episodes);
      const days = lines
        .filter((line) => "act" in line && line.act.kind !== "park")
        .flatMap((line) =>
          "act" in line && (line.act.kind === "remind" || line.act.kind === "ask_partner")
            ? [watchOf(line).day]
            : [],
        );
      return [
        ...[...episodes.values()].filter((each) => each.length > episodeMax),
        ...(all.length > Math.max(0, caseMax - history.remindersBefore) ? [all.length] : []),
        ...days.filter((day, place) => days.indexOf(day) !== place || history.taken.includes(day)),
      ];
    });
  });

  test("a second run of the same sweep changes nothing", () => {
    expectNone(({ restless }) => restless);
  });
});

const remindersIn = (lines: readonly Line[]) =>
  lines.filter((line) => "act" in line && line.act.kind === "remind");
const watchOf = ({ moment }: Line) => watchIn(moment.zone, moment.at);
