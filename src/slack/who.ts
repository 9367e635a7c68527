import type { WebClient } from "@slack/web-api";
import type { Escalation, Person } from "../domain/escalation.ts";
import type { SlackDeps } from "./deps.ts";
import { asCsmIfTold, asOwner, asOwnerOrCsm, type Clicker } from "./people.ts";

/** Who makes a move of a case, as far as that move needs it. */

interface CaseClick {
  readonly clicker: Clicker;
  readonly deps: SlackDeps;
  readonly client: WebClient;
  readonly escalation: Escalation | null;
}

/** Null when Slack does not tell. */
export type Who = (click: CaseClick) => Person | Promise<Person | null>;

/** Nothing is looked up. */
export const asOwnerOfCase: Who = ({ clicker, deps }) => asOwner(clicker, deps);

/** Only of somebody else than an owner is Slack asked whether they are a CSM. */
export const asOwnerOrCsmOfCase: Who = ({ clicker, escalation, deps, client }) =>
  asOwnerOrCsm(clicker, escalation, deps, client);

export const asCsmOfCase: Who = ({ clicker, escalation, deps, client }) =>
  escalation ? asCsmIfTold(clicker, escalation, deps, client) : asOwner(clicker, deps);
