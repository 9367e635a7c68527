import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import type { Stage } from "../../playground/stage.ts";
import { channels, people } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { draftsOnDisk, en, minutes } from "../support/a-bot-in-trouble.ts";
import { sends } from "../support/a-requester.ts";
import type { Heard } from "../support/a-watched-log.ts";
import { inOneLine, openWatchedStage } from "../support/a-watched-stage.ts";

/** Whoever looks after the bot finds by one word all that came of what somebody did, whoever did it and however late. */

const monday = new Date("2026-11-23T12:00:00Z");
const tuesdayEvening = new Date("2026-11-24T18:00:00Z");

let lines: Heard[];
let stage: Stage;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
beforeEach(async () => {
  lines = [];
  disk = await draftsOnDisk({ drafts: [] });
  stage = await openWatchedStage(
    { clock: frozenClock(monday), settings: { DATABASE_URL: disk.url }, slack: { settleMs: 50 } },
    (heard) => lines.push(heard),
  );
});
afterEach(async () => {
  await stage.stop();
  await disk.remove();
});

const traceOf = ({ facts }: Heard): string | null =>
  "trace" in facts && typeof facts.trace === "string" ? facts.trace : null;
const found = (text: string, within: readonly Heard[] = lines) =>
  within.filter((heard) => inOneLine(heard).includes(text));

/** As with grep. */
function linesOf(trace: string | null | undefined): readonly string[] {
  if (!trace) throw new Error("There is no trace.");
  return found(trace).map((heard) => inOneLine(heard));
}

/** The trace of the line that tells of the case with this number. */
function traceOfCase(number: number): string | null {
  const [told] = found(`"number":${number},`);
  if (!told) throw new Error("No line tells of the case.");
  return traceOf(told);
}

test("the case, the press that sent it and every message that follows are found by one word", async () => {
  await sends(stage.person(people.dana));
  await stage.settle();
  const told = linesOf(traceOfCase(1)).join("\n");
  expect(told).toContain('"what":"review_send"');
  for (const kind of ["card", "evidence", "receipt"])
    expect(told).toMatch(new RegExp(`a message was shown .*"delivery":"${kind}:`, "u"));
  // The presses before it are other ones.
  expect(new Set(found("what somebody did was heard").map(traceOf)).size).toBeGreaterThan(5);
  expect(told.match(/what somebody did was heard/gu)).toHaveLength(1);
});

test("tries again are found with it, and so is what another process posts in the end", async () => {
  stage.slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: 99 });
  await sends(stage.person(people.dana));
  await stage.settle(1 * minutes);
  await stage.restartBot();
  stage.slack.mend();
  await stage.settle(10 * minutes);
  const told = linesOf(traceOfCase(1)).join("\n");
  expect(told).toMatch(/a message will be tried again .*"delivery":"card:/u);
  expect(told).toMatch(/a message was shown .*"delivery":"card:.*"posted":true/u);
  expect(told).toMatch(/a message was shown .*"delivery":"receipt:/u);
});

test("what is drawn again is found with the press that had it drawn", async () => {
  await sends(stage.person(people.dana));
  await stage.settle();
  const casey = stage.person(people.casey);
  const [card] = casey.sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  await casey.clicks(en.controls.buttons.have_it, { on: card });
  await stage.settle();
  const [pressed] = found('"what":"case_acknowledge"');
  const told = linesOf(pressed && traceOf(pressed)).join("\n");
  expect(told).toMatch(/a message was shown .*"delivery":"card:.*"posted":false/u);
  expect(told).toMatch(/a message was shown .*"delivery":"case_notice:/u);
  expect(told).not.toContain("review_send");
});

test("two cases at once are told apart", async () => {
  await Promise.all([sends(stage.person(people.dana)), sends(stage.person(people.harriet))]);
  await stage.settle();
  const [one, other] = [1, 2].map((number) => {
    const [told] = found(`"number":${number},`);
    return { trace: told && traceOf(told), id: told && "escalation" in told.facts && told.facts.escalation };
  });
  expect(one?.trace).not.toBe(other?.trace);
  const shown = (id: unknown) => found("a message was shown", found(String(id)));
  expect(shown(one?.id).length).toBeGreaterThanOrEqual(3);
  for (const { trace, id } of [one, other].flatMap((each) => each ?? []))
    expect(new Set(shown(id).map(traceOf))).toEqual(new Set([trace]));
});

test("a reminder begins a thread of its own", async () => {
  await sends(stage.person(people.dana));
  await stage.settle();
  stage.clock.moveTo(tuesdayEvening);
  await stage.settle();
  const [shown] = found('"delivery":"nudge:');
  const trace = shown && traceOf(shown);
  expect(trace).toMatch(/^[0-9a-f]{12}$/u);
  expect(trace).not.toBe(traceOfCase(1));
});

test("work for all is nobody's", async () => {
  await sends(stage.person(people.dana));
  const beside = await openStore(disk.url);
  await beside.db.schema.dropTable("deliveries").execute();
  await beside.close();
  const failing = () => found("looking for messages to send failed");
  await until("the runner to look again", () => failing().length > 0);
  const failed = failing();
  expect(failed.map(traceOf)).toEqual(failed.map(() => null));
});
