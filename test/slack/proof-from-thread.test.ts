import { describe, expect, test } from "@jest/globals";
import { fillsInCase } from "../../playground/fill-in.ts";
import { hostileText, ordinary } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { addsColleague } from "../support/a-case-in-hands.ts";
import { caseInTheChannel, nameOf, optionsOf, short } from "../support/a-case-in-the-channel.ts";
import { asked, en, label, pt } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** A reply in the thread of the card becomes evidence when its writer says so. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { theCard, theEvidence, receiptOf, sendsACase, replies, said, question, questions, chooses } =
  caseInTheChannel(stage);
const { submit, buttons } = en.controls;
const { proof } = en;
const { newExample, leaveOut } = proof.question;
const minute = 60_000;

describe("a reply of the requester below the card", () => {
  test("is asked about there, by a question that nobody else sees, with what is missing, best first", async () => {
    await sendsACase();
    await replies("See section 4.2 of the SOW");
    const shown = question();
    expect(shown).toMatchObject({ ephemeral: true, threadTs: theCard().ts });
    expect(shown.screen).toContain(proof.question.heading("ESC-1"));
    expect(shown.screen).toContain("“See section 4.2 of the SOW”");
    expect(shown.buttons).toEqual([leaveOut]);
    const options = optionsOf(shown);
    // Without an example nothing else helps as much.
    expect(options[0]).toBe(newExample);
    expect(options).toContain(short("scope_not_reread"));
    expect(new Set(options).size).toBe(options.length);
    expect(questions(casey(), channels.csm)).toEqual([]);
    await stage().settle();
    expect(theCard().thread).toHaveLength(2);
  });

  test("becomes evidence of what was chosen: link, author and words, and the case is judged again", async () => {
    await sendsACase();
    await replies("NWD-398: order #000018233 never reached the ERP, and nobody was warned.");
    const { screen: before } = theCard();
    await chooses(newExample);
    const told = await dana().seesMessage(channels.csm, proof.added("ESC-1", newExample));
    expect(told.screen).toContain(proof.level(en.verdict.levels.not_ready));
    expect(told.screen).toContain(proof.next(en.verdict.gaps.example_date.ask(context)));
    // In place of the question.
    expect(questions(dana(), channels.csm)).toEqual([]);
    await stage().settle();
    expect(theCard().screen).not.toBe(before);
    const [reply] = said();
    const link = `/archives/${channels.csm}/p${reply?.ts.replace(".", "") ?? ""}?thread_ts=${theCard().ts}`;
    for (const shown of [theEvidence(), receiptOf().screen]) {
      expect(shown).toContain(`${nameOf("Dana Whitfield")} ‹https://acme-outdoor.slack.test${link}`);
      expect(shown).toContain("“NWD-398: order #000018233 never reached the ERP, and nobody was warned.”");
    }
    await dana().types("/escalate ESC-1", { in: channels.project });
    await dana().seesMessage(channels.project, nameOf("Dana Whitfield"));
  });

  test("is shown cut to 200 characters, and judged whole", async () => {
    await sendsACase();
    await replies(`${"As said before, ".repeat(20)} and 41 orders were typed again by hand.`);
    await chooses(newExample);
    await stage().settle();
    const [shown = ""] = /“As said before[^”]*”/u.exec(theEvidence()) ?? [];
    expect(shown).toMatch(/…”$/u);
    expect(shown.length).toBeLessThanOrEqual(202);
    await replies(`${"As said before, ".repeat(20)} and 41 orders were typed again by hand.`);
    await chooses(short("example_impact"));
    await stage().settle();
    // The number stands behind what is shown.
    expect(optionsOf(await asksAgain())).not.toContain(short("example_impact"));
  });

  test("brings its files by their names, and nothing else of them", async () => {
    await sendsACase();
    await replies("", { file: ["order list.csv", "ERP log.txt"] });
    expect(question().screen).toContain("order list.csv, ERP log.txt");
    await chooses(newExample);
    await stage().settle();
    expect(theEvidence()).toContain("order list.csv, ERP log.txt");
    expect(theEvidence()).not.toContain("files.slack.test");
  });

  test("shows on the card what it cost", async () => {
    await sendsACase();
    await replies("NWD-398");
    await chooses(newExample);
    await replies("41 orders typed again by hand");
    await chooses(short("example_impact"));
    await stage().settle();
    expect(theCard().screen).toContain(`${en.card.lines.cost}: 41 orders typed again by hand`);
  });

  test("may be no evidence", async () => {
    await sendsACase();
    await replies("Good morning!");
    const { screen: before } = theCard();
    await dana().clicks(leaveOut, { on: question() });
    await dana().seesMessage(channels.csm, proof.leftOut);
    expect(questions(dana(), channels.csm)).toEqual([]);
    await stage().settle();
    expect(theCard().screen).toBe(before);
    expect(theEvidence()).not.toContain("Good morning!");
  });

  test("is also asked about when it was sent to the channel too", async () => {
    await sendsACase();
    const { ts: threadTs } = theCard();
    stage().slack.say(people.dana, channels.csm, "Section 4.2", { threadTs, broadcast: true });
    await dana().seesMessage(channels.csm, proof.question.heading("ESC-1"));
    expect(question().screen).toContain("“Section 4.2”");
  });
});

