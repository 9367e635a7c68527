import { findDraft } from "../../src/store/drafts.ts";
import { findEscalation } from "../../src/store/escalations.ts";
import { type BotAgain, differences } from "./a-bot-again.ts";
import type { Moment } from "./a-recording.ts";
import { inOneLine } from "./a-watched-stage.ts";
import { fc, seed } from "./drawn.ts";
import { damaged } from "./forged-payloads.ts";
import { isNotTheirs } from "./what-is-not-theirs.ts";

/** Tells a bot damaged payloads, and looks what came of it. */

type Note = (what: string) => void;

/** Of a request that no listener answers, the bot itself thinks better after ten seconds. */
const hangsAfterMs = 8_000;

/** Heard, refused, or nobody listens to such a thing. */
const answered = new Set<number | undefined>([200, 400, 404]);

/** Notes what is not as it should be. */
export async function damage(bot: BotAgain, moment: Pick<Moment, "payload">, note: Note): Promise<void> {
  const before = await whatIsNotTheirs(bot);
  for (const payload of fc.sample(damaged(moment), { seed, numRuns: 12 })) {
    const about = `FUZZ_SEED=${seed} ${JSON.stringify(payload).slice(0, 3_000)}`;
    const { status, tookMs } = await bot.hears(payload);
    if (!answered.has(status)) note(`${status} for ${about}`);
    if (tookMs > hangsAfterMs) note(`answered after ${Math.round(tookMs)} ms: ${about}`);
    const failures = bot.lines.splice(0).filter(({ level }) => level === "error");
    for (const heard of failures.filter((each) => !isRefusedWhereRead(inOneLine(each))))
      note(`${inOneLine(heard)} for ${about}`);
  }
  await bot.settles();
  for (const line of differences(before, await whatIsNotTheirs(bot), before)) note(line);
  // Whatever was kept can be read, and the bot hears as before.
  const drafts = await bot.db.selectFrom("drafts").select("id").execute();
  const cases = await bot.db.selectFrom("escalations").select("id").execute();
  for (const { id } of drafts) await findDraft(bot.db, id);
  for (const { id } of cases) await findEscalation(bot.db, id);
  const { status } = await bot.hears();
  if (status !== 200) note(`${status} after FUZZ_SEED=${seed}`);
}

/** What a person filled in is read where it is used: its shape is found wrong there, and the person is told. */
const isRefusedWhereRead = (line: string) =>
  line.startsWith("a listener failed") && line.includes('"ZodError"');

/** What was looked up of people, and messages that are drawn once more as they are stored. */
export const isDrawnAgain = (line: string) => /^(people|deliveries|message) /u.test(line);

export const whatIsNotTheirs = async (bot: BotAgain) =>
  (await bot.outcome()).filter((line) => isNotTheirs(line) && !isDrawnAgain(line)).sort();
