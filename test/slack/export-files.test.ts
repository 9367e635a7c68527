import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import {
  exportColumns,
  exportedCase,
  type ExportedCase,
  exportedRow,
} from "../../src/domain/exported-case.ts";
import { caseOf } from "../../src/slack/gallery/a-drawn-case.ts";
import { provenCase } from "../../src/slack/gallery/proofs.ts";
import { openExportFiles } from "../../src/slack/export-files.ts";
import { fullAnswers } from "../support/an-answer.ts";
import { subjects } from "../support/any-subjects.ts";
import { fc } from "../support/drawn.ts";

/** What is written reads back as it was, in a parser and in a program; in a spreadsheet nothing of it is a formula. */

const around = { nameOf: (id: string) => id, readyAt: null, acknowledgedAt: null, cardUrl: null };
const summed = (summary: string) =>
  exportedCase(
    caseOf({ answers: fullAnswers({ summary }), someone: "", sendNote: { reason: null, sentence: "" } }),
    around,
  );

async function written(
  pages: readonly (readonly ExportedCase[])[],
): Promise<{ readonly csv: string; readonly json: string; readonly length: readonly number[] }> {
  const files = await openExportFiles(randomUUID);
  try {
    for (const page of pages) await files.add(page);
    const [csv, json] = await files.finish("escalations");
    return {
      csv: await text(csv.read()),
      json: await text(json.read()),
      length: [csv.length, json.length],
    };
  } finally {
    await files.close();
  }
}

const table = z.array(z.array(z.string()));
const readBack = (csv: string) => table.parse(parse(csv, { bom: true, relax_column_count: false }));
const dangerous = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
/** What UTF-8 has no place for is gone. */
const asWritten = (cell: string | number | null) => {
  const whole = String(cell ?? "").toWellFormed();
  return typeof cell === "string" && dangerous.test(whole) ? `'${whole}` : whole;
};

test("every case at its worst comes back, over several pages, as CSV and as JSON", async () => {
  const all = subjects.map(([, subject]) => exportedCase(provenCase(subject), around));
  const pages = [all.slice(0, 3), all.slice(3, 4), all.slice(4)];
  const { csv, json, length } = await written(pages);
  expect(readBack(csv)).toEqual([exportColumns, ...all.map((each) => exportedRow(each).map(asWritten))]);
  expect(JSON.parse(json)).toEqual(all);
  expect(length).toEqual([Buffer.byteLength(csv) + bomLength(csv), Buffer.byteLength(json)]);
});

/** The reader of the stream has taken it off. */
const bomLength = (csv: string) => (csv.startsWith("\uFEFF") ? 0 : 3);

test("what a spreadsheet would take for a formula begins with an apostrophe, whatever was typed", async () => {
  const signs = fc.constantFrom(
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uFF1D",
    '"',
    "'",
    ",",
    ";",
    " ",
    "a",
    "0",
  );
  const typed = fc.oneof(
    fc.array(signs, { maxLength: 8 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 5 }), async (summaries) => {
      const all = summaries.map(summed);
      const rows = readBack((await written([all])).csv);
      expect(rows.slice(1)).toEqual(all.map((each) => exportedRow(each).map(asWritten)));
      expect(rows.flat().filter((cell) => dangerous.test(cell))).toEqual([]);
    }),
    { numRuns: 60 },
  );
  const [, row = []] = readBack((await written([[summed("=cmd|'/c calc'!A1")]])).csv);
  expect(row[exportColumns.indexOf("summary")]).toBe("'=cmd|'/c calc'!A1");
});

test("an empty export is whole too", async () => {
  const { csv, json } = await written([]);
  expect(readBack(csv)).toEqual([exportColumns]);
  expect(JSON.parse(json)).toEqual([]);
});

test("the files have no name while they are written, so that nothing is left of them, however it ends", async () => {
  const id = randomUUID();
  const files = await openExportFiles(() => `${id}-${randomUUID()}`);
  await files.add([summed("A case")]);
  expect((await readdir(tmpdir())).filter((name) => name.includes(id))).toEqual([]);
  await files.close();
});
