import { describe, expect, test } from "@jest/globals";
import { channels, people, trustedTeam, workspace } from "../../playground/workspace.ts";
import { receiptOf, waits } from "../support/a-partner-first-case.ts";
import { comesBack, en, label, pt, startsAt, walksOn } from "../support/a-requester.ts";
import { onAStage, stagePerTest } from "../support/a-stage.ts";

/** Where other organisations read along: the person is shown who they are before anything is sent there. */

const agency = "T0AGENCY1";
const seed = {
  ...workspace,
  channels: workspace.channels.map((channel) =>
    channel.id === channels.csm ? { ...channel, connectedTeamIds: [trustedTeam, agency] } : channel,
  ),
};

const { submit, buttons, titles } = en.controls;
const { shared } = en.routing;
const sentence = { [en.review.anyway.label]: "The sale starts next week." };

describe("Send into a channel that is shared", () => {
  const stage = stagePerTest({ seed });
  const dana = () => stage().person(people.dana);
  const cards = () => stage().person(people.casey).sees(channels.csm);

  /** To the second screen. */
  async function isWarned() {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await dana().presses(submit.send_anyway);
    return dana().seesModal(shared.heading);
  }

  test("names the channel and every organisation in it, and sends nothing yet", async () => {
    const screen = await isWarned();
    expect(screen.title).toBe(shared.title);
    expect(screen.text).toContain(shared.text("#csm-escalations"));
    expect(screen.text).toContain("Adobe");
    expect(screen.text).toContain("Northwind Digital");
    expect(screen.text).toContain(shared.partner);
    expect(screen.text).not.toContain(shared.changed);
    expect(screen.submitLabel).toBe(shared.send);
    expect(screen.buttons).toEqual([buttons.back]);
    await stage().settle();
    expect(cards()).toEqual([]);
    expect(dana().dms()).toEqual([]);
  });

  test("sends it from there, with the sentence written before", async () => {
    await isWarned();
    await dana().presses(shared.send);
    await dana().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    expect(cards()).toHaveLength(1);
    expect(cards()[0]?.screen).toContain(en.card.caveats.anyway("The sale starts next week."));
  });

  test("once, however often it is pressed, and whichever button is heard again", async () => {
    await isWarned();
    const first = await stage().slack.redeliver("interactive");
    expect(JSON.stringify(first)).toContain(shared.heading);
    await Promise.all([dana().presses(shared.send), dana().presses(shared.send)]);
    await dana().seesModal("ESC-1");
    await stage().settle();
    // Who reads along now does not matter any more.
    stage().slack.unshare(channels.csm, agency);
    await stage().settle();
    const again = await stage().slack.redeliver("interactive");
    expect(JSON.stringify(again)).toContain("ESC-1");
    await stage().settle();
    expect(cards()).toHaveLength(1);
    expect(dana().dms()).toHaveLength(1);
    await dana().types("/escalate list", { in: channels.project });
    const list = await dana().seesMessage(channels.project, en.talk.list.mine);
    expect(list.screen.match(/ESC-\d/gu)).toEqual(["ESC-1"]);
  });

  test("Back leads to the review with all that was written, and the draft is still there", async () => {
    await isWarned();
    await dana().presses(buttons.back);
    const review = await dana().seesModal(titles.review);
    expect(review.fields.map(({ value }) => value)).toContain("The sale starts next week.");
    await dana().presses(submit.send_anyway);
    await dana().seesModal(shared.heading);
    expect((await comesBack(dana())).title).toBe(titles.review);
    await stage().settle();
    expect(cards()).toEqual([]);
  });

  test("is answered without a call to Slack, both times", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    const before = stage().slack.calls.length;
    await dana().presses(submit.send_anyway);
    await dana().seesModal(shared.heading);
    expect(stage().slack.calls).toHaveLength(before);
    await dana().presses(shared.send);
    await dana().seesModal("ESC-1");
    const { traffic } = stage().slack;
    const submitted = traffic.findLastIndex(
      (entry) => entry.kind === "envelope" && entry.type === "interactive",
    );
    const kinds = traffic.slice(submitted).map(({ kind }) => kind);
    expect(kinds.find((kind) => kind === "ack" || kind === "call")).toBe("ack");
  });

  test("shows who reads along now when they are others than before, and sends only when they are agreed to", async () => {
    await isWarned();
    stage().slack.unshare(channels.csm, agency);
    await stage().settle();
    await dana().presses(shared.send);
    const again = await dana().seesModal(shared.changed);
    expect(again.text).toContain("Adobe");
    expect(again.text).not.toContain("Northwind");
    await stage().settle();
    expect(cards()).toEqual([]);
    await dana().presses(shared.send);
    await dana().seesModal("ESC-1");
  });

  test("sends at once when nobody outside reads along any more", async () => {
    await isWarned();
    stage().slack.unshare(channels.csm, agency);
    stage().slack.unshare(channels.csm, trustedTeam);
    await stage().settle();
    await dana().presses(shared.send);
    await dana().seesModal("ESC-1");
    await stage().settle();
    expect(cards()).toHaveLength(1);
  });

  test("goes back to the review when the verdict has changed in the meantime", async () => {
    await startsAt(dana(), "partner");
    await dana().fills({
      [label("contacted")]: en.form.contacted.options.yes_written,
      [label("first_contact_date")]: "2026-11-20",
      [label("response_state")]: en.form.response_state.options.no_reply,
    });
    await dana().presses(submit.next);
    await walksOn(dana(), "examples", "review");
    await dana().fills({ [en.review.anyway.overrideLabel]: en.review.reasons.contact_gone, ...sentence });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(shared.heading);
    stage().clock.moveTo(new Date("2026-11-26T12:00:00Z"));
    await dana().presses(shared.send);
    await dana().seesModal(en.review.changed);
    await stage().settle();
    expect(cards()).toEqual([]);
  });

  test("an organisation that Slack does not name is there all the same", async () => {
    stage().slack.fail("team.info", { kind: "error", error: "team_not_found" }, { times: Infinity });
    stage().slack.rename(channels.csm, "csm-and-others");
    await stage().settle();
    const screen = await isWarned();
    expect(screen.text).toContain(shared.text("#csm-and-others"));
    expect(screen.text).toContain(en.review.unknownOrganisation);
    expect(stage().troubles.splice(0)).toHaveLength(2);
  });
});

