import { evidenceInMessages, ordinary, s1, s2, s4 } from "../../playground/sample-cases.ts";
import { channels, people, team } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { caseName } from "../../src/domain/escalation.ts";
import { findOpenDraft } from "../../src/store/drafts.ts";
import type { BotThatDies } from "./a-bot-that-dies.ts";
import { toldToday } from "./a-partner-first-case.ts";
import type { Insisting } from "./a-person-who-insists.ts";
import { asks, resolves, returns, takes } from "./a-stubborn-csm.ts";
import {
  addsWhatIsMissing,
  answersInWindow,
  begins,
  endsTheWait,
  isReminded,
  repliesBelowCard,
  sends,
  sendsAgain,
  waits,
  withdraws,
} from "./a-stubborn-requester.ts";
import { type Told, words } from "./a-troubled-case.ts";
import { putFinishedDrafts } from "./finished-drafts.ts";
import type { Account } from "./an-account.ts";

/** What people do with a bot that dies over it, and what must have come of that. */
export interface Story {
  /** Who has a finished draft at the beginning. */
  readonly drafts: Readonly<Record<string, Answers>>;
  readonly live: (bot: BotThatDies, who: (id: string) => Insisting, told: Told) => Promise<void>;
  /** How often each thing has happened to whose case by then, however often it was tried. */
  readonly happened: (told: Told) => Readonly<Record<string, Readonly<Record<string, Times>>>>;
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

/** One case, from the draft to its end. */
export const aDay: Story = {
  drafts: { [people.leo]: s1.answers },
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

/** Five cases, some of them at a time, with the reminders, calls and waits of a week. */
export const aWeek: Story = {
  drafts: {
    [people.dana]: ordinary.answers,
    [people.leo]: s1.answers,
    [people.gus]: evidenceInMessages.answers,
    [people.ravi]: s4.answers,
    [people.harriet]: { ...s2.answers, ...toldToday },
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
    await Promise.all([isReminded(casey, channels.csm), repliesBelowCard(dana, told)]);
    await bot.sleepsUntil(wednesday);
    await isReminded(ravi, ravi.person.dm);
    await bot.sleepsUntil(thursday);
    await endsTheWait(harriet, told);
    await bot.sleepsUntil(friday);
    await Promise.all([resolves(casey, leo, told), withdraws(dana)]);
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
export async function faultsInWhatWasTold({ db, cases }: Account, told: Told): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [userId, number] of told.cases) {
    const found = cases.find(({ escalation }) => escalation.number === number);
    if (found?.escalation.requesterId !== userId) faults.push(`${userId} was told of ESC-${number}`);
  }
  for (const userId of told.drafts) {
    const draft = await findOpenDraft(db, { teamId: team.id, userId });
    if (draft?.answers.summary !== words.summary) faults.push(`${userId} was told that a draft is kept`);
  }
  const kept = JSON.stringify(cases.map(({ escalation }) => [escalation.answers, escalation.proofs]));
  for (const evidence of told.evidence)
    if (!kept.includes(evidence)) faults.push(`it was said that this is kept: ${evidence}`);
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

/** At the end of the story. */
export function faultsInTheStory({ cases }: Account, story: Story, told: Told): readonly string[] {
  const happened = story.happened(told);
  const requesters = cases.map(({ escalation }) => escalation.requesterId).toSorted();
  const isAll = requesters.join() === Object.keys(happened).toSorted().join();
  return [
    ...(isAll ? [] : [`there are cases of ${requesters.join(", ")}`]),
    ...cases.flatMap(({ escalation, events }) =>
      deeds.flatMap((deed) => {
        const count = events.filter(({ kind }) => kind === deed).length;
        const times = happened[escalation.requesterId]?.[deed] ?? 0;
        return isAsOften(count, times) ? [] : [`${caseName(escalation)} was ${deed} ${count} times`];
      }),
    ),
  ];
}

function isAsOften(count: number, times: Times): boolean {
  return typeof times === "number" ? count === times : count >= 1 && count <= times.most;
}
