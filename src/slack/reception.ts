import type { WebClientOptions } from "@slack/web-api";
import type { Measures } from "../measures.ts";
import { type HttpMode, interactiveClientOptions, type SocketMode } from "./clients.ts";
import { type Around, hearingByHttp } from "./hearing-by-http.ts";
import { hearingBySocket } from "./hearing-by-socket.ts";
import type { Door, Hearing } from "./hearing.ts";
import type { Starting } from "./sign-in.ts";
import { workUnderWay, type WorkUnderWay } from "./work-under-way.ts";

/** Where what people do comes in, whichever workspace they are of. */
export interface Reception extends Pick<Hearing, "isHearing" | "connections"> {
  readonly clientOptions: WebClientOptions;
  /** Which listeners are at it. */
  readonly work: WorkUnderWay;
  /** Begins to hear people. Resolves with the port, in HTTP mode. */
  readonly open: (door: Door) => Promise<number | null>;
  /** Takes nothing new, and resolves when what people did before is done, or patience is over. */
  readonly close: (patience: AbortSignal) => Promise<void>;
}

export interface SlackSurroundings extends Starting, Around {
  /** Ends every call to Slack that is under way then. */
  readonly cut: AbortSignal;
  readonly measures?: Measures | undefined;
}

type Way = (SocketMode | HttpMode) & { readonly apiUrl?: string | undefined };

/** Nothing is received before it is opened. */
export function reception(way: Way, surroundings: SlackSurroundings): Reception {
  const clientOptions = interactiveClientOptions(way.apiUrl, surroundings.cut, surroundings.measures);
  const work = workUnderWay();
  const hearing =
    way.mode === "socket"
      ? hearingBySocket(way, clientOptions, surroundings)
      : hearingByHttp(way, surroundings, work);
  return {
    isHearing: hearing.isHearing,
    connections: hearing.connections,
    clientOptions,
    work,
    open: hearing.begin,
    close: async (patience) => {
      await hearing.end(patience);
      // What came in until the very end is done too.
      await work.over(patience);
    },
  };
}
