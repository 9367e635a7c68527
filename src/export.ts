import "dotenv/config";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { runForAPerson } from "./for-a-person.ts";
import { codeOf } from "./store/engine-errors.ts";
import { StoreError } from "./store/store-error.ts";

/** `npm run export -- --user U…`: everything that is kept about a person, as JSON, on the screen or into `--file`. */
runForAPerson("export", "Nothing was exported:", async ({ data, userId, file }) => {
  const json = `${JSON.stringify(data, null, 2)}\n`;
  if (file === null) return json;
  const path = resolve(file);
  try {
    // What people wrote is for the user who runs the bot alone.
    await writeFile(path, json, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (codeOf(error) === "EEXIST")
      throw new StoreError(`${path} is there already, and was left as it is. Name another file.`);
    throw new StoreError(`${path} cannot be written. Name a file in a folder that this user may write to.`);
  }
  return `${path}: everything that is kept about ${userId}.\n`;
});
