import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { ModalScreen, Person, SeenMessage } from "../../playground/person.ts";
import type { WorkspaceSeed } from "../../playground/server/seed.ts";
import { app, channels, people, workspace } from "../../playground/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { unseated } from "../../src/store/migrations/003-life-of-a-case.ts";
import { en, label, least, pt, sends, starts, startsAt, walksOn } from "../support/a-requester.ts";
import { routesFile } from "../support/a-routes-file.ts";
import { type AStage, onAStage, stagePerTest } from "../support/a-stage.ts";

/** Several channels with CSMs of their own: where a case goes, why, and who takes it there. */

const europe = "C0CSMEU01";
const brazil = "C0CSMBR01";
const europeGroup = "S0EUROPE1";

const seed: WorkspaceSeed = {
  ...workspace,
  channels: [
    ...workspace.channels,
    { id: europe, name: "csm-europe", members: [app.botUserId, people.robin, people.ravi] },
    { id: brazil, name: "csm-brasil", members: [app.botUserId, people.harriet] },
  ],
  usergroups: [
    { id: "S0CSM0001", handle: "csm", members: [people.casey] },
    { id: europeGroup, handle: "csm-europe", members: [people.robin] },
  ],
};

const routes = routesFile(`
- name: Europe
  when: { partner: northwind digital, concern: late }
  channel: ${europe}
  usergroup: ${europeGroup}
- name: Brasil
  when: { locale: pt-BR }
  channel: ${brazil}
  locale: pt-BR
`);
const settings = { CSM_ROUTES: routes.path };

const elsewhere = { [label("partner_company")]: "Fabrikam" };
const { list } = en.talk;
const { buttons, submit } = en.controls;

const cardsIn = (stage: AStage, channel: string) => stage.person(people.casey).sees(channel);

function cardIn(stage: AStage, channel: string): SeenMessage {
  const [card] = cardsIn(stage, channel);
  if (!card) throw new Error("There is no card.");
  return card;
}

/** Sends a case that no route takes. */
async function sendsElsewhere(person: Person): Promise<void> {
  await starts(person);
  await person.fills({ ...least.situation, ...elsewhere });
  await person.presses(submit.next);
  await walksOn(person, "scope", "review");
  await person.fills({ [en.review.anyway.label]: "It costs us orders." });
  await person.presses(submit.send_anyway);
  await person.seesModal(en.modal.sent.title);
  await person.closesModal();
}

/** As far as the review, in Portuguese: it goes where people who write in it are answered. */
async function reviewsInPortuguese(person: Person): Promise<ModalScreen> {
  const { form, controls } = pt;
  await person.types("/escalate", { in: channels.project });
  await person.seesModal(controls.titles.situation);
  await person.fills({
    [form.summary.label]: "Os pedidos não chegam",
    [form.concern_type.label]: form.concern_type.options.quality,
    [form.urgency.label]: form.urgency.options.slowing_us,
    [form.partner_company.label]: "Fabrikam",
  });
  for (const next of ["scope", "partner"] as const) {
    await person.presses(controls.submit.next);
    await person.seesModal(controls.titles[next]);
  }
  await person.fills({ [form.contacted.label]: form.contacted.options.yes_written });
  for (const next of ["examples", "ask"] as const) {
    await person.presses(controls.submit.next);
    await person.seesModal(controls.titles[next]);
  }
  await person.presses(controls.submit.review);
  return person.seesModal(controls.titles.review);
}

async function sendsInPortuguese(stage: AStage): Promise<SeenMessage> {
  const marina = stage.person(people.marina);
  await reviewsInPortuguese(marina);
  await marina.fills({ [pt.review.anyway.label]: "A promoção começa na semana que vem." });
  await marina.presses(pt.controls.submit.send_anyway);
  await marina.seesModal("ESC-");
  await marina.closesModal();
  await stage.settle();
  return cardIn(stage, brazil);
}

async function asks(person: Person, line: string): Promise<SeenMessage> {
  const before = person.ephemerals(channels.project).length;
  await person.types(line, { in: channels.project });
  return person.until(`an answer to ${line}`, () => person.ephemerals(channels.project)[before]);
}

