import { createServer } from "node:http";
import { codeOf } from "../store/engine-errors.ts";
import type { HttpMode } from "./clients.ts";
import { healthAnswer } from "./health.ts";
import { listenOn, PortError } from "./hearing-by-http.ts";

/** Whether Slack's requests could come in here, in HTTP mode. Whether they get here nobody can see from here. */

export type HearingFinding =
  | { readonly code: "port_free"; readonly port: number }
  | { readonly code: "port_of_the_bot"; readonly port: number }
  /** What is wrong and what to do, for the person who runs the bot. */
  | { readonly code: "port_fails"; readonly sentence: string };

export async function checkPort({ port, host }: HttpMode): Promise<HearingFinding> {
  const server = createServer();
  try {
    await listenOn(server, { port, host });
    await new Promise((resolve) => server.close(resolve));
    return { code: "port_free", port };
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE" && (await isOurs(port, host)))
      return { code: "port_of_the_bot", port };
    return {
      code: "port_fails",
      sentence: error instanceof PortError ? error.message : String(codeOf(error)),
    };
  }
}

const answersWithinMs = 2_000;

/** Whether a bot of ours answers there. */
async function isOurs(port: number, host = "localhost"): Promise<boolean> {
  const at = host.includes(":") ? `[${host}]` : host;
  try {
    const signal = AbortSignal.timeout(answersWithinMs);
    const answer = await fetch(`http://${at}:${port}/healthz`, { signal });
    return healthAnswer.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}
