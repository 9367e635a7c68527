import type { Answers } from "./answers.ts";
import { type EditionId, platformFacts, versionsAsOf } from "./adobe-commerce.ts";
import type { Desk, Locale } from "./escalation.ts";
import { folded } from "./plain-text.ts";

/** To which channel a case goes. Routes are tried in their order; the first that matches wins, and the default takes the rest. */

const routeConditions = ["partner", "edition", "concern", "locale"] as const;
export type RouteCondition = (typeof routeConditions)[number];

export interface Route {
  readonly name: string;
  /** Each that is there must match, by any of its values. */
  readonly when: {
    readonly partner?: readonly string[] | undefined;
    readonly edition?: readonly EditionId[] | undefined;
    readonly concern?: readonly NonNullable<Answers["concern_type"]>[] | undefined;
    readonly locale?: readonly Locale[] | undefined;
  };
  readonly to: Counter;
}

/** A channel, and who takes the cases there. */
export interface Counter {
  readonly channel: string;
  readonly usergroup: string | null;
  readonly backup: string | null;
  readonly locale: Locale;
}

export interface Placement {
  readonly channelId: string;
  readonly desk: Desk;
}

export interface RoutedFacts extends Pick<Answers, "partner_company" | "platform" | "concern_type"> {
  /** The language the requester writes in. */
  readonly locale: Locale;
}

export function placementOf(
  facts: RoutedFacts,
  { routes, otherwise }: { readonly routes: readonly Route[]; readonly otherwise: Counter },
): Placement {
  const route = routes.find(({ when }) => matches(facts, when));
  const { channel, ...desk } = route?.to ?? otherwise;
  return { channelId: channel, desk: { ...desk, route: route?.name ?? null } };
}

/** Names are compared whole, case and accents aside. */
function matches(facts: RoutedFacts, { partner, edition, concern, locale }: Route["when"]): boolean {
  const is = facts.platform && platformFacts(facts.platform, versionsAsOf).edition;
  const sameName = (name: string) => folded(name.trim()) === folded(facts.partner_company.trim());
  return (
    (partner?.some(sameName) ?? true) &&
    (edition?.some((each) => each === is) ?? true) &&
    (concern?.some((each) => each === facts.concern_type) ?? true) &&
    (locale?.includes(facts.locale) ?? true)
  );
}

/** What of a case leads it where it goes: all that its route asks for. Nothing, when it goes where the rest goes. */
export function reasonsFor(
  { route }: Pick<Desk, "route">,
  routes: readonly Route[],
): readonly RouteCondition[] {
  const { when = {} } = routes.find(({ name }) => name === route) ?? {};
  return routeConditions.filter((condition) => when[condition] !== undefined);
}
