/** One stretch of formatted text: plain, or alive in some way. */
export type Segment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "user" | "usergroup"; readonly id: string }
  | { readonly kind: "channel"; readonly id: string }
  | { readonly kind: "broadcast"; readonly name: string }
  | { readonly kind: "link"; readonly url: string; readonly label: string | null }
  | { readonly kind: "date"; readonly unix: number; readonly format: string; readonly url: string | null };

export interface Reading {
  /** Bare addresses become links. */
  readonly linksBare: boolean;
  /** Bare @here, @channel, @everyone and #channels come alive. */
  readonly namesBare: boolean;
}

const marked = /<([^<>]+)>/g;
const address = /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i;
const bareName = /(?<![\w.@#&])(?:@(here|channel|everyone)(?![\w-])|#([a-z][a-z0-9_-]*))/gi;
const topLevel = "com|org|net|io|dev|app|co|br|eu|de|fr|uk|us|info|biz|ai|me|example|test";
const bareAddress = new RegExp(
  String.raw`(?:https?:\/\/|mailto:)[^\s<>]*[^\s<>.,;:!?'"\])]` +
    String.raw`|[\w.+-]+@(?:[a-z0-9-]+\.)+(?:${topLevel})\b` +
    String.raw`|(?<![\w@./-])(?:www\.)?(?:[a-z0-9-]+\.)+(?:${topLevel})\b(?:\/[^\s<>]*)?`,
  "gi",
);

/** Reads text as Slack does: `<…>` always, bare names and addresses where they are brought to life. */
export function segmentsOf(text: string, reading: Reading): Segment[] {
  return split(
    text,
    marked,
    (found) => readMarked(found[1] ?? ""),
    (plain) => readBare(plain, reading),
  );
}

/** Entities as Slack shows them: only these three are known. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function readMarked(inside: string): Segment {
  const [target = "", ...rest] = inside.split("|");
  const label = rest.length === 0 ? null : unescaped(rest.join("|"));
  if (target.startsWith("@")) return { kind: "user", id: target.slice(1) };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1) };
  if (target.startsWith("!")) return readCommand(target.slice(1), label);
  if (address.test(target)) return { kind: "link", url: unescaped(target), label };
  return { kind: "text", text: unescaped(`<${inside}>`) };
}

function readCommand(command: string, label: string | null): Segment {
  const [name = "", first = "", second = "", third] = command.split("^");
  switch (name) {
    case "here":
    case "channel":
    case "everyone":
      return { kind: "broadcast", name };
    case "subteam":
      return { kind: "usergroup", id: first };
    case "date":
      return { kind: "date", unix: Number(first), format: second, url: third ?? null };
    default:
      return { kind: "text", text: label ?? `<!${command}>` };
  }
}

function readBare(text: string, { linksBare, namesBare }: Reading): Segment[] {
  const asText = (plain: string): Segment[] => [{ kind: "text", text: unescaped(plain) }];
  const names = (plain: string) => (namesBare ? split(plain, bareName, readName, asText) : asText(plain));
  return linksBare
    ? split(text, bareAddress, ([url]) => ({ kind: "link", url: unescaped(url), label: null }), names)
    : names(text);
}

function readName([, broadcast, channel]: RegExpExecArray): Segment {
  return broadcast === undefined
    ? { kind: "channel", id: channel ?? "" }
    : { kind: "broadcast", name: broadcast.toLowerCase() };
}

function split(
  text: string,
  pattern: RegExp,
  read: (found: RegExpExecArray) => Segment,
  between: (plain: string) => Segment[],
): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    if (found.index > at) segments.push(...between(text.slice(at, found.index)));
    segments.push(read(found));
    at = found.index + found[0].length;
  }
  if (at < text.length) segments.push(...between(text.slice(at)));
  return segments;
}
