import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { hostileText } from "../../playground/sample-cases.ts";
import { channels, people } from "../../playground/workspace.ts";
import { caseInTheChannel, nameOf, short } from "../support/a-case-in-the-channel.ts";
import { asked, en, label, pt, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** *Add to escalation* in the menu of any message: which case, and what it shows there. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const harriet = () => stage().person(people.harriet);
const { theCard, theEvidence, receiptOf, sendsACase } = caseInTheChannel(stage);
const { submit, buttons } = en.controls;
const { proof } = en;
const { shortcut } = proof;
const { newExample } = proof.question;
const name = "Add to escalation";
const theirWords = "We will circle back on the order sync next sprint.";

/** Somebody writes it in a channel that the bot is not in. */
async function says(text: string, who: string = people.pat, more: object = {}): Promise<SeenMessage> {
  const channel = who === people.pat ? channels.shared : channels.project;
  await stage()
    .person(who)
    .types(text, { in: channel, ...more });
  const message = dana().sees(channel).at(-1);
  if (!message) throw new Error("Nobody said anything.");
  return message;
}
async function opens(on: SeenMessage, person: Person = dana()) {
  await person.usesShortcut(name, { on });
  return person.seesModal(shortcut.title);
}
async function adds(on: SeenMessage, what: string): Promise<void> {
  await opens(on);
  await dana().fills({ [shortcut.what]: what });
  await dana().presses(submit.save);
}

describe("a message of the partner", () => {
  test("is added with its author and its link, from a channel that the bot is not in", async () => {
    await sendsACase();
    const message = await says(theirWords);
    const screen = await opens(message);
    expect(screen.text).toContain(`“${theirWords}”`);
    expect(asked(dana())).toEqual([shortcut.whichCase, shortcut.what]);
    expect(screen.fields[0]?.value).toBe("ESC-1 · Orders do not reach the ERP");
    expect(screen.fields[1]?.value).toBeNull();
    await dana().fills({ [shortcut.what]: newExample });
    await dana().presses(submit.save);
    const told = await dana().seesModal(proof.added("ESC-1", newExample));
    expect(told.text).toContain(proof.level(en.verdict.levels.not_ready));
    expect(told.buttons).toEqual([buttons.add_missing]);
    await stage().settle();
    const link = `archives/${channels.shared}/p${message.ts.replace(".", "")}`;
    expect(theEvidence()).toContain(`${nameOf("Pat Partner")} ‹https://acme-outdoor.slack.test/${link}›`);
    expect(theEvidence()).toContain(`“${theirWords}”`);
    // The partner hears nothing of it.
    expect(stage().person(people.pat).sees(channels.shared)).toHaveLength(1);
  });

  test("offers only what words can settle", async () => {
    await sendsACase();
    const screen = await opens(await says(theirWords));
    const options = screen.fields[1]?.options ?? [];
    expect(options[0]).toBe(newExample);
    expect(options).toContain(short("partner_answer_missing"));
    expect(options).not.toContain(short("scope_not_reread"));
    expect(options).not.toContain(short("need_by_missing"));
  });

  test("is judged as soon as it may be: the form asks for the choice that is left", async () => {
    await sendsACase();
    await adds(await says(theirWords), short("partner_answer_missing"));
    await dana().seesModal(buttons.add_missing);
    expect(asked(dana())).toContain(label("response_state"));
    await dana().fills({ [label("response_state")]: en.form.response_state.options.unclear });
    expect((await dana().seesModal(proof.inForm)).text).toContain(theirWords);
  });

  test("must be given a place before it can be saved", async () => {
    await sendsACase();
    await opens(await says(theirWords));
    await dana().presses(submit.save);
    const screen = await dana().seesModal(shortcut.title);
    expect(screen.fields[1]?.error).not.toBeNull();
    await stage().settle();
    expect(theEvidence()).not.toContain(theirWords);
  });

  test("that is longer than a window could carry is kept to its last word", async () => {
    await sendsACase();
    const long = `${"We said so. ".repeat(247)} 41 orders typed again`;
    expect(JSON.stringify({ message: long }).length).toBeGreaterThan(2990);
    await adds(await says(long), newExample);
    await dana().seesModal(proof.added("ESC-1", newExample));
    await dana().closesModal();
    await adds(await says(long), short("example_impact"));
    await dana().seesModal(shortcut.done);
    await dana().closesModal();
    // The number stands at its end.
    const screen = await opens(await says("What else?"));
    expect(screen.fields[1]?.options).not.toContain(short("example_impact"));
  });

  test("that has no words but a file is named by it", async () => {
    await sendsACase();
    const message = await says("", people.harriet, { file: "minutes 18 Nov.pdf" });
    expect((await opens(message)).text).toContain("minutes 18 Nov.pdf");
    await dana().fills({ [shortcut.what]: newExample });
    await dana().presses(submit.save);
    await dana().seesModal(shortcut.done);
    await stage().settle();
    expect(theEvidence()).toContain("minutes 18 Nov.pdf");
  });
});

describe("whose message it is", () => {
  test("a tool's message may be evidence, under the name of the tool", async () => {
    await sendsACase();
    stage().slack.invite(channels.project, people.deploys);
    stage().slack.say(people.deploys, channels.project, "NWD-398 was reopened", { under: "Ticket bot" });
    const message = dana().sees(channels.project).at(-1);
    if (!message) throw new Error("There is no message.");
    await adds(message, newExample);
    await dana().seesModal(shortcut.done);
    await stage().settle();
    expect(theEvidence()).toContain(nameOf("Ticket bot"));
  });

  test("the bot's own prove nothing", async () => {
    await sendsACase();
    await opens(theCard());
    const screen = await dana().seesModal(shortcut.own);
    expect(screen.submitLabel).toBeNull();
  });

  test("hostile words stay plain in the window and in the evidence", async () => {
    await sendsACase();
    const message = await says(hostileText, people.ravi);
    expect((await opens(message)).live).toEqual([]);
    await dana().fills({ [shortcut.what]: newExample });
    await dana().presses(submit.save);
    expect((await dana().seesModal(shortcut.done)).live).toEqual([]);
    await stage().settle();
    const shown = [...theCard().thread, receiptOf()].flatMap(({ live }) => live.map(({ target }) => target));
    for (const target of shown) expect(target).toMatch(/^https:\/\/acme-outdoor\.slack\.test\/archives\//u);
  });
});

describe("which case", () => {
  test("with several: what can be chosen follows the case, and what was chosen for another is gone", async () => {
    await sendsACase();
    await sends(dana(), {});
    await stage().settle(60_000);
    stage().clock.advance(60_000);
    await adds(await says("NWD-398"), newExample);
    await dana().seesModal(proof.added("ESC-2", newExample));
    await dana().closesModal();
    await opens(await says(theirWords));
    await dana().fills({ [shortcut.what]: short("example_impact") });
    await dana().fills({ [shortcut.whichCase]: "ESC-1 · Orders do not reach the ERP" });
    const screen = await dana().seesModal(shortcut.title);
    expect(screen.fields[1]?.options).not.toContain(short("example_impact"));
    expect(screen.fields[1]?.value).toBeNull();
    await dana().fills({ [shortcut.what]: newExample });
    await dana().presses(submit.save);
    await dana().seesModal(proof.added("ESC-1", newExample));
    await stage().settle(60_000);
    expect(theEvidence("ESC-1")).toContain(theirWords);
    expect(theEvidence("ESC-2")).not.toContain(theirWords);
  });

  test("without one, how to begin with this very message", async () => {
    await opens(await says(theirWords));
    const screen = await dana().seesModal(proof.noCase("/escalate"));
    expect(screen.submitLabel).toBeNull();
  });

  test("one that was closed while the window was open takes nothing, and says who closed it", async () => {
    await sendsACase();
    await opens(await says(theirWords));
    await dana().fills({ [shortcut.what]: newExample });
    await dana().clicks(buttons.withdraw, { on: theCard() });
    await dana().presses(submit.save);
    await dana().seesModal(en.talk.wasFirst.closed("Dana Whitfield", en.card.status.closings.withdrawn));
    await stage().settle();
    expect(theEvidence()).not.toContain(theirWords);
  });

  test("is asked in the language of the person", async () => {
    const marina = stage().person(people.marina);
    await harriet().types("Olá", { in: channels.project });
    await marina.usesShortcut(name, { on: marina.sees(channels.project)[0] ?? theCard() });
    const screen = await marina.seesModal(pt.proof.noCase("/escalate"));
    expect(screen.title).toBe(pt.proof.shortcut.title);
  });
});

test("the same message twice for the same thing is there once, and the person told", async () => {
  await sendsACase();
  const message = await says(theirWords);
  await adds(message, newExample);
  await dana().seesModal(shortcut.done);
  await dana().closesModal();
  await adds(message, newExample);
  await dana().seesModal(proof.thereAlready("ESC-1"));
  await stage().settle();
  expect(theEvidence().match(/Example \d/gu)).toEqual(["Example 1"]);
});

test("nothing but local work stands before the window", async () => {
  await sendsACase();
  const message = await says(theirWords);
  const before = stage().slack.calls.length;
  await opens(message);
  expect(
    stage()
      .slack.calls.slice(before)
      .map(({ method }) => method)[0],
  ).toBe("views.open");
});
