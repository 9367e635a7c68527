import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** Has the server listen at a port of this machine that is free, and answers which. Rejects when `wanted` is taken. */
export async function listens(server: Server, wanted = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(wanted, "127.0.0.1", resolve);
  });
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("The server has no port.");
  return at.port;
}

/** The system gives none of these to whoever takes any: on Linux it begins at 32768. */
const neverGiven = { from: 20_000, below: 32_000 };
const mostTries = 100;

/** One that nobody listens at now, and that nobody is given who takes any. */
export async function freePort(): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const server = createServer();
    try {
      const port = await listens(server, randomInt(neverGiven.from, neverGiven.below));
      server.close();
      await once(server, "close");
      return port;
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}
