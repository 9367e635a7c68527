import { App, type AppOptions, ErrorCode, type ReceiverEvent } from "@slack/bolt";
import { z } from "zod";
import type { Measures, PayloadKind } from "../measures.ts";
import { inTrace, newTrace } from "../trace.ts";
import type { Log } from "./deps.ts";
import { describeError } from "./failures.ts";
import { type Interaction, type Payload, payloadSchema } from "./payload-shapes.ts";
import { type AmongOurs, isOutsider } from "./people.ts";

/**
 * What comes in is looked at before the library or a listener sees it: it has the shape that Slack gives it, and it is
 * meant for this workspace. A signature says only that Slack sent it.
 */

type PayloadFault =
  | "malformed"
  /** Of a workspace, or an installation, that this bot does not serve. */
  | "elsewhere";

/** Nobody heard it. */
export class PayloadRefused extends Error {
  override readonly name = "PayloadRefused";
}

/**
 * A Bolt app that hears nothing before it knows whom it serves, and then what is for them alone. Rejects when a payload
 * was not taken or a listener failed, so that the request is answered at once; that is in the log by then. The payload is
 * not: it holds what people wrote.
 */
export class GuardedApp extends App {
  readonly #log: Log;
  readonly #measures: Measures | undefined;
  #served: Served | null = null;

  constructor(options: AppOptions, log: Log, measures?: Measures) {
    super(options);
    this.#log = log;
    this.#measures = measures;
    this.error((error) => Promise.reject(originalOf(error)));
  }

  serve(served: Served): void {
    this.#served = served;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    await inTrace(newTrace(), () => this.#take(event, (measured) => super.processEvent(measured)));
  }

  async #take(event: ReceiverEvent, hear: (event: ReceiverEvent) => Promise<void>): Promise<void> {
    const payload = kindOfPayload(event.body);
    const fault = this.#served ? faultOf(event.body, this.#served) : "elsewhere";
    const measured = this.#measures ? timed(event, measuredAs[payload], this.#measures) : event;
    if (fault !== null) {
      this.#measures?.heard(measuredAs[payload], "refused");
      refuse(event.body, fault, this.#log);
    }
    try {
      await (fault === null ? hear(measured) : measured.ack());
      if (fault !== null) return;
      this.#measures?.heard(measuredAs[payload], "done");
      // Of events there are as many as people write; what comes of one is told where it comes of it.
      if (payload !== "event_callback")
        this.#log.info({ payload, what: nameIn(event.body) }, "what somebody did was heard");
    } catch (error) {
      this.#measures?.heard(measuredAs[payload], "failed");
      this.#log.error({ payload, ...describeError(error) }, "a listener failed");
      throw error;
    }
  }
}

/** Rejects what nobody is to hear; an event is only to be acknowledged: Slack would send it again, and it would be no better. */
export function refuse(body: unknown, reason: PayloadFault, log: Log): void {
  const payload = kindOfPayload(body);
  log.warn({ payload, reason }, "a payload was refused");
  if (payload !== "event_callback") throw new PayloadRefused(reason);
}

/** Tells how long the first acknowledgement took, once it is out. */
function timed(event: ReceiverEvent, payload: PayloadKind, measures: Measures): ReceiverEvent {
  const began = performance.now();
  let isAcknowledged = false;
  return {
    ...event,
    ack: async (response: unknown) => {
      await event.ack(response);
      if (!isAcknowledged) measures.acknowledged(payload, (performance.now() - began) / 1000);
      isAcknowledged = true;
    },
  };
}

const wrappedSchema = z.object({ code: z.literal(ErrorCode.UnknownError), original: z.instanceof(Error) });

/** The library wraps an error without a code in one that tells less. */
function originalOf(error: Error): Error {
  return wrappedSchema.safeParse(error).data?.original ?? error;
}

type Served = AmongOurs;

/** Why nobody hears it; null when it is heard. */
export function faultOf(body: unknown, served: Served): PayloadFault | null {
  const payload = payloadSchema.safeParse(body).data;
  if (!payload) return "malformed";
  return isFor(payload, served) ? null : "elsewhere";
}

function isFor(payload: Payload, served: Served): boolean {
  const { teamId } = served.workspace;
  switch (payload.kind) {
    case "event":
      return isInstalledIn(teamId, payload);
    case "command":
      return payload.team_id === teamId && !isForOrganisation(payload);
    case "shortcut":
      return homeOf(payload, teamId) === teamId && !isForOrganisation(payload);
    case "in_window":
    case "on_message":
      return isClickFor(payload, served);
  }
}

/** In a shared channel an event may be of another workspace; it comes to us for the sake of ours. */
function isInstalledIn(
  teamId: string,
  { team_id: place, context_team_id: context, authorizations }: Extract<Payload, { kind: "event" }>,
): boolean {
  if (authorizations?.some(isForOrganisation)) return false;
  // Where the app was removed it is for nobody any more.
  const installed = authorizations?.length ? authorizations.map((each) => each.team_id) : null;
  if (installed && !installed.includes(teamId)) return false;
  return (context ?? (installed ? teamId : place)) === teamId;
}

/**
 * Everybody who reads a message may press its buttons, and is told when they may not do what those do. A window is only
 * ever opened for people of the workspace and of organisations whose people are CSMs.
 */
function isClickFor(click: Extract<Payload, { kind: "in_window" | "on_message" }>, served: Served): boolean {
  const { teamId } = served.workspace;
  const home = homeOf(click, teamId);
  if (home === null || isForOrganisation(click)) return false;
  if (click.kind === "on_message") return true;
  const { app_installed_team_id: installed } = click.view;
  if (installed && installed !== teamId) return false;
  return !isOutsider({ homeTeamId: home }, served);
}

/** The workspace of the person; null when the payload names none, or one that is neither theirs nor ours. */
function homeOf(told: Interaction, ours: string): string | null {
  const home = told.user.team_id ?? told.team?.id;
  if (home === undefined) return null;
  const named = [told.team?.id, "view" in told ? told.view?.team_id : null];
  return named.every((team) => !team || team === home || team === ours) ? home : null;
}

function isForOrganisation({
  is_enterprise_install: told,
}: {
  readonly is_enterprise_install?: boolean | string | undefined;
}): boolean {
  return told === true || told === "true";
}

const kinds = ["event_callback", "block_actions", "view_submission", "shortcut", "message_action"] as const;
const kindSchema = z.union([
  z.object({ type: z.enum(kinds) }).transform(({ type }) => type),
  z.object({ command: z.string() }).transform(() => "command" as const),
]);

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,60}$/u)
  .nullable()
  .catch(null);
const namedSchema = z.union([
  z
    .object({ actions: z.tuple([z.object({ action_id: name })], z.unknown()) })
    .transform((told) => told.actions[0].action_id),
  z.object({ view: z.object({ callback_id: name }) }).transform((told) => told.view.callback_id),
  z.object({ callback_id: name }).transform((told) => told.callback_id),
]);

/** The button, the window or the shortcut, as the bot itself has named it. */
function nameIn(body: unknown): string | null {
  return namedSchema.safeParse(body).data ?? null;
}

/** As those who watch over the bot tell them apart. */
const measuredAs = {
  command: "command",
  block_actions: "action",
  view_submission: "view_submission",
  shortcut: "shortcut",
  message_action: "shortcut",
  event_callback: "event",
  unknown: "unknown",
} as const satisfies Record<ReturnType<typeof kindOfPayload>, PayloadKind>;

/** In a word of ours: what stands in a damaged payload may be anything. */
function kindOfPayload(body: unknown) {
  return kindSchema.safeParse(body).data ?? "unknown";
}
