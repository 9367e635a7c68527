import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import { s1, s2 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { overrideReasons } from "../../src/domain/escalation.ts";
import { comesBack, en, label, least, starts, startsAt, walksOn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** From the review to the card: once, however often Send is pressed. */

const stage = stagePerTest({ at: s1.now });
const dana = () => stage().person(people.dana);
const cards = () => stage().person(people.casey).sees(channels.csm);
const { titles, submit, buttons } = en.controls;
const sentence = { [en.review.anyway.label]: "The sale starts next week." };

const fillsIn = (sample: typeof s1) =>
  fillsInCase(dana(), sample.answers, { locale: "en", channel: channels.project });

describe("Send", () => {
  test("of a Ready case needs nothing: the modal says where it went, the card and the receipt come", async () => {
    await fillsIn(s1);
    await dana().presses(submit.send);
    const sent = await dana().seesModal(en.modal.sent.heading("ESC-1"));
    expect(sent.text).toContain(en.modal.sent.where("#csm-escalations"));
    expect(sent.submitLabel).toBeNull();
    await stage().settle();
    const [card] = cards();
    expect(card?.screen).toContain(en.card.level(en.verdict.levels.ready, "Northwind Digital"));
    expect(card?.thread.length).toBeGreaterThan(0);
    expect(dana().dms()).toHaveLength(1);
    expect(dana().dms()[0]?.screen).toContain(en.card.receipt.sent("ESC-1", "#csm-escalations"));
  });

  test("as it is stands on the card with its sentence", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await dana().presses(submit.send_anyway);
    await stage().settle();
    expect(cards()[0]?.screen).toContain(en.card.caveats.anyway("The sale starts next week."));
  });

  test("brings nothing to life that was typed, not even a bare address or name, in any message of the case", async () => {
    const summary = "See https://evil.example, @here #general <!channel> <@U0CASEY01>";
    await starts(dana());
    await dana().fills({ ...least.situation, [label("summary")]: summary });
    await dana().presses(submit.next);
    await walksOn(dana(), "scope", "review");
    await dana().fills({ [en.review.anyway.label]: `Soon. ${summary}` });
    await dana().presses(submit.send_anyway);
    await stage().settle();
    const messages = [...cards(), ...(cards()[0]?.thread ?? []), ...dana().dms()];
    expect(messages.filter(({ screen }) => screen.includes("https://evil.example")).length).toBeGreaterThan(
      2,
    );
    const alive = messages.flatMap(({ live }) => live.map(({ target }) => target));
    expect(alive.filter((target) => !target.startsWith("https://acme-outdoor.slack.test/archives/"))).toEqual(
      [],
    );
  });

  test.each(overrideReasons)("before the partner could answer stands on the card with %s", async (reason) => {
    await fillsIn(s2);
    await dana().fills({ [en.review.anyway.overrideLabel]: en.review.reasons[reason], ...sentence });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    const [card] = cards();
    expect(card?.screen).toContain(en.card.level(en.card.overridden, "Harbour & Lane"));
    expect(card?.screen).toContain(
      en.card.caveats.override(en.review.reasons[reason], "The sale starts next week."),
    );
  });

  test("leaves no draft behind: the command starts an empty case, the next one is ESC-2", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await dana().presses(submit.send_anyway);
    await dana().closesModal();
    expect((await starts(dana())).title).toBe(titles.situation);
    await walksOn(dana(), "situation", "review");
    await dana().fills(sentence);
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.heading("ESC-2"));
  });
});

describe("Send, twice", () => {
  test("a double click makes one case and one card", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await Promise.all([dana().presses(submit.send_anyway), dana().presses(submit.send_anyway)]);
    await dana().seesModal("ESC-1");
    await stage().settle();
    expect(cards()).toHaveLength(1);
    expect(dana().dms()).toHaveLength(1);
  });

  test("the same submission delivered again makes nothing new, and says what it became", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await dana().presses(submit.send_anyway);
    await dana().seesModal("ESC-1");
    const again = await stage().slack.redeliver("interactive");
    expect(JSON.stringify(again)).toContain("ESC-1");
    await stage().settle();
    expect(cards()).toHaveLength(1);
    expect(dana().dms()).toHaveLength(1);
    await dana().types("/escalate ESC-2", { in: channels.project });
    await dana().seesMessage(channels.project, en.talk.unknownCase("ESC-2"));
  });

  test("two deliveries at the same moment make one case", async () => {
    await startsAt(dana(), "review");
    await dana().fills(sentence);
    await Promise.all([
      dana().presses(submit.send_anyway),
      dana().until("the submission", () => stage().slack.traffic.at(-1)?.kind === "envelope"),
    ]);
    await Promise.all([stage().slack.redeliver("interactive"), stage().slack.redeliver("interactive")]);
    await stage().settle();
    expect(cards()).toHaveLength(1);
    await dana().types("/escalate list", { in: channels.project });
    const list = await dana().seesMessage(channels.project, en.talk.list.mine);
    expect(list.screen.match(/ESC-\d/gu)).toEqual(["ESC-1"]);
  });
});

