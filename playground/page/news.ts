import { conversationName, userName } from "./names.ts";
import { announce } from "./notice.ts";
import type { Page } from "./state.ts";

let whose = "";
let known = new Set<string>();

/** Tells those who listen to the page who wrote where: once for each burst, and not what is in it. */
export function tellWhatIsNew({ me, workspace, conversations }: Page): void {
  const before = whose === me.id ? known : null;
  known = new Set();
  const news = new Set<string>();
  for (const { channel, messages, ephemerals } of conversations) {
    for (const { ts, userId, isAlone } of [
      ...messages
        .filter(({ notice }) => notice === null)
        .map((each) => ({ ts: each.ts, userId: each.userId, isAlone: false })),
      ...ephemerals.map((each) => ({ ts: each.ts, userId: workspace.botUserId, isAlone: true })),
    ]) {
      known.add(`${channel.id}/${ts}`);
      if (before === null || before.has(`${channel.id}/${ts}`) || (userId === me.id && !isAlone)) continue;
      const where = channel.kind === "im" ? "your direct messages" : conversationName(channel, workspace);
      news.add(
        `${isAlone ? "Message only to you" : `Message from ${userName(workspace, userId)}`} in ${where}.`,
      );
    }
  }
  whose = me.id;
  if (news.size > 0) announce([...news].join(" "));
}