const context = {
  partner: "Northwind Digital",
  document: "",
  documentLost: false,
  concern: "late",
  example: 1,
} as const;

/** What is missing now. */
async function asksAgain() {
  await replies("What else?");
  return question();
}

describe("what wants a choice or a date", () => {
  test("opens the form there instead, says so, and leaves the message to be added elsewhere", async () => {
    await sendsACase();
    await replies("I have read it all again");
    await chooses(short("scope_not_reread"));
    expect((await dana().seesModal(buttons.add_missing)).submitLabel).toBe(submit.save);
    expect(asked(dana())).toContain(label("scope_status"));
    await dana().seesMessage(channels.csm, proof.formOnly("ESC-1", short("scope_not_reread")));
    await dana().closesModal();
    await chooses(newExample);
    await dana().seesMessage(channels.csm, proof.added("ESC-1", newExample));
  });

  test("takes the words first and asks for the rest in the form, which says what is there", async () => {
    await sendsACase();
    await replies("They wrote that they will circle back next sprint.");
    await chooses(short("partner_answer_missing"));
    const form = await dana().seesModal(buttons.add_missing);
    expect(asked(dana())).toContain(label("response_state"));
    const told = await dana().seesMessage(
      channels.csm,
      proof.added("ESC-1", short("partner_answer_missing")),
    );
    expect(told.screen).toContain(proof.form);
    // Where the words go is not asked for before the choice is made.
    expect(form.text).not.toContain("circle back");
    await dana().fills({ [label("response_state")]: en.form.response_state.options.unclear });
    expect((await dana().seesModal(proof.inForm)).text).toContain("circle back next sprint");
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await stage().settle();
    expect(theEvidence()).toContain("“They wrote that they will circle back next sprint.”");
  });

  test("shows the form at the step that was chosen, also when another one was left unfinished", async () => {
    await sendsACase();
    await dana().clicks(buttons.add_missing, { on: theCard() });
    await dana().seesModal(buttons.add_missing);
    await dana().fills({ [label("ex_actual")]: "The queue stopped", [label("ex_date")]: "2026-11-16" });
    await dana().closesModal();
    await replies("I have read it all again");
    await chooses(short("scope_not_reread"));
    await dana().seesModal(buttons.add_missing);
    expect(asked(dana())).toContain(label("scope_status"));
    await dana().closesModal();
    await dana().clicks(leaveOut, { on: question() });
    // What was typed there is not lost.
    await dana().clicks(buttons.add_missing, { on: theCard() });
    await dana().seesModal(buttons.add_missing);
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await stage().settle();
    await replies("What else?");
    await chooses(short("example_expected_actual"));
    await stage().settle();
    expect(optionsOf(await asksAgain()).join()).toContain(short("example_where"));
  });
});

