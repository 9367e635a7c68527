import { setTimeout as pause } from "node:timers/promises";
import type { HomeView, ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Locale } from "../domain/escalation.ts";
import { classify } from "./failures.ts";
import type { Drawn } from "./gallery/a-drawn-case.ts";
import { sample } from "./gallery/a-sample.ts";
import { homes } from "./gallery/homes.ts";
import { messages } from "./gallery/messages.ts";
import { modals } from "./gallery/modals.ts";

/** Whether Slack takes every window and every message there is, by its own word (blocks.validate). Nothing is shown to anybody. */
export type ViewsFinding =
  | { readonly code: "views_accepted"; readonly count: number }
  | { readonly code: "views_refused"; readonly refused: readonly RefusedView[] }
  /** Slack does not tell it to this bot, or stopped telling it after some. */
  | { readonly code: "views_untold"; readonly error: string; readonly accepted: number };

interface RefusedView {
  readonly name: string;
  /** Where in it, as far as Slack says. */
  readonly pointer: string;
  readonly error: string;
}

export async function checkViews(client: WebClient, locale: Locale): Promise<ViewsFinding> {
  const views = [...modals(sample, locale), ...homes(sample, locale)];
  const windows = fullestOfEachKind<ModalView | HomeView>(views).map(({ name, drawn }) => ({
    name: `window “${name}”`,
    ask: () => client.blocks.validate({ view: drawn }),
  }));
  const posts = fullestOfEachKind(messages(sample, locale)).map(({ name, drawn: { blocks } }) => ({
    name: `message “${name}”`,
    ask: () => client.blocks.validate({ message: { blocks } }),
  }));
  const refused: RefusedView[] = [];
  let accepted = 0;
  for (const { name, ask } of [...windows, ...posts]) {
    const error = await asked(ask).catch((thrown: unknown) => thrown);
    if (error === null) accepted += 1;
    else {
      const problem = problemOf(error);
      if (!problem) return { code: "views_untold", error: classify(error).error, accepted };
      refused.push({ name, ...problem });
    }
  }
  return refused.length > 0
    ? { code: "views_refused", refused }
    : { code: "views_accepted", count: accepted };
}

/** One each: what one of a kind is taken with, the shorter ones are taken with too, and Slack is not asked a thousand times. */
function fullestOfEachKind<Shown>(all: readonly Drawn<Shown>[]): readonly Drawn<Shown>[] {
  const fullest = new Map<string, { readonly drawn: Drawn<Shown>; readonly size: number }>();
  for (const drawn of all) {
    const [beforeComma = ""] = drawn.name.split(",");
    const kind = beforeComma.replaceAll(/\d+/gu, "").trim();
    const { size } = fullest.get(kind) ?? { size: 0 };
    const own = JSON.stringify(drawn.drawn).length;
    if (own > size) fullest.set(kind, { drawn: { ...drawn, name: kind }, size: own });
  }
  return [...fullest.values()].map(({ drawn }) => drawn);
}

const longestWaitMs = 30_000;

/** Null when Slack takes it. A Slack that asks for patience gets some, once. */
async function asked(ask: () => Promise<unknown>): Promise<null> {
  try {
    await ask();
  } catch (error) {
    const failure = classify(error);
    const waitMs = failure.kind === "retry" ? failure.afterMs : null;
    if (waitMs === null || waitMs > longestWaitMs) throw error;
    await pause(waitMs);
    await ask();
  }
  return null;
}

const complaint = z.object({
  data: z.object({
    error: z.enum(["invalid_blocks", "invalid_message", "invalid_view"]),
    errors: z.array(z.object({ code: z.string().default(""), pointer: z.string().default("") })).default([]),
  }),
});

/** What Slack has against it. Null when it said no such thing. */
function problemOf(error: unknown): Omit<RefusedView, "name"> | null {
  const told = complaint.safeParse(error).data?.data;
  if (!told) return null;
  const [first] = told.errors;
  return { pointer: first?.pointer ?? "", error: first?.code ?? told.error };
}
