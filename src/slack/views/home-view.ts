import type { HomeView, InputBlock } from "@slack/types";
import type { Answers, IsoDate } from "../../domain/answers.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { type HomeFilter, type HomePlace, isNarrow } from "../../domain/home.ts";
import { provenOf } from "../../domain/proof.ts";
import { type Shelf, shownLevels } from "../../domain/shelves.ts";
import { isReady } from "../../domain/verdict.ts";
import { dayInWords } from "../../text/catalog.ts";
import type { ButtonSpec } from "./control-specs.ts";
import { caseButtons } from "./case-buttons.ts";
import { stateInShort } from "./case-list.ts";
import { statusDetails } from "./case-status.ts";
import { gapLine } from "./gap-lines.ts";
import {
  type AnyBlock,
  blocksOf,
  buttons,
  divider,
  fit,
  heading,
  type Line,
  lines,
  paragraph,
  type Part,
  small,
  when,
} from "./parts.ts";
import { levelInWords } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";
import { plain } from "./safe-text.ts";

/** The App Home: what waits for the person who looks at it. */

export const homeActions = {
  start: "home_start",
  level: "home_level",
  whose: "home_whose",
  partner: "home_partner",
  clear: "home_clear",
  next: "home_next",
  previous: "home_previous",
} as const;

/** Choices of the two menus that are no levels. */
const everything = "everything";
export const onlyMine = "mine";

export interface HomeCase {
  readonly shelf: Shelf;
  readonly escalation: Escalation;
  readonly cardUrl: string | null;
  /** Names people by their ids. */
  readonly nameOf: (userId: string) => string;
  /** The day it was begun, where the person is. */
  readonly since: IsoDate;
}

export interface CasePage {
  readonly cases: readonly HomeCase[];
  readonly next: HomePlace | null;
  readonly previous: HomePlace | null;
}

export interface HomeFacts {
  readonly draft: { readonly answers: Answers; readonly savedAt: string } | null;
  /** Theirs, as requester or as co-owner. */
  readonly own: CasePage;
  /** Null: they take no cases anywhere. */
  readonly csm: {
    readonly counts: ReadonlyMap<Shelf, number>;
    readonly filter: HomeFilter;
    readonly page: CasePage;
  } | null;
  /** Slack told of each channel whether the person takes cases there. */
  readonly complete: boolean;
  readonly command: string;
}

export function homeView(facts: HomeFacts, reader: Reader): HomeView {
  return { type: "home", callback_id: "home", private_metadata: "", blocks: [...homeBlocks(facts, reader)] };
}

function homeBlocks(facts: HomeFacts, reader: Reader): readonly AnyBlock[] {
  const { words } = reader;
  const { csm, own, draft } = facts;
  const isNew = csm === null && own.cases.length === 0;
  const untold = when(!facts.complete, small(words.routing.notAll));
  const begin = [
    ...(draft ? draftPart(draft, reader) : []),
    ...(isNew && !draft ? welcome(facts, reader) : []),
    ...(draft ? [] : [startPart(reader)]),
  ];
  if (csm)
    return [
      ...blocksOf([heading(words.home.desk), ...countsPart(csm, reader), filterPart(csm, reader)]),
      partnerInput(csm, reader),
      ...blocksOf([
        ...pageParts(csm.page, reader, csmCase),
        ...when(csm.page.cases.length === 0, ...nothingHere(csm, reader)),
        small(words.home.others(facts.command)),
        divider,
        ...when(own.cases.length > 0, heading(words.home.yours)),
        ...own.cases.flatMap((each) => ownCase(each, reader)),
        ...when(own.next !== null, small(words.home.moreOwn(facts.command))),
        ...begin,
        ...untold,
      ]),
    ];
  return blocksOf([
    ...begin,
    ...when(own.cases.length > 0, heading(words.home.yours)),
    ...pageParts(own, reader, ownCase),
    ...when(own.cases.length > 0, small(words.home.closed(facts.command))),
    ...untold,
  ]);
}

function welcome({ command }: HomeFacts, { words }: Reader): readonly Part[] {
  const help = words.talk.help(command);
  return [heading(words.home.welcome), paragraph(help.heading), ...help.body.map(paragraph)];
}

function startPart({ words }: Reader): Part {
  return buttons("start", {
    action: homeActions.start,
    label: words.home.start,
    value: "start",
    style: "primary",
  });
}

function draftPart(
  { answers, savedAt }: NonNullable<HomeFacts["draft"]>,
  { words }: Reader,
): readonly Part[] {
  const { resume } = words.modal;
  return [
    heading(words.home.draft),
    lines([{ bold: resume.about(fit(answers.summary, 150), fit(answers.partner_company, 80)) }]),
    small(resume.saved(savedAt)),
    buttons("start", {
      action: homeActions.start,
      label: words.controls.buttons.resume,
      value: "resume",
      style: "primary",
    }),
  ];
}

type CsmFacts = NonNullable<HomeFacts["csm"]>;

function countsPart({ counts }: CsmFacts, { words }: Reader): readonly Part[] {
  const told = (["unclaimed", "taken", "returned", "parked", "closed"] as const).map((shelf) =>
    words.home.counts[shelf](counts.get(shelf) ?? 0),
  );
  return [paragraph(told.join(" · "))];
}