describe("an example of which there is only a message", () => {
  async function anExample(): Promise<void> {
    await sendsACase();
    await replies("NWD-398: order #000018233 never reached the ERP, and nobody was warned.");
    await chooses(newExample);
    await stage().settle();
  }

  test("is there to be filled in, and cannot be taken away but by deleting the message", async () => {
    await anExample();
    await dana().clicks(buttons.add_missing, { on: theCard() });
    const form = await dana().seesModal(en.modal.examples.heading(1, 1));
    expect(form.text).toContain(proof.inForm);
    expect(form.text).toContain("“NWD-398: order #000018233");
    expect(form.buttons).not.toContain(buttons.remove);
    await dana().fills({
      [label("ex_date")]: "2026-11-16",
      [label("ex_expected")]: "It arrives in 5 minutes.",
    });
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await stage().settle();
    expect(theEvidence().match(/Example \d/gu)).toEqual(["Example 1"]);
    expect(theEvidence()).toContain("It arrives in 5 minutes.");
    expect(theEvidence()).toContain("“NWD-398: order #000018233");
  });

  test("stays when the step of examples is saved from a window that did not know it", async () => {
    await sendsACase();
    await dana().clicks(buttons.add_missing, { on: theCard() });
    await dana().seesModal(en.modal.examples.heading(1, 1));
    await replies("NWD-398: order #000018233 never reached the ERP, and nobody was warned.");
    await chooses(newExample);
    // In the window that is still open, another one is written, and one more after it.
    await dana().fills({ [label("ex_actual")]: "The queue stopped" });
    await dana().presses(buttons.add_example);
    await dana().seesModal(en.modal.examples.heading(3, 3));
    await dana().fills({ [label("ex_actual")]: "The demo was cancelled" });
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await stage().settle();
    const evidence = theEvidence();
    expect(evidence.match(/Example \d/gu)).toEqual(["Example 1", "Example 2", "Example 3"]);
    for (const text of ["The queue stopped", "The demo was cancelled", "“NWD-398: order"])
      expect(evidence).toContain(text);
  });

  test("stays when the form is saved without a word in it", async () => {
    await anExample();
    const before = theEvidence();
    await dana().clicks(buttons.add_missing, { on: theCard() });
    await dana().seesModal(en.modal.examples.heading(1, 1));
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await stage().settle();
    expect(theEvidence()).toBe(before);
  });
});

describe("choosing again", () => {
  test("by a click that Slack delivers twice does nothing twice", async () => {
    await sendsACase();
    await replies("NWD-398");
    await chooses(newExample);
    await stage().slack.redeliver("interactive");
    await dana().seesMessage(channels.csm, proof.thereAlready("ESC-1"));
    await stage().settle();
    expect(theEvidence().match(/Example \d/gu)).toEqual(["Example 1"]);
  });

  test("once the case is closed adds nothing, and says who closed it", async () => {
    await sendsACase();
    await replies("NWD-398");
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    await chooses(newExample);
    await dana().seesMessage(
      channels.csm,
      en.talk.wasFirst.closed("Dana Whitfield", en.card.status.closings.withdrawn),
    );
    await stage().settle();
    expect(theEvidence()).not.toContain("NWD-398");
  });

  test("after a week finds the message forgotten, and tells another way", async () => {
    await sendsACase();
    await replies("NWD-398");
    const first = question();
    stage().clock.advance(8 * 24 * 60 * minute);
    await stage().slack.quiet();
    await replies("NWD-399");
    await dana().chooses(newExample, { on: first });
    await dana().seesMessage(channels.csm, proof.forgotten);
  });

  test("takes the message as it was edited in between, and nothing of one that was deleted", async () => {
    await sendsACase();
    await replies("NWD-398");
    const [reply] = said();
    if (!reply) throw new Error("There is no reply.");
    await dana().edits(reply, "NWD-399, in fact");
    await chooses(newExample);
    await stage().settle();
    expect(theEvidence()).toContain("“NWD-399, in fact”");
    expect(theEvidence()).not.toContain(proof.edited);
    await replies("NWD-400");
    const another = said().at(-1);
    if (!another) throw new Error("There is no reply.");
    await dana().deletes(another);
    await chooses(short("example_impact"));
    await dana().seesMessage(channels.csm, proof.deletedMeanwhile);
    await stage().settle();
    expect(theEvidence()).not.toContain("NWD-400");
  });
});

