import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { s2 } from "../../playground/sample-cases.ts";
import { app, channels, people } from "../../playground/workspace.ts";
import { receiptOf, waits } from "../support/a-partner-first-case.ts";
import { en } from "../support/a-requester.ts";
import { onAStage } from "../support/a-stage.ts";

/** Days lie between the wait and the card, and the settings of another day may hold then. */

const { review } = en;
const { submit } = en.controls;

test("a case that waited goes to the channel that the review names, though another was set when it began", async () => {
  const folder = await mkdtemp(join(tmpdir(), "waits-"));
  const settings = { DATABASE_URL: `sqlite:${join(folder, "waits.db")}` };
  await onAStage({ at: s2.now, settings }, async (stage) => {
    const harriet = stage.person(people.harriet);
    await waits(harriet, stage);
    stage.slack.invite(channels.project, app.botUserId);
    await stage.restartBot({ CSM_CHANNEL: channels.project });
    await harriet.clicks(submit.send_anyway, { on: receiptOf(harriet) });
    const screen = await harriet.seesModal(en.controls.titles.review);
    expect(screen.text).toContain(review.where("#store-relaunch"));
    await harriet.fills({
      [review.anyway.overrideLabel]: review.reasons.contact_gone,
      [review.anyway.label]: "Olu has left.",
    });
    await harriet.presses(submit.send_anyway);
    await harriet.seesModal(en.modal.sent.where("#store-relaunch"));
    await stage.settle();
    await harriet.seesMessage(channels.project, en.card.level(en.card.overridden, "Harbour & Lane"));
    expect(stage.person(people.casey).sees(channels.csm)).toEqual([]);
  });
  await rm(folder, { recursive: true });
});
