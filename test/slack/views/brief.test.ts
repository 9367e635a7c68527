import { describe, expect, test } from "@jest/globals";
import { type Token, marked, type Tokens } from "marked";
import { z } from "zod";
import { fc } from "../../support/drawn.ts";
import { briefOf } from "../../../src/domain/brief.ts";
import type { TrailEvent } from "../../../src/domain/case-trail.ts";
import { type Escalation, type Locale, locales } from "../../../src/domain/escalation.ts";
import { cardUrl, caseOf } from "../../../src/slack/gallery/a-drawn-case.ts";
import { provenCase } from "../../../src/slack/gallery/proofs.ts";
import { briefPage } from "../../../src/slack/views/brief-page.ts";
import type { BriefPage } from "../../../src/slack/views/brief-pieces.ts";
import { briefAsEmail, briefAsMarkdown, escapedMarkdown } from "../../../src/slack/views/brief-texts.ts";
import { briefView } from "../../../src/slack/views/brief-view.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";
import { shownOnOneLine } from "../../../src/slack/views/safe-text.ts";
import { aProof } from "../../support/a-proof.ts";
import { fullAnswers, perfectExample } from "../../support/an-answer.ts";
import { subjects } from "../../support/any-subjects.ts";

/** A brief as a page, as Markdown and as text for an email: one page, and nothing that anybody typed is markup. */

const calm = { someone: "Dana Whitfield", sendNote: { reason: null, sentence: "" } };
const aCase = (answers = fullAnswers(), given: Partial<Escalation> = {}) =>
  caseOf({ ...calm, answers }, given);
const sent: TrailEvent = {
  at: new Date("2026-11-23T12:00:00Z"),
  actorId: "U1",
  kind: "sent",
  details: { level: "ready", score: 100 },
};

function page(
  escalation: Escalation,
  locale: Locale = "en",
  events: readonly TrailEvent[] = [sent],
  someone = calm.someone,
): BriefPage {
  const zone = "America/Chicago";
  const story = { escalation, events, nameOf: () => someone, questions: new Map(), zone };
  const brief = briefOf(escalation, events, zone);
  const asOf = new Date("2026-11-23T13:00:00Z");
  const facts = { escalation, brief, story, asOf, cardUrl, command: "/escalate" };
  return briefPage(facts, readerOf(locale));
}

/** Every token of a text, those within others too. */
function tokensOf(text: string): readonly Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(text), (token) => void found.push(token));
  return found;
}

const structure = new Set([
  "heading",
  "paragraph",
  "list",
  "list_item",
  "space",
  "text",
  "strong",
  "escape",
  "link",
]);

function faultsOf(markdown: string): readonly string[] {
  return tokensOf(markdown).flatMap((token) => {
    if (!structure.has(token.type)) return [`${token.type}: ${token.raw.slice(0, 60)}`];
    if (token.type === "link" && (token as Tokens.Link).href !== cardUrl) return [`link: ${token.raw}`];
    return [];
  });
}

/** As a person reads it: what Markdown draws of a line of text. */
function read(markdown: string): string {
  return tokensOf(markdown)
    .filter((token) => (token.type === "text" && !("tokens" in token)) || token.type === "escape")
    .map((token) => (token as Tokens.Text).text)
    .join("");
}

/** Each with as much as there may be. Drawn once: that takes its time. */
const fullPages = subjects.map(
  ([name, subject]) => [name, page(provenCase(subject), "en", [sent], subject.someone)] as const,
);

describe.each(locales)("in %s", (locale) => {
  test("a full case is told in this order, with its days, links and quotation marks", () => {
    const proofs = [aProof({ url: cardUrl, fields: ["outcome"], text: "and a *test*" })];
    const escalation = aCase(fullAnswers({ partner_view: "Our test system was down." }), { proofs });
    const words = readerOf(locale).words.brief;
    const text = briefAsEmail(page(escalation, locale));
    const headings = Object.values(words.sections).map((heading) => heading.toLocaleUpperCase());
    expect(text.split("\n").filter((line) => headings.includes(line))).toEqual(headings);
    const said = [
      "“Orders do not reach the ERP”",
      "“Section 4.2: two-way order sync”",
      "“Priya Raman, NWD-398”",
      "“We will circle back next sprint.”",
      "“Our test system was down.”",
      `“${perfectExample().ex_actual}”`,
      "“A dated recovery plan with a named owner”",
      "“and a *test*”",
      `(${cardUrl})`,
      locale === "en" ? "3 Nov 2026" : "3 de nov. de 2026",
      locale === "en" ? "23 Nov 2026, 07:00" : "23 de nov. de 2026, 07:00",
      words.sections.contacts.toLocaleUpperCase(),
    ];
    expect(said.filter((each) => !text.includes(each))).toEqual([]);
    const markdown = briefAsMarkdown(page(escalation, locale));
    expect(markdown).toContain("“and a \\*test\\*”");
    expect(read(markdown)).toContain("“and a *test*”");
    expect(tokensOf(markdown).filter(({ type }) => type === "heading")).toHaveLength(headings.length + 1);
    expect(tokensOf(markdown).filter(({ type }) => type === "link").length).toBeGreaterThan(1);
    expect(faultsOf(markdown)).toEqual([]);
  });
});

