import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { attempt } from "../../domain/case-moves.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { findDeliveryAt } from "../../store/deliveries.ts";
import { findEscalation } from "../../store/escalations.ts";
import { keepMessage } from "../../store/kept-messages.ts";
import { isNews } from "../../store/seen-events.ts";
import type { SlackDeps } from "../deps.ts";
import { describeError } from "../failures.ts";
import { hasRoom, openCaseOf, openCasesOf } from "../open-cases.ts";
import { type Acting, asOwner, meetPerson } from "../people.ts";
import { plainTextOf } from "../slack-text.ts";
import { tellInDm } from "../tell-in-dm.ts";
import { persistently } from "../try-again.ts";
import { namesOfFiles, toldFiles } from "../told-files.ts";
import { toldChannelId, toldTeamId, toldTs, toldUserId } from "../told-ids.ts";
import { sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import type { OpenCase } from "../views/proof-choice.ts";
import { proofQuestion } from "../views/proof-question.ts";

/**
 * An owner of a case writes in the thread of its card, or to the bot: they alone are asked whether that is evidence. What
 * a bot says is none, and neither is a notice or an edit: they have a subtype of their own.
 */

const replySchema = z.object({
  subtype: z.enum(["file_share", "thread_broadcast"]).optional(),
  bot_id: z.undefined().optional(),
  user: toldUserId,
  /** Where the writer belongs; in a shared channel that may be another organisation. */
  user_team: toldTeamId.optional(),
  channel: toldChannelId,
  channel_type: z.enum(["channel", "group", "im"]),
  ts: toldTs,
  thread_ts: toldTs.optional(),
  text: z.string().default(""),
  files: toldFiles,
});
type Reply = z.infer<typeof replySchema>;

export const noticeReply =
  (deps: SlackDeps) =>
  async ({ event, body, client }: AllMiddlewareArgs & SlackEventMiddlewareArgs<"message">): Promise<void> => {
    const reply = replySchema.safeParse(event).data;
    if (!reply || reply.user === deps.workspace.botUserId) return;
    if (reply.text.trim() === "" && reply.files.length === 0) return;
    const cases = await casesFor(deps, reply);
    if (!cases) return;
    const { db, now, workspace } = deps;
    if (!(await isNews(db, { teamId: workspace.teamId, eventId: body.event_id, now: now() }))) return;
    const person = await meetPerson(deps, client, reply.user);
    const question = await questionTo(deps, person, reply, cases);
    try {
      await persistently(() => askInPrivate(client, reply, question));
    } catch (error) {
      deps.log.warn(
        { user: person.id, ...describeError(error) },
        "a person could not be asked about a message",
      );
      await tellInDm(deps, person.id, "not_asked", body.event_id);
    }
  };

/** More would be too much for one message. */
const mostCases = 10;

/** The cases that the reply may be about; null when it is nothing to ask about. */
async function casesFor(deps: SlackDeps, reply: Reply): Promise<readonly OpenCase[] | null> {
  const { workspace, now } = deps;
  const toBot = reply.channel_type === "im";
  const inThread = await caseOfThread(deps, reply);
  const writer = asOwner({ userId: reply.user, homeTeamId: reply.user_team ?? workspace.teamId }, deps);
  if (!inThread || !attempt("add_evidence", inThread, writer, now()).allowed)
    return toBot ? openCasesOf(deps, reply.user, mostCases) : null;
  const open = await openCaseOf(deps, inThread);
  return hasRoom(open) || toBot ? [open] : null;
}

/** The case that a message of ours at the head of the thread is about: in a channel that is its card. */
async function caseOfThread(
  { db, workspace }: SlackDeps,
  { channel: channelId, ts, thread_ts: threadTs }: Reply,
): Promise<Escalation | null> {
  if (threadTs === undefined || threadTs === ts) return null;
  const head = await findDeliveryAt(db, { teamId: workspace.teamId, channelId, ts: threadTs });
  return head && "escalationId" in head.subject ? findEscalation(db, head.subject.escalationId) : null;
}

async function questionTo(
  { db, now, newId, workspace, settings }: SlackDeps,
  person: Acting,
  reply: Reply,
  cases: readonly OpenCase[],
): Promise<Message> {
  const { proof } = person.reader.words;
  const [first] = cases;
  if (!first) return sayingMessage(proof.noCase(settings.slashCommand));
  const withRoom = cases.filter(hasRoom);
  if (withRoom.length === 0) return sayingMessage(proof.nothingToAdd(caseName(first.escalation)));
  const content = { text: plainTextOf(reply.text), files: namesOfFiles(reply.files) };
  const { id } = await keepMessage(
    db,
    {
      id: newId(),
      teamId: workspace.teamId,
      personId: person.id,
      channelId: reply.channel,
      ts: reply.ts,
      threadTs: reply.thread_ts ?? null,
      authorId: person.id,
      author: person.name,
      content,
    },
    now(),
  );
  return proofQuestion({ messageId: id, content, cases: withRoom }, person.reader);
}

async function askInPrivate(
  client: WebClient,
  { channel, user, thread_ts: threadTs }: Reply,
  { text, blocks }: Message,
): Promise<void> {
  await client.chat.postEphemeral({
    channel,
    user,
    text,
    blocks,
    parse: "none",
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
}
