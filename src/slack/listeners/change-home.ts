import type {
  AllMiddlewareArgs,
  BlockAction,
  PlainTextInputAction,
  SlackActionMiddlewareArgs,
} from "@slack/bolt";
import { z } from "zod";
import { type HomeFilter, homePlaceSchema, noFilter } from "../../domain/home.ts";
import { partnerKey } from "../../domain/same-partner.ts";
import { shownLevels } from "../../domain/shelves.ts";
import { listPartners } from "../../store/finding.ts";
import { findHome, openHome } from "../../store/homes.ts";
import { caseFinder } from "../case-finder.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick, Choice } from "../draft-click.ts";
import { clickerOf } from "../people.ts";
import { startDraft } from "../start-draft.ts";
import { tellInDm } from "../tell-in-dm.ts";
import { readCarried } from "../views/carried.ts";
import { onlyMine } from "../views/home-view.ts";

/** What somebody looks at in the App Home: filters stay until they change them. It is drawn anew by the runner. */

async function changeFilter(
  { db, workspace, now }: SlackDeps,
  userId: string,
  change: Partial<HomeFilter>,
): Promise<void> {
  const whose = { teamId: workspace.teamId, userId };
  const before = (await findHome(db, whose))?.filter ?? noFilter;
  await openHome(db, whose, now(), { filter: { ...before, ...change }, beginsAt: null });
}

export const filterByLevel =
  (deps: SlackDeps) =>
  async ({ ack, body, action }: Choice): Promise<void> => {
    await ack();
    const { value } = action.selected_option;
    await changeFilter(deps, body.user.id, { level: shownLevels.find((level) => level === value) ?? null });
  };

export const filterByWhose =
  (deps: SlackDeps) =>
  async ({ ack, body, action }: Choice): Promise<void> => {
    await ack();
    await changeFilter(deps, body.user.id, { mine: action.selected_option.value === onlyMine });
  };

/** Slack sends nothing for an empty line, whatever its library says. */
const typed = z.string().nullish();

/** The partner whose name begins like that; of one that nobody knows there is nothing to see. */
export const filterByPartner =
  (deps: SlackDeps) =>
  async ({
    ack,
    body,
    client,
    action,
  }: AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<PlainTextInputAction>>): Promise<void> => {
    await ack();
    const name = typed.parse(action.value) ?? "";
    const key = partnerKey(name);
    if (key === "") {
      await changeFilter(deps, body.user.id, { partner: null });
      return;
    }
    const { teamId, counters } = await caseFinder(deps, client, clickerOf(body));
    const [known] = await listPartners(deps.db, teamId, counters, { beginning: key, limit: 1 });
    await changeFilter(deps, body.user.id, { partner: known ?? { key, name } });
  };

export const clearFilter =
  (deps: SlackDeps) =>
  async ({ ack, body }: ButtonClick): Promise<void> => {
    await ack();
    await changeFilter(deps, body.user.id, noFilter);
  };

export const turnHome =
  (deps: SlackDeps) =>
  async ({ ack, body, action }: ButtonClick): Promise<void> => {
    await ack();
    const { db, workspace, now } = deps;
    const beginsAt = readCarried(homePlaceSchema, action.value ?? "");
    await openHome(db, { teamId: workspace.teamId, userId: body.user.id }, now(), { beginsAt });
  };

/** *Start a case*, or *Resume draft*: the same window as by the command. */
export const startFromHome =
  (deps: SlackDeps) =>
  async ({ ack, body, client }: ButtonClick): Promise<void> => {
    await ack();
    const { user, trigger_id: triggerId } = body;
    await startDraft(deps, {
      userId: user.id,
      triggerId,
      client,
      brought: null,
      tell: ({ hint }) => tellInDm(deps, user.id, hint, triggerId),
    });
  };
