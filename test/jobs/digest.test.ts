import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { SeenMessage } from "../../playground/person.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { resolves, takes } from "../support/a-case-in-hands.ts";
import { sends } from "../support/a-requester.ts";
import { type AStage, stagePerTest } from "../support/a-stage.ts";
import { routesFile } from "../support/a-routes-file.ts";
import { toldToday, waits } from "../support/a-partner-first-case.ts";

/** The weekly digest, as the CSM channel sees it. */

const en = wordsIn("en");
const pt = wordsIn("pt-BR");
const { report } = en;
/** Thursday noon: the digest of that week was due on Monday, and tells of nothing. */
const thursday = new Date("2026-11-26T12:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;

/** Channels of the sample workspace, and one more, for the cases of one partner. */
const northwind = "C0CSMNW01";
const seed = {
  ...workspace,
  channels: [
    ...workspace.channels,
    { id: northwind, name: "csm-northwind", members: [app.botUserId, people.casey] },
  ],
};

/** In a file, for the bot is stopped and started. */
const settings: Record<string, string> = { DIGEST_DAY: "mon" };
const folders: string[] = [];
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "digest-test-"));
  folders.push(folder);
  settings["DATABASE_URL"] = `sqlite:${join(folder, "escalations.db")}`;
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const stage = stagePerTest({ at: thursday, settings, seed });

const digestsIn = (
  { person }: AStage,
  channel: string = channels.csm,
  words = report,
): readonly SeenMessage[] =>
  person(people.casey)
    .sees(channel)
    .filter(({ screen }) => screen.includes(words.byWeek));

async function until(instant: string): Promise<void> {
  const ahead = new Date(instant).getTime() - stage().clock.now().getTime();
  await stage().settle(ahead);
  stage().clock.moveTo(new Date(instant));
  await stage().settle();
}

/** Dana's case, which nobody takes, and whose chases do not matter here. */
async function aWeekWithACase(): Promise<void> {
  await sends(stage().person(people.dana));
  await stage().settle();
}

describe("the digest", () => {
  test("comes on Monday at half past nine, says first what wants a decision, and comes once", async () => {
    await aWeekWithACase();
    await until("2026-11-30T09:29:00Z");
    expect(digestsIn(stage())).toHaveLength(0);
    await until("2026-11-30T09:31:00Z");
    const [digest, ...more] = digestsIn(stage());
    expect(more).toEqual([]);
    const [heading, decisions, first] = digest?.screen.split("\n") ?? [];
    expect(heading).toBe(report.digestHeading("23 Nov – 29 Nov"));
    expect(decisions).toBe(report.needDecision(1));
    expect(first).toMatch(/ESC-1 ‹https:\/\/.*› – nobody has it, since 26 Nov 2026$/u);
    expect(digest?.screen).toContain(`${report.avoided}: 0 · ${report.ready}: 0`);
    expect(digest?.screen).toContain(`${report.opened}: 1 · ${report.resolved}: 0`);
    // No word that anybody typed, and nobody's name.
    expect(digest?.screen).not.toMatch(/Orders do not|Northwind|Dana/u);
    expect(digest?.live.every(({ kind }) => kind === "link")).toBe(true);
    await until("2026-12-04T12:00:00Z");
    await stage().restartBot();
    await stage().settle();
    expect(digestsIn(stage())).toHaveLength(1);
    await until("2026-12-07T09:31:00Z");
    expect(digestsIn(stage())).toHaveLength(2);
  });

  test("comes on the next business day when Monday is none", async () => {
    await stage().restartBot({ HOLIDAYS: "2026-11-30" });
    await aWeekWithACase();
    await until("2026-11-30T20:00:00Z");
    expect(digestsIn(stage())).toHaveLength(0);
    await until("2026-12-01T09:31:00Z");
    expect(digestsIn(stage())).toHaveLength(1);
    expect(digestsIn(stage())[0]?.screen).toContain(report.digestHeading("23 Nov – 29 Nov"));
  });

  test("that was missed comes when the bot is back, in working hours; of weeks before it none does", async () => {
    await aWeekWithACase();
    // For three weeks there is no bot that knows of digests; it is back on a Saturday.
    await stage().restartBot({ DIGEST_DAY: "off" });
    stage().clock.moveTo(new Date("2026-12-12T12:00:00Z"));
    await stage().restartBot();
    await stage().settle();
    expect(digestsIn(stage())).toHaveLength(0);
    await until("2026-12-14T09:31:00Z");
    expect(digestsIn(stage())).toHaveLength(1);
    await stage().restartBot({ DIGEST_DAY: "off" });
    stage().clock.advance(9 * day);
    await stage().restartBot();
    await stage().settle();
    expect(digestsIn(stage())).toHaveLength(2);
    stage().troubles.length = 0;
  });

  test("does not come when nothing was, and nothing is to be done", async () => {
    await until("2026-11-30T10:00:00Z");
    expect(stage().slack.messagesFor(people.casey, channels.csm)).toEqual([]);
    // Nor later in the week, when there is something: it was this week's.
    await aWeekWithACase();
    await until("2026-12-02T10:00:00Z");
    expect(digestsIn(stage())).toHaveLength(0);
  });

  test("does not come when it is off", async () => {
    await stage().restartBot({ DIGEST_DAY: "off" });
    await aWeekWithACase();
    await until("2026-12-01T10:00:00Z");
    expect(digestsIn(stage())).toHaveLength(0);
  });

  test("counts a case that never left its partner, and says nothing else of it", async () => {
    const today = { ...toldToday, first_contact_date: "2026-11-26" };
    await waits(stage().person(people.harriet), stage(), today, "2026-12-01");
    await until("2026-11-30T09:31:00Z");
    const [digest] = digestsIn(stage());
    expect(digest?.screen).toContain(`${report.waiting}: 1`);
    expect(digest?.screen).toContain(report.noDecision);
    expect(digest?.screen).not.toMatch(/ESC-|Harriet|partner\b(?! now)/u);
  });

  test("tells what was closed, and asks for nothing that is in good hands", async () => {
    await aWeekWithACase();
    await takes(stage());
    await resolves(stage(), en.csmSide.resolve.endings.resolved, "Done");
    await until("2026-11-30T09:31:00Z");
    const [digest] = digestsIn(stage());
    expect(digest?.screen).toContain(report.noDecision);
    expect(digest?.screen).toContain(`${report.opened}: 1 · ${report.resolved}: 1`);
  });
});

