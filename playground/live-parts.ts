import { type Segment, segmentsOf } from "./mrkdwn.ts";
import { isJsonObject, type Json, type JsonObject } from "./server/json.ts";

/** Something that Slack would bring to life: a mention that notifies, a name or an address that can be clicked. */
export interface LivePart {
  readonly kind: "user" | "usergroup" | "team" | "broadcast" | "channel" | "link";
  /** The id, the name of the broadcast, or the address. */
  readonly target: string;
  /** JSON pointer to where it stands. */
  readonly where: string;
}

export interface MessageContent {
  readonly text?: string | undefined;
  readonly blocks?: readonly JsonObject[] | null | undefined;
  /** How the top-level text is read; absent: as by default. */
  readonly reading?: { readonly parse: string | null; readonly linkNames: boolean } | undefined;
}

/** Everything in a message, or in the blocks of a modal, that would not be inert. */
export function liveParts({ text = "", blocks, reading }: MessageContent): LivePart[] {
  const topLevel = {
    linksBare: reading?.parse !== "none",
    namesBare: reading?.linkNames === true || reading?.parse === "full",
  };
  return [...liveSegments(segmentsOf(text, topLevel), "/text"), ...liveIn([...(blocks ?? [])], "/blocks")];
}

function liveIn(part: Json, where: string): LivePart[] {
  if (Array.isArray(part)) return part.flatMap((each: Json, index) => liveIn(each, `${where}/${index}`));
  if (!isJsonObject(part)) return [];
  const inner = Object.entries(part).flatMap(([key, value]) => liveIn(value, `${where}/${key}`));
  return [...liveHere(part, where), ...inner];
}

function liveHere(part: JsonObject, where: string): LivePart[] {
  const { type, text, url } = part;
  if (typeof type !== "string") return [];
  switch (type) {
    case "mrkdwn": {
      const bare = part["verbatim"] !== true;
      return typeof text === "string"
        ? liveSegments(segmentsOf(text, { linksBare: bare, namesBare: bare }), `${where}/text`)
        : [];
    }
    case "markdown":
      return typeof text === "string"
        ? liveSegments(segmentsOf(text, { linksBare: true, namesBare: true }), `${where}/text`)
        : [];
    case "user":
      return live("user", part["user_id"], where);
    case "usergroup":
      return live("usergroup", part["usergroup_id"], where);
    case "team":
      return live("team", part["team_id"], where);
    case "channel":
      return live("channel", part["channel_id"], where);
    case "broadcast":
      return live("broadcast", part["range"], where);
    case "link":
    case "button":
    case "date":
      return live("link", url, where);
    default:
      return [];
  }
}

function live(kind: LivePart["kind"], target: Json | undefined, where: string): LivePart[] {
  return typeof target === "string" ? [{ kind, target, where }] : [];
}

function liveSegments(segments: readonly Segment[], where: string): LivePart[] {
  return segments.flatMap((segment): LivePart[] => {
    switch (segment.kind) {
      case "text":
        return [];
      case "date":
        return segment.url === null ? [] : [{ kind: "link", target: segment.url, where }];
      case "broadcast":
        return [{ kind: segment.kind, target: segment.name, where }];
      case "link":
        return [{ kind: segment.kind, target: segment.url, where }];
      case "user":
      case "usergroup":
      case "channel":
        return [{ kind: segment.kind, target: segment.id, where }];
    }
  });
}
