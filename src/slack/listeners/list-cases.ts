import type { WebClient } from "@slack/web-api";
import { isBlank } from "../../domain/answers.ts";
import { askedWords } from "../../domain/search-words.ts";
import { type ListScope, shelvesOf } from "../../domain/shelves.ts";
import { findOpenDraft } from "../../store/drafts.ts";
import { findByWords, type Look, lookThrough } from "../../store/finding.ts";
import { type CaseFinder, cardUrlsOf, caseFinder, takenBy } from "../case-finder.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { actingPerson, type Clicker, clickerOf, meetPerson } from "../people.ts";
import { type AskedList, caseListMessage, readPageButton } from "../views/case-list.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";

/** `/escalate list …` and `/escalate find …`: the cases a person may see, newest first, a page at a time. */

const pageSize = 15;

export async function listCases(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  asked: AskedList,
  say: (message: Message) => Promise<void>,
): Promise<void> {
  const { reader } = await meetPerson(deps, client, asker.userId);
  if (asked.kind === "find" && askedWords(asked.words).length === 0) {
    await say(sayingMessage(reader.words.find.what(deps.settings.slashCommand)));
    return;
  }
  const finder = await caseFinder(deps, client, asker);
  // An answer to a question that only CSMs may ask.
  const isCsmOnly = asked.kind === "list" && asked.scope === "open";
  if (isCsmOnly && finder.counters.length === 0 && !finder.complete) {
    await say(sayingMessage(reader.words.talk.cannotTell));
    return;
  }
  const refused = isCsmOnly && finder.counters.length === 0;
  const wanted: AskedList = refused ? { ...asked, scope: "mine" } : asked;
  const found = await find(deps, finder, wanted);
  const page = found.slice(0, pageSize);
  const cardUrlOf = await cardUrlsOf(deps, page);
  const cases = page.map((escalation) => ({ escalation, cardUrl: cardUrlOf(escalation) }));
  const next = found[pageSize]?.number ?? null;
  const list = {
    asked: wanted,
    refused,
    cases,
    next,
    hasDraft: await hasDraft(deps, asker),
    complete: finder.complete,
    command: deps.settings.slashCommand,
  };
  await say(caseListMessage(list, reader));
}

function find({ db }: SlackDeps, finder: CaseFinder, asked: AskedList) {
  const stretch = { from: asked.from, limit: pageSize + 1 };
  if (asked.kind === "find") return findByWords(db, finder, askedWords(asked.words), stretch);
  const { scope } = asked;
  const look = { teamId: finder.teamId, shelves: shelvesOf[scope], of: whereToLook(scope, finder) };
  return lookThrough(db, look, { ...stretch, order: "newest" });
}

function whereToLook(scope: ListScope, finder: CaseFinder): Look["of"] {
  const own = { ownerId: finder.personId };
  switch (scope) {
    case "mine":
      return [own, takenBy(finder, { csmId: finder.personId })];
    case "open":
      return [takenBy(finder)];
    case "waiting":
    case "parked":
    case "all":
      return [own, takenBy(finder)];
  }
}

async function hasDraft({ db, workspace }: SlackDeps, { userId }: Clicker): Promise<boolean> {
  const draft = await findOpenDraft(db, { teamId: workspace.teamId, userId });
  return draft !== null && !isBlank(draft.answers);
}

/** *Older* and *Newest*: the page takes the place of the one that it was asked for on. */
export const turnPage =
  (deps: SlackDeps) =>
  async ({ ack, body, client, action, respond }: ButtonClick): Promise<void> => {
    await ack();
    const asked = readPageButton(action.value ?? "");
    const asker = clickerOf(body);
    if (!asked) {
      const { reader } = await actingPerson(deps, asker.userId);
      await respond({ response_type: "ephemeral", ...sayingMessage(reader.words.find.stale) });
      return;
    }
    await listCases(deps, client, asker, asked, async (message) => {
      await respond({ response_type: "ephemeral", replace_original: true, ...message });
    });
  };
