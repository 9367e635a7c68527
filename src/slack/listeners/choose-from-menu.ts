import type { AllMiddlewareArgs, BlockAction, OverflowAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { SlackDeps } from "../deps.ts";
import { type CasePress, tellAlone } from "../open-from-message.ts";
import { actingPerson } from "../people.ts";
import { chosenIn, type MenuMove } from "../views/case-buttons.ts";
import { openHandOver } from "./hand-over-case.ts";
import { openResolve } from "./resolve-case.ts";
import { openReturn } from "./return-case.ts";

type MenuClick = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<OverflowAction>>;

const opens: Record<MenuMove, (deps: SlackDeps) => (press: CasePress) => Promise<void>> = {
  resolve: openResolve,
  hand_over: openHandOver,
  return_to_requester: openReturn,
};

/** The rarer moves of a CSM stand in a menu; each opens what its button would. */
export const chooseFromMenu =
  (deps: SlackDeps) =>
  async ({ ack, body, client, respond, action }: MenuClick): Promise<void> => {
    const press = { ack, body, client, respond };
    const chosen = chosenIn(action.selected_option.value);
    if (chosen) {
      await opens[chosen.move](deps)({ ...press, action: { value: chosen.escalationId } });
      return;
    }
    await ack();
    const { reader } = await actingPerson(deps, body.user.id);
    await tellAlone(press, reader.words.talk.refusals.outsider);
  };
