import { messageUrl } from "../../src/slack/deps.ts";
import { app, team } from "../../playground/workspace.ts";
import type { Config } from "../../src/config.ts";
import { isInThread } from "../../src/domain/delivery.ts";
import { caseName } from "../../src/domain/escalation.ts";
import { isWorkingTime, localDate } from "../../src/domain/working-time.ts";
import { drawDelivery } from "../../src/jobs/draw-delivery.ts";
import type { Delivery } from "../../src/store/deliveries.ts";
import { planContextOf } from "../../src/store/plan-contexts.ts";
import type { Account, CaseAccount, Shown } from "./an-account.ts";

/** What must hold however often the bot was killed. Each answers with what is wrong, in words; with nothing when all is well. */

type Faults = readonly string[];

/** At any time, also in the middle of everything. */
export function faultsAtAnyTime({ cases, erased, shown }: Account): Faults {
  const kept = cases.map(({ escalation }) => escalation.number);
  // One may be erased while it is read.
  const numbers = [...kept, ...erased.map(({ number }) => number).filter((one) => !kept.includes(one))];
  return [
    ...twice(shown.map(({ key }) => key)).map((key) => `${key} stands in Slack more than once`),
    ...shown.filter(({ key }) => key === "no key").map(() => "a message in Slack has no key"),
    ...gaps(numbers.toSorted((one, other) => one - other)).map((fault) => `numbers of cases: ${fault}`),
    ...cases.flatMap(({ escalation, events }) =>
      gaps(events.map(({ seq }) => seq)).map((fault) => `events of ${caseName(escalation)}: ${fault}`),
    ),
  ];
}

/** Once nothing is due any more. */
export async function faultsAtTheEnd(account: Account, config: Config): Promise<Faults> {
  const { cases, deliveries, shown } = account;
  const drawn = await Promise.all(cases.map((each) => otherThanDrawn(account, each, config)));
  return [
    ...faultsAtAnyTime(account),
    ...deliveries.flatMap((delivery) => unsettled(delivery, shown)),
    ...strangers(account),
    ...cases.flatMap((each) => outOfPlace(each, shown)),
    ...cases.flatMap((each) => outOfOrder(each, shown)),
    ...cases.flatMap((each) => otherThanRecorded(each, shown)),
    ...drawn.flat(),
    ...(await nudgesAtWrongTimes(account, config)),
    ...complaints(account),
  ];
}

function complaints({ violations }: Account): Faults {
  return violations.map(({ what, detail }) => `Slack complains of ${what}: ${detail}`);
}

/** Each message is done with: it stands once, as often drawn as it was wanted, or it was given up and does not stand. */
function unsettled(
  { key, subject, state, shown, wanted, lease, posted, lastError }: Delivery,
  all: readonly Shown[],
): Faults {
  // Left where it stands, under the key of another one.
  if (subject.kind === "removal" && state === "settled") return [];
  const here = all.filter((each) => each.key === key);
  const isThere = here.some(
    ({ channelId, message }) => channelId === posted?.channelId && message.ts === posted.ts,
  );
  const faults: string[] = [];
  if (lease) faults.push(`${key} is still held`);
  if (state === "due" || state === "parked") faults.push(`${key} is still ${state} (${lastError ?? ""})`);
  if (state === "settled" && !isThere) faults.push(`${key} does not stand where the store says`);
  if (state === "settled" && shown !== wanted) faults.push(`${key} was drawn ${shown} of ${wanted} times`);
  if (state === "dropped" && here.length > 0) faults.push(`${key} was given up, and stands`);
  if (state === "dropped" && !moot.has(lastError ?? ""))
    faults.push(`${key} was given up: ${lastError ?? ""}`);
  return faults;
}

/** The case had moved on, or it comes at a better time. */
const moot: ReadonlySet<string> = new Set([
  "nothing_to_show",
  "nudge_moot",
  "nudge_not_now",
  "chase_not_now",
]);

/** Messages in Slack that the store knows nothing of. */
function strangers({ deliveries, shown }: Account): Faults {
  const known = new Set(deliveries.map(({ key }) => key));
  return shown
    .filter(({ key }) => !known.has(key) && !mayOutliveItsRow(key))
    .map(({ key }) => `the store does not know ${key}`);
}

/** It tells of no case, and stays where it stands when the store has forgotten it. */
function mayOutliveItsRow(key: string): boolean {
  return key.startsWith("digest:") || key.startsWith("hint:");
}

