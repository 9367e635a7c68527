import type { IncomingMessage } from "node:http";

/** A page of somebody else could reach a local port through the browser, by its own origin or by a name of its own. */
export function isFromHere({ headers }: IncomingMessage): boolean {
  const { host, origin } = headers;
  return isLoopback(`http://${host ?? ""}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(address).hostname);
}
