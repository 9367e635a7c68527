import { channels, people } from "../workspace.ts";
import { digestsFor, en, type Telling, waitsUntil } from "./telling.ts";

/** A Monday, an hour after the digest. */
const monday = new Date("2026-12-21T10:30:00Z");

/** The channel hears of its week by itself; Casey asks for more of it, and Dana may not. */
export async function weekTold(telling: Telling): Promise<void> {
  const { stage, out } = telling;
  const casey = stage.person(people.casey);
  const dana = stage.person(people.dana);
  out.chapter("Monday: what became of last week");
  await waitsUntil(telling, monday);
  const digest = digestsFor(casey).at(-1);
  if (!digest) throw new Error("There is no digest.");
  out.message("Casey", "#csm-escalations", digest);
  out.check("it is of this week", digest.when.includes("21"));
  const first = digest.screen.split("\n").slice(0, 3).join(" ");
  out.check("it says first which cases need a decision", /ESC-\d|decision/u.test(first));
  out.check(
    "ESC-2, which was avoided and never left its partner, is counted and not named",
    digest.screen.includes(`${en.report.avoided}: 23 Nov 1`) && !digest.screen.includes("ESC-2"),
  );
  await casey.types("/escalate report 6", { in: channels.project });
  for (const told of casey.ephemerals(channels.project).slice(-1))
    out.message("Casey", "a note only they see, after /escalate report 6", told);
  await dana.types("/escalate report", { in: channels.project });
  const refused = dana.ephemerals(channels.project).at(-1);
  if (refused) out.message("Dana", "a note only she sees, after /escalate report", refused);
  out.check(
    "Dana is told that it is for those who take the cases",
    refused?.screen === en.report.onlyCsm("/escalate"),
  );
}
