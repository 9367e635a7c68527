import { isJsonObject } from "./guards.ts";

const warning = 40;

/** The bot logs JSON; a person reads “10:00:02 a message was posted (delivery card:4)”. */
export function readableLog(lines: readonly string[], zone: string): string {
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: zone });
  return lines.map((line) => readableLine(line, clock)).join("\n");
}

function readableLine(line: string, clock: Intl.DateTimeFormat): string {
  const facts = parsed(line);
  if (!isJsonObject(facts) || typeof facts["msg"] !== "string") return line;
  const { level, time, msg, pid: _pid, hostname: _hostname, ...rest } = facts;
  const instant = new Date(typeof time === "string" || typeof time === "number" ? time : Number.NaN);
  const when = Number.isNaN(instant.getTime()) ? "" : `${clock.format(instant)} `;
  const mark = typeof level === "number" && level >= warning ? "⚠ " : "";
  const details = Object.entries(rest).map(([name, value]) =>
    typeof value === "string" ? `${name} ${value}` : `${name} ${JSON.stringify(value)}`,
  );
  return `${when}${mark}${msg}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

function parsed(line: string): unknown {
  try {
    const facts: unknown = JSON.parse(line);
    return facts;
  } catch {
    return line;
  }
}
