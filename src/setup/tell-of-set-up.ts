import { isForSeveral } from "../config.ts";
import { examineInstalled } from "./examine-installed.ts";
import { examineSetUp, type Examining } from "./examine.ts";
import { inOneLine, inWords, summaryOf } from "./in-words.ts";
import type { Grade } from "./told.ts";

/** Looks at everything, and writes each line as soon as it is known. Answers whether nothing stands in the way of the bot. */
export async function tellOfSetUp(
  environment: Readonly<Record<string, string | undefined>>,
  examining: Examining,
  write: (line: string) => void,
): Promise<boolean> {
  const grades: Grade[] = [];
  const examine = isForSeveral(environment) ? examineInstalled : examineSetUp;
  for await (const finding of examine(environment, examining)) {
    const told = inWords(finding);
    grades.push(told.grade);
    write(inOneLine(told));
  }
  write("");
  write(summaryOf(grades));
  return !grades.includes("fault");
}
