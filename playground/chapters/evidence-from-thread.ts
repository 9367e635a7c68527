import { evidenceInMessages } from "../sample-cases.ts";
import { channels, people } from "../workspace.ts";
import { cardOf, en, fillsIn, type Telling, waitsUntil } from "./telling.ts";

const { proof } = en;

/** Harriet is reminded in the thread and simply answers there; what she writes becomes evidence. */
export async function evidenceFromThread(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const harriet = stage.person(people.harriet);
  out.chapter("Harriet, London: the evidence is in a message");
  await waitsUntil(telling, evidenceInMessages.now);
  stage.slack.invite(channels.csm, harriet.id);
  const review = await fillsIn(
    { ...telling, out: { ...out, modal: () => undefined } },
    harriet,
    "Harriet",
    evidenceInMessages,
    "en",
  );
  out.modal("Harriet", review);
  await harriet.fills({ [en.review.anyway.label]: "The partner's answer is in my mailbox; I will add it." });
  await harriet.presses(en.controls.submit.send_anyway);
  await harriet.closesModal();
  await stage.settle();
  await casey.clicks(en.controls.buttons.have_it, { on: cardOf(casey, name) });
  await waitsUntil(telling, new Date("2026-12-15T10:05:00Z"));
  const reminder = cardOf(harriet, name).thread.at(-1);
  if (reminder) out.message("Harriet", "the card's thread", reminder);

  const { ts } = cardOf(harriet, name);
  await harriet.types(
    "Their answer of 10 December: “We cannot name a date before the new year, the team is on another project.”",
    { in: channels.csm, thread: ts },
  );
  const asked = harriet.ephemerals(channels.csm).at(-1);
  if (!asked) throw new Error("Harriet was not asked whether her reply is evidence.");
  out.message("Harriet", "the card's thread, a note only she sees", asked);
  await harriet.chooses(firstChoice(asked.fields), { on: asked });
  await stage.settle();
  const answered = harriet.ephemerals(channels.csm).at(-1);
  if (answered) out.message("Harriet", "the same note", answered);
  const card = cardOf(casey, name);
  out.message("Casey", "#csm-escalations, the same card", card);
  for (const reply of card.thread.slice(0, 1)) out.message("Casey", "the card's thread", reply);
  const last = card.thread.at(-1);
  if (last) out.message("Casey", "the card's thread", last);
  out.check(
    "the case is Ready by a message in its thread",
    card.screen.startsWith(en.verdict.levels.ready) &&
      answered?.screen.includes(proof.level(en.verdict.levels.ready)) === true,
  );
}

/** What helps most is offered first. */
function firstChoice(fields: readonly { readonly options: readonly string[] }[]): string {
  const [choice] = fields.flatMap(({ options }) => options);
  if (choice === undefined) throw new Error("Nothing was offered.");
  return choice;
}
