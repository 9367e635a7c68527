import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import { s1, s2, s4, type SampleCase } from "../../playground/sample-cases.ts";
import { channels, people, team, trustedTeam, workspace } from "../../playground/workspace.ts";
import { en, label, starts, startsAt, walksOn } from "../support/a-requester.ts";
import { type AStage, onAStage, stagePerTest } from "../support/a-stage.ts";

/** The review: the verdict, what is missing, where it goes and with whom that place is shared. */

const { titles, submit, buttons } = en.controls;

/** On a stage at the moment of the sample, filled in by somebody who lives in its zone. */
async function reviews(sample: SampleCase, who: string, act: (stage: AStage) => Promise<void>) {
  await onAStage({ at: sample.now }, async (stage) => {
    await fillsInCase(stage.person(who), sample.answers, { locale: "en", channel: channels.project });
    await act(stage);
  });
}

describe("the samples, typed into the form", () => {
  test("S1 is Ready with 100 points: Send asks for nothing more", async () => {
    await reviews(s1, people.dana, async (stage) => {
      const review = await stage.person(people.dana).seesModal(titles.review);
      expect(review.text).toContain(en.verdict.levels.ready);
      expect(review.text).toContain(en.verdict.score(100));
      expect(review.text).toContain(en.verdict.levelSays.ready);
      expect(review.text).not.toContain(en.verdict.nextHeading);
      expect(review.submitLabel).toBe(submit.send);
      expect(review.fields).toEqual([]);
      expect(review.buttons).toEqual([buttons.back]);
    });
  });

  test("S2 is Partner first, with 60 behind it: the message to the partner is the first way out", async () => {
    await reviews(s2, people.harriet, async (stage) => {
      const review = await stage.person(people.harriet).seesModal(titles.review);
      const told = en.verdict.partnerFirst.partner_not_told({
        partner: "Harbour & Lane",
        date: "Thursday, 26 November 2026",
      });
      expect(review.text).toContain(en.verdict.levels.partner_first);
      expect(review.text).toContain(told.slice(0, 120));
      expect(review.text).toContain(en.verdict.score(60));
      expect(review.submitLabel).toBe(submit.send_anyway);
      expect(review.buttons).toEqual([en.review.buttons.writeToPartner, buttons.back]);
      expect(review.fields.map((field) => field.label)).toEqual([
        en.review.anyway.overrideLabel,
        en.review.anyway.label,
      ]);
    });
  });

  test("S4 is Not ready with 26 points and both caps, and nothing in its hostile text comes alive", async () => {
    await reviews(s4, people.ravi, async (stage) => {
      const review = await stage.person(people.ravi).seesModal(titles.review);
      expect(review.text).toContain(en.verdict.levels.not_ready);
      expect(review.text).toContain(en.verdict.score(26));
      expect(review.text).toContain(en.verdict.caps.no_passing_example);
      expect(review.text).toContain(en.verdict.caps.scope_not_reread);
      expect(review.submitLabel).toBe(submit.send_anyway);
      expect(review.live).toEqual([]);
    });
  });
});

describe("what is asked for before sending", () => {
  const stage = stagePerTest();
  const dana = () => stage().person(people.dana);
  const fieldOf = (wanted: string) =>
    dana()
      .modal()
      ?.fields.find((field) => field.label === wanted);

  test("a sentence that says nothing is refused at its field", async () => {
    await startsAt(dana(), "review");
    await dana().fills({ [en.review.anyway.label]: "  \n " });
    await dana().presses(submit.send_anyway);
    expect((await dana().seesModal()).title).toBe(titles.review);
    expect(fieldOf(en.review.anyway.label)?.error).toBe(en.modal.errors.sentence);
  });

  test("a sentence alone is not enough before the partner was told", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({ [label("contacted")]: en.form.contacted.options.no_contact });
    await dana().presses(submit.next);
    await walksOn(dana(), "examples", "review");
    await dana().fills({ [en.review.anyway.label]: "They do not pick up." });
    await dana().presses(submit.send_anyway);
    expect((await dana().seesModal()).title).toBe(titles.review);
    expect(fieldOf(en.review.anyway.overrideLabel)?.error).not.toBeNull();
    expect(fieldOf(en.review.anyway.label)?.value).toBe("They do not pick up.");
  });
});

