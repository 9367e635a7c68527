import { describe, expect, test } from "@jest/globals";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import { checkMessageBlocks, checkModal } from "../../playground/server/block-kit/validate.ts";

const x = (length: number) => "x".repeat(length);
const plain = (length: number) => ({ type: "plain_text", text: x(length) });
const mrkdwn = (length: number) => ({ type: "mrkdwn", text: x(length) });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const option = (index: number, length = 1) => ({ text: plain(length), value: `v${index}` });
const input = (element: JsonObject, more: JsonObject = {}) => ({
  type: "input",
  label: plain(1),
  element,
  ...more,
});
const section = (accessory: JsonObject) => ({ type: "section", text: plain(1), accessory });
const actions = (...elements: JsonObject[]) => ({ type: "actions", elements });
const button = (more: JsonObject = {}) => ({ type: "button", text: plain(1), ...more });
const textInput = (more: JsonObject = {}) => ({ type: "plain_text_input", ...more });
const select = (more: JsonObject = {}) => ({ type: "static_select", options: [option(0)], ...more });
const modal = (blocks: Json, more: JsonObject = {}) => ({
  type: "modal",
  title: plain(1),
  submit: plain(1),
  blocks,
  ...more,
});

const inModal = (block: Json) => checkModal(modal([block]));
const inMessage = (block: Json) => checkMessageBlocks([block]);

/** Each line: what is limited, how many are allowed, and something with that many. */
const limits: [string, number, (size: number) => Json, "both" | "message" | "modal"][] = [
  ["text of a section", 3_000, (n) => ({ type: "section", text: mrkdwn(n) }), "both"],
  ["fields of a section", 10, (n) => ({ type: "section", fields: times(n, () => plain(1)) }), "both"],
  ["text of a field", 2_000, (n) => ({ type: "section", fields: [mrkdwn(n)] }), "both"],
  ["a header", 150, (n) => ({ type: "header", text: plain(n) }), "both"],
  ["elements of a context", 10, (n) => ({ type: "context", elements: times(n, () => mrkdwn(1)) }), "both"],
  ["text in a context", 3_000, (n) => ({ type: "context", elements: [mrkdwn(n)] }), "both"],
  ["elements of actions", 25, (n) => actions(...times(n, (i) => button({ action_id: `a${i}` }))), "both"],
  ["a block_id", 255, (n) => ({ type: "divider", block_id: x(n) }), "both"],
  ["an action_id", 255, (n) => actions(button({ action_id: x(n) })), "both"],
  ["text of a button", 75, (n) => actions({ type: "button", text: plain(n) }), "both"],
  ["value of a button", 2_000, (n) => actions(button({ value: x(n) })), "both"],
  ["address of a button", 3_000, (n) => actions(button({ url: `https://${x(n - 8)}` })), "both"],
  ["accessibility label", 75, (n) => actions(button({ accessibility_label: x(n) })), "both"],
  [
    "title of a confirmation",
    100,
    (n) => actions(button({ confirm: { title: plain(n), text: plain(1) } })),
    "both",
  ],
  [
    "text of a confirmation",
    300,
    (n) => actions(button({ confirm: { title: plain(1), text: plain(n) } })),
    "both",
  ],
  [
    "yes of a confirmation",
    30,
    (n) => actions(button({ confirm: { title: plain(1), text: plain(1), confirm: plain(n) } })),
    "both",
  ],
  [
    "no of a confirmation",
    30,
    (n) => actions(button({ confirm: { title: plain(1), text: plain(1), deny: plain(n) } })),
    "both",
  ],
  ["options of a select", 100, (n) => section(select({ options: times(n, (i) => option(i)) })), "both"],
  [
    "groups of a select",
    100,
    (n) =>
      section({
        type: "static_select",
        option_groups: times(n, (i) => ({ label: plain(1), options: [option(i)] })),
      }),
    "both",
  ],
  [
    "label of a group",
    75,
    (n) => section({ type: "static_select", option_groups: [{ label: plain(n), options: [option(0)] }] }),
    "both",
  ],
  ["text of an option", 75, (n) => section(select({ options: [option(0, n)] })), "both"],
  ["value of an option", 75, (n) => section(select({ options: [{ text: plain(1), value: x(n) }] })), "both"],
  [
    "description of an option",
    75,
    (n) => section(select({ options: [{ ...option(0), description: plain(n) }] })),
    "both",
  ],
  ["a placeholder", 150, (n) => section(select({ placeholder: plain(n) })), "both"],
  [
    "radio buttons",
    10,
    (n) => section({ type: "radio_buttons", options: times(n, (i) => option(i)) }),
    "both",
  ],
  ["checkboxes", 10, (n) => section({ type: "checkboxes", options: times(n, (i) => option(i)) }), "both"],
  ["an overflow menu", 5, (n) => section({ type: "overflow", options: times(n, (i) => option(i)) }), "both"],
  [
    "alt text",
    2_000,
    (n) => ({ type: "image", image_url: "https://example.com/a.png", alt_text: x(n) }),
    "both",
  ],
  [
    "title of an image",
    2_000,
    (n) => ({ type: "image", image_url: "https://example.com/a.png", alt_text: "", title: plain(n) }),
    "both",
  ],
  [
    "address of an image",
    3_000,
    (n) => ({ type: "image", image_url: `https://${x(n - 8)}`, alt_text: "" }),
    "both",
  ],
  ["label of an input", 2_000, (n) => ({ ...input(textInput()), label: plain(n) }), "both"],
  ["hint of an input", 2_000, (n) => input(textInput(), { hint: plain(n) }), "both"],
  ["max_length of an input", 3_000, (n) => input(textInput({ max_length: n })), "both"],
  ["min_length of an input", 3_000, (n) => input(textInput({ min_length: n })), "both"],
  ["initial text of an input", 10, (n) => input(textInput({ max_length: 10, initial_value: x(n) })), "both"],
  ["lines of rich text", 100, (n) => input({ type: "rich_text_input", max_lines: n }), "modal"],
  ["files of an input", 10, (n) => input({ type: "file_input", max_files: n }), "modal"],
  ["an alert", 200, (n) => ({ type: "alert", text: plain(n) }), "modal"],
  ["markdown", 12_000, (n) => ({ type: "markdown", text: x(n) }), "message"],
];

