import { once } from "node:events";
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { listens } from "./a-port.ts";

/** One address for several bots: each request goes to the next one, and past those that take no connection. */
export interface ALoadBalancer {
  readonly port: number;
  /** How many requests each bot has answered, by its port. */
  readonly answered: ReadonlyMap<number, number>;
  readonly add: (port: number) => void;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

export async function startLoadBalancer(): Promise<ALoadBalancer> {
  const ports: number[] = [];
  const answered = new Map<number, number>();
  let turn = 0;

  const pass = async (
    asked: { method: string; url: string; headers: NodeJS.Dict<string | string[]> },
    body: Buffer,
  ) => {
    for (let tries = 0; tries < ports.length; tries += 1) {
      const port = ports[(turn += 1) % ports.length] ?? 0;
      const answer = await ask(port, asked, body);
      if (answer === "takes no connection") continue;
      if (answer !== "broke off") answered.set(port, (answered.get(port) ?? 0) + 1);
      return answer;
    }
    return "takes no connection";
  };

  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    void buffer(incoming)
      .then((body) => pass({ method, url, headers }, body))
      .then((answer) => {
        if (typeof answer === "string") outgoing.writeHead(502).end();
        else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      });
  });
  return {
    port: await listens(server),
    answered,
    add: (port) => void ports.push(port),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function ask(
  port: number,
  { method, url, headers }: { method: string; url: string; headers: NodeJS.Dict<string | string[]> },
  body: Buffer,
): Promise<Answer | "takes no connection" | "broke off"> {
  return new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answer) => {
      buffer(answer).then(
        (whole) => {
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: whole });
        },
        () => {
          resolve("broke off");
        },
      );
    });
    asked.on("error", (error) => {
      resolve("code" in error && error.code === "ECONNREFUSED" ? "takes no connection" : "broke off");
    });
    asked.end(body);
  });
}
