import { z } from "zod";
import { type Json, json, type JsonObject, parseJson } from "../json.ts";
import type { Workings } from "../workings.ts";

/** An `ok: false` answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly error: string;
  readonly extra: JsonObject;

  constructor(error: string, extra: JsonObject = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }
}

export type TokenKind = "bot" | "app";

export interface Method {
  readonly token: TokenKind | "either";
  /** Any one of them serves; none means that every token may call it. */
  readonly scopes: (workings: Workings, args: JsonObject) => readonly string[];
  readonly run: (workings: Workings, args: JsonObject, by: TokenKind) => JsonObject;
}

export function method<Args>(described: {
  readonly token?: Method["token"];
  readonly scopes?: readonly string[] | Method["scopes"];
  readonly args: z.ZodType<Args>;
  readonly run: (workings: Workings, args: Args, by: TokenKind) => JsonObject;
}): Method {
  const { scopes = [] } = described;
  return {
    token: described.token ?? "bot",
    scopes: typeof scopes === "function" ? scopes : () => scopes,
    run(workings, given, by) {
      const args = described.args.safeParse(given);
      if (args.success) return described.run(workings, args.data, by);
      const messages = args.error.issues.map((issue) => `[ERROR] ${issue.path.join("/")}: ${issue.message}`);
      workings.violations.record("invalid_arguments", messages.join("; "));
      throw new Refusal("invalid_arguments", { response_metadata: { messages } });
    },
  };
}

/** Forms know strings only. */
export const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"])])
  .transform((given) => given === true || given === "true" || given === "1");
export const count = z.coerce.number().int().positive();
/** JSON, sent as such or as a string; undefined when the string is none. */
export const structure = z.unknown().transform((given): Json | undefined => {
  if (typeof given === "string") return parseJson(given);
  const read = json.safeParse(given);
  return read.success ? read.data : undefined;
});
