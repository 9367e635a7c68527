import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import type { Person } from "../../playground/person.ts";
import { s1 } from "../../playground/sample-cases.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import type { Message } from "../../playground/server/world.ts";
import type { Stage } from "../../playground/stage.ts";
import { channels, people, team } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { type EscalationEvent, listEvents } from "../../src/store/audit.ts";
import { type Db, openStore } from "../../src/store/database.ts";
import { type Delivery, listDeliveries } from "../../src/store/deliveries.ts";
import { findEscalationByNumber } from "../../src/store/escalations.ts";
import { inTransaction } from "../../src/store/transactions.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { aNewEscalation, sendCase } from "./an-escalation.ts";
import { putFinishedDrafts } from "./finished-drafts.ts";
import { inOneLine, isTrouble, openWatchedStage } from "./a-watched-stage.ts";
import { foundIn } from "./what-is-left.ts";
import { slackMode } from "./slack-mode.ts";

/** The bot on a local Slack that fails it, with people one press of a button away from a case. */

export const en = wordsIn("en");
/** Monday noon in Chicago, where Dana is. */
const noon = s1.now;
export const minutes = 60_000;

export interface Trouble extends Stage {
  /** What the bot logged as warnings and errors. */
  readonly lines: readonly string[];
  readonly dana: Person;
  readonly casey: Person;
  /** The history of a case: kinds with what they are about. */
  readonly trail: (number?: number) => Promise<readonly EscalationEvent[]>;
  readonly deliveries: (number?: number) => Promise<readonly Delivery[]>;
  /** Where in the database one of these stands. */
  readonly find: (wanted: readonly string[]) => Promise<readonly string[]>;
}

export interface TroubleOptions {
  /** Who has a finished draft; Dana alone when absent. */
  readonly drafts?: readonly string[];
  readonly answers?: Answers;
  readonly settings?: Readonly<Record<string, string>>;
}

/** A database with finished drafts in it, in a folder of its own. */
export async function draftsOnDisk(options: TroubleOptions = {}): Promise<{
  readonly url: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "bot-in-trouble-"));
  const url = `sqlite:${join(folder, "escalations.db")}`;
  await putDrafts(url, options);
  return { url, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Finished drafts with the same answers into a database that is there. */
export function putDrafts(
  url: string,
  { drafts = [people.dana], answers = s1.answers }: Pick<TroubleOptions, "drafts" | "answers">,
): Promise<void> {
  return putFinishedDrafts(url, Object.fromEntries(drafts.map((userId) => [userId, answers])), noon);
}

/** A case of Harriet's that was sent this moment, with nothing of it in Slack yet. */
export async function putSentCase(url: string): Promise<void> {
  const store = await openStore(url);
  const given = aNewEscalation({ requesterId: people.harriet, teamId: team.id, channelId: channels.csm });
  await inTransaction(store.db, (trx) => sendCase(trx, given, new Date()));
  await store.close();
}

export async function openTrouble(options: TroubleOptions = {}): Promise<Trouble> {
  const disk = await draftsOnDisk(options);
  // Opened before the bot, and only read from: a transaction here would make the bot wait.
  const beside = await openStore(disk.url);
  const lines: string[] = [];
  const settings = { DATABASE_URL: disk.url, DEFAULT_TIME_ZONE: s1.zone, ...options.settings };
  const stage = await openWatchedStage(
    { clock: frozenClock(noon), mode: slackMode, settings, slack: { settleMs: 50 } },
    (heard) => {
      if (isTrouble(heard)) lines.push(inOneLine(heard));
    },
  );
  return {
    ...stage,
    lines,
    dana: stage.person(people.dana),
    casey: stage.person(people.casey),
    trail: async (number = 1) => listEvents(beside.db, await caseId(beside.db, number)),
    deliveries: async (number = 1) => listDeliveries(beside.db, await caseId(beside.db, number)),
    find: (wanted) => foundIn(beside.db, wanted),
    stop: async () => {
      await stage.stop();
      await beside.close();
      await disk.remove();
    },
  };
}

export async function caseId(db: Db, number: number): Promise<string> {
  const escalation = await findEscalationByNumber(db, team.id, number);
  if (!escalation) throw new Error(`There is no ESC-${number}.`);
  return escalation.id;
}

/** From the command to the review of the finished draft. */
export async function opensReview(person: Person): Promise<void> {
  await person.types("/escalate", { in: channels.project });
  await person.seesModal(en.modal.resume.heading);
  await person.presses(en.controls.buttons.resume);
  await person.seesModal(en.controls.titles.review);
}

/** Sends the finished draft; the case is safe once this resolves. */
export async function sends(person: Person): Promise<void> {
  await opensReview(person);
  const { submit } = en.controls;
  const ready = person.modal()?.submitLabel === submit.send;
  if (!ready) await person.fills({ [en.review.anyway.label]: "It cannot wait." });
  await person.presses(ready ? submit.send : submit.send_anyway);
  await person.seesModal("ESC-");
  await person.closesModal();
}

/** The keys that the bot's messages in a channel carry, in the order in which they stand. */
export function keysIn(slack: LocalSlack, userId: string, channelId: string): string[] {
  return slack
    .messagesFor(userId, channelId)
    .filter((message) => message.fromApp && !message.tombstone)
    .map(keyOf);
}

export function keyOf({ metadata }: Pick<Message, "metadata">): string {
  const payload = metadata?.["event_payload"];
  const key =
    typeof payload === "object" && payload !== null && "key" in payload ? payload["key"] : undefined;
  return typeof key === "string" ? key : "no key";
}

export const kindsOf = (keys: readonly string[]) =>
  keys.map((key) => {
    const [kind = "", , part = ""] = key.split(":");
    return kind === "evidence" ? `${kind} ${part}` : kind;
  });

/** What Slack shows of one sent case when all is well: nothing missing, nothing twice, all in its place. */
export function expectShownOnce(slack: LocalSlack, requester: string = people.dana): void {
  const inChannel = keysIn(slack, people.casey, channels.csm);
  expect(kindsOf(inChannel)).toEqual(["card", "evidence 1"]);
  const [card, ...evidence] = slack.messagesFor(people.casey, channels.csm);
  expect(evidence.map(({ threadTs }) => threadTs)).toEqual(evidence.map(() => card?.ts));
  expect(kindsOf(keysIn(slack, requester, slack.dmOf(requester).id))).toEqual(["receipt"]);
  const link = slack.messagesFor(requester, slack.dmOf(requester).id).at(-1)?.text ?? "";
  expect(link).toContain("ESC-1");
}

export function callsOf(slack: LocalSlack, method: string): number {
  return slack.calls.filter((call) => call.method === method).length;
}