describe("a reply of", () => {
  test("a colleague whom the requester added is asked about too, and stands under the colleague's name", async () => {
    await sendsACase();
    await addsColleague(stage(), "Harriet Lowe");
    stage().slack.invite(channels.csm, people.harriet);
    const harriet = stage().person(people.harriet);
    await replies("41 orders typed again by hand", { person: harriet });
    await chooses(newExample, harriet);
    await stage().settle();
    expect(theEvidence()).toContain(nameOf("Harriet Lowe"));
    expect(theEvidence()).toContain("“41 orders typed again by hand”");
  });

  test("a requester whom Slack has told nothing of is in their language", async () => {
    const marina = stage().person(people.marina);
    stage().slack.invite(channels.csm, people.marina);
    await fillsInCase(marina, ordinary.answers, { locale: "pt-BR", channel: channels.project });
    await marina.fills({ [pt.review.anyway.label]: "A promoção começa na semana que vem." });
    await marina.presses(pt.controls.submit.send_anyway);
    await marina.seesModal(pt.modal.sent.title);
    await stage().settle();
    await replies("Combinamos isso na seção 3.1", { person: marina });
    const shown = question(marina);
    expect(shown.screen).toContain(pt.proof.question.heading("ESC-1"));
    await marina.chooses(pt.proof.question.newExample, { on: shown });
    await marina.seesMessage(channels.csm, pt.proof.added("ESC-1", pt.proof.question.newExample));
  });
});

describe("while a CSM waits for an answer", () => {
  const asksFor = "Which orders are stuck?";

  async function isAsked(): Promise<void> {
    await sendsACase();
    await casey().clicks(buttons.ask, { on: theCard() });
    await casey().fills({ [en.questions.ask.label]: asksFor });
    await casey().presses(en.questions.ask.submit);
    await casey().seesModal(en.questions.ask.done);
    await casey().closesModal();
    await stage().settle();
  }
  const theirs = () => theCard().thread.filter(({ screen }) => screen.includes(asksFor));

  test("a reply may be that, first of all, and settles the question", async () => {
    await isAsked();
    await replies("100042 and 100043");
    const answer = proof.question.answer("Casey Lindqvist");
    expect(optionsOf(question())[0]).toBe(answer);
    await chooses(answer);
    await dana().seesMessage(channels.csm, en.questions.answer.done);
    await stage().settle();
    expect(
      theirs()
        .map(({ screen }) => screen)
        .join(),
    ).toContain(en.questions.answered("Dana Whitfield"));
    // It stands in the thread already.
    expect(theirs()).toHaveLength(1);
    await replies("Anything else?");
    expect(optionsOf(question())).not.toContain(answer);
  });

  test("it is not taken twice: who answered first is named", async () => {
    await isAsked();
    await replies("100042");
    const first = question();
    await dana().clicks(buttons.answer, { on: theirs()[0] ?? theCard() });
    await dana().seesModal(en.questions.answer.title);
    await dana().fills({ [en.questions.answer.label]: "100044" });
    await dana().presses(en.questions.answer.submit);
    await dana().seesModal(en.questions.answer.done);
    await dana().closesModal();
    await dana().chooses(proof.question.answer("Casey Lindqvist"), { on: first });
    await dana().seesMessage(channels.csm, en.questions.answer.alreadyBy("Dana Whitfield"));
  });
});

