import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ConfigError, readConfig } from "../src/config.ts";
import { editionIds } from "../src/domain/adobe-commerce.ts";
import { concernTypes } from "../src/domain/answers.ts";
import { routesIn } from "../src/routes-file.ts";

/** The file that CSM_ROUTES names: what may stand in it, and what is said about the rest. */

const required = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", CSM_CHANNEL: "C0CSM" };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "routes-file-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string): string {
  const path = join(folder, "routes.yml");
  writeFileSync(path, text);
  return path;
}

function faultsOf(settings: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(settings);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

const faultsIn = (text: string) => faultsOf({ ...required, CSM_ROUTES: fileWith(text) });

describe("a file without a fault", () => {
  test("is read into routes, in their order, with the defaults of what it leaves out", () => {
    const path = fileWith(`
- name: Europe
  when:
    partner: [Northwind, Fabrikam]
    edition: cloud
    concern: [late, quality]
    locale: pt-BR
  channel: C0EU
  usergroup: S0EU
  backup: S0DESK
  locale: pt-BR
- name: The rest of Adobe's cloud
  when: { edition: [cloud, accs] }
  channel: G0CLOUD
  usergroup:
`);
    expect(readConfig({ ...required, CSM_ROUTES: path, CHANNEL_LOCALE: "pt-BR" }).routes).toEqual([
      {
        name: "Europe",
        when: {
          partner: ["Northwind", "Fabrikam"],
          edition: ["cloud"],
          concern: ["late", "quality"],
          locale: ["pt-BR"],
        },
        to: { channel: "C0EU", usergroup: "S0EU", backup: "S0DESK", locale: "pt-BR" },
      },
      {
        name: "The rest of Adobe's cloud",
        when: { edition: ["cloud", "accs"] },
        to: { channel: "G0CLOUD", usergroup: null, backup: null, locale: "pt-BR" },
      },
    ]);
  });

  test("is not needed: without the setting all cases go to one channel", () => {
    expect(readConfig(required).routes).toEqual([]);
    expect(readConfig({ ...required, CSM_ROUTES: " " }).routes).toEqual([]);
  });
});

describe("faults", () => {
  test("are all told at once, with those of the other settings, each by its route", () => {
    const path = fileWith(`
- name: Europe
  when: { partner: [Northwind, 3], edition: clod, colour: blue }
  channel: "#csm-eu"
  usergroup: csm
- when: {}
  channel: C0EU
  locale: fr
- just a text
- name: Europe
  when:
    concern: []
  chanel: C0EU
  backup: "@desk"
`);
    const faults = faultsOf({ ...required, CSM_ROUTES: path, LOG_LEVEL: "loud" });
    const first = "CSM_ROUTES route 1 (“Europe”):";
    const last = "CSM_ROUTES route 4 (“Europe”):";
    const starts = [
      `${first} when.partner must be the name of a partner`,
      `${first} when.edition must be one of cloud, onprem,`,
      `${first} when has what no route has: “colour”`,
      `${first} channel is malformed: the id of the channel`,
      `${first} usergroup must be the id of a user group`,
      "CSM_ROUTES route 2: name must be a text",
      "CSM_ROUTES route 2: when must say at least one of partner, edition, concern and locale",
      "CSM_ROUTES route 2: locale must be one of en, pt-BR",
      "CSM_ROUTES route 3: must have a name, a condition (when) and a channel",
      `${last} when.concern must be one of missed_deliverable,`,
      `${last} channel is missing: the id of the channel`,
      `${last} backup must be the id of a user group`,
      `${last} has what no route has: “chanel”`,
      `${last} has the name of route 1; give it another`,
      "LOG_LEVEL must be one of",
    ];
    expect(starts.filter((start) => !faults.some((fault) => fault.startsWith(start)))).toEqual([]);
    expect(faults).toHaveLength(starts.length);
  });

  test.each([
    ["nothing", "", "CSM_ROUTES must hold a list of routes"],
    ["an empty list", "[]", "CSM_ROUTES must hold a list of routes"],
    ["one route without its dash", "name: Europe", "CSM_ROUTES must hold a list of routes"],
    ["a text", "Europe", "CSM_ROUTES must hold a list of routes"],
    ["no YAML", "- name: Europe\n  when: {\n", "CSM_ROUTES holds no YAML: see line"],
    ["the same key twice", "- name: A\n  name: B\n", "CSM_ROUTES holds no YAML: see line 2"],
    ["two documents", "- name: A\n---\n- name: B\n", "CSM_ROUTES holds no YAML: see line"],
    ["an alias of nothing", "- *other\n", "CSM_ROUTES holds aliases (*) that lead nowhere"],
  ])("%s is told of in a sentence", (_, text, start) => {
    const faults = faultsIn(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.filter((fault) => !fault.startsWith(start))).toEqual([]);
  });

  test("a file that is not there, or is a folder, is told of in a sentence too", () => {
    expect(faultsOf({ ...required, CSM_ROUTES: join(folder, "no.yml") })).toEqual([
      expect.stringMatching(/^CSM_ROUTES names a file that does not exist: give its path/u),
    ]);
    expect(faultsOf({ ...required, CSM_ROUTES: folder })).toEqual([
      "CSM_ROUTES names a file that cannot be read (EISDIR)",
    ]);
  });

  test("quote names of routes and misspelt keys, but no other value, and no token in the wrong place", () => {
    const faults = faultsIn(`
- name: xoxb-secret-1
  when: { partner: [1234567], edition: secret-2, concern: secret-3, locale: secret-4 }
  channel: secret-5
  usergroup: xoxb-secret-6
  backup: secret-7
  locale: secret-8
  "xapp-secret-9": secret-10
`);
    expect(faults.length).toBeGreaterThan(7);
    expect(faults.join("\n")).not.toMatch(/secret|1234567|xoxb|xapp/u);
    expect(faultsIn("- name: A\n  when: { partner: 'secret\n")[0]).not.toContain("secret");
  });
});

describe("routes.example.yml", () => {
  const written = readFileSync("routes.example.yml", "utf8");

  test("has no fault, and shows each thing that can be said", () => {
    const read = routesIn(written);
    if (!("routes" in read)) throw new Error(read.faults.join("\n"));
    const said = new Set(read.routes.flatMap(({ when }) => Object.keys(when)));
    expect([...said].toSorted()).toEqual(["concern", "edition", "locale", "partner"]);
    expect(read.routes[0]?.to).toMatchObject({ usergroup: "S0EXAMPLE1", backup: "S0EXAMPLE2", locale: "en" });
  });

  test("names every edition and every concern", () => {
    expect([...editionIds, ...concernTypes].filter((value) => !written.includes(value))).toEqual([]);
  });
});
