import { h } from "./dom.ts";
import { isJsonObject } from "./guards.ts";
import type { Item } from "./redraw.ts";
import type { TrafficEntry } from "./wire.ts";

/** One exchange between Slack and the bot: what was asked, and what came of it. */
interface Exchange {
  readonly order: number;
  readonly at: string;
  readonly toBot: boolean;
  readonly what: string;
  readonly outcome: { readonly words: string; readonly tone: "good" | "bad" | "waiting" };
  readonly asked: unknown;
  readonly answered: unknown;
}

const kinds: Readonly<Record<string, string>> = {
  slash_commands: "Command",
  events_api: "Event",
  block_actions: "Action",
  view_submission: "Submission",
  view_closed: "Closed",
  shortcut: "Shortcut",
  message_action: "Shortcut",
};

/** Newest first. */
export function exchanges(entries: readonly TrafficEntry[]): Exchange[] {
  const answers = new Map(
    entries.flatMap((entry) => (entry.to === undefined ? [] : [[entry.to, entry] as const])),
  );
  const acks = new Map(
    entries.flatMap((entry) => (entry.kind === "ack" ? [[entry.envelopeId ?? "", entry] as const] : [])),
  );
  return entries
    .flatMap((entry): Exchange[] => {
      const { order, at } = entry;
      if (entry.kind === "call") {
        const answer = answers.get(order);
        const outcome = answerOutcome(answer);
        return [
          {
            order,
            at,
            toBot: false,
            what: entry.method ?? "",
            outcome,
            asked: entry.args,
            answered: answer?.body,
          },
        ];
      }
      if (entry.kind === "envelope") {
        const ack = acks.get(entry.envelopeId ?? "");
        const outcome = ackOutcome(ack);
        return [
          {
            order,
            at,
            toBot: true,
            what: aboutEnvelope(entry),
            outcome,
            asked: entry.payload,
            answered: ack?.payload,
          },
        ];
      }
      if (entry.kind === "response") {
        const good = entry.status === 200;
        const outcome = {
          words: good ? "ok" : `refused (${entry.status ?? 0})`,
          tone: good ? "good" : "bad",
        } as const;
        return [
          { order, at, toBot: false, what: "response_url", outcome, asked: entry.body, answered: null },
        ];
      }
      return [];
    })
    .toReversed();
}

function answerOutcome(answer: TrafficEntry | undefined): Exchange["outcome"] {
  if (answer === undefined) return { words: "waiting…", tone: "waiting" };
  if (answer.body === null) return { words: "answer lost", tone: "bad" };
  if (!isJsonObject(answer.body) || answer.body["ok"] !== true) {
    const error = isJsonObject(answer.body) ? answer.body["error"] : null;
    return { words: typeof error === "string" ? error : `status ${answer.status ?? 0}`, tone: "bad" };
  }
  return { words: "ok", tone: "good" };
}

function ackOutcome(ack: TrafficEntry | undefined): Exchange["outcome"] {
  if (ack === undefined) return { words: "not acknowledged", tone: "waiting" };
  const after = `acknowledged in ${Math.max(1, Math.round(ack.afterMs ?? 0))} ms`;
  return ack.late === true ? { words: `${after}, too late`, tone: "bad" } : { words: after, tone: "good" };
}

function aboutEnvelope({ type = "", payload, retryAttempt = 0 }: TrafficEntry): string {
  const again = retryAttempt > 0 ? ` (sent again, ${retryAttempt})` : "";
  if (!isJsonObject(payload)) return type + again;
  const actions: unknown = payload["actions"];
  const first: unknown = Array.isArray(actions) ? actions[0] : undefined;
  const { view, event } = payload;
  const kind = kinds[type] ?? kinds[String(payload["type"])] ?? type;
  const details = [
    payload["command"],
    payload["text"],
    isJsonObject(first) ? first["action_id"] : undefined,
    payload["callback_id"],
    isJsonObject(view) ? view["callback_id"] : undefined,
    isJsonObject(event) ? event["type"] : undefined,
  ];
  const said = details.filter((each) => typeof each === "string" && each !== "");
  return `${kind}${again}: ${said.join(" · ")}`;
}

export function exchangeItem(exchange: Exchange, time: (at: string) => string): Item {
  const { order, at, toBot, what, outcome, asked, answered } = exchange;
  return {
    key: String(order),
    sign: `${outcome.words} ${time(at)}`,
    draw: () =>
      h(
        "li",
        {},
        h(
          "details",
          { class: "exchange" },
          h(
            "summary",
            { "data-focus": `exchange/${order}` },
            h("span", { class: "time" }, time(at)),
            h(
              "span",
              { class: toBot ? "direction to-bot" : "direction" },
              toBot ? "Slack → bot" : "bot → Slack",
            ),
            h("span", { class: "what" }, what),
            h("span", { class: `outcome ${outcome.tone}` }, outcome.words),
          ),
          h("pre", { tabindex: 0 }, readable(asked)),
          answered === undefined || answered === null ? null : h("pre", { tabindex: 0 }, readable(answered)),
        ),
      ),
  };
}

/** With the JSON that lies in texts taken out of them: that is how blocks travel. */
function readable(value: unknown): string {
  return JSON.stringify(
    value,
    (_name, each: unknown) => {
      if (typeof each !== "string" || !/^[[{]/.test(each)) return each;
      try {
        const inside: unknown = JSON.parse(each);
        return inside;
      } catch {
        return each;
      }
    },
    2,
  );
}