describe("where it goes", () => {
  test("an internal channel is named, and who reads it", async () => {
    await onAStage({}, async (stage) => {
      const review = await startsAt(stage.person(people.dana), "review");
      expect(review.text).toContain(en.review.where("#csm-escalations"));
      expect(review.text).toContain(en.review.whoPublic);
    });
  });

  test("a channel shared with other organisations names each of them", async () => {
    const seed = {
      ...workspace,
      channels: workspace.channels.map((channel) =>
        channel.id === channels.csm ? { ...channel, connectedTeamIds: [trustedTeam, "T0AGENCY1"] } : channel,
      ),
    };
    await onAStage({ seed }, async (stage) => {
      const review = await startsAt(stage.person(people.dana), "review");
      expect(review.text).toContain(en.review.whoShared("Adobe and Northwind Digital"));
      expect(review.text).not.toContain(en.review.whoPublic);
      expect(review.text).not.toContain(team.name);
    });
  });

  test("a channel that comes to be shared while the form is open is shown as shared", async () => {
    await onAStage({}, async (stage) => {
      const dana = stage.person(people.dana);
      await startsAt(dana, "ask");
      stage.slack.share(channels.csm, trustedTeam);
      stage.slack.rename(channels.csm, "csm-and-adobe");
      await stage.slack.quiet();
      await dana.presses(submit.review);
      const review = await dana.seesModal(titles.review);
      expect(review.text).toContain(en.review.where("#csm-and-adobe"));
      expect(review.text).toContain(en.review.whoShared("Adobe"));
    });
  });
});

describe("the verdict on screen is the one that is sent", () => {
  test("when it has changed since, the present one is shown first, and the sentence typed is kept", async () => {
    await onAStage({}, async (stage) => {
      const dana = stage.person(people.dana);
      await startsAt(dana, "partner");
      const { no_reply } = en.form.response_state.options;
      await dana.fills({
        [label("contacted")]: en.form.contacted.options.yes_written,
        [label("first_contact_date")]: "2026-11-20",
        [label("response_state")]: no_reply,
      });
      await dana.presses(submit.next);
      const review = await walksOn(dana, "examples", "review");
      expect(review.text).toContain(en.verdict.levels.partner_first);
      await dana.fills({
        [en.review.anyway.overrideLabel]: en.review.reasons.contact_gone,
        [en.review.anyway.label]: "Our contact has left.",
      });
      stage.clock.moveTo(new Date("2026-11-26T12:00:00Z"));
      await dana.presses(submit.send_anyway);
      const again = await dana.seesModal(en.review.changed);
      expect(again.text).toContain(en.verdict.levels.not_ready);
      const [sentence] = again.fields;
      expect(sentence?.value).toBe("Our contact has left.");
      await stage.settle();
      expect(stage.person(people.casey).sees(channels.csm)).toEqual([]);
      await dana.presses(submit.send_anyway);
      await dana.seesModal(en.modal.sent.heading("ESC-1"));
    });
  });

  test("a review closed and resumed another day shows the verdict of that day", async () => {
    await onAStage({}, async (stage) => {
      const dana = stage.person(people.dana);
      await startsAt(dana, "review");
      await dana.closesModal();
      stage.clock.advance(30 * 24 * 60 * 60 * 1000);
      await starts(dana);
      await dana.presses(buttons.resume);
      const review = await dana.seesModal(titles.review);
      expect(review.text).not.toContain(en.review.changed);
    });
  });
});
