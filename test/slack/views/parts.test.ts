import { describe, expect, test } from "@jest/globals";
import {
  blocksOf,
  bullets,
  buttons,
  divider,
  fit,
  heading,
  lines,
  messageOf,
  messageTextMax,
  numbered,
  paragraph,
  small,
  when,
} from "../../../src/slack/views/parts.ts";
import { escapedLength } from "../../../src/slack/views/safe-text.ts";

const evil = "<!channel> *now* @here https://evil.example";

describe("parts of a message", () => {
  test("say the same in blocks and in the text, in reading order; buttons are announced by Slack", () => {
    const { text, blocks } = messageOf([
      heading("Ready"),
      lines([{ bold: "What:" }, " ", "orders"], [{ link: "Open", url: "https://acme.slack.com/x" }]),
      divider,
      bullets([["one"], ["two"]]),
      numbered([["first"], ["second"]]),
      { kind: "copy", text: "copy\nme" },
      small("ESC-4"),
      buttons("case", { action: "go", label: "Go", value: "1" }),
    ]);
    expect(text).toBe("Ready\nWhat: orders\nOpen\n• one\n• two\n1. first\n2. second\ncopy\nme\nESC-4");
    expect(blocks.map(({ type }) => type)).toEqual([
      "header",
      "rich_text",
      "divider",
      "rich_text",
      "rich_text",
      "rich_text",
      "context",
      "actions",
    ]);
  });

  test("words of people stand in leaves that Slack does not parse, and escaped in the text", () => {
    const { text, blocks } = messageOf([paragraph(evil)]);
    expect(text).toBe("&lt;!channel&gt; *now* @here https://evil.example");
    expect(blocks).toEqual([
      {
        type: "rich_text",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: evil }] }],
      },
    ]);
  });

  test("no part is empty, since Slack refuses that", () => {
    const nothing = { type: "rich_text_section", elements: [{ type: "text", text: "–" }] };
    expect(blocksOf([lines(), lines([]), lines(["", { bold: "\u0000" }]), heading(" ")])).toEqual([
      { type: "rich_text", elements: [nothing] },
      { type: "rich_text", elements: [nothing] },
      { type: "rich_text", elements: [nothing] },
      { type: "header", text: { type: "plain_text", text: "–", emoji: false } },
    ]);
  });

  test("leaves stand side by side with the space that was between them", () => {
    expect(messageOf([lines([{ bold: "a" }, " ", "b \n", "c"])]).text).toBe("a b c");
  });

  test("a person is notified once, by a leaf of their own; the text only says the name", () => {
    const { text, blocks } = messageOf([lines([{ person: "U1", name: "Ana <@U2>\u202e" }, ", ", evil])]);
    expect(text).toBe("@Ana &lt;@U2&gt;, &lt;!channel&gt; *now* @here https://evil.example");
    expect(blocks).toEqual([
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "user", user_id: "U1" },
              { type: "text", text: ", " },
              { type: "text", text: evil },
            ],
          },
        ],
      },
    ]);
  });

  test("the text stays within what chat.update takes, counted after escaping", () => {
    expect(messageOf([paragraph("x".repeat(5000))]).text).toHaveLength(messageTextMax);
    expect(messageOf([paragraph("&".repeat(3000))]).text.length).toBeLessThanOrEqual(messageTextMax);
    expect(messageTextMax).toBeLessThan(4000);
  });

  test("parts may depend on a condition", () => {
    expect(when(false, divider)).toEqual([]);
    expect(when(true, divider)).toEqual([divider]);
  });
});

describe("fitting words into a line", () => {
  test.each([
    ["one\ntwo\t three", 20, "one two three"],
    ["a word too many", 7, "a word…"],
    ["Harbour & Lane", 14, "Harbour & Lane"],
  ])("%j in %d", (text, max, expected) => {
    expect(fit(text, max)).toBe(expected);
  });

  test("a few markup characters are free, many are not", () => {
    expect(fit("&".repeat(10), 10)).toBe("&".repeat(10));
    expect(escapedLength(fit("&".repeat(100), 100))).toBeLessThanOrEqual(140);
    expect(escapedLength(fit("<".repeat(100), 100, 0))).toBeLessThanOrEqual(100);
  });
});