describe("a channel that comes to be shared", () => {
  const stage = stagePerTest();
  const dana = () => stage().person(people.dana);

  test("while the review is on the screen is noticed as Send is pressed", async () => {
    const review = await startsAt(dana(), "review");
    expect(review.text).toContain(en.review.whoPublic);
    stage().slack.share(channels.csm, agency);
    await stage().settle();
    await dana().fills(sentence);
    await dana().presses(submit.send_anyway);
    const screen = await dana().seesModal(shared.heading);
    expect(screen.text).toContain("Northwind Digital");
    await stage().settle();
    expect(stage().person(people.casey).sees(channels.csm)).toEqual([]);
  });

  test("while the case waits for the partner is shown before it goes on", async () => {
    const harriet = stage().person(people.harriet);
    await waits(harriet, stage());
    stage().slack.share(channels.csm, agency);
    await stage().settle();
    await harriet.clicks(submit.send_anyway, { on: receiptOf(harriet) });
    await harriet.seesModal(titles.review);
    await harriet.fills({ [en.review.anyway.overrideLabel]: en.review.reasons.retaliation, ...sentence });
    await harriet.presses(submit.send_anyway);
    await harriet.seesModal(shared.heading);
    await stage().settle();
    expect(stage().person(people.casey).sees(channels.csm)).toEqual([]);
    await harriet.presses(shared.send);
    await harriet.seesModal("ESC-1");
    await stage().settle();
    const [card] = stage().person(people.casey).sees(channels.csm);
    expect(card?.screen).toContain(
      en.card.caveats.override(en.review.reasons.retaliation, "The sale starts next week."),
    );
  });
});

test("a channel that only we are in asks nothing", async () => {
  await onAStage({}, async (stage) => {
    const dana = stage.person(people.dana);
    await startsAt(dana, "review");
    await dana.fills(sentence);
    await dana.presses(submit.send_anyway);
    await dana.seesModal("ESC-1");
  });
});

test("the warning speaks the language of the person", async () => {
  await onAStage({ seed }, async (stage) => {
    stage.slack.changeUser(people.dana, { locale: "pt-BR" });
    const dana = stage.person(people.dana);
    await dana.types("/escalate", { in: channels.project });
    await dana.seesModal(pt.controls.titles.situation);
    await dana.fills({
      [pt.form.summary.label]: "Os pedidos não chegam",
      [pt.form.concern_type.label]: pt.form.concern_type.options.late,
      [pt.form.urgency.label]: pt.form.urgency.options.slowing_us,
      [pt.form.partner_company.label]: "Fabrikam",
    });
    await dana.presses(pt.controls.submit.next);
    await dana.presses(pt.controls.submit.next);
    await dana.fills({ [pt.form.contacted.label]: pt.form.contacted.options.yes_written });
    await dana.presses(pt.controls.submit.next);
    await dana.presses(pt.controls.submit.next);
    await dana.presses(pt.controls.submit.review);
    await dana.fills({ [pt.review.anyway.label]: "A promoção começa." });
    await dana.presses(pt.controls.submit.send_anyway);
    const screen = await dana.seesModal(pt.routing.shared.heading);
    expect(screen.submitLabel).toBe(pt.routing.shared.send);
    expect(screen.text).toContain(pt.routing.shared.text("#csm-escalations"));
  });
});
