import { expect, test } from "@jest/globals";
import type { Person } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { comesBack, en, label, sends, starts, startsAt, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** Ids come back from the client and prove nothing: whoever changes them on the way changes nothing of anybody else's. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const harriet = () => stage().person(people.harriet);
const { submit, buttons, titles } = en.controls;

/** Rewrites what a modal brings back when it is used. */
function forgeMetadata(person: Person, change: (metadata: string) => string): void {
  const open = stage().slack.screenOf(person.id);
  if (!open) throw new Error("There is no modal to forge.");
  open.definition = { ...open.definition, private_metadata: change(open.definition.private_metadata) };
}

function draftIn(person: Person): string {
  const metadata = stage().slack.screenOf(person.id)?.definition.private_metadata ?? "";
  return (JSON.parse(metadata) as { draft: string }).draft;
}

/** Harriet's modal speaks of Dana's draft from now on. */
function steals(): void {
  const [hers, danas] = [draftIn(harriet()), draftIn(dana())];
  forgeMetadata(harriet(), (metadata) => metadata.replaceAll(hers, danas));
}

test.each([
  ["Next", () => harriet().presses(submit.next)],
  ["Back", () => harriet().presses(buttons.back)],
  ["a choice", () => harriet().fills({ [label("scope_status")]: en.form.scope_status.options.none_exists })],
])("%s in somebody else's draft changes nothing there and shows nothing of it", async (_, acts) => {
  await startsAt(dana(), "scope");
  await startsAt(harriet(), "scope");
  steals();
  await acts();
  const screen = await harriet().seesModal(en.modal.gone.draft);
  expect(screen.fields).toEqual([]);
  expect((await comesBack(dana())).title).toBe(titles.scope);
  expect(valueIn(dana(), "scope_status")).toBeNull();
});

test.each([
  ["Resume", buttons.resume],
  ["Start over", buttons.start_over],
])("%s of somebody else's draft leaves it where it is", async (_, button) => {
  await startsAt(dana(), "scope");
  await startsAt(harriet(), "partner");
  await harriet().closesModal();
  await starts(harriet());
  steals();
  await harriet().presses(button);
  await harriet().seesModal(en.modal.gone.draft);
  expect((await comesBack(dana())).title).toBe(titles.scope);
});

test("Send of somebody else's draft makes no case", async () => {
  await startsAt(dana(), "review");
  await startsAt(harriet(), "review");
  steals();
  await harriet().fills({ [en.review.anyway.label]: "Mine now." });
  await harriet().presses(submit.send_anyway);
  await harriet().seesModal(en.modal.gone.draft);
  await stage().settle();
  expect(stage().person(people.casey).sees(channels.csm)).toEqual([]);
  expect((await comesBack(dana())).title).toBe(titles.review);
});

test("a prefilled draft of somebody else is not to be had by Start over", async () => {
  await startsAt(dana(), "scope");
  await dana().closesModal();
  await starts(dana(), "/escalate a secret of Dana's");
  const metadata = stage().slack.screenOf(dana().id)?.definition.private_metadata ?? "";
  const { pending } = JSON.parse(metadata) as { pending: string };
  await startsAt(harriet(), "scope");
  await harriet().closesModal();
  await starts(harriet());
  forgeMetadata(harriet(), (own) => JSON.stringify({ ...(JSON.parse(own) as object), pending }));
  await harriet().presses(buttons.start_over);
  expect((await harriet().seesModal(en.modal.gone.draft)).text).not.toContain("secret");
  await dana().presses(buttons.start_over);
  await dana().seesModal(titles.situation);
  expect(valueIn(dana(), "summary")).toBe("a secret of Dana's");
});

test("Save into somebody else's case changes nothing", async () => {
  await sends(dana());
  await stage().settle();
  const receipt = await dana().seesMessage(dana().dm, "ESC-1");
  await dana().clicks(buttons.add_missing, { on: receipt });
  await dana().seesModal(buttons.add_missing);
  await sends(harriet());
  await stage().settle();
  await harriet().clicks(buttons.add_missing, { on: await harriet().seesMessage(harriet().dm, "ESC-2") });
  await harriet().seesModal(buttons.add_missing);
  steals();
  await harriet().fills({ [label("ex_actual")]: "Harriet was here" });
  await harriet().presses(submit.save);
  await harriet().seesModal(en.modal.gone.draft);
  await stage().settle(60_000);
  const cards = stage().person(people.casey).sees(channels.csm);
  expect(JSON.stringify(cards)).not.toContain("Harriet was here");
});

test.each([
  [buttons.have_it, "case_acknowledge"],
  [buttons.withdraw, "case_withdraw"],
  [buttons.add_missing, "case_add_missing"],
])("“%s” on a case that does not exist is refused", async (button, action) => {
  await sends(dana());
  await stage().settle();
  forgeButton(action, "00000000-0000-0000-0000-000000000000");
  const casey = stage().person(people.casey);
  const [card] = casey.sees(channels.csm);
  if (!card) throw new Error("There is no card.");
  await casey.clicks(button, { on: card });
  await casey.seesMessage(channels.csm, en.talk.refusals.outsider);
});

test("a button that names somebody else's case is decided on that case: Dana cannot withdraw Harriet's", async () => {
  await sends(harriet());
  await sends(dana());
  await stage().settle(60_000);
  const [harriets, danas] = stage().person(people.casey).sees(channels.csm);
  if (!harriets || !danas) throw new Error("There are not two cards.");
  const idOf = (card: { ts: string }) =>
    /"value":"([^"]+)"/u.exec(JSON.stringify(messageAt(card.ts)?.blocks))?.[1] ?? "";
  forgeButton("case_withdraw", idOf(harriets), danas.ts);
  await dana().clicks(buttons.withdraw, { on: danas });
  await dana().seesMessage(channels.csm, en.talk.refusals.only_requester);
  await stage().settle();
  for (const card of stage().person(people.casey).sees(channels.csm)) {
    expect(card.buttons).toContain(buttons.have_it);
  }
});

test("an example that is not in the list can be neither edited nor removed", async () => {
  await startsAt(dana(), "examples");
  await dana().fills({ [label("ex_actual")]: "one" });
  await dana().presses(buttons.add_example);
  await dana().fills({ [label("ex_actual")]: "two" });
  const open = stage().slack.screenOf(dana().id);
  if (!open) throw new Error("There is no modal.");
  const forged = JSON.stringify(open.blocks).replaceAll('"value":"1"', '"value":"77"');
  open.blocks = JSON.parse(forged) as typeof open.blocks;
  await dana().presses(buttons.remove);
  await comesBack(dana());
  const { text } = await dana().seesModal(en.modal.examples.heading(2, 2));
  expect(text).toContain(`${en.modal.examples.listed(1)} one`);
  expect(valueIn(dana(), "ex_actual")).toBe("two");
});

function messageAt(ts: string) {
  return stage()
    .slack.messagesFor(people.casey, channels.csm)
    .find((message) => message.ts === ts);
}

/** Gives a button on a card another value. */
function forgeButton(action: string, value: string, ts?: string): void {
  const card = ts
    ? messageAt(ts)
    : stage()
        .slack.messagesFor(people.casey, channels.csm)
        .find((message) => message.threadTs === null);
  for (const block of card?.blocks ?? []) {
    const elements = (block["elements"] ?? []) as { action_id?: string; value?: string }[];
    for (const element of elements) if (element.action_id === action) element.value = value;
  }
}
