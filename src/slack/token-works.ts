import type { WebClient } from "@slack/web-api";
import { classify } from "./failures.ts";

/** Whether Slack takes the token. Rejects when it does not say. */
export async function tokenWorks(client: WebClient): Promise<boolean> {
  try {
    await client.auth.test();
    return true;
  } catch (error) {
    const failure = classify(error);
    if (failure.kind === "park" && failure.reason === "token_revoked") return false;
    throw error;
  }
}
