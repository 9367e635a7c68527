import { describe, expect, test } from "@jest/globals";
import { fc } from "../../support/drawn.ts";
import { liveParts } from "../../../playground/live-parts.ts";
import { blocksTextLength } from "../../../playground/server/block-kit/text-length.ts";
import { checkHome, checkMessageBlocks, checkModal } from "../../../playground/server/block-kit/validate.ts";
import { isJsonObject, jsonObject, type Json, type JsonObject } from "../../../playground/server/json.ts";
import { locales } from "../../../src/domain/escalation.ts";
import { escapedLength } from "../../../src/slack/views/safe-text.ts";
import { anySubject, subjects } from "../../support/any-subjects.ts";
import { cardUrl, nextUrl, type Subject } from "../../../src/slack/gallery/a-drawn-case.ts";
import { homes } from "../../../src/slack/gallery/homes.ts";
import { messages } from "../../../src/slack/gallery/messages.ts";
import { modals } from "../../../src/slack/gallery/modals.ts";

/** Slack's figures, written down a second time: the local Slack's own may be wrong. Inclusive. */
const most = {
  messageText: 4000,
  messageBlocks: 50,
  messageTextInBlocks: 10_000,
  viewBlocks: 100,
  viewBytes: 250_000,
  metadata: 3000,
  title: 24,
  header: 150,
  id: 255,
  textObject: 3000,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  label: 2000,
  contextElements: 10,
  actionElements: 25,
  radioOptions: 10,
  selectOptions: 100,
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
};

const asJson = (drawn: unknown): JsonObject => jsonObject.parse(JSON.parse(JSON.stringify(drawn)));
const lengthOf = (value: Json | undefined): number => {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? lengthOf(value["text"]) : 0;
};

/** Every object in it that has a type, with the fields that have a limit. */
function tooLong(part: Json): string[] {
  if (Array.isArray(part)) return part.flatMap((each: Json) => tooLong(each));
  if (!isJsonObject(part)) return [];
  const over = (name: string, max: number) =>
    lengthOf(part[name]) > max ? [`${name}: ${lengthOf(part[name])}`] : [];
  const { confirm } = part;
  const here = [
    ...over("block_id", most.id),
    ...over("action_id", most.id),
    ...over("label", most.label),
    ...over("hint", most.label),
    ...(isJsonObject(confirm)
      ? Object.entries(most.confirm).filter(([name, max]) => lengthOf(confirm[name]) > max)
      : []
    ).map(([name]) => `confirm ${name}`),
    ...(part["type"] === "plain_text" ? over("text", most.textObject) : []),
    ...(part["type"] === "header" ? over("text", most.header) : []),
    ...(part["type"] === "button"
      ? [...over("text", most.buttonText), ...over("value", most.buttonValue)]
      : []),
    ...(part["type"] === "context" ? over("elements", most.contextElements) : []),
    ...(part["type"] === "actions" ? over("elements", most.actionElements) : []),
    ...(part["type"] === "radio_buttons" ? over("options", most.radioOptions) : []),
    ...(part["type"] === "static_select" ? over("options", most.selectOptions) : []),
    ...(part["type"] === undefined && part["value"] !== undefined
      ? [...over("text", most.optionText), ...over("value", most.optionText)]
      : []),
  ];
  return [...here, ...Object.values(part).flatMap(tooLong)];
}

/** Every text a person reads in it, without what stands on buttons: Slack announces those itself. */
function readIn(part: Json): string[] {
  if (Array.isArray(part)) return part.flatMap((each: Json) => readIn(each));
  if (!isJsonObject(part) || part["type"] === "actions") return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "text" && typeof value === "string" ? [value] : readIn(value),
  );
}

function blocksOf(drawn: JsonObject): readonly JsonObject[] {
  const blocks: readonly Json[] = Array.isArray(drawn["blocks"]) ? drawn["blocks"] : [];
  return blocks.filter(isJsonObject);
}

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

function faultsOfText(text: string): string[] {
  if (text.trim() === "" && text !== " ") return ["empty text"];
  if (!text.isWellFormed()) return ["half a surrogate pair"];
  return unseen.test(text) ? ["control or bidi override characters"] : [];
}

function faultsOfIds(blocks: readonly JsonObject[]): string[] {
  const ids = blocks.flatMap(({ block_id: id }) => (typeof id === "string" ? [id] : []));
  return new Set(ids).size === ids.length ? [] : [`block ids twice: ${ids.join(", ")}`];
}

