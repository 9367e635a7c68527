import { actor } from "./acting-in-channels.ts";
import { dispatches, type Place, TROUBLE } from "./acting-in-modals.ts";
import { elementsOf, type Placed } from "./block-kit/model.ts";
import { type Entered, holds } from "./entered.ts";
import { enteredIn, keyOf } from "./filled.ts";
import { type Home, homeJson } from "./homes.ts";
import { actionJson, viewActionPayload } from "./payloads.ts";
import { dmWith, isExternal, type User } from "./world.ts";
import type { Workings } from "./workings.ts";

export interface ActingInHome {
  /** What the app published for this person; null before it did. */
  homeOf(userId: string): Home | null;
  /** The person turns to the app's Home, which the app hears of each time. */
  openHome(userId: string): void;
  /** A button; in a line of text it is the Enter key, which tells the app when that was asked for. */
  pressInHome(userId: string, place: Place): Promise<void>;
  /** Changes what stands in an element; a dispatching one tells the app. */
  enterInHome(userId: string, place: Place, entered: Entered): Promise<void>;
}

export function actingInHome(workings: Workings): ActingInHome {
  const { world, manifest, homes, link } = workings;

  function owner(userId: string): User {
    const user = actor(workings, userId);
    if (!manifest.homeTab) throw new Error("The manifest gives nobody a Home: home_tab_enabled.");
    if (isExternal(world, user))
      throw new Error(`${user.realName} is of another team and has no Home of the app.`);
    return user;
  }

  function homeBefore(user: User): Home {
    const home = homes.of(user.id);
    if (home === null) throw new Error(`The Home of ${user.realName} is empty: nothing was published.`);
    return home;
  }

  async function dispatch(
    user: User,
    home: Home,
    { block, element }: Placed,
    entered: Entered | null,
  ): Promise<void> {
    const action = actionJson(block, element, entered, workings.nextTs());
    const payload = viewActionPayload(workings, user, homeJson(world, home), action);
    const delivery = await link.deliver("interactive", payload);
    // Another may have been published meanwhile.
    const now = homes.of(user.id) ?? home;
    now.notice = delivery.status === "acked" ? null : TROUBLE;
  }

  return {
    homeOf: (userId) => homes.of(userId),

    openHome(userId) {
      const user = owner(userId);
      const home = homes.of(userId);
      workings.events.send("app_home_opened", {
        type: "app_home_opened",
        user: user.id,
        channel: dmWith(world, user.id).id,
        tab: "home",
        ...(home === null ? {} : { view: homeJson(world, home) }),
        event_ts: workings.nextTs(),
      });
    },

    async pressInHome(userId, place) {
      const user = owner(userId);
      const home = homeBefore(user);
      const placed = placedIn(home, place);
      if (placed.block.type === "input" && !tellsOnEnter(placed)) return;
      await dispatch(user, home, placed, enteredIn(home, placed.block, placed.element));
    },

    async enterInHome(userId, place, entered) {
      const user = owner(userId);
      const home = homeBefore(user);
      const placed = placedIn(home, place);
      if (holds(placed.element)) home.typed.set(keyOf(placed.block, placed.element), entered);
      if (dispatches(placed)) await dispatch(user, home, placed, entered);
    },
  };
}

function placedIn(home: Home, { blockId, actionId }: Place): Placed {
  const placed = elementsOf(home.blocks).find(
    ({ block, element }) => block.block_id === blockId && element.action_id === actionId,
  );
  if (placed === undefined) throw new Error(`No ${blockId}/${actionId} in the Home any more.`);
  return placed;
}

/** Of an input that tells the app at all, the Enter key does unless it was configured otherwise. */
function tellsOnEnter({ block, element }: Placed): boolean {
  if (block.type !== "input" || !block.dispatch_action || !element.type.endsWith("_input")) return false;
  return element.dispatch_action_config?.trigger_actions_on.includes("on_enter_pressed") ?? true;
}
