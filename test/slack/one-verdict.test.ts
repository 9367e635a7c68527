import { expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { fillsInCase } from "../../playground/fill-in.ts";
import type { SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { type Answers, noAnswers } from "../../src/domain/answers.ts";
import { gapCodes, levels } from "../../src/domain/verdict.ts";
import { bestGaps } from "../../src/slack/views/gap-lines.ts";
import { cardOn } from "../support/a-case-in-hands.ts";
import { exampleWith, fullAnswers } from "../support/an-answer.ts";
import { en } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Level, score and gaps of one case, as the review, the card, its thread, a reminder and the export say them. */

const stage = stagePerTest();
const { card, verdict: words } = en;
/** Until after Tuesday's reminder. */
const aDayAndAHalf = 36 * 60 * 60 * 1000;

const vague: Answers = {
  ...noAnswers,
  summary: "Orders do not reach the ERP",
  concern_type: "late",
  urgency: "slowing_us",
  partner_company: "Northwind Digital",
  contacted: "yes_written",
  first_contact_date: "2026-11-03",
  response_state: "no_reply",
  examples: [exampleWith({ ex_actual: "The queue stopped" })],
};
const cases: readonly (readonly [string, Answers, (typeof levels)[number]])[] = [
  ["that is vague", vague, "not_ready"],
  [
    "of many points that is capped",
    fullAnswers({ scope_status: "not_reread", ask: null, concern_type: "late" }),
    "almost_ready",
  ],
];

const exportedSchema = z.tuple([
  z.object({
    level: z.enum(levels),
    score: z.number(),
    gaps: z.array(z.object({ code: z.enum(gapCodes), points: z.number() })),
  }),
]);
const rowsSchema = z.tuple([z.object({ level: z.string(), score: z.string(), gaps: z.string() })]);

/** Which gaps a text names, in its order. */
function gapsIn(text: string, how: "short" | "ask", answers: Answers): readonly string[] {
  const { scope_ref: document, examples } = answers;
  const about = { partner: "Northwind Digital", document, documentLost: false, concern: "late" } as const;
  const places = gapCodes.map((code) => {
    const example = code === "example_missing" ? examples.length + 1 : 1;
    return { code, at: text.indexOf(words.gaps[code][how]({ ...about, example })) };
  });
  return places
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)
    .map(({ code }) => code);
}

/** The whole points that each gap is said to bring, of those that are told. */
const pointsIn = (text: string) =>
  [...text.matchAll(/\(\+(\d+) points?, about/gu)].map(([, points]) => Number(points));

const after = (text: string, heading: string) => text.slice(text.indexOf(heading) + heading.length);
const thatSays = (messages: readonly SeenMessage[], text: string) =>
  messages.find(({ screen }) => screen.includes(text))?.screen ?? "";

test.each(cases)("of a case %s all say the same", async (_, answers, level) => {
  const dana = stage().person(people.dana);
  const casey = stage().person(people.casey);
  const review = await fillsInCase(dana, answers, { locale: "en", channel: channels.project });
  await dana.fills({ [en.review.anyway.label]: "The sale starts next week." });
  await dana.presses(en.controls.submit.send_anyway);
  await dana.seesModal(en.modal.sent.title);
  await dana.closesModal();
  await stage().settle(aDayAndAHalf);
  const { screen: shown, thread } = cardOn(stage());
  const evidence = thatSays(thread, card.evidence.reports);
  const { snooze } = en.controls.buttons;
  const reminder = [...thread, ...dana.dms()].find(({ buttons }) => buttons.includes(snooze));
  await casey.types("/escalate export", { in: channels.csm });
  await casey.seesMessage(channels.csm, en.exporting.sent(1));
  const [csv = "", json = ""] = stage().slack.uploads.map(({ content }) => content?.toString("utf8") ?? "");
  const [exported] = exportedSchema.parse(JSON.parse(json));
  const [row] = rowsSchema.parse(parse(csv, { bom: true, columns: true }));
  const codes = exported.gaps.map(({ code }) => code);
  const points = exported.gaps.map((gap) => Math.round(gap.points)).filter((whole) => whole > 0);

  expect(exported.level).toBe(level);
  expect(row).toMatchObject({
    level,
    score: String(exported.score),
    gaps: codes.join("; "),
  });
  expect(shown).toContain(card.level(words.levels[level], "Northwind Digital"));
  expect(review.text).toContain(words.levels[level]);
  expect(review.text).toContain(words.score(exported.score));
  expect(evidence).toContain(card.evidence.score(exported.score, 1));

  expect(codes.length).toBeGreaterThan(1);
  expect(gapsIn(review.text, "ask", answers)).toEqual(codes.slice(0, bestGaps));
  const [missing = ""] = after(shown, `${card.lines.missing}:`).split("\n");
  expect(gapsIn(missing, "short", answers)).toEqual(codes.slice(0, bestGaps));
  expect(gapsIn(after(evidence, card.evidence.missingHeading), "ask", answers)).toEqual(codes);
  expect(gapsIn(reminder?.screen ?? "", "ask", answers)).toEqual(codes);
  expect(pointsIn(review.text)).toEqual(points.slice(0, bestGaps));
  expect(pointsIn(evidence)).toEqual(points);
});
