import { afterEach, describe, expect, test } from "@jest/globals";
import type { FaultReach } from "../../playground/server/faults.ts";
import { meaningOf } from "../../src/slack/error-meanings.ts";
import { en, minutes } from "../support/a-bot-in-trouble.ts";
import { type Crowd, type LoneCase, openCrowd } from "../support/a-case-per-channel.ts";
import { errorsOf, type SlackMethod } from "../support/slack-methods.ts";

/**
 * Every documented error of the methods that post, redraw, open a DM and look for a message, each on a case of its own.
 * Whatever it is, the case is shown once when it is over, its trail and the log name the reason, and the requester was
 * told of what somebody else has to mend.
 */

let crowd: Crowd;
afterEach(async () => {
  const wrongs = crowd.wrongs();
  await crowd.stop();
  expect(wrongs).toEqual([]);
});

interface Story {
  readonly method: SlackMethod;
  /** Whom the error strikes. */
  readonly reach: (lone: LoneCase) => FaultReach;
  /** What leads to the call. */
  readonly before?: (lone: LoneCase) => void;
  /** Has the call made of a case that was shown already. */
  readonly again?: () => Promise<void>;
  /** The message that is held up. */
  readonly kind: "card" | "evidence" | "receipt";
  /** What its requester is told by DM. */
  readonly told?: (name: string, why: string) => string;
}

const inItsChannel = ({ channelId }: LoneCase): FaultReach => ({ channel: channelId });
const losesAnswer = (after: number) => (lone: LoneCase) => {
  crowd.slack.fail("chat.postMessage", { kind: "lose_answer" }, { ...inItsChannel(lone), after });
};

const stories: readonly Story[] = [
  { method: "chat.postMessage", reach: inItsChannel, kind: "card", told: en.talk.stuck },
  {
    method: "chat.update",
    reach: inItsChannel,
    again: () => crowd.wantCardsAgain(),
    kind: "card",
    told: en.talk.outdated,
  },
  { method: "conversations.open", reach: ({ requesterId }) => ({ user: requesterId }), kind: "receipt" },
  {
    method: "conversations.history",
    reach: inItsChannel,
    before: losesAnswer(0),
    kind: "card",
    told: en.talk.stuck,
  },
  { method: "conversations.replies", reach: inItsChannel, before: losesAnswer(1), kind: "evidence" },
];

describe.each(stories)("$method", (story) => {
  const { method, reach, before, again } = story;

  /** Every error of the method, on its case, so many times. */
  async function strike(times: number): Promise<void> {
    crowd = await openCrowd(errorsOf(method));
    if (again) await crowd.settle();
    for (const lone of crowd.cases) {
      before?.(lone);
      crowd.slack.fail(method, { kind: "error", error: lone.about }, { ...reach(lone), times });
    }
    await again?.();
  }

  test("once: each case is shown once, in its own time", async () => {
    await strike(1);
    await crowd.settle(15 * minutes);
    for (const lone of crowd.cases) await expectOver(story, lone);
  });

  test("until it is mended: each case waits, its requester hears why once, and it is shown once after that", async () => {
    await strike(Infinity);
    await crowd.settle(25 * minutes);
    for (const lone of crowd.cases) await expectWaits(story, lone);
    crowd.slack.mend();
    await crowd.settle(15 * minutes);
    for (const lone of crowd.cases) await expectOver(story, lone);
  });
});

type Reason = Exclude<ReturnType<typeof meaningOf>, "passing" | "doubtful" | null>;

/** Why it was held up; null for what passes by itself. */
function reasonOf({ about }: LoneCase): Reason | null {
  const meaning = meaningOf(about);
  return meaning === "passing" || meaning === "doubtful" ? null : meaning;
}

/** With the error in front, so that a failure says which one it was. */
async function seenOf(lone: LoneCase) {
  const trail = await crowd.trailOf(lone);
  const troubles = trail.flatMap(({ kind, details: { delivery, reason } }) => {
    if (typeof delivery !== "string") return [];
    const about = `${kind} ${delivery.split(":")[0] ?? ""}`;
    return [typeof reason === "string" ? `${about} ${reason}` : about];
  });
  return { error: lone.about, channel: crowd.inChannel(lone), dm: crowd.inDm(lone), troubles };
}

async function expectOver(story: Story, lone: LoneCase): Promise<void> {
  const { about: error } = lone;
  const reason = reasonOf(lone);
  const whole = ["card", "evidence 1"];
  expect(await crowd.isDone(lone)).toBe(true);
  const dm = story.told && reason !== null && reason !== "message_deleted" ? ["stuck_notice"] : [];
  expect(await seenOf(lone)).toEqual(
    reason === "message_deleted"
      ? // Slack said so itself: the card, and what stands below it, are posted once more.
        { error, channel: [...whole, ...whole], dm: ["receipt"], troubles: ["card_reposted card"] }
      : {
          error,
          channel: whole,
          // Nobody writes to a person who has gone.
          dm: reason === "person_gone" ? [] : ["receipt", ...dm],
          troubles: [
            ...(reason === null ? [] : [`delivery_parked ${story.kind} ${reason}`]),
            ...(reason === null || reason === "person_gone" ? [] : [`delivery_resumed ${story.kind}`]),
          ],
        },
  );
  expectLogged(story, lone, reason);
}

async function expectWaits(story: Story, lone: LoneCase): Promise<void> {
  const reason = reasonOf(lone);
  if (reason === "person_gone" || reason === "message_deleted") {
    await expectOver(story, lone);
    return;
  }
  expect(await crowd.isDone(lone)).toBe(false);
  const { troubles } = await seenOf(lone);
  expect(troubles).toEqual(reason === null ? [] : [`delivery_parked ${story.kind} ${reason}`]);
  expectLogged(story, lone, reason);
  if (story.told && reason !== null) {
    const channel = `#${lone.channelId.toLowerCase()}`;
    const [, notice] = crowd.person(lone.requesterId).dms();
    expect(notice?.screen).toBe(story.told(lone.name, en.talk.parked[reason](channel)));
  }
}

function expectLogged({ kind }: Story, lone: LoneCase, reason: Reason | null): void {
  const delivery = `"delivery":"${kind}:${lone.id}`;
  const code = `"error":"${lone.about}"`;
  const told = crowd.linesOf(lone).filter((line) => line.includes(delivery) && line.includes(code));
  expect(told.length).toBeGreaterThan(0);
  for (const line of told) {
    if (reason === null) expect(line).toContain("a message will be tried again");
    else if (reason === "message_deleted") expect(line).toContain("a card was deleted: it is posted again");
    else expect(line).toMatch(new RegExp(`^a message is held up .*"reason":"${reason}"`, "u"));
  }
}
