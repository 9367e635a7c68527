import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { stringify } from "csv-stringify/sync";
import { type ExportedCase, exportColumns, exportedRow } from "../domain/exported-case.ts";
import type { FileToSend } from "./send-files.ts";

/**
 * An export as CSV and as JSON, written page by page: Slack wants to know how long a file is before it takes it. The
 * files have no name from the moment they are there, so that nothing of them is left, however this process ends.
 */
export interface ExportFiles {
  readonly add: (cases: readonly ExportedCase[]) => Promise<void>;
  /** Nothing can be added any more. `name`: without an ending. */
  readonly finish: (name: string) => Promise<readonly [csv: FileToSend, json: FileToSend]>;
  readonly close: () => Promise<void>;
}

/** `newId`: for a name that nobody else has. */
export async function openExportFiles(newId: () => string): Promise<ExportFiles> {
  const csv = await namelessFile(newId());
  const json = await namelessFile(newId()).catch(async (error: unknown) => {
    await csv.close();
    throw error;
  });
  let count = 0;
  await csv.appendFile(asCsv([exportColumns], true));
  await json.appendFile("[");
  return {
    add: async (cases) => {
      await csv.appendFile(asCsv(cases.map(exportedRow), false));
      const lines = cases.map((each, index) => `${count + index > 0 ? ",\n" : "\n"}${JSON.stringify(each)}`);
      await json.appendFile(lines.join(""));
      count += cases.length;
      // Others want to be answered in between.
      await turnOfTheLoop();
    },
    finish: async (name) => {
      await json.appendFile("\n]\n");
      return [await asFile(csv, `${name}.csv`), await asFile(json, `${name}.json`)];
    },
    close: async () => {
      await Promise.all([csv.close(), json.close()]);
    },
  };
}

/**
 * Everything is quoted, for texts have line ends of every kind. What a spreadsheet would take for a formula begins with
 * an apostrophe: the library knows the signs, and a line feed is one that OWASP names beside them. The mark at the
 * beginning tells a spreadsheet that it is UTF-8.
 */
function asCsv(rows: readonly (readonly (string | number | null)[])[], isFirst: boolean): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === "string" && cell.startsWith("\n") ? `'${cell}` : cell)),
  );
  return stringify(cells, {
    bom: isFirst,
    quoted: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

/** For this user alone, while it still has a name. */
async function namelessFile(id: string): Promise<FileHandle> {
  const path = join(tmpdir(), `escalations-${id}`);
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  return file;
}

async function asFile(file: FileHandle, name: string): Promise<FileToSend> {
  const { size } = await file.stat();
  return { name, length: size, read: () => file.createReadStream({ start: 0, autoClose: false }) };
}
