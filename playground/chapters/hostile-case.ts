import { s4 } from "../sample-cases.ts";
import type { SeenMessage } from "../person.ts";
import { channels, people, team } from "../workspace.ts";
import { cardOf, en, fillsIn, lastDm, type Telling, waitsUntil } from "./telling.ts";

/** A Sunday evening in UTC, when it is Monday in Kolkata. */
const begins = new Date("2026-11-29T20:00:00Z");

/** Ravi is angry, answers no reminder, and is heard again when a CSM reopens his case. */
export async function hostileCase(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const ravi = stage.person(people.ravi);
  out.chapter("Ravi, Kolkata: anger, markup and 3,000 characters; then silence");
  await waitsUntil(telling, begins);
  stage.slack.invite(channels.csm, ravi.id);
  const review = await fillsIn(telling, ravi, "Ravi", s4, "en");
  out.check("the verdict is Not ready with 26 points", review.text.includes(en.verdict.score(26)));
  await ravi.fills({ [en.review.anyway.label]: "<!channel> because I say so @here" });
  await ravi.presses(en.controls.submit.send_anyway);
  await ravi.closesModal();
  await stage.settle();
  const card = cardOf(casey, name);
  out.message("Casey", "#csm-escalations", card);
  for (const reply of card.thread) out.message("Casey", "the card's thread", reply);

  out.note("Casey takes the case: it is the bot that asks for what is missing.");
  await casey.clicks(en.controls.buttons.have_it, { on: card });
  await stage.settle();
  out.note("Ravi is in the CSM channel, so he is reminded in the thread: on business days 1, 3 and 5.");
  const evidence = card.thread.length;
  await waitsUntil(telling, new Date("2026-12-08T04:00:00Z"));
  const reminders = cardOf(casey, name).thread.slice(evidence);
  for (const reminder of reminders)
    out.message("Ravi", "the card's thread", seenBy(ravi.sees(channels.csm), reminder));
  out.check(
    "three reminders, each at ten in Kolkata, the last of them on Monday",
    reminders.length === 3 &&
      reminders.every(({ ts }) =>
        seenBy(ravi.sees(channels.csm), { ts }).when.includes("10:00 (Asia/Kolkata)"),
      ),
  );
  await waitsUntil(telling, new Date("2026-12-08T05:00:00Z"));
  const parked = cardOf(casey, name);
  out.message("Casey", "#csm-escalations", parked);
  out.message("Ravi", "a DM with the bot", lastDm(ravi));
  out.check("on business day 6 the case is parked", parked.buttons.includes(en.controls.buttons.reopen));

  out.note("The next day Casey reopens it.");
  await waitsUntil(telling, new Date("2026-12-09T15:00:00Z"));
  await casey.clicks(en.controls.buttons.reopen, { on: cardOf(casey, name) });
  for (const told of casey.ephemerals(channels.csm).slice(-1))
    out.message("Casey", "a note only they see", told);
  await waitsUntil(telling, new Date("2026-12-11T05:00:00Z"));
  const again = cardOf(casey, name);
  const next = again.thread.at(-1);
  out.message("Casey", "#csm-escalations", again);
  if (next) out.message("Ravi", "the card's thread", seenBy(ravi.sees(channels.csm), next));
  out.check(
    "it is reminded of again, and cannot be reopened a second time",
    again.thread.length > parked.thread.length && !again.buttons.includes(en.controls.buttons.reopen),
  );

  const live = [again, ...again.thread].flatMap((message) => message.live);
  // The bot's own links to its messages, and its mention of the one it reminds, are all there may be.
  const his = live.filter(
    ({ target }) => target !== ravi.id && !target.startsWith(`https://${team.domain}.slack.test/archives/`),
  );
  out.check(
    `mentions and links that came alive from his text: ${his.length === 0 ? "none" : JSON.stringify(his)}`,
    his.length === 0,
  );
}

/** The same message as somebody else sees it. */
function seenBy(all: readonly SeenMessage[], { ts }: Pick<SeenMessage, "ts">): SeenMessage {
  const found = all.flatMap((message) => [message, ...message.thread]).find((message) => message.ts === ts);
  if (!found) throw new Error("They do not see that message.");
  return found;
}
