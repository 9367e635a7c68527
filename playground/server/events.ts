import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import type { AppLink } from "./app-link.ts";
import type { JsonObject } from "./json.ts";
import { type Manifest, mayHear } from "./manifest.ts";
import { unixSeconds } from "./timestamps.ts";
import type { Channel, World } from "./world.ts";

export interface Events {
  /**
   * Sends the event when the manifest subscribes to it and the scope is there; again, a few times, when it is not
   * acknowledged.
   */
  send(subscription: string, event: JsonObject, about?: Channel): void;
  /** As `send`, when there is nobody any more for whose sake it comes. */
  sendToNobody(subscription: string, event: JsonObject): void;
  /** From now on every event comes a second time although it was acknowledged, as when Slack lost sight of that. */
  repeat(isOn: boolean): void;
  stop(): void;
}

export function eventSender(inside: {
  readonly clock: Clock;
  readonly world: World;
  readonly manifest: Manifest;
  readonly scopes: ReadonlySet<string>;
  readonly link: AppLink;
  readonly retryDelaysMs: readonly number[];
}): Events {
  const { clock, world, manifest, scopes, link } = inside;
  const stopping = new AbortController();
  let sent = 0;
  let repeats = false;

  async function insist(payload: JsonObject): Promise<void> {
    let delivery = await link.deliver("events_api", payload);
    if (delivery.status === "acked" && repeats) {
      delivery = await link.deliver("events_api", payload, { attempt: 1, after: "unanswered" });
    }
    for (const [index, delay] of inside.retryDelaysMs.entries()) {
      if (delivery.status === "acked") return;
      if (delivery.status === "refused" && delivery.isFinal) return;
      const retry = { attempt: index + 1, after: delivery.status };
      await pause(delay, undefined, { signal: stopping.signal });
      delivery = await link.deliver("events_api", payload, retry);
    }
  }

  function tell(subscription: string, event: JsonObject, more: JsonObject): void {
    if (!manifest.events.includes(subscription) || !mayHear(subscription, scopes)) return;
    sent += 1;
    const payload = {
      token: "verification-token-unused",
      team_id: world.team.id,
      context_team_id: world.team.id,
      context_enterprise_id: null,
      api_app_id: world.app.appId,
      event,
      type: "event_callback",
      event_id: `Ev${String(sent).padStart(8, "0")}`,
      event_time: unixSeconds(clock.now()),
      ...more,
    };
    insist(payload).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });
  }

  const installed = {
    enterprise_id: null,
    team_id: world.team.id,
    user_id: world.app.botUserId,
    is_bot: true,
    is_enterprise_install: false,
  };
  return {
    send(subscription, event, about) {
      tell(subscription, event, {
        authorizations: [installed],
        is_ext_shared_channel: about !== undefined && about.connectedTeamIds.size > 0,
      });
    },
    sendToNobody(subscription, event) {
      tell(subscription, event, { authorizations: [] });
    },
    repeat(isOn) {
      repeats = isOn;
    },
    stop() {
      stopping.abort();
    },
  };
}
