import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { noAnswers, emptyExample } from "../src/domain/answers.ts";
import { locales } from "../src/domain/escalation.ts";
import { fields, steps } from "../src/domain/form.ts";
import { wordsIn } from "../src/text/catalog.ts";
import { fieldWords } from "../src/text/form-words.ts";

describe("the form", () => {
  const ids = fields.map(({ id }) => id);

  test("asks each thing once, and everything there is to answer", () => {
    const { key: _, ...example } = emptyExample(1);
    const { examples: __, ...plain } = noAnswers;
    expect(ids.toSorted()).toEqual([...Object.keys(plain), ...Object.keys(example)].toSorted());
    expect(fields.map(({ step }) => steps.indexOf(step))).toEqual(
      fields.map(({ step }) => steps.indexOf(step)).toSorted((a, b) => a - b),
    );
  });

  test.each(locales)("has words in %s for each field and each of its options, and for no other", (locale) => {
    const { form } = wordsIn(locale);
    expect(Object.keys(form).toSorted()).toEqual(ids.toSorted());
    for (const field of fields) {
      const { options = {} } = fieldWords(form, field.id);
      const wanted = field.kind === "choice" ? field.options : [];
      expect(Object.keys(options).toSorted()).toEqual(wanted.toSorted());
    }
  });
});

