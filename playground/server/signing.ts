import { createHmac } from "node:crypto";

/** The headers with which Slack signs a request, `at` a moment of real time: apps compare it with their own clock. */
export function signatureHeaders(
  signingSecret: string,
  body: string,
  at = new Date(),
): { readonly "x-slack-request-timestamp": string; readonly "x-slack-signature": string } {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` };
}
