import { describe, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import type { Door } from "../../src/domain/doors.ts";
import { comesBack, en, label, least, starts, startsAt, valueIn, walksOn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Matters that are not for a CSM. Nothing is judged, no case is made, no card is posted; the draft stays. */

const stage = stagePerTest({
  finally: async ({ person, settle }) => {
    await settle();
    expect(person(people.casey).sees(channels.csm)).toEqual([]);
    expect(person(people.dana).dms()).toEqual([]);
    await person(people.dana).types("/escalate list", { in: channels.project });
    const list = person(people.dana).ephemerals(channels.project).at(-1);
    expect(list?.screen).toContain(en.talk.list.none);
  },
});
const dana = () => stage().person(people.dana);
const { titles, submit, buttons } = en.controls;
const { doors } = en.door;
const { options: concerns } = en.form.concern_type;
const { options: urgencies } = en.form.urgency;

async function leavesSituation(changed: Readonly<Record<string, string>>) {
  await starts(dana());
  await dana().fills({ ...least.situation, ...changed });
  await dana().presses(submit.next);
  return dana().seesModal();
}

function expectDoor(screen: { text: string; submitLabel: string | null }, door: Door): void {
  expect(screen.text).toContain(doors[door].heading);
  for (const step of doors[door].steps) expect(screen.text).toContain(step);
  expect(screen.text).toContain(en.door.draftKept);
  expect(screen.submitLabel).toBeNull();
}

describe.each(["outage", "security"] as const)("%s", (door) => {
  const choice = { [label("urgency")]: urgencies[door] };

  test("opens its door at once, on the choice", async () => {
    await starts(dana());
    await dana().fills({ [label("summary")]: "Nothing works", ...choice });
    const screen = await dana().seesModal(en.door.title);
    expectDoor(screen, door);
    expect(screen.buttons).toEqual([buttons.back]);
  });

  test("Back returns to the first step with everything typed, where another choice may be made", async () => {
    await starts(dana());
    await dana().fills({ [label("summary")]: "Nothing works", ...choice });
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("Nothing works");
    await dana().fills({ ...least.situation, [label("urgency")]: urgencies.deadline });
    await dana().presses(submit.next);
    await dana().seesModal(titles.scope);
  });

  test("cannot be walked around with Next", async () => {
    await starts(dana());
    await dana().fills(choice);
    await dana().presses(buttons.back);
    await dana().seesModal(titles.situation);
    const { [label("urgency")]: _, ...others } = least.situation;
    await dana().fills(others);
    expect(dana().modal()?.title).toBe(titles.situation);
    await dana().presses(submit.next);
    expectDoor(await dana().seesModal(en.door.title), door);
  });

  test("keeps the draft when the window is closed", async () => {
    await starts(dana());
    await dana().fills({ [label("summary")]: "Nothing works", ...choice });
    await dana().seesModal(en.door.title);
    expect((await comesBack(dana())).title).toBe(titles.situation);
    expect(valueIn(dana(), "summary")).toBe("Nothing works");
    expect(valueIn(dana(), "urgency")).toBe(urgencies[door]);
  });
});

test("an outage comes before the kind of problem", async () => {
  await starts(dana());
  await dana().fills({ ...least.situation, [label("concern_type")]: concerns.support_experience });
  await dana().fills({ [label("urgency")]: urgencies.outage });
  expectDoor(await dana().seesModal(en.door.title), "outage");
});

describe.each(["product_or_infrastructure", "extension_fault", "support_experience"] as const)(
  "%s",
  (door) => {
    const choice = { [label("concern_type")]: concerns[door] };

    test("opens its door after Next, not on the choice, and may be continued past", async () => {
      await starts(dana());
      await dana().fills({ ...least.situation, ...choice });
      expect(dana().modal()?.title).toBe(titles.situation);
      await dana().presses(submit.next);
      const screen = await dana().seesModal(en.door.title);
      expectDoor(screen, door);
      expect(screen.buttons).toEqual([buttons.continue_anyway, buttons.back]);
      await dana().presses(buttons.continue_anyway);
      await dana().seesModal(titles.scope);
      const review = await walksOn(dana(), "scope", "review");
      expect(review.submitLabel).toBe(submit.send_anyway);
    });

    test("Back returns to the first step", async () => {
      await leavesSituation(choice);
      await dana().presses(buttons.back);
      await dana().seesModal(titles.situation);
      expect(valueIn(dana(), "concern_type")).toBe(concerns[door]);
      expect(valueIn(dana(), "summary")).toBe("Orders do not reach the ERP");
    });
  },
);

test("after Continue anyway the draft goes on where it was, also from a closed window", async () => {
  await leavesSituation({ [label("concern_type")]: concerns.extension_fault });
  await dana().presses(buttons.continue_anyway);
  await dana().seesModal(titles.scope);
  expect((await comesBack(dana())).title).toBe(titles.scope);
});

test("the partner stops at their door: there is only Back", async () => {
  const screen = await leavesSituation({ [label("concern_type")]: concerns.i_am_the_partner });
  expectDoor(screen, "i_am_the_partner");
  expect(screen.buttons).toEqual([buttons.back]);
  await dana().presses(buttons.back);
  await dana().seesModal(titles.situation);
});

describe("Magento Open Source", () => {
  async function reviewsOpenSource() {
    await startsAt(dana(), "ask");
    await dana().fills({ [label("platform")]: en.form.platform.options.magento_open_source });
    await dana().presses(submit.review);
    return dana().seesModal(titles.review);
  }

  test("reaches a review that cannot be sent, and says why", async () => {
    const review = await reviewsOpenSource();
    expect(review.text).toContain(en.review.notServed.heading);
    expect(review.submitLabel).toBeNull();
    expect(review.text).not.toContain(en.review.whereHeading);
    expect(review.buttons).toEqual([en.review.buttons.writeToPartner, buttons.back]);
  });

  test("offers the message to the partner, and Back lets another edition be chosen", async () => {
    await reviewsOpenSource();
    await dana().presses(en.review.buttons.writeToPartner);
    const draft = await dana().seesModal(en.partnerMessage.title);
    expect(draft.fields[0]?.value).toContain("Northwind Digital");
    await dana().presses(buttons.back);
    await dana().seesModal(en.review.notServed.heading);
    await dana().presses(buttons.back);
    await dana().fills({ [label("platform")]: en.form.platform.options.managed });
    await dana().presses(submit.review);
    expect((await dana().seesModal(titles.review)).submitLabel).toBe(submit.send_anyway);
  });
});
