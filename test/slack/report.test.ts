import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { parseCommand } from "../../src/slack/listeners/answer-command.ts";
import { resolves, takes } from "../support/a-case-in-hands.ts";
import { waits } from "../support/a-partner-first-case.ts";
import { en, pt, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** `/escalate report`: the figures of a channel, for those who take its cases. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { report } = en;

async function asks(person: Person, line = "/escalate report"): Promise<SeenMessage> {
  const before = person.ephemerals(channels.project).length;
  await person.types(line, { in: channels.project });
  await person.until("an answer", () => person.ephemerals(channels.project).length > before);
  await stage().listened();
  const [answer, ...more] = person.ephemerals(channels.project).slice(before);
  if (!answer || more.length > 0) throw new Error("There is not exactly one answer.");
  return answer;
}

test.each([
  ["report", 4],
  ["Report 12", 12],
  ["relatório", 4],
  ["RELATORIO  52", 52],
  ["report 0", 0],
])("“%s” asks for %i weeks", (typed, weeks) => {
  expect(parseCommand(typed)).toEqual({ kind: "report", weeks });
});

test.each(["report the partner", "report 4 weeks", "report 1000", "reports"])(
  "“%s” is the summary of a case",
  (text) => {
    expect(parseCommand(text)).toEqual({ kind: "start", text });
  },
);

describe("a CSM", () => {
  test("sees the figures up to this moment, with what wants a decision first, and nobody else sees them", async () => {
    await sends(dana());
    await stage().settle();
    const { screen, live } = await asks(casey());
    const lines = screen.split("\n");
    expect(lines[0]).toBe(report.reportHeading("#csm-escalations", report.toNow("26 Oct 2026")));
    expect(lines[1]).toBe(report.needDecision(1));
    expect(screen).toContain(`${report.opened}: 1 · ${report.resolved}: 0 · ${report.waiting}: 0`);
    expect(screen).toContain("[chart] Cases by week");
    expect(screen).toContain("since 23 Nov");
    expect(screen).not.toMatch(/Dana|Northwind|Orders do not/u);
    expect(live.every(({ kind }) => kind === "link")).toBe(true);
    expect(dana().ephemerals(channels.project)).toEqual([]);
    await takes(stage());
    await resolves(stage(), en.csmSide.resolve.endings.resolved, "Done");
    expect((await asks(casey(), "/escalate report 1")).screen).toContain(`${report.resolved}: 1`);
  });

  test("is told nothing of a case that never left its partner, but that there is one", async () => {
    await waits(stage().person(people.harriet), stage());
    const { screen } = await asks(casey());
    expect(screen).toContain(`${report.waiting}: 1`);
    expect(screen).toContain(report.noDecision);
    expect(screen).not.toMatch(/ESC-|Harriet/u);
  });

  test("who names too many weeks, or none, is told how many there may be", async () => {
    for (const weeks of [0, 53])
      expect((await asks(casey(), `/escalate report ${weeks}`)).screen).toBe(report.weeksAllowed(52));
  });

  test("sees it without the chart when Slack refuses that", async () => {
    const noCharts = { times: Infinity, block: "data_visualization" };
    stage().slack.fail("response_url", { kind: "error", error: "invalid_blocks" }, noCharts);
    await sends(dana());
    await stage().settle();
    const { screen } = await asks(casey());
    expect(screen).not.toContain("[chart]");
    expect(screen).toContain("Week since 23 Nov: Avoided 0 · Ready 0 · Opened 1 · Resolved 0");
  });
});

describe("whoever takes no cases", () => {
  test("is told so, in their language", async () => {
    await sends(dana());
    await stage().settle();
    expect((await asks(dana())).screen).toBe(report.onlyCsm("/escalate"));
    const marina = stage().person(people.marina);
    expect((await asks(marina, "/escalate relatório")).screen).toBe(pt.report.onlyCsm("/escalate"));
    expect((await asks(stage().person(people.gus))).screen).toBe(report.onlyCsm("/escalate"));
  });

  test("is told nothing as long as Slack does not say who does", async () => {
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" });
    const { screen } = await asks(casey());
    expect(screen).toBe(en.talk.cannotTell);
    stage().troubles.length = 0;
  });
});
