import { type Reading, type Segment, segmentsOf } from "../mrkdwn.ts";
import { showDate } from "../on-screen-dates.ts";
import { type Child, h } from "./dom.ts";
import type { Viewer } from "./names.ts";

/** Text with Slack's marks, as nodes. Nothing in it becomes an element but what Slack itself would bring to life. */
export function formatted(text: string, reading: Reading, viewer: Viewer): Child[] {
  return segmentsOf(text, reading).flatMap((segment) => segmentNodes(segment, viewer));
}

function segmentNodes(segment: Segment, viewer: Viewer): Child[] {
  switch (segment.kind) {
    case "text":
      return styled(segment.text);
    case "user":
      return [mention(segment.id, viewer)];
    case "usergroup":
      return [alive(`@${viewer.usergroupHandle(segment.id)}`)];
    case "channel":
      return [alive(`#${viewer.channelName(segment.id)}`)];
    case "broadcast":
      return [h("span", { class: "mention mine" }, `@${segment.name}`)];
    case "link":
      return [link(segment.url, segment.label ?? segment.url, viewer)];
    case "date": {
      const date = showDate(segment.unix, segment.format, viewer);
      return [segment.url === null ? date : link(segment.url, date, viewer)];
    }
  }
}

/** The name of a group or a channel. */
export function alive(name: string): HTMLElement {
  return h("span", { class: "mention" }, name);
}

/** A person's name, marked when it is the one who looks. */
export function mention(userId: string, viewer: Viewer): HTMLElement {
  const mine = userId === viewer.userId ? " mine" : "";
  return h("span", { class: `mention${mine}` }, `@${viewer.userName(userId)}`);
}

/** Opens in a page of its own that knows nothing of this one; a message of this Slack is jumped to; the rest is text. */
export function link(url: string, label: string, viewer: Viewer): HTMLElement {
  if (!URL.canParse(url)) return h("span", {}, label);
  const { protocol, hostname, pathname } = new URL(url);
  const place = /^\/archives\/(\w+)\/p(\d{10})(\d{6})$/.exec(pathname);
  if (hostname === viewer.slackHost && place !== null) {
    const [, channelId = "", seconds = "", rest = ""] = place;
    return h("a", { href: `#jump/${channelId}/${seconds}.${rest}`, class: "jump" }, label);
  }
  const isSafe = protocol === "https:" || protocol === "http:" || protocol === "mailto:";
  return isSafe
    ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label)
    : h("span", {}, label);
}

const fenced = /```([\s\S]+?)```/;
const marks = /(?<![\w*_~`])([*_~`])(?=\S)([^\n]*?\S)\1(?![\w*_~`])/;
const tags = { "*": "strong", _: "em", "~": "s", "`": "code" } as const;

/** Bold, italic, struck through and code, one within the other. */
function styled(text: string): Child[] {
  const block = fenced.exec(text);
  const found = block ?? marks.exec(text);
  if (found === null) return [text];
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  return [...styled(before), block ? h("pre", {}, block[1] ?? "") : marked(found), ...styled(after)];
}

function marked([, mark, inside = ""]: RegExpExecArray): HTMLElement {
  const tag = mark === "*" || mark === "_" || mark === "~" || mark === "`" ? tags[mark] : "strong";
  return tag === "code" ? h("code", {}, inside) : h(tag, {}, ...styled(inside));
}
