import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { listens } from "./a-port.ts";

/** A way to a server on which nothing may come through any more, and nobody is told: as when its machine loses its network. */
export interface ASilentLine {
  readonly port: number;
  /** Of those that are connected now nobody hears any more, on either side; who connects later is. */
  readonly silence: () => void;
  readonly close: () => Promise<void>;
}

export async function layLineTo(port: number): Promise<ASilentLine> {
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      ends.add(end);
      // Whoever breaks off at one end has the other end hear of it, as on any line.
      const breaksOff = () => {
        ends.delete(end);
        (end === near ? far : near).destroy();
      };
      end.on("error", breaksOff).on("close", breaksOff);
    }
  });
  return {
    port: await listens(server),
    silence: () => {
      for (const end of ends) end.unpipe().pause();
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const end of ends) end.destroy();
      await closed;
    },
  };
}
