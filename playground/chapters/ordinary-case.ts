import { ordinary } from "../sample-cases.ts";
import { people } from "../workspace.ts";
import { cardOf, cardsFor, en, fillsIn, lastDm, pt, type Telling, waitsUntil } from "./telling.ts";

/** Marina sends a case that lacks two answers; a holiday and a weekend later she is reminded, and it becomes Ready. */
export async function ordinaryCase(telling: Telling): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const marina = stage.person(people.marina);
  out.chapter("Marina, São Paulo, in Portuguese: almost ready, reminded, ready");
  // Her first command: the bot knows nothing of her yet, and learns her language while the modal is open.
  const review = await fillsIn(telling, marina, "Marina", ordinary, "pt-BR");
  out.check("the verdict is Almost ready", review.text.includes(pt.verdict.levels.almost_ready));
  await marina.fills({ [pt.review.anyway.label]: "O frete precisa funcionar antes da Black Friday." });
  await marina.presses(pt.controls.submit.send_anyway);
  out.modal("Marina", await marina.seesModal("ESC-1"));
  await marina.closesModal();
  await stage.settle();
  const card = cardOf(casey, "ESC-1");
  out.message("Casey, a CSM,", "#csm-escalations", card);
  for (const reply of card.thread) out.message("Casey", "the card's thread", reply);
  out.message("Marina", "her DM with the bot", lastDm(marina));
  out.check("the card says Almost ready", card.screen.startsWith(en.verdict.levels.almost_ready));

  out.note("Friday is a holiday in Brazil, then comes the weekend: nobody is reminded of anything.");
  await waitsUntil(telling, new Date("2026-11-23T12:30:00Z"));
  out.check("Marina has heard nothing since Thursday", marina.dms().length === 1);
  await waitsUntil(telling, new Date("2026-11-23T13:05:00Z"));
  const reminder = lastDm(marina);
  out.message("Marina", "her DM with the bot", reminder);
  for (const reply of cardOf(casey, "ESC-1").thread.slice(1))
    out.message("Casey", "the card's thread", reply);
  out.check(
    "she is reminded on Monday at ten, by DM, since she is not in the CSM channel",
    marina.dms().length === 2 && reminder.when.startsWith("Mon 23 Nov, 10:00"),
  );

  out.note("No CSM has taken the case for a business day, so their group is called, once. Casey takes it.");
  const call = cardOf(casey, "ESC-1").thread.find(({ buttons }) =>
    buttons.includes(en.controls.buttons.have_it),
  );
  if (!call) throw new Error("Nobody was told that the case waits to be taken.");
  await casey.clicks(en.controls.buttons.have_it, { on: call });
  await stage.settle();

  await marina.clicks(pt.controls.buttons.add_missing, { on: reminder });
  await marina.fills({
    [pt.form.ask.label]: pt.form.ask.options.joint_call,
    [pt.form.outcome.label]:
      "Frete de três transportadoras no checkout, conferido por nós e por eles com 20 CEPs.",
  });
  out.modal("Marina", await marina.seesModal(pt.form.ask.label));
  await marina.presses(pt.controls.submit.save);
  const saved = await marina.seesModal("ESC-1");
  out.modal("Marina", saved);
  out.check("the new verdict is Ready", saved.text.includes(pt.verdict.levels.ready));
  await marina.closesModal();
  await stage.settle();
  const redrawn = cardOf(casey, "ESC-1");
  out.message("Casey", "#csm-escalations, the same card", redrawn);
  for (const reply of redrawn.thread.slice(1)) out.message("Casey", "the card's thread", reply);
  out.message("Marina", "her DM with the bot, the same reminder", lastDm(marina));
  out.check(
    "the same card now says Ready, and nobody is reminded any more",
    cardsFor(casey).length === 1 && redrawn.screen.startsWith(en.verdict.levels.ready),
  );
}
