import { expect } from "@jest/globals";
import type { Answers } from "../../src/domain/answers.ts";
import type { Db } from "../../src/store/database.ts";
import { rowsIn } from "./a-bot-again.ts";

/** What a search of the whole database finds: every table, every column. */

/** What is stored, each value in a line behind its place. */
export async function textsIn(db: Db): Promise<readonly string[]> {
  const rows = await rowsIn(db);
  return rows.flatMap(({ table, row }) =>
    Object.entries(row).map(([column, value]) => {
      if (value !== null && typeof value !== "string" && typeof value !== "number")
        throw new Error(`${table}.${column} holds what is not searched.`);
      return `${table}.${column}: ${value ?? ""}`;
    }),
  );
}

/** The places at which one of these stands, as it was typed or as JSON has it. */
export async function foundIn(db: Db, wanted: readonly string[]): Promise<readonly string[]> {
  expect(wanted.filter((each) => each.length < 3)).toEqual([]);
  const looks = wanted.flatMap((each) => [each, JSON.stringify(each).slice(1, -1)]);
  return (await textsIn(db)).filter((text) => looks.some((look) => text.includes(look)));
}

/** The sentences of a form that was filled in. */
export function textsOf(answers: Answers): readonly string[] {
  return [answers, ...answers.examples].flatMap((each) =>
    Object.values(each).filter((value): value is string => typeof value === "string" && value.length > 12),
  );
}