function outOfPlace({ escalation, deliveries }: CaseAccount, shown: readonly Shown[]): Faults {
  const card = shown.find(({ key }) => key === `card:${escalation.id}`);
  return deliveries.flatMap(({ key, subject, destination }) => {
    const here = shown.find((each) => each.key === key);
    const isBelow = isInThread(subject) && "channel" in destination;
    const place = isBelow ? (card?.message.ts ?? "nowhere") : null;
    return !here || here.message.threadTs === place ? [] : [`${key} does not stand below its card`];
  });
}

/** Two changes of a case may be made at once. */
const atOnceMs = 2000;

/** What one conversation sees of a case comes in the order in which it was owed. */
function outOfOrder({ deliveries }: CaseAccount, shown: readonly Shown[]): Faults {
  const standing = deliveries.flatMap((delivery) => {
    const here = shown.find(({ key }) => key === delivery.key);
    return here ? [{ delivery, ts: Number(here.message.ts) }] : [];
  });
  const lanes = Map.groupBy(standing, ({ delivery }) => delivery.lane);
  return [...lanes.values()].flatMap((lane) => {
    const inOrder = lane.toSorted((one, other) => one.ts - other.ts);
    return inOrder.slice(1).flatMap(({ delivery }, index) => {
      const before = inOrder[index]?.delivery;
      if (!before || before.createdAt.getTime() <= delivery.createdAt.getTime() + atOnceMs) return [];
      return [`${delivery.key} was owed before ${before.key}, and stands after it`];
    });
  });
}

/** What was recorded of messages in the same breath as that they stand. */
function otherThanRecorded(
  { escalation, events, nudges, nudgesUnderWay }: CaseAccount,
  shown: readonly Shown[],
): Faults {
  const standing = (kinds: readonly string[]) =>
    shown.filter(({ key }) => kinds.some((kind) => key.startsWith(`${kind}:${escalation.id}`))).length;
  const happened = (kind: string) => events.filter((event) => event.kind === kind).length;
  const compare = (what: string, recorded: number, kinds: readonly string[]) =>
    recorded === standing(kinds)
      ? []
      : [`${caseName(escalation)}: ${recorded} ${what} recorded, ${standing(kinds)} in Slack`];
  return [
    ...(nudgesUnderWay > 0 ? [`${caseName(escalation)}: a reminder was set out and never came`] : []),
    ...compare("reminders sent", nudges.length, ["nudge"]),
    ...compare("reminders noted", happened("nudged"), ["nudge"]),
    ...compare("calls noted", happened("chased"), ["chase", "unclaimed_notice"]),
  ];
}

const workspaceOf = { teamId: team.id, botUserId: app.botUserId, url: `https://${team.domain}.slack.test/` };
/** Whatever becomes of the case, these say how it stands now. */
const redrawn: ReadonlySet<string> = new Set([
  "card",
  "evidence",
  "receipt",
  "nudge",
  "question",
  "case_notice",
]);

/** Slack shows what is drawn from the store now. */
async function otherThanDrawn(
  { db, shown }: Account,
  { deliveries }: CaseAccount,
  settings: Config,
): Promise<Faults> {
  const urlOf = (at: { readonly channelId: string; readonly ts: string }) => messageUrl(workspaceOf, at);
  const lease = { owner: "nobody", until: new Date(0) };
  const faults: string[] = [];
  for (const delivery of deliveries) {
    const here = shown.find(({ key }) => key === delivery.key);
    if (!here || !redrawn.has(delivery.subject.kind)) continue;
    const drawn = await drawDelivery({ db, settings, urlOf }, { ...delivery, lease, turn: null });
    if (drawn?.message.text !== here.message.text)
      faults.push(`${delivery.key} shows “${here.message.text}” instead of “${drawn?.message.text ?? ""}”`);
  }
  return faults;
}

/** Nobody is reminded twice a day, or out of their hours. */
async function nudgesAtWrongTimes({ db, cases, shown }: Account, settings: Config): Promise<Faults> {
  const faults: string[] = [];
  const days: string[] = [];
  for (const { escalation } of cases) {
    const { zone, calendar, hours } = await planContextOf(db, escalation, settings);
    const nudges = shown.filter(({ key }) => key.startsWith(`nudge:${escalation.id}:`));
    for (const { key, message } of nudges) {
      const at = new Date(Number(message.ts) * 1000);
      if (!isWorkingTime(at, zone, calendar, hours)) faults.push(`${key} came at ${at.toISOString()}`);
      days.push(`${escalation.requesterId} on ${localDate(at, zone)}`);
    }
  }
  return [...faults, ...twice(days).map((day) => `more than one reminder to ${day}`)];
}

function twice(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** 1, 2, 3 … and nothing else. */
function gaps(numbers: readonly number[]): Faults {
  return numbers.every((number, index) => number === index + 1) ? [] : [numbers.join(", ")];
}
