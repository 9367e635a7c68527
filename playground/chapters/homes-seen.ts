import { channels, people } from "../workspace.ts";
import { en, type Telling } from "./telling.ts";

/** What waits for each of them, at a glance: the App Home of a CSM and of a requester, and a case found by its words. */
export async function homesSeen({ stage, out }: Telling): Promise<void> {
  const casey = stage.person(people.casey);
  const dana = stage.person(people.dana);
  out.chapter("At a glance: the App Home");
  await casey.opensHome();
  const desk = await casey.seesHome(en.home.desk);
  out.home("Casey", desk);
  out.check("it names no case that never left its partner", !desk.screen.includes("ESC-2"));
  await dana.opensHome();
  const own = await dana.seesHome(en.home.yours);
  out.home("Dana", own);
  out.check("Dana sees her own cases only", !own.screen.includes("ESC-1 "));
  await casey.types("/escalate find checkout", { in: channels.project });
  const found = casey.ephemerals(channels.project).at(-1);
  if (found) out.message("Casey", "a note only they see, after /escalate find checkout", found);
  out.check("it was found", /ESC-\d/u.test(found?.screen ?? ""));
}
