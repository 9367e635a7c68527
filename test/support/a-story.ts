import { evidenceInMessages, ordinary, s1, s2, s4 } from "../../playground/sample-cases.ts";
import { channels, people, team } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { findOpenDraft } from "../../src/store/drafts.ts";
import type { BotThatDies } from "./a-bot-that-dies.ts";
import { toldToday } from "./a-partner-first-case.ts";
import type { Insisting } from "./a-person-who-insists.ts";
import { asks, hearsOfTheWeek, resolves, returns, takes } from "./a-stubborn-csm.ts";
import {
  addsWhatIsMissing,
  answersInWindow,
  begins,
  endsTheWait,
  hears,
  isForgotten,
  isReminded,
  looksAtHome,
  repliesBelowCard,
  sends,
  sendsAgain,
  waits,
  withdraws,
} from "./a-stubborn-requester.ts";
import { digestKeyOf, type Told, words } from "./a-troubled-case.ts";
import { putFinishedDrafts } from "./finished-drafts.ts";
import type { Account } from "./an-account.ts";
import { foundIn, textsOf } from "./what-is-left.ts";

/** What people do with a bot that dies over it, and what must have come of that. */
export interface Story {
  /** Who has a finished draft at the beginning. */
  readonly drafts: Readonly<Record<string, Answers>>;
  /** Of the bot. */
  readonly settings: Readonly<Record<string, string>>;
  readonly live: (bot: BotThatDies, who: (id: string) => Insisting, told: Told) => Promise<void>;
  /** How often each thing has happened to whose case by then, however often it was tried. */
  readonly happened: (told: Told) => Readonly<Record<string, Readonly<Record<string, Times>>>>;
  /** The first days of weeks of which the channel is told. */
  readonly toldWeeks: readonly string[];
  /** Whose cases and drafts are erased in the end, with what was typed there beside the draft. */
  readonly erased: Readonly<Record<string, readonly string[]>>;
}
/** As often as that, or at least once and at most so often. */
type Times = number | { readonly most: number };

/** Monday noon in Chicago, evening in London. */
export const monday = new Date("2026-11-23T18:00:00Z");
/** After ten in Chicago, where most are. */
const tuesday = new Date("2026-11-24T16:05:00Z");
/** After ten in Kolkata, where Ravi is. */
const wednesday = new Date("2026-11-25T04:35:00Z");
const thursday = new Date("2026-11-26T16:05:00Z");
const friday = new Date("2026-11-27T16:05:00Z");
/** The digest comes at half past nine. */
const nextMonday = new Date("2026-11-30T15:31:00Z");
const mondayAfter = new Date("2026-12-07T15:31:00Z");
/** A month after the last of what is erased, on a Saturday: nobody is told of a week. */
const aMonthLater = new Date("2027-01-02T18:00:00Z");

/** What is closed is kept for a month, and of each week the channel is told. */
const shortMemory = { DIGEST_DAY: "mon", RETENTION_DAYS: "30" };

/** One case, from the draft to its end. */
export const aDay: Story = {
  drafts: { [people.leo]: s1.answers },
  settings: {},
  toldWeeks: [],
  erased: {},
  live: async (_, who, told) => {
    const [leo, casey] = [who(people.leo), who(people.casey)];
    await sends(leo, told);
    await takes(casey, leo, told);
    await asks(casey, leo, told);
    await answersInWindow(leo, "Leo Park");
    await resolves(casey, leo, told);
  },
  happened: ({ askedIn }) => ({
    [people.leo]: { sent: 1, acknowledged: 1, question_asked: { most: askedIn.size }, resolved: 1 },
  }),
};

/** One case of which the channel is told in two weeks. */
export const twoWeeks: Story = {
  drafts: { [people.leo]: s1.answers },
  settings: shortMemory,
  toldWeeks: ["2026-11-30", "2026-12-07"],
  erased: {},
  live: async (bot, who, told) => {
    const [leo, casey] = [who(people.leo), who(people.casey)];
    await sends(leo, told);
    await takes(casey, leo, told);
    await hears(leo, "acknowledged");
    await bot.sleepsUntil(nextMonday);
    await hearsOfTheWeek(casey, "2026-11-30");
    await resolves(casey, leo, told);
    await hears(leo, "closed");
    await bot.sleepsUntil(mondayAfter);
    await hearsOfTheWeek(casey, "2026-12-07");
  },
  happened: () => ({ [people.leo]: { sent: 1, acknowledged: 1, resolved: 1 } }),
};

