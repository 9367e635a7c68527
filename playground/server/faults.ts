import { isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";

/**
 * Besides the methods, an answer to a command or a click can be struck: by an `error`, as `response_url`; and a file
 * that is brought: by an `http_status`, as `upload`.
 */
export type Fault =
  /** An `ok: false` answer in a 200 body; nothing is done. Also rate limits in a body (`ratelimited`, `message_limit_exceeded`). */
  | { readonly kind: "error"; readonly error: string; readonly extra?: JsonObject }
  | { readonly kind: "http_status"; readonly status: number }
  | { readonly kind: "rate_limited"; readonly retryAfterSeconds: number }
  /** The connection is closed without an answer; nothing is done. */
  | { readonly kind: "hang_up" }
  /** In real time; afterwards the call is done as usual. */
  | { readonly kind: "delay"; readonly ms: number }
  /** It is done, but the connection is closed before the answer. */
  | { readonly kind: "lose_answer" }
  /** It is done, but what comes back is no JSON. */
  | { readonly kind: "malformed" };

export interface FaultReach {
  /** How many matching calls go through before the fault strikes; 0 when absent. */
  readonly after?: number;
  /** How many calls it strikes; 1 when absent. `Infinity` lasts until mended. */
  readonly times?: number;
  /** Only calls whose `channel` argument is this one. */
  readonly channel?: string;
  /** Only calls that ask about, or write to, this person. */
  readonly user?: string;
  /** Only calls with a block of this type in them. */
  readonly block?: string;
}

interface Planned {
  readonly method: string;
  readonly fault: Fault;
  readonly channel: string | undefined;
  readonly user: string | undefined;
  readonly block: string | undefined;
  skip: number;
  left: number;
}

export interface Faults {
  plan(method: string, fault: Fault, reach?: FaultReach): void;
  /** Takes back what is planned for one method, or for all. */
  mend(method?: string): void;
  /** The fault that strikes this call, if any. */
  next(method: string, args: JsonObject): Fault | null;
}

export function faultPlan(): Faults {
  let planned: Planned[] = [];
  return {
    plan(method, fault, reach = {}) {
      planned.push({
        method,
        fault,
        channel: reach.channel,
        user: reach.user,
        block: reach.block,
        skip: reach.after ?? 0,
        left: reach.times ?? 1,
      });
    },
    mend(method) {
      planned = method === undefined ? [] : planned.filter((plan) => plan.method !== method);
    },
    next(method, args) {
      for (const plan of planned) {
        if (plan.method !== method || plan.left === 0) continue;
        if (plan.channel !== undefined && plan.channel !== args["channel"]) continue;
        if (plan.user !== undefined && plan.user !== (args["user"] ?? args["users"] ?? args["user_id"]))
          continue;
        if (plan.block !== undefined && !typesOf(args["blocks"]).includes(plan.block)) continue;
        if (plan.skip > 0) {
          plan.skip -= 1;
          continue;
        }
        plan.left -= 1;
        return plan.fault;
      }
      return null;
    },
  };
}

/** Blocks come as JSON in a form, or as they are. */
function typesOf(blocks: Json | undefined): readonly Json[] {
  const all: Json | undefined = typeof blocks === "string" ? parseJson(blocks) : blocks;
  if (!Array.isArray(all)) return [];
  return all.flatMap((block: Json) => (isJsonObject(block) ? [block["type"] ?? ""] : []));
}
