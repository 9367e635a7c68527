import { z } from "zod";
import type { Clock } from "../clock.ts";
import { withIds } from "./block-kit/ids.ts";
import { type Block, readBlocks } from "./block-kit/model.ts";
import type { Entered } from "./entered.ts";
import { keptIn, stateValues } from "./filled.ts";
import { jsonObject, type JsonObject } from "./json.ts";
import { newHash } from "./modals.ts";
import type { World } from "./world.ts";

const definition = z.object({
  blocks: z.array(jsonObject),
  private_metadata: z.string().default(""),
  callback_id: z.string().default(""),
  external_id: z.string().default(""),
});
type HomeDefinition = z.infer<typeof definition>;

/** Call it with a view that the validator let through. */
export function readHome(view: JsonObject): HomeDefinition {
  return definition.parse(view);
}

/** What the app published for one person. */
export interface Home {
  readonly id: string;
  readonly userId: string;
  readonly definition: HomeDefinition;
  readonly blocks: readonly Block[];
  readonly hash: string;
  /** What the person changed, by `keyOf`; the rest shows its initial value. */
  readonly typed: Map<string, Entered>;
  /** Slack's own sign of trouble, until the next thing is done or published. */
  notice: string | null;
}

export interface Homes {
  /** Null before anything was published. */
  of(userId: string): Home | null;
  /** The id stays, the hash is new; what was typed stays where block id and action id stay. */
  publish(userId: string, view: HomeDefinition): Home;
  holderOf(externalId: string): Home | null;
}

export function appHomes(clock: Clock): Homes {
  const homes = new Map<string, Home>();
  return {
    of: (userId) => homes.get(userId) ?? null,
    publish(userId, view) {
      const before = homes.get(userId);
      const blocks = withIds(view.blocks);
      const shown = readBlocks(blocks);
      const home: Home = {
        id: before?.id ?? `VH${String(homes.size + 1).padStart(7, "0")}`,
        userId,
        definition: { ...view, blocks },
        blocks: shown,
        hash: newHash(clock),
        typed: keptIn(shown, before?.typed ?? new Map<string, Entered>()),
        notice: null,
      };
      homes.set(userId, home);
      return home;
    },
    holderOf: (externalId) =>
      [...homes.values()].find(({ definition: { external_id } }) => external_id === externalId) ?? null,
  };
}

/** As the Web API and the payloads show it. `withState` false: as a freshly published one has none. */
export function homeJson(world: World, home: Home, withState = true): JsonObject {
  return {
    id: home.id,
    team_id: world.team.id,
    type: "home",
    ...home.definition,
    // Slack tells one for every Home, though nobody sees it.
    title: { type: "plain_text", text: "View Title", emoji: true },
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    state: { values: withState ? stateValues(home) : {} },
    hash: home.hash,
    previous_view_id: null,
    root_view_id: home.id,
    app_id: world.app.appId,
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  };
}
