import { describe, expect, test } from "@jest/globals";
import type { InputBlock } from "@slack/types";
import { fc } from "../../support/drawn.ts";
import { type Answers, maxExamples, noAnswers } from "../../../src/domain/answers.ts";
import type { Writing } from "../../../src/domain/example-list.ts";
import { fields, type Step, steps } from "../../../src/domain/form.ts";
import { judge } from "../../../src/domain/readiness.ts";
import { editedMessage, readPartnerMessage } from "../../../src/slack/views/partner-message-view.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";
import { readSentIt } from "../../../src/slack/views/sent-it-view.ts";
import { readWhatWorked } from "../../../src/slack/views/what-worked-view.ts";
import { readSendNote, sendNoteFaults, sendNoteInputs } from "../../../src/slack/views/send-note.ts";
import { faultMessages, readStep, readStepMetadata, stepView } from "../../../src/slack/views/step-view.ts";
import { fullAnswers, perfectExample } from "../../support/an-answer.ts";
import { split } from "../../../src/slack/views/safe-text.ts";
import { anySubject } from "../../support/any-subjects.ts";
import { monday, on } from "../../support/judging.ts";

const stored: Writing = { answers: fullAnswers(), place: { example: null }, nextExampleKey: 4 };
const at = (step: Step, example: number | null = null) => ({ draft: "d", step, example });

/** The state of a view as Slack reports it: per block, per action. */
const reported = (blocks: Readonly<Record<string, object>>) => ({
  state: {
    values: Object.fromEntries(Object.entries(blocks).map(([block, value]) => [block, { answer: value }])),
  },
});
const typed = (value: string | null) => ({ type: "plain_text_input", value });
const chosen = (value: string | null) => ({
  type: "static_select",
  selected_option: value === null ? null : { text: { type: "plain_text", text: "…" }, value },
});
const dated = (selected_date: string | null) => ({ type: "datepicker", selected_date });

describe("a step is read over what is stored", () => {
  test("what Slack does not report keeps its answer", () => {
    for (const step of steps) {
      expect(readStep({}, at(step, 1), stored)).toEqual({ answers: stored.answers, nextExampleKey: 4 });
      expect(readStep(reported({}), at(step, 1), stored).answers).toEqual(stored.answers);
    }
    const { answers } = readStep(reported({ summary: typed("New") }), at("situation"), stored);
    expect(answers).toEqual({ ...stored.answers, summary: "New" });
  });

  test("what is reported empty was emptied", () => {
    const emptied = reported({
      summary: typed(null),
      concern_type: chosen(null),
      need_by: dated(null),
      partner_company: typed(""),
    });
    expect(readStep(emptied, at("situation"), stored).answers).toEqual({
      ...stored.answers,
      summary: "",
      concern_type: null,
      need_by: null,
      partner_company: "",
    });
  });

  test("blocks of another step, or of nobody's, change nothing", () => {
    const others = reported({ summary: typed("New"), "ex_where:1": typed("here"), is_admin: typed("yes") });
    expect(readStep(others, at("scope"), stored).answers).toEqual(stored.answers);
  });

  test.each([
    ["an option that was never offered", { urgency: chosen("at once") }],
    ["an option of another question", { urgency: chosen("reread") }],
    ["a day that does not exist", { need_by: dated("2026-02-30") }],
    ["no day at all", { need_by: dated("tomorrow") }],
    ["a number for a text", { summary: { value: 7 } }],
  ])("%s is refused", (_, blocks) => {
    expect(() => readStep(reported(blocks), at("situation"), stored)).toThrow();
  });

  test("what was typed is kept as typed, however hostile", () => {
    const text = " <!channel>\u202e \u0000\r\n ";
    const { answers } = readStep(reported({ scope_ref: typed(text) }), at("scope"), stored);
    expect(answers.scope_ref).toBe(text);
  });
});

