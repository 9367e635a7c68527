import type { ReceiverEvent } from "@slack/bolt";
import type { Log, Workspace } from "./deps.ts";
import { refuse } from "./door.ts";
import type { Door } from "./hearing.ts";
import { type Payload, payloadSchema } from "./payload-shapes.ts";

/** Slack calls one address for every workspace that has installed the bot: what comes in goes to the one it is for. */

export interface Connected {
  readonly workspace: Workspace;
  readonly door: Door;
}

interface ToldRemoval {
  readonly teamId: string;
  readonly eventId: string;
  /** Whether it is certain: a revoked token may have been a person's. */
  readonly isCertain: boolean;
}

export interface Switched {
  /** Null: the workspace has not installed the bot. */
  readonly find: (teamId: string) => Promise<Connected | null>;
  /** Those that are connected now. */
  readonly all: () => Iterable<Connected>;
  /** A workspace that is not connected has removed the bot: the other event of the two was heard, or nobody can read its token. */
  readonly removed: (told: ToldRemoval) => Promise<void>;
}

export function switchboard(switched: Switched, log: Log): Door {
  return {
    processEvent: async (event: ReceiverEvent) => {
      const payload = payloadSchema.safeParse(event.body).data;
      const connected = payload ? await forWhom(payload, switched) : null;
      if (connected) {
        // It looks for itself whether this is for its workspace.
        await connected.door.processEvent(event);
        return;
      }
      if (payload?.kind === "event" && tellsOfRemoval(payload)) {
        const { team_id: teamId, event_id: eventId, event: told } = payload;
        await switched.removed({ teamId, eventId, isCertain: told.type === "app_uninstalled" });
        await event.ack();
        return;
      }
      refuse(event.body, payload ? "elsewhere" : "malformed", log);
      await event.ack();
    },
  };
}

function tellsOfRemoval({ event: { type } }: Extract<Payload, { kind: "event" }>): boolean {
  return type === "app_uninstalled" || type === "tokens_revoked";
}

/** Whoever has posted a message answers for its buttons, whoever presses them; a window is of who opened it. */
async function forWhom(payload: Payload, { find, all }: Switched): Promise<Connected | null> {
  if (payload.kind === "on_message") {
    for (const connected of all())
      if (connected.workspace.botUserId === payload.message?.user) return connected;
  }
  for (const teamId of teamsNamedBy(payload)) {
    const connected = await find(teamId);
    if (connected) return connected;
  }
  return null;
}

/** The installed workspace first, then those that only take part. */
function teamsNamedBy(payload: Payload): ReadonlySet<string> {
  const named = () => {
    switch (payload.kind) {
      case "event": {
        const { context_team_id: context, authorizations, team_id: place } = payload;
        return context ? [context] : [...(authorizations ?? []).map((each) => each.team_id), place];
      }
      case "command":
        return [payload.team_id];
      case "in_window": {
        const { app_installed_team_id: installed, team_id: team } = payload.view;
        return installed ? [installed] : [team, payload.team?.id, payload.user.team_id];
      }
      case "shortcut":
      case "on_message":
        return [payload.team?.id, payload.user.team_id];
    }
  };
  return new Set(named().filter((team) => typeof team === "string"));
}
