import type { App, BlockAction, PlainTextInputAction } from "@slack/bolt";
import { button, choice } from "./bind.ts";
import type { SlackDeps } from "./deps.ts";
import {
  clearFilter,
  filterByLevel,
  filterByPartner,
  filterByWhose,
  startFromHome,
  turnHome,
} from "./listeners/change-home.ts";
import { noticeOpenedHome, redrawHomeAfter } from "./listeners/open-home.ts";
import { homeActions } from "./views/home-view.ts";

/** The App Home: opening it, and what is pressed in it besides the buttons of its cases. */
export function bindHome(app: App, deps: SlackDeps): void {
  app.use(redrawHomeAfter(deps));
  app.event("app_home_opened", noticeOpenedHome(deps));
  button(app, homeActions.start, startFromHome(deps));
  choice(app, homeActions.level, filterByLevel(deps));
  choice(app, homeActions.whose, filterByWhose(deps));
  app.action<BlockAction<PlainTextInputAction>>(
    { type: "block_actions", action_id: homeActions.partner },
    filterByPartner(deps),
  );
  button(app, homeActions.clear, clearFilter(deps));
  button(app, homeActions.next, turnHome(deps));
  button(app, homeActions.previous, turnHome(deps));
}