/** One case that is closed, and erased when it was kept for long enough. */
export const aMonth: Story = {
  drafts: { [people.leo]: s1.answers },
  settings: shortMemory,
  toldWeeks: [],
  erased: { [people.leo]: [words.note] },
  live: async (bot, who, told) => {
    const [leo, casey] = [who(people.leo), who(people.casey)];
    await sends(leo, told);
    await takes(casey, leo, told);
    await resolves(casey, leo, told);
    await hears(leo, "closed");
    told.overdue.add(people.leo);
    await bot.sleepsUntil(aMonthLater);
    await isForgotten(leo, told);
  },
  happened: () => ({ [people.leo]: { sent: 1, acknowledged: 1, resolved: 1 } }),
};

/** Five cases, some of them at a time, with the reminders, calls and waits of a week, and what comes of it in a month. */
export const aWeek: Story = {
  drafts: {
    [people.dana]: ordinary.answers,
    [people.leo]: s1.answers,
    [people.gus]: evidenceInMessages.answers,
    [people.ravi]: s4.answers,
    [people.harriet]: { ...s2.answers, ...toldToday },
  },
  settings: shortMemory,
  toldWeeks: ["2026-11-30"],
  erased: {
    [people.dana]: [words.outcome, words.reply],
    [people.leo]: [words.question, words.answer, words.note],
    [people.iris]: [],
  },
  live: async (bot, who, told) => {
    const [dana, leo, gus, ravi] = [who(people.dana), who(people.leo), who(people.gus), who(people.ravi)];
    const [harriet, iris] = [who(people.harriet), who(people.iris)];
    const [casey, robin] = [who(people.casey), who(people.robin)];
    await Promise.all([
      ...[dana, leo, gus, ravi].map((requester) => sends(requester, told)),
      waits(harriet, told),
      begins(iris, told),
    ]);
    await Promise.all([
      takes(casey, leo, told)
        .then(() => asks(casey, leo, told))
        .then(() => answersInWindow(leo, "Leo Park")),
      takes(robin, gus, told)
        .then(() => returns(robin, gus, told))
        .then(() => sendsAgain(gus)),
      addsWhatIsMissing(dana, told),
    ]);
    await bot.sleepsUntil(tuesday);
    await Promise.all([
      isReminded(casey, channels.csm),
      repliesBelowCard(dana, told),
      looksAtHome(leo, told),
    ]);
    await bot.sleepsUntil(wednesday);
    await isReminded(ravi, ravi.person.dm);
    await bot.sleepsUntil(thursday);
    await endsTheWait(harriet, told);
    await bot.sleepsUntil(friday);
    await Promise.all([resolves(casey, leo, told), withdraws(dana)]);
    await bot.sleepsUntil(nextMonday);
    await hearsOfTheWeek(casey, "2026-11-30");
    for (const id of [people.dana, people.leo, people.iris]) told.overdue.add(id);
    await bot.sleepsUntil(aMonthLater);
    await Promise.all([isForgotten(dana, told), isForgotten(leo, told)]);
  },
  happened: ({ askedIn, replies }) => ({
    [people.dana]: { sent: 1, evidence_added: 1, proof_added: { most: replies }, withdrawn: 1 },
    [people.leo]: { sent: 1, acknowledged: 1, question_asked: { most: askedIn.size }, resolved: 1 },
    [people.gus]: { sent: 1, acknowledged: 1, returned: 1, sent_again: 1 },
    [people.ravi]: { sent: 1 },
    [people.harriet]: { waiting: 1, sent: 1 },
  }),
};

export function finishDrafts(databaseUrl: string, { drafts }: Story): Promise<void> {
  return putFinishedDrafts(databaseUrl, drafts, monday);
}

