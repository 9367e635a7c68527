import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type Clock, tickingClock } from "../clock.ts";
import type { ActingControls } from "./acting.ts";
import type { LinkControls } from "./app-link.ts";
import { actingInChannels } from "./acting-in-channels.ts";
import { actingInHome } from "./acting-in-home.ts";
import { actingInModals } from "./acting-in-modals.ts";
import { actingOnMessages } from "./acting-on-messages.ts";
import { activityMeter } from "./activity.ts";
import { serveControl } from "./control.ts";
import { eventSender } from "./events.ts";
import { type Fault, faultPlan, type FaultReach } from "./faults.ts";
import { isFromHere } from "./from-here.ts";
import { appHomes } from "./homes.ts";
import { httpMode } from "./http-mode.ts";
import { pathOf, serveCall, serveResponse } from "./http-front.ts";
import { manifestFaults, readManifest } from "./manifest.ts";
import { messageStates } from "./message-states.ts";
import { modalStacks } from "./modals.ts";
import { responseUrlBook } from "./response-urls.ts";
import type { Beside, LocalSlackOptions } from "./seed.ts";
import { seeing } from "./seeing.ts";
import { socketMode } from "./socket-mode.ts";
import { timestampsFrom } from "./timestamps.ts";
import { type Call, type Traffic, type TrafficEntry, trafficLog } from "./traffic.ts";
import { triggerBook } from "./triggers.ts";
import { serveUpload, type Upload, uploadBook, uploadPath } from "./uploads.ts";
import { type Violation, violationLog, type Violations } from "./violations.ts";
import { worldFrom } from "./world.ts";
import { type WorldControls, worldControls } from "./world-controls.ts";
import type { Workings } from "./workings.ts";

/** A running stand-in for Slack. Everything it offers is also served as JSON under `/control/`. */
export interface LocalSlack extends WorldControls, LinkControls, ActingControls {
  readonly origin: string;
  /** For `slackApiUrl`: ends in `/api/`. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly settleMs: number;
  readonly violations: readonly Violation[];
  readonly calls: readonly Call[];
  readonly traffic: readonly TrafficEntry[];
  /** Files that the app has brought, shared or not. */
  readonly uploads: readonly Upload[];

  fail(method: string, fault: Fault, reach?: FaultReach): void;
  mend(method?: string): void;
  /** Every connection is closed and every new one refused, but for `/control/`, until `comeUp`. */
  goDown(): void;
  comeUp(): void;

  /** While it is on, every event that was acknowledged comes once more, under the same event id. */
  repeatEvents(isOn: boolean): void;

  withdrawScope(scope: string): void;
  restoreScope(scope: string): void;

