import { type Guard, isObject, isString } from "./guards.ts";

const isRefusal = isObject({ error: isString });

/** Asks the local Slack for one thing, or has it do one. What it refuses is an error in words a person can read. */
export async function ask<T>(operation: string, given: object, answerIs: Guard<T>): Promise<T> {
  const response = await fetch(`/control/${operation}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  }).catch((cause: unknown) => {
    throw new Error("The playground does not answer. Is “npm run playground” still running?", { cause });
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(isRefusal(answer) ? answer.error : `“${operation}” was refused.`);
  if (!answerIs(answer)) throw new Error(`The page does not understand the answer to “${operation}”.`);
  return answer;
}

/** Calls back whenever something changed that may be on the screen, and when the connection is lost or found again. */
export function hearChanges(changed: () => void, connected: (isConnected: boolean) => void): void {
  const source = new EventSource("/control/changes");
  source.addEventListener("message", changed);
  source.addEventListener("open", () => {
    connected(true);
    changed();
  });
  source.addEventListener("error", () => {
    connected(false);
  });
}