describe("a Slack that refuses charts", () => {
  const noCharts = (times: number) => {
    stage().slack.fail(
      "chat.postMessage",
      { kind: "error", error: "invalid_blocks" },
      { times, block: "data_visualization" },
    );
  };

  test("gets the same without, at once and once", async () => {
    await aWeekWithACase();
    await until("2026-11-30T09:29:00Z");
    noCharts(Infinity);
    await until("2026-11-30T09:31:00Z");
    const [digest, ...more] = digestsIn(stage());
    expect(more).toEqual([]);
    expect(digest?.screen).not.toContain("[chart]");
    expect(digest?.screen).not.toContain("[table]");
    expect(digest?.screen).toContain("23 Nov – 29 Nov: Avoided 0 · Ready 0 · Opened 1 · Resolved 0");
    // Nothing is remembered of it: the next one tries the chart again.
    stage().slack.mend();
    await until("2026-12-07T09:31:00Z");
    expect(digestsIn(stage()).at(-1)?.screen).toContain("[chart]");
  });

  test("and then refuses what has none is told nothing more for now, and it is held up", async () => {
    await aWeekWithACase();
    await until("2026-11-30T09:29:00Z");
    stage().slack.fail(
      "chat.postMessage",
      { kind: "error", error: "invalid_blocks" },
      { times: 2, channel: channels.csm },
    );
    await until("2026-11-30T09:31:00Z");
    expect(digestsIn(stage())).toHaveLength(0);
    expect(stage().troubles.splice(0).join()).toContain("a message is held up");
    await until("2026-11-30T09:45:00Z");
    expect(digestsIn(stage())).toHaveLength(1);
  });

  test("when the answer to the plain one is lost, finds it again", async () => {
    await aWeekWithACase();
    await until("2026-11-30T09:29:00Z");
    noCharts(1);
    stage().slack.fail("chat.postMessage", { kind: "lose_answer" }, { channel: channels.csm });
    await until("2026-11-30T09:35:00Z");
    expect(digestsIn(stage())).toHaveLength(1);
    stage().troubles.length = 0;
  });
});

const routes = routesFile(`
- name: Northwind
  when: { partner: northwind digital }
  channel: ${northwind}
  locale: pt-BR
`);

test("each channel hears of its own cases, in its own language", async () => {
  await stage().restartBot({ CSM_ROUTES: routes.path });
  await aWeekWithACase();
  await until("2026-11-30T09:31:00Z");
  expect(digestsIn(stage())).toHaveLength(0);
  const [digest] = digestsIn(stage(), northwind, pt.report);
  expect(digest?.screen.split("\n")[1]).toBe(pt.report.needDecision(1));
});