describe("limits", () => {
  test.each(limits)("%s: %i pass, one more does not", (_name, most, make, where) => {
    for (const check of [
      ...(where === "modal" ? [] : [inMessage]),
      ...(where === "message" ? [] : [inModal]),
    ]) {
      expect(check(make(most))).toEqual([]);
      expect(check(make(most + 1))).not.toEqual([]);
    }
  });

  test("50 blocks fit into a message and 100 into a modal", () => {
    const dividers = (count: number) => times(count, () => ({ type: "divider" }));
    expect(checkMessageBlocks(dividers(50))).toEqual([]);
    expect(checkMessageBlocks(dividers(51))).toEqual([
      { pointer: "/blocks", message: "no more than 50 items allowed" },
    ]);
    expect(checkModal(modal(dividers(100)))).toEqual([]);
    expect(checkModal(modal(dividers(101)))).toEqual([
      { pointer: "/view/blocks", message: "no more than 100 items allowed" },
    ]);
  });

  test.each([
    ["title", 24, plain],
    ["submit", 24, plain],
    ["close", 24, plain],
    ["private_metadata", 3_000, x],
    ["callback_id", 255, x],
    ["external_id", 255, x],
  ])("%s of a modal: %i pass, one more does not", (key, most, make) => {
    expect(checkModal(modal([], { [key]: make(most) }))).toEqual([]);
    expect(checkModal(modal([], { [key]: make(most + 1) }))).not.toEqual([]);
  });

  test("several markdown blocks share 12,000 characters", () => {
    const markdown = (length: number) => ({ type: "markdown", text: x(length) });
    expect(checkMessageBlocks([markdown(6_000), markdown(6_000)])).toEqual([]);
    expect(checkMessageBlocks([markdown(6_000), markdown(6_001)])).not.toEqual([]);
  });
});

