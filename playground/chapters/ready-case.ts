import { s1 } from "../sample-cases.ts";
import { channels, people } from "../workspace.ts";
import { cardOf, en, fillsIn, type Telling, waitsUntil } from "./telling.ts";

/** Dana sends a case with three full examples, and two CSMs reach for it at once. */
export async function readyCase(telling: Telling, name: string): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const dana = stage.person(people.dana);
  out.chapter("Dana, Chicago: three full examples");
  await waitsUntil(telling, s1.now);
  const review = await fillsIn(telling, dana, "Dana", s1, "en");
  out.check("the verdict is Ready with 100 points", review.text.includes(en.verdict.score(100)));
  await dana.presses(en.controls.submit.send);
  out.modal("Dana", await dana.seesModal(name));
  await dana.closesModal();
  await stage.settle();
  const card = cardOf(casey, name);
  out.message("Casey", "#csm-escalations", card);
  out.note("Casey and Robin, the two CSMs, press “I have it” at the same moment; Casey is a hair faster.");
  const robin = stage.person(people.robin);
  await Promise.all([
    casey.clicks(en.controls.buttons.have_it, { on: card }),
    robin.clicks(en.controls.buttons.have_it, { on: card }),
  ]);
  await stage.settle();
  const taken = cardOf(casey, name);
  out.message("Casey", "#csm-escalations", taken);
  const refused = [...casey.ephemerals(channels.csm), ...robin.ephemerals(channels.csm)];
  for (const message of refused) out.message("The other one", "a note only they see", message);
  out.check(
    "one of the two has it, the other was told so",
    refused.length === 1 && !taken.buttons.includes(en.controls.buttons.have_it),
  );
  for (const message of dana.dms()) out.message("Dana", "her DM with the bot", message);
}