test.each(fullPages)("in Markdown nothing of %s comes alive", (_, full) => {
  expect(faultsOf(briefAsMarkdown(full))).toEqual([]);
});

test("whatever is typed reads the same in Markdown as it was typed", () => {
  const marks = fc.constantFrom(
    ...Array.from("\\`*_{}[]()#+-.!|<>~&:@^$=\"' aZ0/\n"),
    "www.",
    "https://a.bc",
    "a@b.cd",
    "![x](y)",
  );
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(marks).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(anyText, (typed) => {
      const markdown = `- **A:** “${escapedMarkdown(typed)}”`;
      const tokens = tokensOf(markdown).filter(
        ({ type }) => !["list", "list_item", "strong", "text", "escape"].includes(type),
      );
      expect(tokens).toEqual([]);
      const typedOnOneLine = shownOnOneLine(typed);
      const edges = (text: string) => text.replace(/^“ ?| ?”$/gu, "");
      expect(edges(read(markdown).replace(/^A: ?/u, ""))).toBe(typedOnOneLine);
    }),
    { numRuns: 300 },
  );
});

test("nothing is marked up in the text for an email: no control characters, no line that somebody typed", () => {
  for (const [, full] of fullPages) {
    const text = briefAsEmail(full);
    // eslint-disable-next-line no-control-regex -- they are looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/u);
    const lines = text.split("\n");
    expect(lines.filter((line) => line === "a" || line.startsWith("a "))).toEqual([]);
  }
});

test("what is cut is said, with where to read it all; of a case that fits nothing is said", () => {
  const short = page(aCase());
  expect(short.foot).toBeNull();
  const { foot } = page(
    aCase(fullAnswers({ examples: [perfectExample(1, { ex_actual: "word ".repeat(300) })] })),
  );
  expect(foot).toBe(readerOf("en").words.brief.cut("/escalate ESC-99999"));
  const [, longest] = fullPages.find(([name]) => name === "nothing but letters") ?? [];
  for (const draw of [briefAsMarkdown, briefAsEmail])
    expect(longest && draw(longest)).toContain("/escalate ESC-99999");
});

test("of a long story the beginning and the newest stay, and it says how much is left out", () => {
  const events = Array.from({ length: 40 }, (_, index): TrailEvent => ({
    ...sent,
    at: new Date(sent.at.getTime() + index * 86_400_000),
  }));
  const { sections } = page(aCase(), "en", events);
  const entries = sections[2]?.entries ?? [];
  expect(entries[0]?.label).toBe("3 Nov 2026");
  expect(entries[1]?.pieces).toEqual([readerOf("en").words.brief.leftOut(27)]);
  expect(entries).toHaveLength(15);
  expect(entries.at(-1)?.label).toBe("1 Jan 2027");
});

const copied = z.object({
  elements: z.tuple([
    z.object({
      type: z.literal("rich_text_preformatted"),
      elements: z.tuple([z.object({ text: z.string() })]),
    }),
  ]),
});

test("the text to copy is whole, however many pieces it takes, and each has room", () => {
  for (const [, drawn] of fullPages)
    for (const form of ["markdown", "email"] as const) {
      const { blocks } = briefView("e", drawn, form, readerOf("en"));
      const pieces = blocks.flatMap(
        (block) => copied.safeParse(block).data?.elements[0].elements[0].text ?? [],
      );
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(3000);
      const bare = (text: string) => text.replace(/\s/gu, "");
      const whole = form === "markdown" ? briefAsMarkdown(drawn) : briefAsEmail(drawn);
      expect(bare(pieces.join(""))).toBe(bare(whole));
    }
});
