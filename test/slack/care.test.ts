import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import type { SeenMessage } from "../../playground/person.ts";
import { ordinary, s1, s2 } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import type { Answers } from "../../src/domain/answers.ts";
import { asked, en, label, least, pt, sends, startsAt, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Fairness to the partner, who is absent, and care with what should not be passed on. Advice, and never a hindrance. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { care } = en;
const { sensitive } = care;
const { submit, buttons, titles } = en.controls;
const card = "4012 8888 8888 1881";

async function reviews(given: Partial<Answers>, of: Answers = ordinary.answers) {
  return fillsInCase(dana(), { ...of, ...given }, { locale: "en", channel: channels.project });
}
const firstExample = (given: Partial<Answers["examples"][number]>) => ({
  examples: ordinary.answers.examples.map((example, index) =>
    index === 0 ? { ...example, ...given } : example,
  ),
});
function theCard(): SeenMessage {
  const [posted] = stage().person(people.casey).sees(channels.csm);
  if (!posted) throw new Error("There is no card.");
  return posted;
}
const thread = () =>
  theCard()
    .thread.map(({ screen }) => screen)
    .join("\n");

describe("the review", () => {
  test("says which answer holds what, never what it says, and sends it all the same", async () => {
    const review = await reviews({
      ...firstExample({ ex_actual: `Paid with ${card}, by joana.silva@mail.test.br, and nothing came.` }),
      scope_clause: "4.2 order sync, password=hunter2",
    });
    const where = { actual: label("ex_actual"), clause: label("scope_clause") };
    const { card_number, email, secret } = sensitive.kinds;
    expect(review.text).toContain(sensitive.heading);
    expect(review.text).toContain(sensitive.found(where.actual, 1, `${card_number} and ${email}`));
    expect(review.text).toContain(sensitive.found(where.clause, null, secret));
    expect(review.text).toContain(sensitive.beforeSending);
    expect(review.text).not.toContain(card);
    expect(review.text).not.toContain("joana.silva");
    await dana().presses(submit.send_anyway);
    expect((await dana().seesModal()).title).toBe(titles.review);
    await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.title);
    await stage().settle();
    expect(thread()).toContain(card);
  });

  test("is silent once it was taken out", async () => {
    await reviews({ outcome: `No more ${card} in a ticket` });
    expect(dana().modal()?.text).toContain(sensitive.heading);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.ask);
    await dana().fills({ [label("outcome")]: "Every order in the ERP within 5 minutes" });
    await dana().presses(submit.review);
    const review = await dana().seesModal(titles.review);
    expect(review.text).not.toContain(sensitive.heading);
  });

  test.each([
    ["S1", s1],
    ["S2", s2],
  ])("says nothing of the kind about %s, where there is nothing", async (_, { answers }) => {
    const review = await reviews({}, answers);
    expect(review.text).not.toContain(sensitive.heading);
    expect(review.text).not.toContain("A tip:");
  });

  test("gives each tip once, below what is good, and nothing is held back or counted", async () => {
    const plain = await reviews({ summary: "Orders do not reach the ERP" });
    const score = /\d+ of 100 points/u.exec(plain.text)?.[0] ?? "no score";
    for (const step of ["review", "ask", "examples", "partner", "scope"]) {
      await dana().until(step, () => dana().modal()?.buttons.includes(buttons.back));
      const before = dana().modal()?.title;
      await dana().presses(buttons.back);
      await dana().until("the step before", () => dana().modal()?.title !== before);
    }
    await dana().fills({ [label("summary")]: "They never answer, always lie, and are useless and lazy" });
    for (const step of ["situation", "scope", "partner", "examples"] as const) {
      await dana().seesModal(titles[step]);
      await dana().presses(submit.next);
    }
    await dana().seesModal(titles.ask);
    await dana().presses(submit.review);
    const { text } = await dana().seesModal(titles.review);
    const tips = [care.tips.absolute("never"), care.tips.judging("useless")];
    expect(text.split("\n").filter((line) => line.includes("A tip:"))).toEqual(tips);
    expect(text.indexOf(tips[0] ?? "")).toBeGreaterThan(text.indexOf(en.verdict.goodHeading));
    expect(text).toContain(score);
    expect(dana().modal()?.submitLabel).toBe(submit.send_anyway);
  });

  test("says it in the person's language", async () => {
    const marina = stage().person(people.marina);
    const given = { ...ordinary.answers, summary: "Nunca respondem", outcome: `Sem ${card}, por favor` };
    await fillsInCase(marina, given, { locale: "pt-BR", channel: channels.project });
    const { text } = await marina.seesModal(pt.controls.titles.review);
    expect(text).toContain(pt.care.tips.absolute("nunca"));
    expect(text).toContain(
      pt.care.sensitive.found(pt.form.outcome.label, null, pt.care.sensitive.kinds.card_number),
    );
  });
});