  /** Resolves once nothing is awaited from the app and nothing has happened for a moment. */
  quiet(forMs?: number): Promise<void>;
  /** As `quiet`, but a shorter moment is enough once `come` says that what was waited for is there. */
  settled(come: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

const nothingBeside: Beside = {
  operations: {},
  onChange: () => undefined,
  serve: () => Promise.resolve(false),
};

/** Long enough for the rest of one burst of calls. */
const AFTERGLOW_MS = 25;

export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { clock = tickingClock(), settleMs = 120, beside = nothingBeside } = options;
  const faults = faultPlan();
  let origin = "";
  let isDown = false;
  const workings = assemble(options, clock, { origin: () => origin, isDown: () => isDown });
  const { activity, link, scopes } = workings;
  for (const fault of manifestFaults(workings.manifest)) workings.violations.record("manifest", fault);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (await beside.serve(request, response)) return;
    if (path.startsWith("/control/")) await serveControl(slack, beside, request, response);
    else if (!isFromHere(request)) response.writeHead(403).end();
    else if (isDown) request.socket.destroy();
    else if (path.startsWith("/api/")) await serveCall(workings, faults, request, response);
    else if (path.startsWith("/response/")) await serveResponse(workings, faults, request, response);
    else if (path.startsWith(uploadPath)) await serveUpload(workings, faults, request, response);
    else response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      process.stderr.write(
        `local Slack: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      response.destroy();
    });
  });
  server.on("upgrade", (request: IncomingMessage, duplex: Socket, head: Buffer) => {
    if (isDown || !isFromHere(request)) duplex.destroy();
    else link.upgrade(request, duplex, head);
  });

  const slack: LocalSlack = {
    ...worldControls(workings),
    ...actingInChannels(workings),
    ...actingOnMessages(workings),
    ...actingInModals(workings),
    ...actingInHome(workings),
    ...seeing(workings),
    connections: () => link.connections(),
    untilConnected: (atLeast) => link.untilConnected(atLeast),
    disconnect: (reason, only) => {
      link.disconnect(reason, only);
    },
    dropConnections: () => {
      link.dropConnections();
    },
    reachAt: (requestUrl) => link.reachAt(requestUrl),
    redeliver: (type) => link.redeliver(type),
    get origin() {
      return origin;
    },
    get apiUrl() {
      return `${origin}/api/`;
    },
    clock,
    settleMs,
    violations: workings.violations.seen,
    calls: workings.traffic.calls,
    traffic: workings.traffic.entries,
    uploads: workings.uploads.all,
    fail: (method, fault, reach) => {
      faults.plan(method, fault, reach);
    },
    mend: (method) => {
      faults.mend(method);
    },
    goDown() {
      isDown = true;
      link.dropConnections();
    },
    comeUp() {
      isDown = false;
    },
    repeatEvents: (isOn) => {
      workings.events.repeat(isOn);
    },
    withdrawScope: (scope) => {
      scopes.delete(scope);
    },
    restoreScope: (scope) => {
      scopes.add(scope);
    },
    quiet: (forMs = settleMs) => activity.quiet(forMs),
    settled: (come) => activity.quiet(settleMs, { when: come, onceMs: AFTERGLOW_MS }),
    async stop() {
      workings.events.stop();
      workings.triggers.stop();
      await link.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The local Slack has no port.");
  origin = `http://127.0.0.1:${address.port}`;
  return slack;
}

function assemble(
  options: LocalSlackOptions,
  clock: Clock,
  { origin, isDown }: { readonly origin: () => string; readonly isDown: () => boolean },
): Workings {
  const {
    workspace,
    app,
    mode = "socket",
    ackWithinMs = 3_000,
    eventRetryDelaysMs = [10, 50, 250],
    beside = nothingBeside,
  } = options;
  const world = worldFrom(workspace, app);
  const manifest = readManifest(app.manifest);
  const scopes = new Set(manifest.scopes);
  const activity = activityMeter();
  const traffic = toldTraffic(trafficLog(clock), beside.onChange);
  const violations = toldViolations(violationLog(clock), beside.onChange);
  const inside = { ackWithinMs, traffic, violations, activity };
  const link =
    mode === "socket"
      ? socketMode({ appId: app.appId, ...inside })
      : httpMode({ signingSecret: app.signingSecret, isDown, ...inside });
  return {
    clock,
    world,
    manifest,
    scopes,
    activity,
    traffic,
    violations,
    triggers: triggerBook(clock),
    modals: modalStacks(clock),
    homes: appHomes(clock),
    messageStates: messageStates(),
    link,
    events: eventSender({ clock, world, manifest, scopes, link, retryDelaysMs: eventRetryDelaysMs }),
    responseUrls: responseUrlBook(clock),
    uploads: uploadBook(),
    nextTs: timestampsFrom(clock),
    origin,
  };
}

function toldTraffic(log: Traffic, onChange: () => void): Traffic {
  return {
    ...log,
    record(entry) {
      const order = log.record(entry);
      onChange();
      return order;
    },
  };
}

function toldViolations(log: Violations, onChange: () => void): Violations {
  return {
    ...log,
    record(what, detail) {
      log.record(what, detail);
      onChange();
    },
  };
}
