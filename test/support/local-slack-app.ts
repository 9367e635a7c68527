import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";
import {
  isJsonObject,
  type Json,
  jsonObject,
  type JsonObject,
  parseJson,
} from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { smallApp } from "./local-slack.ts";

const frameSchema = z.object({
  type: z.string(),
  reason: z.string().optional(),
  num_connections: z.number().optional(),
  envelope_id: z.string().default(""),
  payload: jsonObject.default({}),
  accepts_response_payload: z.boolean().default(false),
  retry_attempt: z.number().default(0),
});
export type Frame = z.infer<typeof frameSchema>;

/** No acknowledgement at all. */
export const silence = Symbol("silence");

/** What the app does with an envelope: the payload of its acknowledgement, or silence. */
export type Answers = (frame: Frame) => Json | typeof silence | Promise<Json | typeof silence>;

export interface HandMadeApp {
  readonly frames: readonly Frame[];
  /** The payloads of one type, in the order they came. */
  payloads(type: string): JsonObject[];
  close(): Promise<void>;
}

/** A Web API call as a client makes it: a form with JSON in it. Rejects when the connection is closed. */
export async function callApi(
  slack: LocalSlack,
  method: string,
  args: Readonly<Record<string, Json>> = {},
  token: string | null = smallApp.botToken,
): Promise<JsonObject> {
  const { body } = await callRaw(slack, method, args, token);
  const answer = parseJson(body);
  if (!isJsonObject(answer)) throw new Error(`no JSON: ${body}`);
  return answer;
}

export async function callRaw(
  slack: LocalSlack,
  method: string,
  args: Readonly<Record<string, Json>> = {},
  token: string | null = smallApp.botToken,
): Promise<{ status: number; headers: Headers; body: string }> {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(args)) {
    form.set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  const response = await fetch(slack.apiUrl + method, {
    method: "POST",
    body: form,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** An app without Bolt, which acknowledges as it is told. */
export async function connectApp(
  slack: LocalSlack,
  answers: Answers = () => null,
  appToken: string = smallApp.appToken,
): Promise<HandMadeApp> {
  const { url } = await callApi(slack, "apps.connections.open", {}, appToken);
  if (typeof url !== "string") throw new Error("no address for the socket");
  const frames: Frame[] = [];
  const socket = new WebSocket(url);
  const greeted = new Promise<void>((resolve) => {
    socket.on("message", (data: Buffer) => {
      const frame = frameSchema.parse(parseJson(data.toString("utf8")));
      frames.push(frame);
      if (frame.type === "hello") resolve();
      if (frame.envelope_id !== "") void acknowledge(socket, frame, answers);
    });
  });
  await greeted;
  return {
    frames,
    payloads: (type) => frames.filter((frame) => frame.type === type).map(({ payload }) => payload),
    async close() {
      if (socket.readyState === socket.CLOSED) return;
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
}

async function acknowledge(socket: WebSocket, frame: Frame, answers: Answers): Promise<void> {
  const payload = await answers(frame);
  if (payload === silence) return;
  socket.send(JSON.stringify({ envelope_id: frame.envelope_id, ...(payload === null ? {} : { payload }) }));
}

/** The texts of violations of one kind. */
export function violationsOf(slack: LocalSlack, what: string): string[] {
  return slack.violations.filter((violation) => violation.what === what).map(({ detail }) => detail);
}

export function textOf(value: Json | undefined): string {
  if (typeof value !== "string") throw new Error(`no text: ${JSON.stringify(value)}`);
  return value;
}
