import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** Has the server listen at a port of this machine that is free, and answers which. */
export async function listens(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("The server has no port.");
  return at.port;
}

/** One that nobody listens at now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listens(server);
  server.close();
  await once(server, "close");
  return port;
}
