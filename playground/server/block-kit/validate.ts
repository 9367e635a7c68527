import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { home, messageBlocks, modal } from "./block-shapes.ts";
import { figureProblems } from "./figures.ts";
import { limits } from "./limits.ts";
import type { Surface } from "./rules.ts";
import { type Problem, problemsIn, shapeProblems } from "./walk.ts";

export function checkMessageBlocks(blocks: Json): Problem[] {
  const problems = problemsIn(blocks, messageBlocks, "/blocks", "S");
  return problems.length > 0 ? problems : agreementProblems(objectsIn(blocks), "/blocks", "S");
}

export function checkModal(view: JsonObject): Problem[] {
  const problems = shapeProblems(withoutNulls(view), modal, "/view", "M");
  if (problems.length > 0) return problems;
  const blocks = objectsIn(view["blocks"]);
  const hasInput = blocks.some(({ type }) => type === "input");
  if (hasInput && !isJsonObject(view["submit"])) {
    problems.push({ pointer: "/view", message: "missing required field: submit" });
  }
  return [...problems, ...agreementProblems(blocks, "/view/blocks", "M")];
}

/** An App Home has nothing to submit, whatever stands in it. */
export function checkHome(view: JsonObject): Problem[] {
  const problems = shapeProblems(view, home, "/view", "H");
  return problems.length > 0 ? problems : agreementProblems(objectsIn(view["blocks"]), "/view/blocks", "H");
}

/** Slack takes null for a button that is not there. */
function withoutNulls(view: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
}

function objectsIn(value: Json | undefined): JsonObject[] {
  const items: readonly Json[] = Array.isArray(value) ? value : [];
  return items.filter(isJsonObject);
}

/** What no single place shows: ids used twice, parts that contradict each other, sums. */
function agreementProblems(blocks: readonly JsonObject[], at: string, surface: Surface): Problem[] {
  const markdown = blocks
    .filter(({ type }) => type === "markdown")
    .map(({ text }) => (typeof text === "string" ? text.length : 0));
  const focused = JSON.stringify(blocks).split('"focus_on_load":true').length - 1;
  const problems = [
    ...repeated(blocks, "block_id", at),
    ...figureProblems(blocks, at),
    ...blocks.flatMap((block, index) => blockProblems(block, `${at}/${index}`, surface)),
  ];
  if (markdown.reduce((sum, each) => sum + each, 0) > limits.message.markdownTotal) {
    problems.push({
      pointer: at,
      message: `no more than ${limits.message.markdownTotal} characters of markdown`,
    });
  }
  if (focused > 1) problems.push({ pointer: at, message: "only one element may have focus_on_load" });
  return problems;
}

function blockProblems(block: JsonObject, at: string, surface: Surface): Problem[] {
  const { type } = block;
  if (typeof type !== "string") return [];
  switch (type) {
    case "section": {
      const empty = block["text"] === undefined && block["fields"] === undefined;
      const problems = empty ? [{ pointer: at, message: "missing required field: text or fields" }] : [];
      return [...problems, ...elementProblems(block["accessory"], `${at}/accessory`, surface, false)];
    }
    case "actions": {
      const elements = objectsIn(block["elements"]);
      return [
        ...repeated(elements, "action_id", `${at}/elements`),
        ...elements.flatMap((element, index) =>
          elementProblems(element, `${at}/elements/${index}`, surface, false),
        ),
      ];
    }
    case "input": {
      const { element, dispatch_action } = block;
      const isFile = isJsonObject(element) && element["type"] === "file_input";
      const clash = isFile && dispatch_action === true;
      return [
        ...(clash ? [{ pointer: at, message: "file_input cannot dispatch actions" }] : []),
        ...elementProblems(element, `${at}/element`, surface, true),
      ];
    }
    case "image":
      return imageProblems(block, at);
    case "context":
      return objectsIn(block["elements"]).flatMap((element, index) =>
        element["type"] === "image" ? imageProblems(element, `${at}/elements/${index}`) : [],
      );
    default:
      return [];
  }
}

function imageProblems(image: JsonObject, at: string): Problem[] {
  const sources = [image["image_url"], image["slack_file"]].filter((source) => source !== undefined);
  return sources.length === 1 ? [] : [{ pointer: at, message: "needs either image_url or slack_file" }];
}

function elementProblems(
  element: Json | undefined,
  at: string,
  surface: Surface,
  inInput: boolean,
): Problem[] {
  if (!isJsonObject(element)) return [];
  const complaints: string[] = [];
  const { type, min_length: min, max_length: max } = element;
  if (type === "image") return imageProblems(element, at);
  if (type === "static_select" || type === "multi_static_select") {
    const given = [element["options"], element["option_groups"]].filter((options) => options !== undefined);
    if (given.length !== 1) complaints.push("needs either options or option_groups");
  }
  if (typeof min === "number" && typeof max === "number" && min > max) {
    complaints.push("min_length is greater than max_length");
  }
  const initial = element["initial_value"];
  if (typeof initial === "string" && typeof max === "number" && initial.length > max) {
    complaints.push("initial_value is longer than max_length");
  }
  if (element["response_url_enabled"] === true && !(inInput && surface === "M")) {
    complaints.push("response_url_enabled is for inputs of modals only");
  }
  complaints.push(...optionComplaints(element));
  return complaints.map((message) => ({ pointer: at, message }));
}

function optionComplaints(element: JsonObject): string[] {
  const groups = objectsIn(element["option_groups"]);
  const options = [
    ...objectsIn(element["options"]),
    ...groups.flatMap((group) => objectsIn(group["options"])),
  ].map((option) => JSON.stringify(essence(option)));
  const complaints: string[] = [];
  const initial = [
    ...(isJsonObject(element["initial_option"]) ? [element["initial_option"]] : []),
    ...objectsIn(element["initial_options"]),
  ];
  if (options.length > 0 && initial.some((option) => !options.includes(JSON.stringify(essence(option))))) {
    complaints.push("initial options must exactly match options that are offered");
  }
  return complaints;
}

/** What has to be the same for two options to be the same, in one order of keys. */
function essence({ text, value, description }: JsonObject): Json {
  const words = (part: Json | undefined) =>
    isJsonObject(part) ? [part["type"] ?? "", part["text"] ?? ""] : [];
  return [words(text), value ?? "", words(description)];
}

function repeated(parts: readonly JsonObject[], key: "block_id" | "action_id", at: string): Problem[] {
  const seen = new Set<Json>();
  return parts.flatMap((part, index) => {
    const id = part[key];
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return [];
    }
    return [{ pointer: `${at}/${index}/${key}`, message: `${key} ${JSON.stringify(id)} is used twice` }];
  });
}
