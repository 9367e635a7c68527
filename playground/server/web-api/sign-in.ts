import { z } from "zod";
import { method, type Method, Refusal } from "./method.ts";

export const signInMethods: Readonly<Record<string, Method>> = {
  "auth.test": method({
    args: z.object({}),
    run({ world }) {
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