describe("a reminder", () => {
  /** At ten in Chicago, where Dana is. */
  const tuesday = new Date("2026-11-24T16:00:00Z");
  const reminders = () => theCard().thread.filter(({ live }) => live.some(({ kind }) => kind === "user"));

  async function isReminded(): Promise<void> {
    await sendsACase();
    await stage().settle(tuesday.getTime() - stage().clock.now().getTime());
    stage().clock.moveTo(tuesday);
    await stage().settle();
  }

  test("is thanked for once, and asks no more for what a message has brought", async () => {
    await isReminded();
    expect(reminders()).toHaveLength(1);
    await replies("NWD-398: order #000018233 never reached the ERP");
    await chooses(newExample);
    await stage().settle();
    expect(reminders()).toEqual([]);
    const thanks = en.nudge.thanks("Dana Whitfield");
    expect(theCard().thread.filter(({ screen }) => screen.includes(thanks))).toHaveLength(1);
  });
});

test("an event that Slack delivers twice asks once", async () => {
  await sendsACase();
  stage().slack.repeatEvents(true);
  await replies("NWD-398");
  await stage().slack.quiet();
  expect(questions(dana(), channels.csm)).toHaveLength(1);
  stage().slack.repeatEvents(false);
  await replies("NWD-399");
  expect(questions(dana(), channels.csm)).toHaveLength(2);
});

describe("nobody is asked about", () => {
  const inThread = () => ({ threadTs: theCard().ts });
  const say = (who: string, text: string, how: object) => stage().slack.say(who, channels.csm, text, how);

  test.each<readonly [string, () => unknown]>([
    ["a reply of a CSM", () => say(people.casey, "Got it", inThread())],
    ["a reply of somebody who has nothing to do with the case", () => say(people.gus, "Hello", inThread())],
    ["a reply of another organisation", () => say(people.alex, "Hello", inThread())],
    ["a reply of another app", () => say(people.deploys, "Deployed", inThread())],
    [
      "a reply of an app that has no user",
      () => say(people.deploys, "Deployed", { ...inThread(), under: "Night build" }),
    ],
    ["a message that begins a thread", () => say(people.dana, "Hello everybody", {})],
    [
      "a reply in another thread",
      () => say(people.dana, "Hello", { threadTs: say(people.casey, "Lunch?", {}) }),
    ],
    [
      "somebody joining",
      () => {
        stage().slack.invite(channels.csm, people.leo);
      },
    ],
    ["what the bot writes itself", () => casey().clicks(buttons.have_it, { on: theCard() })],
  ])("%s", async (_, happens) => {
    await sendsACase();
    if (!stage().slack.world.channels.get(channels.csm)?.members.has(people.deploys))
      stage().slack.invite(channels.csm, people.deploys);
    await happens();
    await stage().settle();
    for (const id of Object.values(people)) expect(stage().person(id).ephemerals(channels.csm)).toEqual([]);
    expect(questions(dana(), dana().dm)).toEqual([]);
  });

  test("an edit of a reply", async () => {
    await sendsACase();
    await replies("NWD-398");
    const [reply] = said();
    await dana().clicks(leaveOut, { on: question() });
    if (!reply) throw new Error("There is no reply.");
    await dana().edits(reply, "NWD-399");
    await stage().settle();
    expect(questions(dana(), channels.csm)).toEqual([]);
  });

  test("a reply in the thread of a case that is closed", async () => {
    await sendsACase();
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await stage().settle();
    await replies("NWD-398");
    await stage().settle();
    expect(dana().ephemerals(channels.csm)).toEqual([]);
  });
});

test("hostile words stay plain: in the question, in the answer to it and in the evidence", async () => {
  await sendsACase();
  const name = "<!here> <https://evil.example|log>.txt";
  await replies(hostileText, { file: name });
  expect(question().live).toEqual([]);
  await chooses(newExample);
  await replies(hostileText, { file: name });
  await chooses(short("example_impact"));
  for (const told of dana().ephemerals(channels.csm)) expect(told.live).toEqual([]);
  await stage().settle();
  const shown = [
    theCard(),
    receiptOf(),
    ...theCard().thread.filter(({ authorId }) => authorId !== dana().id),
  ];
  const targets = shown.flatMap(({ live }) => live.map(({ target }) => target));
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) expect(target).toMatch(/^https:\/\/acme-outdoor\.slack\.test\/archives\//u);
  expect(theEvidence()).toContain("<!channel>");
});