describe("Close as avoided", () => {
  async function saysFixed() {
    await startsAt(dana(), "partner");
    await dana().fills({ [label("contacted")]: en.form.contacted.options.yes_written });
    await dana().fills({ [label("response_state")]: en.form.response_state.options.fixed });
    await dana().presses(submit.next);
    return walksOn(dana(), "examples", "review");
  }

  test("ends the case without a card or a message, and counts it", async () => {
    const review = await saysFixed();
    expect(review.buttons).toEqual([en.review.buttons.closeAsAvoided, buttons.back]);
    await dana().presses(en.review.buttons.closeAsAvoided);
    await dana().seesModal(en.partnerWait.worked.title);
    await dana().fills({ [en.partnerWait.worked.label]: "We called them." });
    await dana().presses(en.partnerWait.worked.submit);
    await dana().seesModal(en.review.avoided.heading("ESC-1"));
    await stage().settle();
    expect(cards()).toEqual([]);
    expect(dana().dms()).toEqual([]);
    await dana().types("/escalate list", { in: channels.project });
    const list = await dana().seesMessage(channels.project, "ESC-1");
    expect(list.screen).toContain(en.card.status.closings.avoided);
  });

  test("asks what worked first, and Back leads to the review, with the sentence typed there", async () => {
    await saysFixed();
    await dana().fills(sentence);
    await dana().presses(en.review.buttons.closeAsAvoided);
    await dana().seesModal(en.partnerWait.worked.title);
    await dana().presses(buttons.back);
    const review = await dana().seesModal(titles.review);
    expect(review.fields.map((field) => field.value)).toContain("The sale starts next week.");
    expect((await comesBack(dana())).title).toBe(titles.review);
  });

  test("leaves the draft as it is when the window is closed there", async () => {
    await saysFixed();
    await dana().presses(en.review.buttons.closeAsAvoided);
    await dana().seesModal(en.partnerWait.worked.title);
    expect((await comesBack(dana())).title).toBe(titles.review);
  });

  test("delivered twice closes one case", async () => {
    await saysFixed();
    await dana().presses(en.review.buttons.closeAsAvoided);
    await dana().presses(en.partnerWait.worked.submit);
    await dana().seesModal(en.review.avoided.heading("ESC-1"));
    const again = await stage().slack.redeliver("interactive");
    expect(JSON.stringify(again)).toContain("ESC-1");
  });

  test("can be overridden too: a partner who only says so", async () => {
    await saysFixed();
    await dana().fills({
      [en.review.anyway.overrideLabel]: en.review.reasons.conflict_of_interest,
      ...sentence,
    });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.heading("ESC-1"));
    await stage().settle();
    expect(cards()).toHaveLength(1);
  });
});

describe("Write to the partner", () => {
  async function writes() {
    await fillsIn(s2);
    await dana().presses(en.review.buttons.writeToPartner);
    return dana().seesModal(en.partnerMessage.title);
  }

  test("sends the text as edited to the person's own DM, once, and the draft waits", async () => {
    await writes();
    await dana().fills({ [en.partnerMessage.label]: "Hello <!channel>, please call me. & thanks" });
    await dana().presses(en.partnerMessage.submit);
    await dana().seesModal(en.partnerMessage.done.heading);
    await stage().slack.redeliver("interactive");
    await stage().settle();
    const [letter, ...more] = dana().dms();
    expect(letter?.screen).toContain("Hello <!channel>, please call me. & thanks");
    expect(letter?.live).toEqual([]);
    expect(more).toEqual([]);
    expect(cards()).toEqual([]);
    expect((await comesBack(dana())).title).toBe(titles.review);
  });

  test("is not sent empty", async () => {
    await writes();
    await dana().fills({ [en.partnerMessage.label]: "   " });
    await dana().presses(en.partnerMessage.submit);
    const screen = await dana().seesModal(en.partnerMessage.title);
    expect(screen.fields[0]?.error).toBe(en.modal.errors.blank);
    await stage().settle();
    expect(dana().dms()).toEqual([]);
  });
});