const wrong: [string, Json, string][] = [
  ["empty text", { type: "section", text: plain(0) }, "must be more than 0 characters"],
  ["a section with nothing in it", { type: "section" }, "missing required field: text or fields"],
  [
    "a property that does not exist",
    { type: "divider", colour: "red" },
    "invalid additional property: colour",
  ],
  ["an unknown block", { type: "banner" }, "unsupported type: banner"],
  ["an element in the wrong place", actions(textInput()), "unsupported type: plain_text_input"],
  ["a header in mrkdwn", { type: "header", text: mrkdwn(1) }, "unsupported type: mrkdwn"],
  [
    "emoji in mrkdwn",
    { type: "section", text: { ...mrkdwn(1), emoji: true } },
    "invalid additional property: emoji",
  ],
  [
    "verbatim in plain text",
    { type: "section", text: { ...plain(1), verbatim: true } },
    "invalid additional property: verbatim",
  ],
  [
    "an image address that is none",
    { type: "image", alt_text: "", image_url: "ftp://example.com/a" },
    "is no webAddress",
  ],
  ["an image from nowhere", { type: "image", alt_text: "" }, "needs either image_url or slack_file"],
  ["a date that is none", input({ type: "datepicker", initial_date: "2 March" }), "is no date"],
  ["a select without options", section({ type: "static_select" }), "needs either options or option_groups"],
  [
    "an initial option that is not offered",
    section(select({ initial_option: option(7) })),
    "initial options must exactly match options that are offered",
  ],
  ["no options at all", section({ type: "radio_buttons", options: [] }), "no less than 1 items required"],
  [
    "lengths the wrong way round",
    input(textInput({ min_length: 5, max_length: 4 })),
    "min_length is greater than max_length",
  ],
  ["an unknown style", actions(button({ style: "green" })), "must be one of: primary, danger"],
  [
    "the same action_id twice",
    actions(button({ action_id: "a" }), button({ action_id: "a" })),
    'action_id "a" is used twice',
  ],
  [
    "mrkdwn in a menu's option",
    section(select({ options: [{ text: mrkdwn(1), value: "v" }] })),
    "unsupported type: mrkdwn",
  ],
  [
    "a filter for a menu of people",
    section({ type: "users_select", filter: { exclude_bot_users: true } }),
    "invalid additional property: filter",
  ],
  [
    "an unknown word in the filter of a menu of conversations",
    section({ type: "conversations_select", filter: { include: ["secret"] } }),
    "must be one of: im, mpim, private, public",
  ],
  [
    "a broken rich text leaf",
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "" }] }] },
    "must be more than 0 characters",
  ],
];

describe("rules", () => {
  test.each(wrong)("%s is refused", (_name, block, message) => {
    expect(inMessage(block).map((problem) => problem.message)).toContain(message);
    expect(inModal(block).map((problem) => problem.message)).toContain(message);
  });

  test("a block_id must not be used twice", () => {
    const twice = times(2, () => ({ type: "divider", block_id: "same" }));
    expect(checkMessageBlocks(twice)).toEqual([
      { pointer: "/blocks/1/block_id", message: 'block_id "same" is used twice' },
    ]);
  });

  test("the same action_id in two blocks is fine", () => {
    expect(
      checkModal(modal([input(textInput({ action_id: "value" })), input(textInput({ action_id: "value" }))])),
    ).toEqual([]);
  });

  test("a modal with an input needs a submit button, one without does not", () => {
    const { submit: _, ...without } = modal([input(textInput())]);
    expect(checkModal(without)).toEqual([{ pointer: "/view", message: "missing required field: submit" }]);
    expect(checkModal({ ...without, blocks: [] })).toEqual([]);
  });

  test("some things stand in modals only, some in messages only", () => {
    const email = input({ type: "email_text_input" });
    expect(inModal(email)).toEqual([]);
    expect(inMessage(email)).toEqual([
      { pointer: "/blocks/0/element/type", message: "not allowed on this surface" },
    ]);
    expect(inModal({ type: "markdown", text: "x" })).not.toEqual([]);
  });

  test("a file input cannot dispatch actions", () => {
    expect(inModal(input({ type: "file_input" }, { dispatch_action: true }))).not.toEqual([]);
  });

  test("only one element of a modal may take the focus", () => {
    const focused = () => input(textInput({ focus_on_load: true }));
    expect(checkModal(modal([focused()]))).toEqual([]);
    expect(checkModal(modal([focused(), focused()]))).not.toEqual([]);
  });

  test("rich text with lists, quotes, links, mentions and dates passes", () => {
    const elements = [
      {
        type: "rich_text_section",
        elements: [
          { type: "text", text: "a", style: { bold: true } },
          { type: "link", url: "https://example.com", text: "b" },
          { type: "user", user_id: "U1" },
        ],
      },
      {
        type: "rich_text_list",
        style: "ordered",
        indent: 1,
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "c" }] }],
      },
      { type: "rich_text_quote", elements: [{ type: "text", text: "d" }] },
      {
        type: "rich_text_preformatted",
        elements: [{ type: "date", timestamp: 1_772_452_800, format: "{date}", fallback: "e" }],
      },
    ];
    expect(inMessage({ type: "rich_text", elements })).toEqual([]);
    expect(inModal({ type: "rich_text", elements })).toEqual([]);
  });
});