describe("what was added to a case", () => {
  async function saves(answers: Readonly<Record<string, string>>) {
    await dana().seesModal(buttons.add_missing);
    await dana().fills(answers);
    await dana().presses(submit.save);
    return dana().seesModal(en.modal.saved.title);
  }

  async function adds(answers: Readonly<Record<string, string>>) {
    await sends(dana());
    await stage().settle();
    await dana().clicks(buttons.add_missing, { on: theCard() });
    return saves(answers);
  }

  test("is saved, warned of, and can be taken out at once: from the thread, too", async () => {
    const saved = await adds({ [label("ex_actual")]: `The card ${card} was charged twice.` });
    const found = sensitive.found(label("ex_actual"), 1, sensitive.kinds.card_number);
    expect(saved.text).toContain(found);
    expect(saved.text).toContain(sensitive.saved);
    expect(saved.text).not.toContain(card);
    await stage().settle();
    expect(thread()).toContain(card);

    await dana().presses(sensitive.takeOut);
    await dana().seesModal(buttons.add_missing);
    expect(valueIn(dana(), "ex_actual")).toBe(`The card ${card} was charged twice.`);
    const again = await saves({ [label("ex_actual")]: "The card was charged twice." });
    expect(again.text).not.toContain(sensitive.heading);
    expect(again.buttons).not.toContain(sensitive.takeOut);
    await stage().settle();
    expect(thread()).toContain("The card was charged twice.");
    expect(thread()).not.toContain(card);
  });

  test("is not warned of when it holds nothing of the kind", async () => {
    const saved = await adds({ [label("ex_actual")]: "Order #000018233 never arrived." });
    expect(saved.text).not.toContain(sensitive.heading);
    expect(saved.buttons).not.toContain(sensitive.takeOut);
  });

  test("is all that is warned of: what stood in other steps was on the review", async () => {
    await startsAt(dana(), "scope");
    await dana().fills({ [label("scope_status")]: en.form.scope_status.options.reread });
    await dana().fills({ [label("scope_clause")]: "4.2, password=hunter2" });
    await dana().presses(submit.next);
    await dana().seesModal(titles.partner);
    await dana().fills(least.partner);
    await dana().presses(submit.next);
    await dana().seesModal(titles.examples);
    await dana().presses(submit.next);
    await dana().seesModal(titles.ask);
    await dana().presses(submit.review);
    await dana().seesModal(sensitive.heading);
    await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.title);
    await dana().closesModal();
    await stage().settle();
    await dana().clicks(buttons.add_missing, { on: theCard() });
    const saved = await saves({ [label("ex_actual")]: "The order never arrived." });
    expect(saved.text).not.toContain(sensitive.heading);
  });
});

describe("the partner's side", () => {
  const { contacted } = en.form;
  const theirs = "They say that the order sync was never part of the scope.";

  test("is asked for once the partner was told, and only then", async () => {
    await startsAt(dana(), "partner");
    expect(asked(dana())).not.toContain(label("partner_view"));
    await dana().fills({ [label("contacted")]: contacted.options.yes_verbal });
    expect(asked(dana())).toContain(label("partner_view"));
    await dana().fills({ [label("contacted")]: contacted.options.no_chance });
    expect(asked(dana())).not.toContain(label("partner_view"));
  });

  test("is kept, stands in the thread and with the requester, and brings no point", async () => {
    const without = await reviews({ partner_view: "" });
    const score = /\d+ of 100 points/u.exec(without.text)?.[0] ?? "no score";
    await dana().presses(buttons.back);
    await dana().seesModal(titles.ask);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.examples);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.partner);
    await dana().fills({ [label("partner_view")]: theirs });
    await dana().presses(submit.next);
    await dana().seesModal(titles.examples);
    await dana().presses(submit.next);
    await dana().seesModal(titles.ask);
    await dana().presses(submit.review);
    expect((await dana().seesModal(titles.review)).text).toContain(score);
    await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.title);
    await stage().settle();
    const said = `${label("partner_view")} ${theirs}`;
    expect(thread()).toContain(said);
    expect(dana().dms()[0]?.screen).toContain(said);
  });
});
