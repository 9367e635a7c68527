import { z } from "zod";
import { checkMessageBlocks } from "../block-kit/validate.ts";
import type { Problem } from "../block-kit/walk.ts";
import { blocksTextLength } from "../block-kit/text-length.ts";
import { limits } from "../block-kit/limits.ts";
import { isJsonObject, jsonObject, type Json, type JsonObject } from "../json.ts";
import type { Workings } from "../workings.ts";
import { Refusal } from "./method.ts";

export interface Content {
  readonly text: string;
  readonly blocks: readonly JsonObject[] | null;
}

/** Text and blocks of a message, refused or complained about as Slack does. */
export function readContent(
  workings: Workings,
  source: string,
  given: {
    readonly text?: string | undefined;
    readonly blocks?: Json | undefined;
    readonly hasBlocks: boolean;
  },
): Content {
  const text = given.text ?? "";
  if (!given.hasBlocks) {
    if (text === "") throw new Refusal("no_text");
  } else if (text === "") {
    workings.violations.record(
      "missing_text",
      `${source}: blocks without text leave screen readers with nothing`,
    );
  }
  if (text.length > limits.message.text) {
    workings.violations.record("text_too_long", `${source}: ${text.length} characters of text`);
  }
  return {
    text: text.slice(0, limits.message.textTruncatedOver),
    blocks: given.hasBlocks ? readMessageBlocks(workings, source, given.blocks) : null,
  };
}

function readMessageBlocks(workings: Workings, source: string, given: Json | undefined): JsonObject[] | null {
  if (given === undefined || !Array.isArray(given)) {
    workings.violations.record("invalid_blocks", `${source}: blocks are no JSON array`);
    throw new Refusal("invalid_blocks_format");
  }
  const problems = checkMessageBlocks(given);
  if (problems.length > 0) refuseBlocks(workings, source, "invalid_blocks", problems);
  const length = blocksTextLength(given);
  if (length > limits.message.blocksTextTotal) {
    workings.violations.record("blocks_text_too_long", `${source}: ${length} characters in blocks`);
    throw new Refusal("msg_blocks_too_long");
  }
  const blocks = z.array(jsonObject).parse(given);
  return blocks.length === 0 ? null : blocks;
}

export function refuseBlocks(
  workings: Workings,
  source: string,
  error: "invalid_blocks" | "invalid_arguments",
  problems: readonly Problem[],
): never {
  const messages = inSlacksWords(problems);
  workings.violations.record("invalid_blocks", `${source}: ${messages.join("; ")}`);
  throw new Refusal(error, { response_metadata: { messages } });
}

function inSlacksWords(problems: readonly Problem[]): string[] {
  return problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
}

const eventType = /^[a-z0-9_]+$/i;
const payloadKey = /^[a-z][a-z0-9_]*$/;

/** Null stands for an empty object: it takes the metadata away. */
export function readMetadata(workings: Workings, source: string, given: Json | undefined): JsonObject | null {
  if (!isJsonObject(given)) {
    workings.violations.record("metadata_shape", `${source}: metadata is no JSON object`);
    throw new Refusal("invalid_metadata_format");
  }
  if (Object.keys(given).length === 0) return null;
  const { event_type: type, event_payload: payload } = given;
  if (typeof type !== "string" || !isJsonObject(payload)) {
    workings.violations.record("metadata_shape", `${source}: metadata needs event_type and event_payload`);
    throw new Refusal("invalid_metadata_schema");
  }
  if (JSON.stringify(given).length > limits.message.metadata) {
    workings.violations.record("metadata_shape", `${source}: metadata is too large`);
    throw new Refusal("metadata_too_large");
  }
  for (const fault of metadataFaults(type, payload)) {
    workings.violations.record("metadata_shape", `${source}: ${fault}`);
  }
  return given;
}

function metadataFaults(type: string, payload: JsonObject): string[] {
  const faults: string[] = [];
  if (!eventType.test(type))
    faults.push(`event_type "${type}" is not made of letters, digits and underscores`);
  for (const [key, value] of Object.entries(payload)) {
    if (!payloadKey.test(key)) faults.push(`the key "${key}" is not in lower case with underscores`);
    const flat = Array.isArray(value) ? value.every(isScalar) : isScalar(value);
    if (!flat) faults.push(`"${key}" is neither a scalar nor a list of scalars`);
  }
  return faults;
}

function isScalar(value: Json): boolean {
  return typeof value !== "object";
}
