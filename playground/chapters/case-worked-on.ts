import { channels, people } from "../workspace.ts";
import { cardOf, en, lastDm, type Telling, waitsUntil } from "./telling.ts";

const { buttons } = en.controls;
const { brief, csmSide, questions } = en;

/** Casey asks one thing and hands the case over; Robin closes it with the plan that the partner agreed to. */
export async function workOnCase(telling: Telling, name: string): Promise<void> {
  await asksOneThing(telling, name);
  await readsBrief(telling, name);
  await handsOver(telling, name);
  await closesWithPlan(telling, name);
}

async function asksOneThing(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const dana = stage.person(people.dana);
  out.chapter("Casey and Robin, CSMs, and Dana: one question, another CSM, a plan");
  await waitsUntil(telling, new Date("2026-11-24T14:00:00Z"));
  const before = cardOf(casey, name).thread.length;
  await casey.clicks(buttons.ask, { on: cardOf(casey, name) });
  await casey.fills({ [questions.ask.label]: "Who signs the acceptance test on your side, and when?" });
  out.modal("Casey", await casey.seesModal(questions.ask.title));
  await casey.presses(questions.ask.submit);
  await casey.seesModal(questions.ask.done);
  await casey.closesModal();
  await stage.settle();
  const question = cardOf(dana, name).thread.slice(before).at(-1);
  if (!question) throw new Error("The question is not in the thread.");
  out.message("Dana", "the card's thread", question);
  await dana.clicks(buttons.answer, { on: question });
  await dana.fills({ [questions.answer.label]: "I do, with our ERP lead Lena Voss, on 4 December." });
  await dana.presses(questions.answer.submit);
  await dana.seesModal(questions.answer.done);
  await dana.closesModal();
  await stage.settle();
  const answer = cardOf(casey, name).thread.at(-1);
  if (answer) out.message("Casey", "the card's thread", answer);
  out.check(
    "the answer stands in the thread and calls Casey, who asked",
    answer?.live.some(({ target }) => target === casey.id) === true,
  );
}

/** What Casey needs to speak to somebody else about it. */
async function readsBrief({ stage, out }: Telling, name: string): Promise<void> {
  const casey = stage.person(people.casey);
  await casey.clicks(buttons.brief, { on: cardOf(casey, name) });
  await casey.seesModal(brief.quotes);
  await casey.presses(brief.buttons.markdown);
  out.modal("Casey", await casey.seesModal("## Situation"));
  await casey.presses(brief.window.send);
  await casey.seesModal(brief.window.sent);
  await casey.closesModal();
  await stage.settle();
  const page = lastDm(casey);
  out.message("Casey", "a DM with the bot", page);
  out.check(
    "Casey has the case on one page, with what Dana answered",
    page.screen.includes(brief.sections.contacts) && page.screen.includes("Lena Voss"),
  );
}

async function handsOver(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const robin = stage.person(people.robin);
  out.note("Casey is away from tomorrow on, and hands the case over to Robin.");
  await casey.chooses(buttons.hand_over, { on: cardOf(casey, name) });
  await casey.fills({ [csmSide.handOver.label]: "Robin Achterberg" });
  out.modal("Casey", await casey.seesModal(csmSide.handOver.title));
  await casey.presses(csmSide.handOver.submit);
  out.modal("Casey", await casey.seesModal(csmSide.outcome.title));
  await casey.closesModal();
  await stage.settle();
  const note = cardOf(robin, name).thread.at(-1);
  if (note) out.message("Robin", "the card's thread", note);
  out.check(
    "the card says that Robin has it, and the thread calls Robin",
    cardOf(casey, name).screen.includes("Robin Achterberg") &&
      note?.live.some(({ target }) => target === robin.id) === true,
  );
}

async function closesWithPlan(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const robin = stage.person(people.robin);
  const dana = stage.person(people.dana);
  await waitsUntil(telling, new Date("2026-11-25T15:00:00Z"));
  const { resolve } = csmSide;
  await robin.clicks(buttons.resolve, { on: cardOf(robin, name) });
  await robin.fills({ [resolve.how]: resolve.endings.plan_agreed });
  await robin.fills({
    [resolve.planDue]: "2026-11-27",
    [resolve.note]: "Northwind puts two developers on D-7; the retry screen is shown on Friday.",
  });
  out.modal("Robin", await robin.seesModal(resolve.how));
  await robin.presses(resolve.submit);
  await robin.seesModal(csmSide.outcome.title);
  await robin.closesModal();
  await stage.settle();
  out.message("Robin", "#csm-escalations", cardOf(robin, name));
  const told = lastDm(dana);
  out.message("Dana", "a DM with the bot", told);
  out.check(
    "Dana is told how it ended, and until when she may reopen it",
    told.screen.includes("Northwind puts two developers") && told.buttons.includes(buttons.reopen),
  );
}

/** The plan does not hold, and Dana takes the case up again. */
export async function reopenCase(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const robin = stage.person(people.robin);
  const dana = stage.person(people.dana);
  out.chapter("Friday: the plan did not hold");
  out.note("Nobody showed the retry screen. Dana reopens the case.");
  await waitsUntil(telling, new Date("2026-11-27T22:00:00Z"));
  await dana.clicks(buttons.reopen, { on: lastDm(dana) });
  for (const told of dana.ephemerals(dana.dm).slice(-1)) out.message("Dana", "a note only she sees", told);
  await stage.settle();
  const card = cardOf(robin, name);
  out.message("Robin", "#csm-escalations", card);
  const note = card.thread.at(-1);
  if (note) out.message("Robin", "the card's thread", note);
  out.check("it is open again, and can be taken", card.buttons.includes(buttons.have_it));
  await robin.clicks(buttons.have_it, { on: card });
  await stage.settle();
  await dana.types(`/escalate ${name} history`, { in: channels.project });
  for (const told of dana.ephemerals(channels.project).slice(-1))
    out.message("Dana", `a note only she sees, after /escalate ${name} history`, told);
}
