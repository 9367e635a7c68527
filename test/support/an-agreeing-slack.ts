import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { isJsonObject, type JsonObject, parseJson } from "../../playground/server/json.ts";
import { listens } from "./a-port.ts";
import { app, team, workspace } from "../../playground/workspace.ts";

/** A Slack that knows the workspace and takes whatever it is asked to do. It notes what that was. */

export interface AgreeingSlack {
  readonly origin: string;
  readonly apiUrl: string;
  /** The calls that ask it to do something, and what was answered by way of a `response_url`. */
  readonly asked: readonly Asked[];
  readonly stop: () => Promise<void>;
}

export interface Asked {
  readonly what: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const looksUp = /^(auth\.test|.*\.info|.*\.list|.*\.members|.*\.history|.*\.replies|.*\.open)$/u;

/** It says the same of people as the event that it tells, if it tells one of a person. */
export async function startAgreeingSlack({ event }: JsonObject): Promise<AgreeingSlack> {
  const told = isJsonObject(event) && event["type"] === "user_change" ? event["user"] : undefined;
  const asked: Asked[] = [];
  let posted = 0;
  const answer = (method: string, args: Asked["args"]): object => {
    switch (method) {
      case "auth.test":
        return { team_id: team.id, user_id: app.botUserId, url: `https://${team.domain}.slack.test/` };
      case "users.info":
        return { user: isJsonObject(told) && told["id"] === args["user"] ? told : userOf(args["user"]) };
      case "conversations.info":
        return {
          channel: { id: args["channel"], name: String(args["channel"]).toLowerCase(), is_member: true },
        };
      case "conversations.members":
        return { members: workspace.channels.find(({ id }) => id === args["channel"])?.members ?? [] };
      case "usergroups.users.list":
        return { users: workspace.usergroups?.find(({ id }) => id === args["usergroup"])?.members ?? [] };
      case "conversations.open":
        return { channel: { id: `D${String(args["users"])}` } };
      case "conversations.history":
      case "conversations.replies":
        return { messages: [] };
      case "chat.postMessage":
        return { channel: args["channel"], ts: `1800000000.${String((posted += 1)).padStart(6, "0")}` };
      case "views.open":
      case "views.update":
        return { view: { id: "V0AGREED", hash: "1.a" } };
      default:
        return {};
    }
  };
  const server = createServer((incoming, outgoing) => {
    const serve = async () => {
      const body = await text(incoming);
      const what = (incoming.url ?? "").replace(/^\/(?:api\/)?/u, "");
      const isForm = (incoming.headers["content-type"] ?? "").includes("form");
      const args = isForm ? ofForm(body) : { body: parseJson(body) };
      const answered = answer(what, args);
      if (!looksUp.test(what) || what === "views.open")
        asked.push({ what: what.replace(/\/.*$/u, ""), args: { ...args, ...answered } });
      outgoing.writeHead(200, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ ok: true, ...answered }));
    };
    serve().catch(() => outgoing.destroy());
  });
  const origin = `http://127.0.0.1:${await listens(server)}`;
  return {
    origin,
    apiUrl: `${origin}/api/`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function ofForm(body: string): Asked["args"] {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/u.test(value) ? parseJson(value) : value,
    ]),
  );
}

function userOf(id: unknown): object {
  const user = workspace.users.find((each) => each.id === id);
  return {
    id,
    name: user?.name ?? "somebody",
    real_name: user?.realName ?? "Somebody",
    team_id: user?.teamId ?? team.id,
    is_restricted: user?.isRestricted ?? false,
    tz: user?.tz ?? "UTC",
    locale: user?.locale ?? "en-US",
  };
}
