import type { JsonObject } from "../json.ts";
import type { Workings } from "../workings.ts";
import { blockMethods } from "./blocks.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import { type Method, Refusal, type TokenKind } from "./method.ts";
import { peopleMethods } from "./people.ts";
import { signInMethods } from "./sign-in.ts";
import { viewMethods } from "./views.ts";

const methods: Readonly<Record<string, Method>> = {
  ...signInMethods,
  ...chatMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...viewMethods,
  ...fileMethods,
  ...blockMethods,
};

export function callMethod(
  workings: Workings,
  request: { readonly method: string; readonly token: string | null; readonly args: JsonObject },
): JsonObject {
  try {
    const method = methods[request.method];
    if (method === undefined) {
      workings.violations.record("unknown_method", request.method);
      throw new Refusal("unknown_method", { req_method: request.method });
    }
    const by = checkToken(workings, method, request.token);
    checkScope(workings, method, request);
    return method.run(workings, request.args, by);
  } catch (refusal) {
    if (refusal instanceof Refusal) return { ok: false, error: refusal.error, ...refusal.extra };
    throw refusal;
  }
}

function checkToken({ world }: Workings, method: Method, token: string | null): TokenKind {
  const { botToken, appToken } = world.app;
  if (token === null || token === "") throw new Refusal("not_authed");
  if (token !== botToken && token !== appToken) throw new Refusal("invalid_auth");
  const by = token === botToken ? "bot" : "app";
  if (by === "bot" && !world.isInstalled) throw new Refusal("token_revoked");
  if (method.token !== "either" && method.token !== by) throw new Refusal("not_allowed_token_type");
  return by;
}

/** The scopes of a token, as Slack names them in a header of each answer; null for a token that it does not know. */
export function scopesHeader({ world, scopes }: Workings, token: string | null): string | null {
  if (token === world.app.botToken) return [...scopes].join(",");
  return token === world.app.appToken ? "connections:write" : null;
}

function checkScope(
  workings: Workings,
  method: Method,
  request: { readonly method: string; readonly args: JsonObject },
): void {
  const wanted = method.scopes(workings, request.args);
  if (wanted.length === 0 || wanted.some((scope) => workings.scopes.has(scope))) return;
  const withdrawn = wanted.some((scope) => workings.manifest.scopes.includes(scope));
  // A scope taken away on purpose is a fault of the test's making; one that the manifest never had is the app's.
  if (!withdrawn)
    workings.violations.record("missing_scope", `${request.method} needs ${wanted.join(" or ")}`);
  throw new Refusal("missing_scope", { needed: wanted.join(","), provided: [...workings.scopes].join(",") });
}
