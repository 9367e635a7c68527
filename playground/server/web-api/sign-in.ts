import { z } from "zod";
import { method, type Method, Refusal } from "./method.ts";

export const signInMethods: Readonly<Record<string, Method>> = {
  "auth.test": method({
    token: "either",
    args: z.object({}),
    run({ world, manifest }, _, by) {
      if (by === "app") return { ok: true, app_id: world.app.appId, app_name: manifest.botName };
      return {
        ok: true,
        url: `https://${world.team.domain}.slack.test/`,
        team: world.team.name,
        user: world.users.get(world.app.botUserId)?.name ?? "",
        team_id: world.team.id,
        user_id: world.app.botUserId,
        bot_id: world.app.botId,
        is_enterprise_install: false,
      };
    },
  }),

  "bots.info": method({
    scopes: ["users:read"],
    args: z.object({ bot: z.string().optional() }),
    run({ world }, { bot }) {
      const { appId, botId, botUserId } = world.app;
      if (bot !== botId) throw new Refusal("bot_not_found");
      const name = world.users.get(botUserId)?.name ?? "";
      return { ok: true, bot: { id: botId, app_id: appId, user_id: botUserId, name, deleted: false } };
    },
  }),

  "apps.connections.open": method({
    token: "app",
    args: z.object({}),
    run({ link, origin }) {
      const url = link.issueUrl(origin());
      if (url === null) throw new Refusal("not_allowed");
      return { ok: true, url };
    },
  }),
};
