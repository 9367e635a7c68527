import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { settingNames } from "../src/config.ts";
import { wordsIn } from "../src/text/catalog.ts";

/** What README, guides and container files name is there. */

const read = (file: string) => readFileSync(file, "utf8");
const documents = ["README.md", ...globSync("docs/*.md")].map((file) => ({ file, text: read(file) }));
const manifest = z
  .object({ scripts: z.record(z.string(), z.string()), dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));
/** Paths that the bot, or a person, makes. */
const madeLater = /^(data|bench\/results\.md|test\/\*\*)/u;

describe.each(documents)("$file", ({ file, text }) => {
  test("names commands that there are", () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/gu)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });

  test("names files that there are", () => {
    const paths = [
      ...text.matchAll(/(?<![\w/.-])(?:src|test|docs|bench|playground)\/[\w*./-]*[\w*/-]/gu),
    ].map(String);
    expect(paths.filter((path) => !madeLater.test(path) && globSync(path).length === 0)).toEqual([]);
  });

  test("names tests by their whole path, so that one that is gone is missed", () => {
    const named = [...text.matchAll(/[\w*./-]+\.test\.ts/gu)].map(String);
    expect(named.filter((name) => globSync(name).length === 0)).toEqual([]);
  });

  test("links to files that there are", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/gu)].map(([, to = ""]) =>
      join(dirname(file), to),
    );
    expect(links.filter((path) => !madeLater.test(path) && !existsSync(path))).toEqual([]);
  });
});

/** Too long for every run, or made of what is run already. */
const byHand = ["bench", "check", "screenshots", "test:promises", "test:soak"];

test("every command that they name is run as it is written, but for a few that are run by hand", () => {
  const all = documents.map(({ text }) => text).join("\n");
  const named = [...all.matchAll(/npm (?:run ([\w:]+)|(ci|start|test)\b)/gu)].map(
    ([, script, name = script ?? ""]) => name,
  );
  const files = [".ci/run", "test/readme-path.test.ts", "test/support/a-playground.ts"];
  const runs = files.map((file) => read(file).replace(/^#.*$/gmu, "")).join("\n");
  const isRun = (name: string) =>
    [`npm run ${name}`, `npm ${name}`, `"playground/${name}.ts"`].some((words) => runs.includes(words));
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((name) => !isRun(name)).toSorted()).toEqual(byHand);
});

describe.each([
  ["docs/guide.md", "en"],
  ["docs/guia.pt-BR.md", "pt-BR"],
] as const)("%s", (file, locale) => {
  const named = [...read(file).matchAll(/(?<![\w])_([^_]+)_(?![\w])/gu)].map(([, name = ""]) =>
    name.replace(/\s+/gu, " "),
  );
  const { brief, controls, find, partnerWait, review } = wordsIn(locale);
  const shortcuts = [...read("manifest.yml").matchAll(/^ {4}- name: (.+)$/gmu)].map(([, name]) => name);
  const known = JSON.stringify([brief, controls, find, partnerWait, review, shortcuts]);

  test("calls buttons as they are called", () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.includes(`"${name}"`))).toEqual([]);
  });
});

test("alerts are on figures that are told", () => {
  const told = [...read("src/watch/metrics.ts").matchAll(/name: "(escalation_\w+)"/gu)].map(
    ([, name]) => name,
  );
  const { text } = documents.find(({ file }) => file === "docs/operate.md") ?? { text: "" };
  const named = [...text.matchAll(/\bescalation_\w+/gu)].map(([name]) => name.replace(/_bucket$/u, ""));
  expect([...new Set(named)].toSorted()).toEqual(told.toSorted());
});

test("docs/data.md tells of every table what of a person is in it", () => {
  const [, tables = ""] = /interface Database \{([^}]*)\}/u.exec(read("src/store/schema.ts")) ?? [];
  const names = [...tables.matchAll(/^ {2}(\w+):/gmu)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(10);
  const told = [...read("docs/data.md").matchAll(/^\| `(\w+)` +\|/gmu)].map(([, name]) => name);
  expect(told.toSorted()).toEqual(names.toSorted());
});

test("together they are about something", () => {
  const all = documents.map(({ text }) => text).join("\n");
  expect(all.match(/\bescalation_\w+/gu)?.length).toBeGreaterThan(10);
  expect(all.match(/npm run [\w:]+/gu)?.length).toBeGreaterThan(10);
  expect(all.match(/`src\//gu)?.length).toBeGreaterThan(20);
});

describe("the container", () => {
  const lines = read("Dockerfile").split("\n");
  const copied = lines
    .filter((line) => line.startsWith("COPY ") && !line.includes("--from"))
    .flatMap((line) => line.split(" ").slice(1, -1));

  test("copies what there is, and what is let in", () => {
    const letIn = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    expect([...new Set(copied)].toSorted()).toEqual(letIn.toSorted());
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  });

  test("does not run as root", () => {
    const users = lines.filter((line) => line.startsWith("USER "));
    expect(users).toEqual(["USER node"]);
    expect(lines.indexOf("USER node")).toBeLessThan(lines.findIndex((line) => line.startsWith("CMD ")));
  });

  test("has every package that the bot loads, though it has none for development", () => {
    const packages = globSync("src/**/*.ts").flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export) (?!type ).*?from "([^".][^"]*)"|^import "([^".][^"]*)"/gmu)]
        .map(([, from = "", bare = ""]) => from || bare)
        .filter((name) => !name.startsWith("node:"))
        .map((name) =>
          name
            .split("/")
            .slice(0, name.startsWith("@") ? 2 : 1)
            .join("/"),
        ),
    );
    const loaded = [...new Set(packages)];
    expect(loaded.length).toBeGreaterThan(8);
    expect(loaded.filter((name) => !Object.hasOwn(manifest.dependencies, name))).toEqual([]);
  });

  test("is composed with settings that there are, and has the time to stop", () => {
    const service = z.object({
      environment: z.record(z.string(), z.string()),
      stop_grace_period: z.string(),
    });
    const { services } = z
      .object({ services: z.object({ bot: service }) })
      .parse(parse(read("compose.yaml")));
    const { environment, stop_grace_period: patience } = services.bot;
    expect(Object.keys(environment).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(Number.parseInt(patience)).toBeGreaterThan(10);
  });
});
