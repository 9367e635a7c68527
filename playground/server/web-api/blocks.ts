import { z } from "zod";
import { checkHome, checkMessageBlocks, checkModal } from "../block-kit/validate.ts";
import type { Problem } from "../block-kit/walk.ts";
import { isJsonObject, type Json } from "../json.ts";
import { method, type Method, Refusal, structure } from "./method.ts";

export const blockMethods: Readonly<Record<string, Method>> = {
  "blocks.validate": method({
    token: "either",
    args: z.object({
      blocks: structure.optional(),
      message: structure.optional(),
      view: structure.optional(),
    }),
    run(_, { blocks, message, view }) {
      const [given, ...more] = [
        { error: "invalid_blocks", part: blocks, problems: checkMessageBlocks },
        { error: "invalid_message", part: message, problems: messageProblems },
        { error: "invalid_view", part: view, problems: viewProblems },
      ].filter(({ part }) => part !== undefined);
      if (given?.part === undefined || more.length > 0) throw new Refusal("invalid_arguments");
      const problems = given.problems(given.part);
      if (problems.length === 0) return { ok: true };
      throw new Refusal(given.error, {
        errors: problems.map(({ pointer, message: says }) => ({
          code: "failed_constraint",
          message: says,
          pointer,
        })),
      });
    },
  }),
};

function messageProblems(message: Json): Problem[] {
  return checkMessageBlocks(isJsonObject(message) ? (message["blocks"] ?? null) : null);
}

function viewProblems(view: Json): Problem[] {
  if (!isJsonObject(view)) return [{ pointer: "", message: "must be an object" }];
  return view["type"] === "home" ? checkHome(view) : checkModal(view);
}