describe("where a case goes", () => {
  const stage = stagePerTest({ seed, settings });
  const dana = () => stage().person(people.dana);

  test("the review names the channel of the route and why, and the card goes there", async () => {
    const review = await startsAt(dana(), "review");
    expect(review.text).toContain(en.review.where("#csm-europe"));
    const because = `the partner is Northwind Digital and you chose “${en.form.concern_type.options.late}”`;
    expect(review.text).toContain(en.routing.because(because, "Europe"));
    await dana().fills({ [en.review.anyway.label]: "The sale starts next week." });
    await dana().presses(submit.send_anyway);
    await dana().seesModal(en.modal.sent.where("#csm-europe"));
    await stage().settle();
    expect(cardIn(stage(), europe).screen).toContain("Orders do not reach the ERP");
    expect(cardsIn(stage(), channels.csm)).toEqual([]);
    expect(dana().dms()[0]?.screen).toContain(en.card.receipt.sent("ESC-1", "#csm-europe"));
  });

  test("what no route takes goes to the CSM channel, and nothing is said of routes", async () => {
    await sendsElsewhere(dana());
    await stage().settle();
    expect(cardIn(stage(), channels.csm).screen).toContain("Fabrikam");
    expect(cardsIn(stage(), europe)).toEqual([]);
  });

  test("the answers of this moment count: another partner, another channel", async () => {
    const review = await startsAt(dana(), "review");
    expect(review.text).toContain("#csm-europe");
    for (let step = 0; step < 5; step += 1) await dana().presses(buttons.back);
    await dana().fills(elsewhere);
    for (let step = 0; step < 4; step += 1) await dana().presses(submit.next);
    await dana().presses(submit.review);
    const again = await dana().seesModal(en.controls.titles.review);
    expect(again.text).toContain(en.review.where("#csm-escalations"));
    expect(again.text).not.toContain("Europe");
  });

  test("by language, told in that language, with a card in the language of the channel", async () => {
    const marina = stage().person(people.marina);
    const review = await reviewsInPortuguese(marina);
    expect(review.text).toContain(pt.review.where("#csm-brasil"));
    expect(review.text).toContain(pt.routing.because("você escreve em português", "Brasil"));
    await marina.closesModal();
    await marina.types("/escalate", { in: channels.project });
    await marina.presses(pt.controls.buttons.start_over);
    expect((await sendsInPortuguese(stage())).buttons).toContain(pt.controls.buttons.have_it);
  });

  test("a channel of a route that is renamed is shown by its new name", async () => {
    stage().slack.rename(europe, "csm-emea");
    await stage().settle();
    expect((await startsAt(dana(), "review")).text).toContain(en.review.where("#csm-emea"));
  });

  test("a card that waits for the channel of its route goes out as soon as the bot is invited there", async () => {
    stage().slack.removeMember(europe, app.botUserId);
    const cards = () =>
      cardsIn(stage(), europe).filter(({ screen }) => screen.includes("Orders do not reach the ERP"));
    await sends(dana());
    await stage().settle();
    expect(cards()).toEqual([]);
    stage().slack.invite(europe, app.botUserId);
    await stage().settle();
    expect(cards()).toHaveLength(1);
    expect(stage().troubles.splice(0)).toEqual([expect.stringContaining("not_in_channel")]);
  });
});

describe("who takes a case", () => {
  const stage = stagePerTest({ seed, settings });

  test("the user group of its route, and not that of another channel", async () => {
    await sends(stage().person(people.dana));
    await stage().settle();
    const card = cardIn(stage(), europe);
    const casey = stage().person(people.casey);
    await casey.clicks(buttons.have_it, { on: card });
    await casey.seesMessage(europe, en.talk.refusals.only_csm);
    await stage().person(people.robin).clicks(buttons.have_it, { on: card });
    await stage().settle();
    expect(cardIn(stage(), europe).screen).toContain(en.card.status.acknowledged("Robin Achterberg"));
  });

  test("in a route without a user group the full members of its channel", async () => {
    const card = await sendsInPortuguese(stage());
    await stage().person(people.harriet).clicks(pt.controls.buttons.have_it, { on: card });
    await stage().settle();
    expect(cardIn(stage(), brazil).screen).toContain(pt.card.status.acknowledged("Harriet Lowe"));
  });
});