describe("an example is read into its place", () => {
  test("the one on screen, by its key", () => {
    const { answers } = readStep(
      reported({ "ex_where:2": typed("there"), "ex_date:2": dated(null), "ex_where:3": typed("elsewhere") }),
      at("examples", 2),
      stored,
    );
    const [first, second, third] = stored.answers.examples;
    expect(answers.examples).toEqual([first, { ...second, ex_where: "there", ex_date: null }, third]);
  });

  test("a new one joins the list once something is in it", () => {
    const nothing = readStep(reported({ "ex_where:4": typed(" ") }), at("examples", 4), stored);
    expect(nothing).toEqual({ answers: stored.answers, nextExampleKey: 4 });
    const { answers, nextExampleKey } = readStep(
      reported({ "ex_where:4": typed("there") }),
      at("examples", 4),
      stored,
    );
    expect(answers.examples.map(({ key, ex_where }) => [key, ex_where]).at(-1)).toEqual([4, "there"]);
    expect(nextExampleKey).toBe(5);
  });

  test("not beyond five", () => {
    const full: Writing = {
      answers: fullAnswers({
        examples: Array.from({ length: maxExamples }, (_, index) => perfectExample(index + 1)),
      }),
      place: { example: null },
      nextExampleKey: 6,
    };
    const more = readStep(reported({ "ex_where:6": typed("there") }), at("examples", 6), full);
    expect(more.answers).toEqual(full.answers);
  });
});

/** What Slack reports of a view that nobody touched: every initial value. */
function untouched(answers: Answers, step: Step, example: number | null) {
  const verdict = judge(answers, on(monday));
  const place = { example };
  const view = stepView(
    { draftId: "d", step, answers, place, nextExampleKey: maxExamples + 1, verdict, adding: null },
    readerOf("pt-BR"),
  );
  const blocks = view.blocks.filter((block): block is InputBlock => block.type === "input");
  const values = blocks.map(({ block_id: id = "", element }) => [id, initially(element)] as const);
  const metadata = readStepMetadata({ private_metadata: view.private_metadata ?? "" });
  if (!metadata) throw new Error("The step cannot be read back.");
  return { ...reported(Object.fromEntries(values)), metadata };
}

function initially(element: InputBlock["element"]): object {
  switch (element.type) {
    case "plain_text_input":
      return typed(element.initial_value ?? null);
    case "datepicker":
      return dated(element.initial_date ?? null);
    case "radio_buttons":
    case "static_select":
      return chosen(element.initial_option?.value ?? null);
    default:
      throw new Error(`an input of a kind that no step has: ${element.type}`);
  }
}

test("showing a step and reading it back changes nothing, whatever the answers", () => {
  fc.assert(
    fc.property(anySubject, fc.constantFrom(...steps), fc.nat({ max: 6 }), (subject, step, example) => {
      // No longer than the form takes: Slack sees to that.
      const partner_company = split(subject.answers.partner_company, 80)[0];
      const answers = { ...subject.answers, partner_company };
      const writing = { answers, place: { example }, nextExampleKey: maxExamples + 1 };
      const { metadata, ...view } = untouched(answers, step, example);
      expect(readStep(view, metadata, writing).answers).toEqual(answers);
    }),
    { numRuns: 60 },
  );
});

test("each input of a step goes by the name of its field, and an example's by its key too", () => {
  const inputs = (step: Step) => {
    const { state } = untouched(fullAnswers({ scope_changed: "yes_verbal" }), step, 2);
    return Object.keys(state.values);
  };
  expect(inputs("scope")).toEqual([
    "scope_status",
    "scope_ref",
    "scope_clause",
    "scope_changed",
    "scope_timeline",
  ]);
  expect(inputs("examples")).toEqual(
    fields.filter(({ step }) => step === "examples").map(({ id }) => `${id}:2`),
  );
});

test("a fault is said at the block of its field", () => {
  const en = readerOf("en");
  const blank = { field: "summary", fault: { kind: "blank" } } as const;
  const future = { field: "ex_date", fault: { kind: "future" } } as const;
  expect(faultMessages([blank], at("situation"), en)).toEqual({ summary: "This one is needed to go on." });
  expect(Object.keys(faultMessages([future], at("examples", 2), en))).toEqual(["ex_date:2"]);
});

