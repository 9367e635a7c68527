import type { WebClient } from "@slack/web-api";
import { exportedCase } from "../../domain/exported-case.ts";
import { localDate } from "../../domain/working-time.ts";
import { casesForExport, type ExportFilter, type StoredForExport } from "../../store/exported-cases.ts";
import { isAdministrator } from "../administrators.ts";
import { counterIdOf, countersServedBy } from "../counters.ts";
import { messageUrl, type SlackDeps } from "../deps.ts";
import { type ExportFiles, openExportFiles } from "../export-files.ts";
import { type Acting, type Clicker, isOutsider, meetPerson } from "../people.ts";
import type { SentFiles } from "../send-files.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import type { Reader } from "../views/reader.ts";

/**
 * `/escalate export`: the cases that a CSM or an administrator may see, as two files by DM. It is done while the person
 * waits, and kept nowhere: when the bot is stopped in between they are told, and ask again.
 */

const pageSize = 50;
/** Slack takes five answers to a command: three of these at most, and the last one. */
const saysSoFarAt: readonly number[] = [5_000, 25_000, 100_000];

type Say = (message: Message) => Promise<void>;

export function exportCases(deps: SlackDeps): (client: WebClient, asker: Clicker, say: Say) => Promise<void> {
  const atIt = new Set<string>();
  return async (client, asker, say) => {
    const acting = await meetPerson(deps, client, asker.userId);
    const { reader } = acting;
    const tell = (sentence: string) => say(sayingMessage(sentence));
    const sight = await sightOf(deps, client, asker, reader);
    if ("refused" in sight) return tell(sight.refused);
    if (atIt.has(asker.userId)) return tell(reader.words.exporting.atIt);
    atIt.add(asker.userId);
    try {
      await tell(await exportFor(deps, asker, acting, sight, tell));
    } finally {
      atIt.delete(asker.userId);
    }
  };
}

/** What they may see, by Slack's present word. */
interface Sight {
  readonly takenAt: ExportFilter["takenAt"];
  /** Slack told of each channel whether the person takes cases there. */
  readonly complete: boolean;
}

async function sightOf(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  { words }: Reader,
): Promise<Sight | { readonly refused: string }> {
  if (isOutsider(asker, deps)) return { refused: words.talk.refusals.outsider };
  const administers =
    asker.homeTeamId === deps.workspace.teamId && (await isAdministrator(deps, client, asker.userId));
  if (administers) return { takenAt: null, complete: true };
  const served = await countersServedBy(asker, deps, client);
  if (!served || (served.counters.length === 0 && administers === null))
    return { refused: words.talk.cannotTell };
  if (served.counters.length === 0) return { refused: words.exporting.refused };
  return { takenAt: served.counters.map(counterIdOf), complete: served.all };
}

/** The sentence that says what came of it. */
async function exportFor(
  deps: SlackDeps,
  asker: Clicker,
  { zone, reader }: Acting,
  sight: Sight,
  tell: (sentence: string) => Promise<void>,
): Promise<string> {
  const { exporting, routing } = reader.words;
  const files = await openExportFiles(deps.newId);
  try {
    const count = await writeCases(deps, asker, sight, files, (soFar) => tell(exporting.soFar(soFar)));
    if (count === null) return exporting.stopped;
    if (count === 0) return exporting.none;
    const ready = await files.finish(`escalations-${localDate(deps.now(), zone)}`);
    const notAll = sight.complete ? "" : ` ${routing.notAll}`;
    const comment = `${exporting.comment(count)}${notAll}`;
    const outcome = await deps.files.send(asker.userId, ready, comment, deps.leaving);
    if (deps.leaving.aborted && outcome.kind === "failed") return exporting.stopped;
    return `${outcomeInWords(deps, asker, outcome, count, reader)}${notAll}`;
  } finally {
    await files.close();
  }
}

/** How many; null when the bot is being stopped. */
async function writeCases(
  deps: SlackDeps,
  asker: Clicker,
  { takenAt }: Sight,
  files: ExportFiles,
  saySoFar: (count: number) => Promise<void>,
): Promise<number | null> {
  const { db, workspace, leaving } = deps;
  const filter = { teamId: workspace.teamId, ownerId: asker.userId, takenAt };
  let count = 0;
  let said = 0;
  for await (const page of casesForExport(db, filter, pageSize)) {
    if (leaving.aborted) return null;
    await files.add(page.map((stored) => asExported(stored, workspace)));
    count += page.length;
    if (count >= (saysSoFarAt[said] ?? Infinity)) {
      said += 1;
      await saySoFar(count);
    }
  }
  return count;
}

function asExported({ escalation, card, ...around }: StoredForExport, workspace: SlackDeps["workspace"]) {
  return exportedCase(escalation, { ...around, cardUrl: card && messageUrl(workspace, card) });
}

function outcomeInWords(
  { log }: SlackDeps,
  { userId }: Clicker,
  outcome: SentFiles,
  count: number,
  { words }: Reader,
): string {
  const { exporting, talk } = words;
  if (outcome.kind === "sent") {
    log.info({ user: userId, cases: count }, "cases were exported");
    return exporting.sent(count);
  }
  log.warn({ user: userId, error: outcome.error, outcome: outcome.kind }, "an export did not arrive");
  switch (outcome.kind) {
    case "refused":
      return `${exporting.notSent} ${outcome.reason === "restricted" ? exporting.restricted : talk.parked[outcome.reason](exporting.dm)}`;
    case "failed":
      return `${exporting.notSent} ${exporting.again}`;
    case "unknown":
      return exporting.unknown;
  }
}
