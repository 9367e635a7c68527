import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Measures } from "../measures.ts";
import type { Readiness } from "../slack/health.ts";
import type { Figures } from "../store/figures.ts";

/**
 * What a bot tells Prometheus, in a registry of its own. Labels are words of ours and names of Slack's methods: no id, no
 * name, nothing that somebody wrote.
 */
export interface Metrics {
  readonly measures: Measures;
  readonly contentType: string;
  /** Reads what is to be read, and tells it. What cannot be read is left out. */
  readonly tell: () => Promise<string>;
}

export interface Read {
  readonly now: () => Date;
  readonly readiness: () => Promise<Readiness>;
  /** Null in HTTP mode, in which there are none. */
  readonly connections: () => number | null;
  /** Rejects when the store does not answer. */
  readonly figures: () => Promise<Figures | null>;
}

/** Slack gives up after three seconds. */
const acknowledgementSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];

export function createMetrics(read: Read): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const acknowledgements = new Histogram({
    name: "escalation_acknowledgement_seconds",
    help: "From when a payload was read to its acknowledgement.",
    labelNames: ["payload"],
    buckets: acknowledgementSeconds,
    registers,
  });
  const payloads = new Counter({
    name: "escalation_payloads_total",
    help: "What Slack told the bot, by what came of it.",
    labelNames: ["payload", "outcome"],
    registers,
  });
  const deliveries = new Counter({
    name: "escalation_deliveries_total",
    help: "Messages, by what became of them at each try.",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const nudges = new Counter({
    name: "escalation_nudges_sent_total",
    help: "Reminders, and questions what became of the partner, that stand in Slack.",
    registers,
  });
  const calls = new Counter({
    name: "escalation_slack_calls_total",
    help: "Calls to Slack, those of the client's own tries among them.",
    labelNames: ["method", "outcome"],
    registers,
  });
  const tellWhatIsRead = gaugesOn(registers, read);
  return {
    contentType: registry.contentType,
    measures: {
      acknowledged: (payload, seconds) => {
        acknowledgements.observe({ payload }, seconds);
      },
      heard: (payload, outcome) => {
        payloads.inc({ payload, outcome });
      },
      delivered: (kind, outcome) => {
        deliveries.inc({ kind, outcome });
        if (kind === "nudge" && (outcome === "posted" || outcome === "found")) nudges.inc();
      },
      called: (method, outcome) => {
        calls.inc({ method, outcome });
      },
    },
    tell: async () => {
      await tellWhatIsRead();
      return registry.metrics();
    },
  };
}

/** What is read when it is asked for. */
function gaugesOn(registers: Registry[], read: Read): () => Promise<void> {
  const ready = new Gauge({
    name: "escalation_ready",
    help: "1 while people may be sent to the bot, as /readyz says.",
    registers,
  });
  const connections = new Gauge({
    name: "escalation_connections",
    help: "Connections to Slack that stand, in Socket Mode.",
    registers,
  });
  const waiting = new Gauge({
    name: "escalation_deliveries_waiting",
    help: "Messages to be posted or drawn again: due, or parked until somebody mends something.",
    labelNames: ["state"],
    registers,
  });
  const oldest = new Gauge({
    name: "escalation_oldest_undelivered_seconds",
    help: "For how long the oldest message that was never posted has been wanted.",
    labelNames: ["state"],
    registers,
  });
  const cases = new Gauge({
    name: "escalation_cases",
    help: "Cases by state; closed ones include those that were erased.",
    labelNames: ["state"],
    registers,
  });
  return async () => {
    const readiness = await read.readiness();
    ready.set(readiness === "ok" ? 1 : 0);
    const standing = read.connections();
    if (standing === null) connections.remove();
    else connections.set(standing);
    const stored = readiness === "store_unavailable" ? null : await read.figures().catch(() => null);
    // An old figure would look like a good one.
    for (const gauge of [waiting, oldest, cases]) gauge.reset();
    if (stored === null) return;
    const now = read.now().getTime();
    for (const [state, owed] of Object.entries(stored.owed)) {
      waiting.set({ state }, owed.count);
      oldest.set({ state }, owed.oldest ? Math.max(0, now - owed.oldest.getTime()) / 1000 : 0);
    }
    for (const [state, count] of Object.entries(stored.cases)) cases.set({ state }, count);
  };
}