function faultsOfView(drawn: JsonObject): string[] {
  const blocks = blocksOf(drawn);
  const { private_metadata: metadata = "" } = drawn;
  const titles = ["title", "submit", "close"].map((name) => drawn[name]);
  return [
    ...(drawn["type"] === "home" ? checkHome(drawn) : checkModal(drawn)).map(
      ({ pointer, message }) => `${pointer} ${message}`,
    ),
    ...tooLong(drawn),
    ...faultsOfIds(blocks),
    ...titles.filter((title) => lengthOf(title) > most.title).map(() => "title, submit or close is too long"),
    // Ours alone, and so never in need of cutting.
    ...titles
      .filter((title) => isJsonObject(title) && JSON.stringify(title).includes("…"))
      .map(() => "a cut title"),
    ...(blocks.length > most.viewBlocks ? [`${blocks.length} blocks`] : []),
    ...(Buffer.byteLength(JSON.stringify(drawn)) > most.viewBytes ? ["too many bytes"] : []),
    ...(lengthOf(metadata) >= most.metadata ? ["private_metadata is too long"] : []),
    ...liveParts({ blocks })
      .filter(({ kind, target }) => kind !== "link" || target !== cardUrl)
      .map(({ kind, target }) => `${kind} ${target} is alive`),
    ...readIn(drawn).flatMap(faultsOfText),
  ];
}

function faultsOfMessage(drawn: JsonObject, mentions: readonly string[]): string[] {
  const blocks = blocksOf(drawn);
  const { text } = drawn;
  const said = typeof text === "string" ? text : "";
  const live = liveParts({ text: said, blocks, reading: { parse: "none", linkNames: false } });
  return [
    ...checkMessageBlocks(drawn["blocks"] ?? null).map(({ pointer, message }) => `${pointer} ${message}`),
    ...tooLong(drawn),
    ...faultsOfIds(blocks),
    ...(said.trim() === "" ? ["no text"] : []),
    ...(said.length > most.messageText ? [`${said.length} characters of text`] : []),
    ...(blocks.length > most.messageBlocks ? [`${blocks.length} blocks`] : []),
    ...(blocksTextLength(drawn["blocks"] ?? []) > most.messageTextInBlocks
      ? ["too much text in blocks"]
      : []),
    ...live
      .filter(({ kind, target }) => kind !== "link" || (target !== cardUrl && target !== nextUrl))
      .filter(({ kind, target }) => !(kind === "user" || kind === "usergroup") || !mentions.includes(target))
      .map(({ kind, target }) => `${kind} ${target} is alive`),
    ...mentions
      .filter((person) => live.filter(({ target }) => target === person).length !== 1)
      .map((person) => `${person} is not mentioned once`),
    ...[...readIn([...blocks]), unescaped(said)].flatMap(faultsOfText),
    ...unsaid(drawn).map((text) => `not in the text: ${text.slice(0, 60)}`),
  ];
}

/**
 * What stands in the blocks and not in the text, so that a screen reader would not say it. A message with more in it
 * than `text` takes says as much as that takes.
 */
function unsaid(drawn: JsonObject): string[] {
  const read = readIn([...blocksOf(drawn)]);
  if (escapedLength(read.join("")) > most.messageText) return [];
  const said = unescaped(typeof drawn["text"] === "string" ? drawn["text"] : "");
  return read.filter((text) => text !== "–" && !said.includes(text.trim()));
}

function faultsIn(subject: Subject): string[] {
  return locales.flatMap((locale) => [
    ...[...modals(subject, locale), ...homes(subject, locale)].flatMap(({ name, drawn }) =>
      faultsOfView(asJson(drawn)).map((fault) => `${locale}, ${name}: ${fault}`),
    ),
    ...messages(subject, locale).flatMap(({ name, drawn, mentions = [] }) =>
      faultsOfMessage(asJson(drawn), mentions).map((fault) => `${locale}, ${name}: ${fault}`),
    ),
  ]);
}

describe("every modal and message keeps Slack's limits, and nothing in it comes alive or is unsaid", () => {
  test.each(subjects)("with %s", (_, subject) => {
    expect(faultsIn(subject)).toEqual([]);
  });

  test("with anything", () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        expect(faultsIn(subject)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
