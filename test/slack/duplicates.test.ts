import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { comesBack, en, label, least, pt, sends, starts, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { receiptOf, toldToday, waits } from "../support/a-partner-first-case.ts";

/** A person who has a case about the same partner is asked, before step 2, whether it is that one. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { duplicate } = en.care;
const { titles, submit, buttons } = en.controls;
const { options: concerns } = en.form.concern_type;
const minute = 60_000;

function cardAt(place: number): SeenMessage {
  const card = casey().sees(channels.csm)[place];
  if (!card) throw new Error("There is no such card.");
  return card;
}

/** Dana has a case about Northwind Digital, and its card stands. */
async function hasACase(): Promise<void> {
  await sends(dana());
  await stage().settle();
  stage().clock.advance(minute);
}

/** Fills in step 1 of a new case, and leaves it. */
async function leavesSituation(person: Person, changed: Readonly<Record<string, string>> = {}) {
  await person.fills({ ...least.situation, [label("summary")]: "The search is slow", ...changed });
  await person.presses(submit.next);
  return person.seesModal();
}

async function beginsAnother(changed: Readonly<Record<string, string>> = {}) {
  await starts(dana());
  return leavesSituation(dana(), changed);
}

describe("the question", () => {
  test("names the case, what it is about, its state and its beginning, and leads to its card", async () => {
    await hasACase();
    const screen = await beginsAnother();
    expect(screen.title).toBe(duplicate.title);
    expect(screen.text).toContain(duplicate.heading(1));
    expect(screen.text).toContain("ESC-1");
    expect(screen.text).toContain(" · Northwind Digital · Orders do not reach the ERP");
    expect(screen.text).toContain(duplicate.begun(en.talk.list.state.open, "23 Nov 2026"));
    expect(screen.text).toContain(duplicate.kept("/escalate"));
    expect(screen.buttons).toEqual([
      duplicate.buttons.continueThat("ESC-1"),
      duplicate.buttons.otherMatter,
      buttons.back,
    ]);
    expect(screen.live.map(({ target }) => target)).toEqual([
      `https://acme-outdoor.slack.test/archives/${channels.csm}/p${cardAt(0).ts.replace(".", "")}`,
    ]);
  });

  test("knows the partner however the name is written", async () => {
    await hasACase();
    const screen = await beginsAnother({ [label("partner_company")]: "  NORTHWIND-digital. " });
    expect(screen.title).toBe(duplicate.title);
  });

  test("names each of several cases, each with its own way to go on", async () => {
    await hasACase();
    await sends(dana());
    await stage().settle();
    const screen = await beginsAnother();
    expect(screen.text).toContain(duplicate.heading(2));
    expect(screen.buttons).toEqual([
      duplicate.buttons.continueThat("ESC-2"),
      duplicate.buttons.continueThat("ESC-1"),
      duplicate.buttons.otherMatter,
      buttons.back,
    ]);
  });

  test("is asked in the person's language", async () => {
    const marina = stage().person(people.marina);
    await sends(dana());
    const { form, controls } = pt;
    const situation = {
      [form.summary.label]: "Pedidos não chegam ao ERP",
      [form.concern_type.label]: form.concern_type.options.late,
      [form.urgency.label]: form.urgency.options.slowing_us,
      [form.partner_company.label]: "Ágil Código",
    };
    await starts(marina);
    await marina.fills(situation);
    await marina.presses(controls.submit.next);
    await marina.seesModal(controls.titles.scope);
    await marina.presses(controls.submit.next);
    await marina.fills({ [form.contacted.label]: form.contacted.options.yes_written });
    await marina.presses(controls.submit.next);
    await marina.presses(controls.submit.next);
    await marina.presses(controls.submit.review);
    await marina.fills({ [pt.review.anyway.label]: "A campanha começa na segunda." });
    await marina.presses(controls.submit.send_anyway);
    await marina.seesModal(pt.modal.sent.title);
    await marina.closesModal();

    await starts(marina);
    await marina.fills({ ...situation, [form.partner_company.label]: "agil codigo" });
    await marina.presses(controls.submit.next);
    const screen = await marina.seesModal(pt.care.duplicate.title);
    expect(screen.text).toContain(pt.care.duplicate.begun(pt.talk.list.state.open, "23 de nov. de 2026"));
    expect(screen.buttons).toContain(pt.care.duplicate.buttons.continueThat("ESC-2"));
  });

  test.each([
    ["the partner is another one", people.dana, "Southwind"],
    ["the case is somebody else's", people.harriet, "Northwind Digital"],
  ])("does not come when %s", async (_, who, partner) => {
    await hasACase();
    const person = stage().person(who);
    await starts(person);
    const next = await leavesSituation(person, { [label("partner_company")]: partner });
    expect(next.title).toBe(titles.scope);
  });

  test("does not come when the case is closed", async () => {
    await hasACase();
    await dana().clicks(buttons.withdraw, { on: cardAt(0) });
    await stage().settle();
    expect((await beginsAnother()).title).toBe(titles.scope);
  });

  test("does not come where a waiting case itself is gone through again", async () => {
    await waits(dana(), stage(), toldToday);
    await dana().clicks(en.partnerWait.buttons.replied, { on: receiptOf(dana()) });
    await dana().seesModal(titles.partner);
    while (dana().modal()?.title !== titles.situation) {
      const { title } = await dana().seesModal();
      await dana().presses(buttons.back);
      await dana().until("the step before", () => dana().modal()?.title !== title);
    }
    await dana().presses(submit.next);
    await dana().seesModal(titles.scope);
  });
});

describe("It is another matter", () => {
  test("goes on to step 2, and is not asked again about the same case", async () => {
    await hasACase();
    await beginsAnother();
    await dana().presses(duplicate.buttons.otherMatter);
    await dana().seesModal(titles.scope);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    await dana().presses(submit.next);
    await dana().seesModal(titles.scope);
  });

  test("holds when the draft is resumed another day", async () => {
    await hasACase();
    await beginsAnother();
    await dana().presses(duplicate.buttons.otherMatter);
    await dana().seesModal(titles.scope);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    expect((await comesBack(dana())).title).toBe(titles.situation);
    await dana().presses(submit.next);
    await dana().seesModal(titles.scope);
  });

  test("pressed twice says it once", async () => {
    await hasACase();
    await beginsAnother();
    await dana().presses(duplicate.buttons.otherMatter);
    await dana().seesModal(titles.scope);
    await stage().slack.redeliver("interactive");
    await stage().settle();
    expect((await dana().seesModal()).title).toBe(titles.scope);
  });

  test("does not hold for a case that has come since, which alone is asked about", async () => {
    await hasACase();
    await waits(dana(), stage(), { ...toldToday, partner_company: "Harbour & Lane" });
    await beginsAnother();
    await dana().presses(duplicate.buttons.otherMatter);
    await dana().seesModal(titles.scope);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    const screen = await leavesSituation(dana(), { [label("partner_company")]: "harbour lane" });
    expect(screen.buttons).toEqual([
      duplicate.buttons.continueThat("ESC-2"),
      duplicate.buttons.otherMatter,
      buttons.back,
    ]);
    await dana().presses(duplicate.buttons.otherMatter);
    await dana().seesModal(titles.scope);
  });

  test("is asked of the next new case again", async () => {
    await hasACase();
    await sends(dana());
    await stage().settle();
    expect((await beginsAnother()).text).toContain(duplicate.heading(2));
  });
});

describe("Back", () => {
  test("returns to step 1 as it was left, and nothing is settled by it", async () => {
    await hasACase();
    await beginsAnother();
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("The search is slow");
    await dana().presses(submit.next);
    await dana().seesModal(duplicate.title);
  });

  test("closing the window there keeps the draft on step 1", async () => {
    await hasACase();
    await beginsAnother();
    expect((await comesBack(dana())).title).toBe(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("The search is slow");
    await dana().presses(submit.next);
    await dana().seesModal(duplicate.title);
  });
});

describe("Continue that one", () => {
  test("goes on to adding what is missing there; what was typed is offered by the next command", async () => {
    await hasACase();
    await beginsAnother();
    await dana().presses(duplicate.buttons.continueThat("ESC-1"));
    const screen = await dana().seesModal(buttons.add_missing);
    expect(screen.submitLabel).toBe(submit.save);
    await dana().fills({ [label("ex_actual")]: "The order never reached the ERP and nobody was warned." });
    await dana().presses(submit.save);
    expect((await dana().seesModal(en.modal.saved.title)).text).toContain("ESC-1");
    await stage().settle();
    expect(cardAt(0).thread.some(({ screen: said }) => said.includes("nobody was warned"))).toBe(true);

    await comesBack(dana());
    expect(dana().modal()?.title).toBe(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("The search is slow");
  });

  test("of a case that waits for its partner shows its draft as usual", async () => {
    await waits(dana(), stage(), toldToday);
    const screen = await beginsAnother({ [label("partner_company")]: "Harbour and Lane" });
    expect(screen.title).toBe(titles.scope);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    const asked = await leavesSituation(dana(), { [label("partner_company")]: "HARBOUR & LANE" });
    expect(asked.text).toContain(en.talk.list.state.waiting_partner);
    expect(asked.live).toEqual([]);
    await dana().presses(duplicate.buttons.continueThat("ESC-1"));
    const next = await dana().until("a step of the case", () => {
      const shown = dana().modal();
      return shown?.title !== duplicate.title && shown;
    });
    expect(next.submitLabel).toBe(submit.next);
    expect(next.buttons).toContain(buttons.back);
  });

  test("of a case that was closed meanwhile says so", async () => {
    await hasACase();
    await beginsAnother();
    await dana().clicks(buttons.withdraw, { on: cardAt(0) });
    await stage().settle();
    await dana().presses(duplicate.buttons.continueThat("ESC-1"));
    await dana().seesModal(en.modal.gone.case);
    await dana().closesModal();
    await comesBack(dana());
    expect(valueIn(dana(), "summary")).toBe("The search is slow");
  });
});

describe("another door", () => {
  test("comes before the question", async () => {
    await hasACase();
    const screen = await beginsAnother({ [label("concern_type")]: concerns.extension_fault });
    expect(screen.title).toBe(en.door.title);
  });

  test("that is walked past leads to the question", async () => {
    await hasACase();
    await beginsAnother({ [label("concern_type")]: concerns.extension_fault });
    await dana().presses(buttons.continue_anyway);
    await dana().seesModal(duplicate.title);
    await dana().presses(duplicate.buttons.otherMatter);
    await dana().seesModal(titles.scope);
  });
});

test("Slack is asked nothing before the question: it comes in the acknowledgement of Next", async () => {
  await hasACase();
  await starts(dana());
  const before = stage().slack.calls.length;
  await leavesSituation(dana());
  await dana().seesModal(duplicate.title);
  expect(stage().slack.calls.slice(before)).toEqual([]);
});