/** What people were told is so: at any time. */
export async function faultsInWhatWasTold(account: Account, told: Told): Promise<readonly string[]> {
  const { db, cases, erased } = account;
  const faults: string[] = [];
  const owners = new Map([
    ...erased.map(({ number, requesterId }) => [number, requesterId] as const),
    ...cases.map(({ escalation }) => [escalation.number, escalation.requesterId] as const),
  ]);
  for (const { requesterId, number } of erased)
    if (requesterId === null || !told.overdue.has(requesterId))
      faults.push(`ESC-${number} was erased too early`);
  for (const [userId, number] of told.cases) {
    if (owners.get(number) !== userId) faults.push(`${userId} was told of ESC-${number}`);
  }
  for (const userId of told.drafts) {
    if (told.overdue.has(userId)) continue;
    const draft = await findOpenDraft(db, { teamId: team.id, userId });
    if (draft?.answers.summary !== words.summary) faults.push(`${userId} was told that a draft is kept`);
  }
  const kept = JSON.stringify(cases.map(({ escalation }) => [escalation.answers, escalation.proofs]));
  for (const [evidence, userId] of told.evidence)
    if (!kept.includes(evidence) && !told.overdue.has(userId))
      faults.push(`it was said that this is kept: ${evidence}`);
  return faults;
}

/** What people do, and nobody else. */
const deeds = [
  "sent",
  "waiting",
  "acknowledged",
  "evidence_added",
  "proof_added",
  "withdrawn",
  "returned",
  "sent_again",
  "resolved",
  "question_asked",
];

/** At any time: of a case that is erased nothing is left that anybody typed, unless others have typed the same. */
export async function faultsInWhatIsErased(
  { db, erased }: Account,
  story: Story,
): Promise<readonly string[]> {
  const gone = erased.map(({ requesterId }) => requesterId ?? "");
  const ofOthers = Object.entries(story.drafts)
    .filter(([id]) => !gone.includes(id))
    .flatMap(([, answers]) => textsOf(answers))
    .join("\n");
  const typed = gone
    .flatMap((id) => {
      const answers = story.drafts[id];
      return [...(answers ? textsOf(answers) : []), ...(story.erased[id] ?? [])];
    })
    .filter((text) => !ofOthers.includes(text));
  const left = typed.length > 0 ? await foundIn(db, typed) : [];
  return left.map((text) => `this was to be erased: ${text}`);
}

/** At the end of the story. */
export async function faultsInTheStory(
  account: Account,
  story: Story,
  told: Told,
): Promise<readonly string[]> {
  const { db, cases, erased, shown } = account;
  const happened = story.happened(told);
  const all = [
    ...cases.map(({ escalation, events }) => ({ ...escalation, events })),
    ...erased.map(({ number, requesterId, trail }) => ({
      number,
      requesterId: requesterId ?? "",
      events: trail,
    })),
  ];
  const requesters = all.map(({ requesterId }) => requesterId).toSorted();
  const isAll = requesters.join() === Object.keys(happened).toSorted().join();
  const drafts = await db.selectFrom("drafts").select("user_id").execute();
  const kept = [
    ...cases.map(({ escalation }) => escalation.requesterId),
    ...drafts.map((row) => row.user_id),
  ];
  const tellsOf = (week: string) => shown.filter(({ key }) => key === digestKeyOf(week)).length;
  return [
    ...(isAll ? [] : [`there are cases of ${requesters.join(", ")}`]),
    ...all.flatMap(({ number, requesterId, events }) =>
      deeds.flatMap((deed) => {
        const count = events.filter(({ kind }) => kind === deed).length;
        const times = happened[requesterId]?.[deed] ?? 0;
        return isAsOften(count, times) ? [] : [`ESC-${number} was ${deed} ${count} times`];
      }),
    ),
    ...Object.keys(story.erased).flatMap((id) =>
      kept.includes(id) ? [`something of ${id} is still kept`] : [],
    ),
    ...story.toldWeeks.flatMap((week) =>
      tellsOf(week) === 1 ? [] : [`of the week of ${week} the channel was told ${tellsOf(week)} times`],
    ),
  ];
}

function isAsOften(count: number, times: Times): boolean {
  return typeof times === "number" ? count === times : count >= 1 && count <= times.most;
}
