import { randomBytes } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";

/** Gives ids to the blocks and elements that came without, as Slack does. */
export function withIds(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((block) => {
    const filled: Record<string, Json> = { ...block };
    filled["block_id"] ??= newId();
    if (isJsonObject(block["element"])) filled["element"] = withActionId(block["element"]);
    if (isJsonObject(block["accessory"])) filled["accessory"] = withActionId(block["accessory"]);
    if (block["type"] === "actions" && Array.isArray(block["elements"])) {
      filled["elements"] = block["elements"].map((element: Json) =>
        isJsonObject(element) ? withActionId(element) : element,
      );
    }
    return filled;
  });
}

function withActionId(element: JsonObject): JsonObject {
  return element["type"] === "image" || element["action_id"] !== undefined
    ? element
    : { ...element, action_id: newId() };
}

function newId(): string {
  return randomBytes(4).toString("base64url");
}