describe("the sentence and reason of Send anyway", () => {
  const before = { reason: "retaliation", sentence: "Stored" } as const;
  const noted = (blocks: Readonly<Record<string, object>>) => ({
    state: {
      values: Object.fromEntries(Object.entries(blocks).map(([block, value]) => [block, { note: value }])),
    },
  });

  test("what is not reported is kept, what is reported empty was emptied", () => {
    expect(readSendNote({}, before)).toEqual(before);
    expect(readSendNote(noted({ send_sentence: typed("New") }), before)).toEqual({
      ...before,
      sentence: "New",
    });
    expect(readSendNote(noted({ send_sentence: typed(null), send_reason: chosen(null) }), before)).toEqual({
      reason: null,
      sentence: "",
    });
  });

  test("a reason that was never offered is refused", () => {
    expect(() => readSendNote(noted({ send_reason: chosen("because") }), before)).toThrow();
  });

  test("what is missing is said at its block, and only where it is asked for", () => {
    const en = readerOf("en");
    const nothing = { reason: null, sentence: " " };
    expect(Object.keys(sendNoteFaults(nothing, "reason_and_sentence", en))).toEqual([
      "send_reason",
      "send_sentence",
    ]);
    expect(Object.keys(sendNoteFaults(nothing, "sentence", en))).toEqual(["send_sentence"]);
    expect(sendNoteFaults(nothing, "nothing", en)).toEqual({});
    expect(sendNoteFaults(before, "reason_and_sentence", en)).toEqual({});
    const blocks = sendNoteInputs(before, "reason_and_sentence", en).map(({ block_id }) => block_id);
    expect(blocks).toEqual(["send_reason", "send_sentence"]);
  });
});

describe("the message to the partner", () => {
  const en = readerOf("en");
  const answers = fullAnswers();
  const written = {
    draftId: "d",
    answers,
    verdict: judge(answers, on(monday)),
    merchant: "Dana",
    replyBy: "2026-11-26",
    kept: null,
  };
  const edited = { ...written, kept: "Hello, it is me." };
  const drawnText = readPartnerMessage({}, written, en);
  const state = (value: string | null) => ({
    state: { values: { partner_message_text: { text: typed(value) } } },
  });

  test("is read as it was typed", () => {
    expect(readPartnerMessage(state(" Hello <@U1> "), written, en)).toBe(" Hello <@U1> ");
    expect(readPartnerMessage(state(null), edited, en)).toBe("");
  });

  test("is as it was drawn when Slack does not report it", () => {
    expect(drawnText).toContain("Northwind Digital");
    expect(readPartnerMessage({ state: { values: {} } }, edited, en)).toBe("Hello, it is me.");
  });

  test("is kept when it was edited, and written anew from the facts when it was not, or is blank", () => {
    expect(editedMessage("Hello, it is me.", written, en)).toBe("Hello, it is me.");
    expect(editedMessage(drawnText, edited, en)).toBeNull();
    expect(editedMessage(" \n", edited, en)).toBeNull();
  });
});

describe("*I sent it*", () => {
  const before = { on: "2026-11-20", how: "yes_verbal", whoHow: "Priya" } as const;
  const told = (blocks: Readonly<Record<string, object>>) => ({
    state: {
      values: Object.fromEntries(Object.entries(blocks).map(([block, value]) => [block, { told: value }])),
    },
  });

  test("is read over what was drawn: what is not reported stays, what is reported empty was emptied", () => {
    expect(readSentIt(told({}), before)).toEqual(before);
    expect(
      readSentIt(
        told({
          first_contact_date: dated("2026-11-19"),
          contacted: chosen("yes_written"),
          who_how: typed(null),
        }),
        before,
      ),
    ).toEqual({ on: "2026-11-19", how: "yes_written", whoHow: "" });
  });

  test.each([
    ["a way that was never offered", { contacted: chosen("no_chance") }],
    ["a day that does not exist", { first_contact_date: dated("2026-02-30") }],
  ])("%s is refused", (_, blocks) => {
    expect(() => readSentIt(told(blocks), before)).toThrow();
  });
});

test("what worked is one line of at most 300 characters, and may be nothing", () => {
  const state = (value: string | null) => ({ state: { values: { what_worked: { line: typed(value) } } } });
  expect(readWhatWorked(state(" A call "))).toBe("A call");
  expect(readWhatWorked(state(null))).toBe("");
  expect(readWhatWorked({ state: { values: {} } })).toBe("");
  expect(() => readWhatWorked(state("x".repeat(301)))).toThrow();
});

test("nothing is stored where there was nothing", () => {
  const blank: Writing = { answers: noAnswers, place: { example: null }, nextExampleKey: 1 };
  expect(readStep(reported({ "ex_where:1": typed(null) }), at("examples", 1), blank)).toEqual({
    answers: noAnswers,
    nextExampleKey: 1,
  });
});