function filterPart({ filter }: CsmFacts, { words }: Reader): Part {
  const levels = [
    { label: words.home.filter.anyLevel, value: everything },
    ...shownLevels.map((level) => ({ label: words.verdict.levels[level], value: level })),
  ];
  const whose = [
    { label: words.home.filter.everybodys, value: everything },
    { label: words.home.filter.mine, value: onlyMine },
  ];
  return buttons(
    "filter",
    {
      action: homeActions.level,
      label: words.home.filter.level,
      options: levels,
      chosen: filter.level ?? everything,
    },
    {
      action: homeActions.whose,
      label: words.home.filter.whose,
      options: whose,
      chosen: filter.mine ? onlyMine : everything,
    },
    ...(isNarrow(filter)
      ? [{ action: homeActions.clear, label: words.home.filter.clear, value: "clear" }]
      : []),
  );
}

/** Another id for each partner: what stands in an input stays there as long as its ids do. */
function partnerInput({ filter }: CsmFacts, { words }: Reader): InputBlock {
  const { partner } = filter;
  const name = fit(partner?.name ?? "", 80);
  return {
    type: "input",
    block_id: `partner ${partner?.key ?? ""}`.slice(0, 200),
    dispatch_action: true,
    optional: true,
    label: plain(words.home.filter.partner, 2000),
    hint: plain(words.home.filter.partnerHint, 2000),
    element: {
      type: "plain_text_input",
      action_id: homeActions.partner,
      max_length: 80,
      ...(name === "" ? {} : { initial_value: name }),
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
    },
  };
}

function nothingHere({ filter }: CsmFacts, { words }: Reader): readonly Part[] {
  return [paragraph(isNarrow(filter) ? words.home.nothingFits : words.home.nothing)];
}

function pageParts(
  { cases, next, previous }: CasePage,
  reader: Reader,
  draw: (each: HomeCase, reader: Reader) => readonly Part[],
): readonly Part[] {
  const { words } = reader;
  const turn = (action: string, label: string, place: HomePlace | null): readonly ButtonSpec[] =>
    place ? [{ action, label, value: JSON.stringify(place) }] : [];
  const turns = [
    ...turn(homeActions.previous, words.home.previous, previous),
    ...turn(homeActions.next, words.home.next, next),
  ];
  const titles = draw === ownCase ? words.home.ownShelves : words.home.shelves;
  const parts = cases.flatMap((each, index) => [
    ...when(cases[index - 1]?.shelf !== each.shelf, lines([{ bold: titles[each.shelf] }])),
    ...draw(each, reader),
  ]);
  return [...parts, ...(turns.length > 0 ? [buttons("turn", ...turns)] : [])];
}

function nameLeaf({ escalation, cardUrl }: HomeCase): Line[number] {
  const name = caseName(escalation);
  return cardUrl ? { link: name, url: cardUrl } : { bold: name };
}

function firstLine(each: HomeCase, reader: Reader): Line {
  const { answers, verdict } = each.escalation;
  const partner = fit(answers.partner_company, 60);
  const level = levelInWords(verdict, reader);
  return [nameLeaf(each), ` · ${level} · ${partner}`];
}

function csmCase(each: HomeCase, reader: Reader): readonly Part[] {
  const { escalation, nameOf, since } = each;
  const { words, locale } = reader;
  const controls = caseButtons(escalation, reader, ["acknowledge"]);
  return [
    lines(firstLine(each, reader), [fit(escalation.answers.summary, 120)]),
    small(words.home.from(fit(nameOf(escalation.requesterId), 80), dayInWords(since, locale))),
    ...(controls.length > 0 ? [buttons(`csm ${escalation.number}`, ...controls)] : []),
  ];
}

/** What the requester can do about it, the best thing first. */
function ownCase(each: HomeCase, reader: Reader): readonly Part[] {
  const { escalation, nameOf } = each;
  const { words } = reader;
  const { status, nudging, verdict } = escalation;
  const [best] = isReady(verdict) ? [] : verdict.gaps;
  const actor = "by" in status ? nameOf(status.by) : "";
  const controls = caseButtons(escalation, reader, ["sendAgain", "addMissing"]);
  return [
    lines(
      firstLine(each, reader),
      [fit(escalation.answers.summary, 120)],
      [stateLine(escalation, actor, reader)],
      ...statusDetails({ status, nudging, actor }, reader),
      ...(best ? [[{ bold: words.home.bestNext }, " ", ...gapLine(best, provenOf(escalation), reader)]] : []),
    ),
    ...(controls.length > 0 ? [buttons(`own ${escalation.number}`, ...controls)] : []),
  ];
}

function stateLine(escalation: Escalation, actor: string, reader: Reader): string {
  const { words, locale } = reader;
  const { status, nudging } = escalation;
  if (nudging.state === "waiting") return words.home.waitsUntil(dayInWords(nudging.eligibleOn, locale));
  if (status.state === "acknowledged" && nudging.state !== "parked")
    return words.card.status.acknowledged(fit(actor, 80));
  return words.home.stands(stateInShort(escalation, reader));
}