describe("source files", () => {
  const sources = globSync("src/**/*.ts").map((file) => ({ file, text: readFileSync(file, "utf8") }));

  test("are found", () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  test("have at most 300 lines", () => {
    const long = sources.map(({ file, text }) => [file, text.split("\n").length - 1] as const);
    expect(long.filter(([, length]) => length > 300)).toEqual([]);
  });

  test("export nothing without a name", () => {
    expect(sources.filter(({ text }) => /^export default|\bas default\b/mu.test(text))).toEqual([]);
  });

  test("have no names that say nothing", () => {
    const empty = /(^|[/-])(utils?|helpers?|misc|common|index|service|manager)(\.ts$|[/-])/u;
    expect(sources.filter(({ file }) => empty.test(file)).map(({ file }) => file)).toEqual([]);
  });
});

describe("ESLint keeps the layers apart", () => {
  // Types are not needed to see an import, and reading all of them would take most of a minute.
  const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });
  const complaints = async (file: string, code: string) => {
    const results = await eslint.lintText(code, { filePath: file });
    return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
  };
  const importing = (from: string) => `import { x } from "${from}";\n\nexport const y = x;\n`;

  test.each([
    ["src/domain/form.ts", "../store/drafts.ts"],
    ["src/domain/form.ts", "../slack/deps.ts"],
    ["src/domain/form.ts", "../jobs/runner.ts"],
    ["src/domain/form.ts", "../text/catalog.ts"],
    ["src/domain/form.ts", "../config.ts"],
    ["src/domain/form.ts", "kysely"],
    ["src/domain/form.ts", "@slack/types"],
    ["src/store/drafts.ts", "../slack/deps.ts"],
    ["src/store/drafts.ts", "../jobs/runner.ts"],
    ["src/store/drafts.ts", "../text/catalog.ts"],
    ["src/store/drafts.ts", "@slack/bolt"],
    ["src/store/migrations/001-start.ts", "../../slack/deps.ts"],
    ["src/text/catalog.ts", "../store/drafts.ts"],
    ["src/text/en/card.ts", "../../slack/views/parts.ts"],
    ["src/text/en/card.ts", "better-sqlite3"],
    ["src/slack/app.ts", "../jobs/deliver-due.ts"],
    ["src/slack/listeners/list-cases.ts", "../../jobs/runner.ts"],
    ["src/slack/listeners/list-cases.ts", "../../config.ts"],
    ["src/slack/poster.ts", "better-sqlite3"],
    ["src/slack/views/parts.ts", "../../store/drafts.ts"],
    ["src/slack/views/parts.ts", "../../jobs/runner.ts"],
    ["src/slack/views/parts.ts", "../listeners/list-cases.ts"],
    ["src/slack/views/parts.ts", "@slack/bolt"],
    ["src/slack/views/parts.ts", "@slack/web-api"],
    ["src/jobs/deliver-due.ts", "../slack/app.ts"],
    ["src/jobs/deliver-due.ts", "../slack/listeners/list-cases.ts"],
    ["src/jobs/deliver-due.ts", "@slack/web-api"],
    ["src/jobs/deliver-due.ts", "kysely"],
    ["src/jobs/deliver-due.ts", "../assemble.ts"],
    ["src/assemble.ts", "../playground/demo.ts"],
    ["src/assemble.ts", "kysely"],
    ["src/setup/examine.ts", "kysely"],
    ["src/slack/people.ts", "../setup/examine.ts"],
    ["src/store/drafts.ts", "../setup/examine.ts"],
    ["src/jobs/runner.ts", "../setup/examine.ts"],
    ["src/slack/health.ts", "../watch/open-watch.ts"],
    ["src/jobs/runner.ts", "../watch/open-watch.ts"],
    ["src/watch/open-watch.ts", "../jobs/runner.ts"],
    ["src/watch/open-watch.ts", "../slack/app.ts"],
    ["src/slack/people.ts", "../setting-shapes.ts"],
    ["src/slack/people.ts", "../../playground/clock.ts"],
    ["src/assemble.ts", "../bench/burst.ts"],
    ["src/domain/form.ts", "../../bench/burst.ts"],
    ["src/store/drafts.ts", "../../bench/burst.ts"],
    ["src/jobs/runner.ts", "../../bench/burst.ts"],
  ])("%s may not import %s", async (file, from) => {
    expect(await complaints(file, importing(from))).toEqual(["no-restricted-imports"]);
  });

  test("types and exports from elsewhere count as imports", async () => {
    const types = 'import type { X } from "../store/drafts.ts";\n\nexport type Y = X;\n';
    expect(await complaints("src/domain/form.ts", types)).toEqual(["no-restricted-imports"]);
    const handedOn = 'export { x } from "../store/drafts.ts";\n';
    expect(await complaints("src/domain/form.ts", handedOn)).toEqual(["no-restricted-imports"]);
  });

  test.each([
    ["src/domain/form.ts", "./answers.ts"],
    ["src/domain/form.ts", "zod"],
    ["src/store/drafts.ts", "../domain/answers.ts"],
    ["src/store/database.ts", "kysely"],
    ["src/text/catalog.ts", "../domain/escalation.ts"],
    ["src/slack/listeners/list-cases.ts", "../../store/drafts.ts"],
    ["src/slack/app.ts", "@slack/bolt"],
    ["src/slack/views/parts.ts", "../../text/catalog.ts"],
    ["src/slack/views/parts.ts", "@slack/types"],
    ["src/jobs/deliver-due.ts", "../slack/views/parts.ts"],
    ["src/jobs/deliver-due.ts", "../slack/poster.ts"],
    ["src/jobs/deliver-due.ts", "../store/deliveries.ts"],
    ["src/assemble.ts", "./slack/app.ts"],
    ["src/main.ts", "./config.ts"],
    ["src/setup/examine.ts", "../slack/check-channels.ts"],
    ["src/setup/examine.ts", "../store/examine-store.ts"],
    ["src/watch/open-watch.ts", "../slack/health.ts"],
    ["src/assemble.ts", "./watch/open-watch.ts"],
  ])("%s may import %s", async (file, from) => {
    expect(await complaints(file, importing(from))).toEqual([]);
  });

  test.each([
    ["src/domain/form.ts", "export const x = new Date();\n", ["no-restricted-syntax"]],
    ["src/store/drafts.ts", "export const x = Date.now();\n", ["no-restricted-syntax"]],
    ["src/assemble.ts", "export const x = new Date();\n", ["no-restricted-syntax"]],
    ["src/main.ts", "export const x = new Date();\n", []],
    ["src/doctor.ts", "export const x = new Date();\n", []],
    ["src/setup/examine.ts", "export const x = new Date();\n", ["no-restricted-syntax"]],
    ["src/domain/form.ts", "export const x = new Date(0);\n", []],
  ])("in %s the clock is read or not: %j", async (file, code, expected) => {
    expect(await complaints(file, code)).toEqual(expected);
  });

  test.each([
    [
      "test/slack/x.test.ts",
      'import { openStage } from "../../playground/stage.ts";\n\nexport const y = openStage;\n',
    ],
    [
      "test/support/x.ts",
      'import { startBot } from "../../src/assemble.ts";\n\nexport const y = startBot;\n',
    ],
    ["test/jobs/x.test.ts", 'import { spawn } from "node:child_process";\n\nexport const y = spawn;\n'],
  ])("in %s no bot is started whose log is not watched", async (file, code) => {
    expect(await complaints(file, code)).toEqual(["no-restricted-imports"]);
  });

  test("nor is a log made by hand", async () => {
    const log = "export const log = { info: () => 0, warn: () => 0, error: () => 0 };\n";
    expect(await complaints("test/slack/x.test.ts", log)).toEqual(["no-restricted-syntax"]);
  });

  test("nothing is exported without a name", async () => {
    const nameless = "export default function x(): void {}\n";
    expect(await complaints("src/domain/form.ts", nameless)).toContain("no-restricted-exports");
  });
});