describe("charts and tables", () => {
  const point = (label: string, value: number) => ({ label, value });
  const chart = (more: JsonObject = {}) => ({
    type: "data_visualization",
    title: "Cases",
    chart: {
      type: "bar",
      series: [{ name: "Ready", data: [point("Mon", 1), point("Tue", 0)] }],
      axis_config: { categories: ["Mon", "Tue"], x_label: "Day" },
      ...more,
    },
  });
  const cell = (text: string) => ({ type: "raw_text", text });
  const figure = (value: number) => ({ type: "raw_number", value, text: String(value) });
  const table = (rows: Json, more: JsonObject = {}) => ({
    type: "data_table",
    caption: "Cases",
    rows,
    ...more,
  });
  const complaints = (...blocks: Json[]) => checkMessageBlocks(blocks).map(({ message }) => message);

  test("stand in messages, and not in modals", () => {
    const sound = [
      chart(),
      table([
        [cell("Day"), cell("Ready")],
        [cell("Mon"), figure(1)],
      ]),
    ];
    expect(complaints(...sound)).toEqual([]);
    const pie = chart({ type: "pie", segments: [point("Ready", 3)], series: null, axis_config: null });
    expect(complaints(pie)).toContain("invalid additional property: series");
    for (const block of sound)
      expect(inModal(block).map(({ message }) => message)).toContain("not allowed on this surface");
  });

  test.each<[string, Json, string]>([
    ["a title that is too long", { ...chart(), title: x(51) }, "must be less than 51 characters"],
    ["a kind that there is not", chart({ type: "radar" }), "unsupported type: radar"],
    [
      "a series without a point for a category",
      chart({ series: [{ name: "Ready", data: [point("Mon", 1)] }] }),
      "each series must have one point for each category",
    ],
    [
      "a point of no category",
      chart({ series: [{ name: "Ready", data: [point("Mon", 1), point("Sun", 1)] }] }),
      "each series must have one point for each category",
    ],
    [
      "two series of one name",
      chart({ series: times(2, () => ({ name: "Ready", data: [point("Mon", 1), point("Tue", 0)] })) }),
      "names of series must be unique",
    ],
    [
      "a label that is too long",
      chart({ axis_config: { categories: [x(21)] } }),
      "must be less than 21 characters",
    ],
    [
      "more points than there may be",
      chart({ axis_config: { categories: times(21, String) } }),
      "no more than 20 items allowed",
    ],
    ["a table without rows", table([[cell("Day")]]), "no less than 2 items required"],
    [
      "rows of different lengths",
      table([[cell("a"), cell("b")], [cell("c")]]),
      "all rows must have the same number of cells",
    ],
    [
      "more columns than there may be",
      table(times(2, () => times(21, () => cell("a")))),
      "no more than 20 items allowed",
    ],
    ["an empty cell", table([[cell("a")], [cell("")]]), "must be more than 0 characters"],
    ["no caption", table([[cell("a")], [cell("b")]], { caption: "" }), "must be more than 0 characters"],
  ])("%s is refused", (_, block, why) => {
    expect(complaints(block)).toContain(why);
  });

  test("there are two charts to a message at most, and 20,000 characters in its tables", () => {
    expect(complaints(chart(), chart())).toEqual([]);
    expect(complaints(chart(), chart(), chart())).toEqual(["no more than 2 charts allowed"]);
    const long = (length: number) => table([[cell("a")], [cell(x(length))]]);
    expect(complaints(long(9_998), long(9_998))).toEqual([]);
    expect(complaints(long(9_999), long(9_999))).toEqual([]);
    expect(complaints(long(9_999), long(10_000))).toEqual(["no more than 20000 characters in tables"]);
  });
});
