import type { WebClient } from "@slack/web-api";
import type { Home } from "../store/homes.ts";
import type { SlackDeps } from "./deps.ts";
import { readHome } from "./home-page.ts";
import { homeView } from "./views/home-view.ts";

/** Shows somebody's App Home as things are now. Doing it twice does it once. */
export async function publishHome(deps: SlackDeps, client: WebClient, home: Home): Promise<void> {
  const { facts, person } = await readHome(deps, client, home);
  await client.views.publish({ user_id: home.userId, view: homeView(facts, person.reader) });
}
