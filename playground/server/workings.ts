import type { Clock } from "../clock.ts";
import type { Activity } from "./activity.ts";
import type { AppLink } from "./app-link.ts";
import type { Events } from "./events.ts";
import type { Homes } from "./homes.ts";
import type { Manifest } from "./manifest.ts";
import type { MessageStates } from "./message-states.ts";
import type { Modals } from "./modals.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Traffic } from "./traffic.ts";
import type { Triggers } from "./triggers.ts";
import type { Uploads } from "./uploads.ts";
import type { Violations } from "./violations.ts";
import type { World } from "./world.ts";

/** The parts of a local Slack that its methods and controls share. */
export interface Workings {
  readonly clock: Clock;
  readonly world: World;
  readonly manifest: Manifest;
  /** What the app may do now: the manifest's scopes without those withdrawn. */
  readonly scopes: Set<string>;
  readonly activity: Activity;
  readonly traffic: Traffic;
  readonly violations: Violations;
  readonly triggers: Triggers;
  readonly modals: Modals;
  readonly homes: Homes;
  readonly messageStates: MessageStates;
  readonly link: AppLink;
  readonly events: Events;
  readonly responseUrls: ResponseUrls;
  readonly uploads: Uploads;
  readonly nextTs: () => string;
  /** Known once the server listens. */
  readonly origin: () => string;
}