test("a case stays where it was sent, with its people and its language, when the routes are gone", async () => {
  const kept = { ...settings, DATABASE_URL: `sqlite:${join(dirname(routes.path), "kept.db")}` };
  await onAStage({ seed, settings: kept }, async (stage) => {
    await sendsInPortuguese(stage);
    await stage.restartBot({ CSM_ROUTES: "" });
    stage.slack.rename(brazil, "csm-do-brasil");
    const harriet = stage.person(people.harriet);
    await harriet.clicks(pt.controls.buttons.have_it, { on: cardIn(stage, brazil) });
    await stage.settle();
    expect(cardIn(stage, brazil).screen).toContain(pt.card.status.acknowledged("Harriet Lowe"));
    expect((await asks(harriet, "/escalate list open")).screen).toContain("ESC-1");
    const marina = stage.person(people.marina);
    expect(marina.dms()[0]?.screen).toContain(pt.card.receipt.sent("ESC-1", "#csm-do-brasil"));
  });
});

test("a case from before there were desks belongs to those whom the settings name", async () => {
  const url = `sqlite:${join(dirname(routes.path), "before.db")}`;
  await onAStage({ seed, settings: { DATABASE_URL: url } }, async (stage) => {
    await sends(stage.person(people.dana));
    await stage.settle();
    const beside = await openStore(url);
    await beside.db.updateTable("escalations").set({ desk: unseated }).execute();
    await beside.close();
    await stage.restartBot();
    // In the channel, but not in the user group.
    const robin = stage.person(people.robin);
    await robin.clicks(buttons.have_it, { on: cardIn(stage, channels.csm) });
    await robin.seesMessage(channels.csm, en.talk.refusals.only_csm);
  });
});

describe("the list of open cases", () => {
  const stage = stagePerTest({ seed, settings });
  const opens = async (who: string) => (await asks(stage().person(who), "/escalate list open")).screen;

  async function sendsThree(): Promise<void> {
    await sends(stage().person(people.dana));
    await sendsInPortuguese(stage());
    await sendsElsewhere(stage().person(people.dana));
    await stage().settle(60_000);
  }

  test("has the cases of the channels that the person takes cases of, and no others", async () => {
    await sendsThree();
    const names = (screen: string) => [...screen.matchAll(/ESC-\d/gu)].map(([name]) => name);
    expect(names(await opens(people.robin))).toEqual(["ESC-1"]);
    expect(names(await opens(people.casey))).toEqual(["ESC-3"]);
    expect(names(await opens(people.harriet))).toEqual(["ESC-2"]);
    stage().slack.changeUsergroup(europeGroup, [people.robin, people.casey]);
    expect(names(await opens(people.casey))).toEqual(["ESC-3", "ESC-1"]);
  });

  test("is not for who only reads along in the channel of a user group", async () => {
    await sendsThree();
    expect(await opens(people.ravi)).toContain(list.onlyCsm);
    stage().slack.invite(channels.csm, people.ravi);
    expect(await opens(people.ravi)).toContain(list.onlyCsm);
  });

  test("shows what it can, and says so, when Slack does not tell of every channel", async () => {
    await sendsThree();
    stage().slack.fail("conversations.members", { kind: "error", error: "internal_error" });
    const screen = await opens(people.robin);
    expect(screen).toContain("ESC-1");
    expect(screen).toContain(en.routing.notAll);
    expect(stage().troubles.splice(0)).toHaveLength(1);
    expect(await opens(people.robin)).not.toContain(en.routing.notAll);
  });

  test("is put off when Slack tells of none where the person may take cases", async () => {
    await sendsThree();
    stage().slack.fail("conversations.members", { kind: "error", error: "internal_error" });
    expect(await opens(people.casey)).toContain("ESC-3");
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" }, { times: 2 });
    expect(await opens(people.casey)).toContain(en.talk.cannotTell);
    expect(stage().troubles.splice(0)).toHaveLength(3);
  });
});

test("at its start the bot says of each channel that it cannot be posted to", async () => {
  const without = (id: string) => (channel: WorkspaceSeed["channels"][number]) =>
    channel.id === id
      ? { ...channel, members: channel.members.filter((member) => member !== app.botUserId) }
      : channel;
  const lacking = { ...seed, channels: seed.channels.map(without(europe)).map(without(brazil)) };
  await onAStage({ seed: lacking, settings }, async (stage) => {
    expect(stage.troubles.splice(0)).toEqual(
      [europe, brazil].map((id) => expect.stringMatching(`cannot be posted to.*${id}`)),
    );
    await stage.settle();
  });
});
