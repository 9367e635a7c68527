import { describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { liveParts } from "../../playground/live-parts.ts";
import { showBlocks, showMrkdwn, type Viewer } from "../../playground/on-screen.ts";
import { readBlocks } from "../../playground/server/block-kit/model.ts";
import type { JsonObject } from "../../playground/server/json.ts";

const viewer: Viewer = {
  zone: "America/Sao_Paulo",
  locale: "en-US",
  now: new Date("2026-03-02T14:00:00Z"),
  userName: (id) => (id === "U1" ? "Ana Lima" : id),
  channelName: (id) => (id === "C1" ? "general" : id),
  usergroupHandle: (id) => (id === "S1" ? "csm" : id),
};
const quietly = { linksBare: false, namesBare: false };
const loudly = { linksBare: true, namesBare: true };
const show = (...blocks: JsonObject[]) => showBlocks(readBlocks(blocks), viewer);
const mrkdwn = (text: string, verbatim?: boolean) => ({
  type: "section",
  text: { type: "mrkdwn", text, ...(verbatim === undefined ? {} : { verbatim }) },
});
const rich = (...elements: JsonObject[]) => ({ type: "rich_text", elements });
const line = (...elements: JsonObject[]) => ({ type: "rich_text_section", elements });
const noon = 1_772_463_600;

describe("on screen", () => {
  test.each([
    ["a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"],
    ["*bold* _slanted_ ~gone~ `code`", "bold slanted gone code"],
    ["2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"],
    ["<@U1> and <@U1|someone>", "‹@Ana Lima› and ‹@Ana Lima›"],
    ["<!here> <!subteam^S1> <#C1|old>", "‹@here› ‹@csm› ‹#general›"],
    ["<https://example.com|the page>", "the page ‹https://example.com›"],
    ["<https://example.com>", "‹https://example.com›"],
    ["@here https://example.com", "@here https://example.com"],
    [`<!date^${noon}^{date_short_pretty} at {time}|later>`, "today at 12:00 PM"],
    [`<!date^${noon + 86_400}^{date_pretty}|later>`, "tomorrow"],
    [`<!date^${noon + 10 * 86_400}^{date_long}|later>`, "Thursday, March 12"],
    [`<!date^${noon}^{date_num} {time_secs}|later>`, "2026-03-02 12:00:00 PM"],
    [`<!date^${noon - 365 * 86_400}^{date_short}|later>`, "Mar 2, 2025"],
    [`<!date^${noon}^{ago}|later>`, "in 1 hour"],
  ])("%s reads %s", (text, expected) => {
    expect(showMrkdwn(text, quietly, viewer)).toBe(expected);
  });

  test("dates speak the viewer's language", () => {
    const brazilian = { ...viewer, locale: "pt-BR" };
    const date = `<!date^${noon + 10 * 86_400}^{date_long} {time}|x>`;
    expect(showMrkdwn(date, quietly, brazilian)).toBe("quinta-feira, 12 de março 12:00");
  });

  test("a chart and a table are read line by line", () => {
    const chart = {
      type: "bar",
      series: [
        {
          name: "Ready",
          data: [
            { label: "Mon", value: 1 },
            { label: "Tue", value: 0 },
          ],
        },
      ],
      axis_config: { categories: ["Mon", "Tue"] },
    };
    const cell = (text: string) => ({ type: "raw_text", text });
    const rows = [
      [cell("Day"), cell("Ready")],
      [cell("Monday"), { type: "raw_number", value: 1, text: "1" }],
    ];
    expect(
      show(
        { type: "data_visualization", title: "Cases", chart },
        { type: "data_table", caption: "By day", rows },
      ),
    ).toBe("[chart] Cases\n  Ready: Mon 1, Tue 0\n[table] By day\n  Day    | Ready\n  Monday | 1");
  });

  test("a message reads top to bottom", () => {
    const button = { type: "button", text: { type: "plain_text", text: "Go" } };
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Title" } },
      {
        type: "section",
        fields: [
          { type: "mrkdwn", text: "*Level*" },
          { type: "plain_text", text: "*High*" },
        ],
      },
      { type: "divider" },
      {
        type: "context",
        elements: [
          { type: "mrkdwn", text: "by <@U1>" },
          { type: "image", image_url: "https://example.com/a.png", alt_text: "a face" },
        ],
      },
      { type: "actions", elements: [button, { ...button, text: { type: "plain_text", text: "Stop" } }] },
    ];
    expect(show(...blocks)).toBe(
      ["Title", "Level", "*High*", "———", "by ‹@Ana Lima› [image: a face]", "[Go] [Stop]"].join("\n"),
    );
  });

  test("rich text reads as it is laid out, and typed text in it stays as typed", () => {
    const text = (words: string) => ({ type: "text", text: words });
    expect(
      show(
        rich(
          line(
            text("*a* <!here> @here "),
            { type: "user", user_id: "U1" },
            { type: "broadcast", range: "here" },
          ),
          { type: "rich_text_list", style: "bullet", elements: [line(text("one")), line(text("two"))] },
          { type: "rich_text_list", style: "ordered", indent: 1, elements: [line(text("three"))] },
          { type: "rich_text_quote", elements: [text("said\nso")] },
          { type: "rich_text_preformatted", elements: [text("code  here")] },
          line({ type: "date", timestamp: noon, format: "{date_pretty}", fallback: "x" }),
        ),
      ),
    ).toBe(
      [
        "*a* <!here> @here ‹@Ana Lima›‹@here›",
        "• one",
        "• two",
        "  1. three",
        "> said",
        "> so",
        "code  here",
        "today",
      ].join("\n"),
    );
  });

  test("bare names and addresses come alive where nothing forbids it", () => {
    expect(showMrkdwn("@here see https://example.com.", loudly, viewer)).toBe(
      "‹@here› see ‹https://example.com›.",
    );
    expect(show(mrkdwn("@channel", true), mrkdwn("@channel"))).toBe("@channel\n‹@channel›");
  });
});

