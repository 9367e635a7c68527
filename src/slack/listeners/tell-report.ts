import type { RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { mostReportWeeks, reportStretches } from "../../domain/report-weeks.ts";
import { localDate } from "../../domain/working-time.ts";
import { readChannelReport } from "../../store/channel-report.ts";
import { listStandingCards } from "../../store/deliveries.ts";
import { channelOf } from "../channels.ts";
import { countersServedBy } from "../counters.ts";
import { messageUrl, type SlackDeps } from "../deps.ts";
import { type Clicker, meetPerson, type Served } from "../people.ts";
import { respondRichly } from "../respond-richly.ts";
import { sayingMessage } from "../views/command-answers.ts";
import { reportMessage } from "../views/digest-message.ts";

/** A channel each; Slack takes five answers to one command, and one of them may have to be said again without its chart. */
const mostChannels = 4;

/** The figures of the channels in which the person takes cases, for the last weeks and the one under way. */
export async function tellReport(
  deps: SlackDeps,
  client: WebClient,
  asker: Clicker,
  weeks: number,
  respond: RespondFn,
): Promise<void> {
  const { db, workspace, settings } = deps;
  const served = await countersServedBy(asker, deps, client);
  const { reader } = await meetPerson(deps, client, asker.userId);
  const { talk, report: words } = reader.words;
  const say = async (sentence: string) => {
    await respond({ response_type: "ephemeral", ...sayingMessage(sentence) });
  };
  if (!served) {
    await say(talk.cannotTell);
    return;
  }
  if (served.counters.length === 0) {
    await say(words.onlyCsm(settings.slashCommand));
    return;
  }
  if (weeks < 1 || weeks > mostReportWeeks) {
    await say(words.weeksAllowed(mostReportWeeks));
    return;
  }
  const { teamId } = workspace;
  const zone = settings.defaultZone;
  const at = deps.now();
  const stretches = reportStretches(at, weeks, { ...settings.digest, zone });
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (!first || !last) return;
  const about = { from: first.from, to: last.to };
  const channels = [...Map.groupBy(served.counters, ({ channelId }) => channelId)];
  const named = (channelId: string) => channelOf(db, { teamId, channelId });
  const leftOut = await Promise.all(channels.slice(mostChannels).map(([channelId]) => named(channelId)));
  const answer = respondRichly(respond);
  for (const [place, [channelId, counters]] of channels.slice(0, mostChannels).entries()) {
    const usergroups = counters.map(usergroupOf);
    const asked = { teamId, channelId, usergroups, stretches, about, today: localDate(at, zone) };
    const report = await readChannelReport(db, asked);
    const cards = await listStandingCards(
      db,
      report.decisions.map(({ id }) => id),
    );
    const cardUrl = (id: string) => {
      const card = cards.get(id);
      return card ? messageUrl(workspace, card) : null;
    };
    await answer(
      reportMessage(
        {
          report,
          cardUrl,
          zone,
          command: settings.slashCommand,
          channel: await named(channelId),
          complete: served.all,
          leftOut: place === 0 ? leftOut : [],
        },
        reader,
      ),
    );
  }
}

function usergroupOf({ desk }: Served): string | null {
  return desk.usergroup;
}
