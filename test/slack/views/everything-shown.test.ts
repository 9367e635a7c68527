import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { isJsonObject, type Json, json } from "../../../playground/server/json.ts";
import { shownAnswers } from "../../../src/domain/form.ts";
import { locales } from "../../../src/domain/escalation.ts";
import { caseMessages } from "../../../src/slack/views/command-answers.ts";
import { answerLines, evidenceMessages } from "../../../src/slack/views/evidence-messages.ts";
import { partnerMessageView } from "../../../src/slack/views/partner-message-view.ts";
import { leafText } from "../../../src/slack/views/parts.ts";
import { cardFactsOf } from "../../../src/slack/views/readiness-card.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";
import { subjects } from "../../support/any-subjects.ts";
import { whatIsBound } from "../../support/bound-listeners.ts";
import { caseOf, type Subject } from "../../../src/slack/gallery/a-drawn-case.ts";
import { homes } from "../../../src/slack/gallery/homes.ts";
import { messages } from "../../../src/slack/gallery/messages.ts";
import { modals } from "../../../src/slack/gallery/modals.ts";

/** Nothing a person wrote is lost on the way to the screen, and nothing on screen is without an answer. */

function idsIn(part: Json, key: "action_id" | "callback_id"): string[] {
  if (Array.isArray(part)) return part.flatMap((each: Json) => idsIn(each, key));
  if (!isJsonObject(part)) return [];
  const { [key]: id } = part;
  return [
    ...(typeof id === "string" ? [id] : []),
    ...Object.values(part).flatMap((inner) => idsIn(inner, key)),
  ];
}

function leavesIn(part: Json): string[] {
  if (Array.isArray(part)) return part.flatMap((each: Json) => leavesIn(each));
  if (!isJsonObject(part)) return [];
  const { type, text } = part;
  return type === "text" && typeof text === "string" ? [text] : Object.values(part).flatMap(leavesIn);
}

describe("every button and every submit has a listener, and every listener its button", () => {
  const drawn: Json = json.parse(
    JSON.parse(
      JSON.stringify(
        subjects
          .slice(0, 3)
          .map(
            ([, subject]) => [modals(subject, "en"), homes(subject, "en"), messages(subject, "en")] as const,
          ),
      ),
    ),
  );
  const bound = whatIsBound({ ofSeveral: true });
  /** Inputs that only count when the whole modal is submitted, and what has no submit at all. */
  const silent = ["text", "told", "line", "given", "set", "proof_what", "saying", "home"];
  const seen = (key: "action_id" | "callback_id") =>
    [...new Set(idsIn(drawn, key))].filter((id) => !silent.includes(id)).toSorted();

  test("buttons and inputs", () => {
    expect(seen("action_id")).toEqual(bound.actions.toSorted());
  });

  test("modals", () => {
    expect(seen("callback_id")).toEqual(bound.views.toSorted());
  });
});

test("the gallery, of which no text comes alive, has every window and message that people are shown", () => {
  const read = (pattern: string) => globSync(pattern).map((file) => readFileSync(file, "utf8"));
  const [gallery, acting] = [read("src/slack/gallery/*.ts"), read("src/{slack,slack/listeners,jobs}/*.ts")];
  const names = (files: readonly string[], name: string) =>
    files.some((text) => new RegExp(`\\b${name}\\b`, "u").test(text));
  const drawing = read("src/slack/views/*.ts")
    .flatMap((text) => text.split(/^(?=\w)/mu))
    .filter((part) => /\): (?:readonly )?(?:ModalView|HomeView|Message)(?:\[\])? \{$/mu.test(part))
    .flatMap((part) => /^export function (\w+)/u.exec(part)?.[1] ?? []);
  const shown = drawing.filter((name) => names(acting, name));
  expect(shown.length).toBeGreaterThan(45);
  expect(shown.filter((name) => !names(gallery, name))).toEqual([]);
});

const written = (subject: Subject, locale: "en" | "pt-BR") =>
  answerLines(shownAnswers(subject.answers), readerOf(locale)).map((line) => line.map(leafText).join(""));
const bare = (text: string) => text.replace(/\s/gu, "");

describe.each(locales)("every character of every answer is shown in %s", (locale) => {
  const reader = readerOf(locale);
  const goesOn = bare(`(${reader.words.card.evidence.continued})`);
  const shownIn = (drawn: readonly { blocks: unknown }[]) =>
    bare(drawn.flatMap(({ blocks }) => leavesIn(json.parse(blocks))).join("")).replaceAll(goesOn, "");

  test.each(subjects)("in the evidence of %s, over as many parts as it takes", (_, subject) => {
    const parts = evidenceMessages(caseOf(subject), () => null, reader).map(({ blocks }) => ({
      // Without the heading of the part and the word that it goes on.
      blocks: blocks.slice(1, 2),
    }));
    expect(shownIn(parts)).toContain(bare(written(subject, locale).join("")));
  });

  test.each(subjects)("in full, of %s", (_, subject) => {
    const escalation = caseOf(subject);
    const facts = cardFactsOf(escalation, () => "Marina");
    const drawn = caseMessages({ escalation, facts, cardUrl: null, stuck: null }, 5, reader);
    expect(drawn.length).toBeLessThanOrEqual(5);
    expect(shownIn(drawn)).toContain(bare(written(subject, locale).join("")));
  });

  test.each(subjects)("a message to the partner about %s ends as it should", (_, { answers, someone }) => {
    const merchant = "Dana Whitfield";
    for (const contacted of ["no_worried", "yes_written"] as const) {
      const { blocks } = partnerMessageView(
        {
          draftId: "d",
          answers: { ...answers, contacted },
          verdict: caseOf({ answers, someone, sendNote: { reason: null, sentence: "" } }).verdict,
          merchant,
          replyBy: "2026-11-26",
          kept: null,
        },
        reader,
      );
      const [initial = ""] = blocks.flatMap((block) =>
        block.type === "input" && "element" in block && block.element.type === "plain_text_input"
          ? [block.element.initial_value ?? ""]
          : [],
      );
      expect(initial.endsWith(merchant)).toBe(true);
      expect(initial).toMatch(/26( de)? (nov|Nov)/u);
    }
  });
});
