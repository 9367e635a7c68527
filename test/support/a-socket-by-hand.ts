import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { listens } from "./a-port.ts";

/** Slack's side of one Socket Mode connection, over which a test sends what it likes. */
export interface SocketByHand {
  readonly apiUrl: string;
  /** As it is, be it a frame or none. */
  readonly sends: (frame: string) => void;
  /** What came back, in the order in which it came. */
  readonly taken: readonly string[];
  readonly stop: () => Promise<void>;
}

/** `greeting`: what it says first. */
export async function openSocketByHand(
  answerTo: (socketUrl: string) => unknown,
  greeting: string,
): Promise<SocketByHand> {
  const taken: string[] = [];
  const sockets: WebSocket[] = [];
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answerTo(`ws://${request.headers.host ?? ""}/`)));
  });
  const frames = new WebSocketServer({ server });
  frames.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("message", (data: Buffer) => taken.push(data.toString("utf8")));
    socket.send(greeting);
  });
  const port = await listens(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    sends: (frame) => {
      for (const socket of sockets) socket.send(frame);
    },
    taken,
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