describe("what is live", () => {
  const targets = (...blocks: JsonObject[]) =>
    liveParts({ blocks }).map(({ kind, target }) => `${kind} ${target}`);

  test("marked mentions, links and broadcasts are live in mrkdwn, verbatim or not", () => {
    const text = "<@U1> <!channel> <!subteam^S1> <#C1> <https://example.com|x>";
    const all = ["user U1", "broadcast channel", "usergroup S1", "channel C1", "link https://example.com"];
    expect(targets(mrkdwn(text, true))).toEqual(all);
    expect(targets(mrkdwn(text))).toEqual(all);
  });

  test.each([
    ["@here", ["broadcast here"]],
    ["@everyone!", ["broadcast everyone"]],
    ["see #general", ["channel general"]],
    ["https://example.com/a?b=1&amp;c", ["link https://example.com/a?b=1&c"]],
    ["write to ana@example.com", ["link ana@example.com"]],
    ["www.example.com", ["link www.example.com"]],
    ["example.com/x", ["link example.com/x"]],
    ["issue #12, v1.2.3, a.b, me@here", []],
    ["&lt;!here&gt; &lt;@U1&gt;", []],
  ])("bare %s is live only without verbatim", (text, expected) => {
    expect(targets(mrkdwn(text, false))).toEqual(expected);
    expect(targets(mrkdwn(text, true))).toEqual([]);
  });

  test("top-level text links addresses unless parse is none, and names only when asked to", () => {
    const live = (text: string, parse: string | null, linkNames = false) =>
      liveParts({ text, reading: { parse, linkNames } }).map(({ target }) => target);
    expect(live("@here https://example.com <!here>", null)).toEqual(["https://example.com", "here"]);
    expect(live("@here https://example.com <!here>", "none")).toEqual(["here"]);
    expect(live("@here", null, true)).toEqual(["here"]);
    expect(live("@here", "full")).toEqual(["here"]);
  });

  test("leaves of rich text and addresses of buttons are live, wherever they are", () => {
    const leaves = [
      { type: "user", user_id: "U1" },
      { type: "usergroup", usergroup_id: "S1" },
      { type: "channel", channel_id: "C1" },
      { type: "broadcast", range: "everyone" },
      { type: "link", url: "https://example.com" },
      { type: "text", text: "@here <!here> https://example.com" },
    ];
    const list = { type: "rich_text_list", style: "bullet", elements: [line(...leaves)] };
    expect(targets(rich(list))).toEqual([
      "user U1",
      "usergroup S1",
      "channel C1",
      "broadcast everyone",
      "link https://example.com",
    ]);
    const button = {
      type: "button",
      url: "https://example.com",
      text: { type: "plain_text", text: "<!here>" },
    };
    expect(liveParts({ blocks: [{ type: "actions", elements: [button] }] })).toEqual([
      { kind: "link", target: "https://example.com", where: "/blocks/0/elements/0" },
    ]);
  });

  test("no text whatever comes alive in plain text, in a rich text leaf, or escaped and verbatim", () => {
    const escape = (text: string) =>
      text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const bits = fc.constantFrom(
      "<!here>",
      "<@U1>",
      "@here",
      "<",
      ">",
      "&lt;",
      "|",
      "https://example.com",
      "*",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string())), (parts) => {
        const typed = parts.join("");
        const blocks = [
          { type: "section", text: { type: "plain_text", text: typed } },
          rich(line({ type: "text", text: typed })),
          mrkdwn(escape(typed), true),
        ];
        expect(
          liveParts({ blocks, text: escape(typed), reading: { parse: "none", linkNames: false } }),
        ).toEqual([]);
      }),
    );
  });
});
