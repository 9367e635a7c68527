import { expect, test } from "@jest/globals";
import type { Person } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { caseInTheChannel, short } from "../support/a-case-in-the-channel.ts";
import { en, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** What a question or a window brings back may be changed on the way: it adds nothing where its sender may not. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const harriet = () => stage().person(people.harriet);
const { theCard, theEvidence, sendsACase, replies, question, chooses } = caseInTheChannel(stage);
const { submit } = en.controls;
const { proof, talk } = en;
const { newExample } = proof.question;
const secret = "Harriet's own words";

/** Rewrites the only question that a person sees. */
function forge(person: Person, channelId: string, change: (json: string) => string): void {
  const asked = stage()
    .slack.ephemeralsFor(person.id, channelId)
    .find(({ blocks }) => JSON.stringify(blocks).includes("static_select"));
  if (!asked) throw new Error("There is no question.");
  asked.blocks = JSON.parse(change(JSON.stringify(asked.blocks))) as typeof asked.blocks;
}
const caseIn = (json: string) => /"value":"([^":]+):/u.exec(json)?.[1] ?? "";
const messageIn = (json: string) => /"block_id":"(proof:[^"]+)"/u.exec(json)?.[1] ?? "";
const jsonOf = (person: Person, channelId: string) =>
  JSON.stringify(
    stage()
      .slack.ephemeralsFor(person.id, channelId)
      .map(({ blocks }) => blocks),
  );

/** Dana and Harriet have a case each, and each was asked about a message. */
async function twoAreAsked(): Promise<void> {
  await sendsACase();
  await sends(harriet());
  await stage().settle(60_000);
  await replies("NWD-398");
  await harriet().types(secret, { in: harriet().dm });
  await harriet().seesMessage(harriet().dm, proof.question.heading("ESC-2"));
}
async function nothingWasAdded(): Promise<void> {
  await stage().settle(60_000);
  for (const name of ["ESC-1", "ESC-2"]) {
    expect(theEvidence(name)).not.toContain("NWD-398");
    expect(theEvidence(name)).not.toContain(secret);
  }
}

test("a choice that names somebody else's case is decided on that case", async () => {
  await twoAreAsked();
  const theirs = caseIn(jsonOf(harriet(), harriet().dm));
  forge(dana(), channels.csm, (json) => json.replaceAll(caseIn(json), theirs));
  await chooses(newExample);
  await dana().seesMessage(channels.csm, talk.refusals.only_owners);
  await nothingWasAdded();
});

test("a message that somebody else was asked about is not to be had", async () => {
  await twoAreAsked();
  const theirs = messageIn(jsonOf(harriet(), harriet().dm));
  forge(dana(), channels.csm, (json) => json.replaceAll(messageIn(json), theirs));
  await chooses(newExample);
  const told = await dana().seesMessage(channels.csm, talk.refusals.outsider);
  expect(told.screen).not.toContain(secret);
  await nothingWasAdded();
});

test.each([
  ["of a case that does not exist", "00000000-0000-0000-0000-000000000000:example_missing:"],
  ["of what nobody was offered", "nothing:of_the_kind:"],
  ["that is no choice at all", "{}"],
  ["with a key that is none", "00000000-0000-0000-0000-000000000000:example_where:-1"],
])("a choice %s is refused", async (_, value) => {
  await twoAreAsked();
  forge(dana(), channels.csm, (json) =>
    json.replace(/"value":"[^"]+:example_missing:"/u, `"value":"${value}"`),
  );
  await chooses(newExample);
  await dana().seesMessage(channels.csm, talk.refusals.outsider);
  await nothingWasAdded();
});

test("an example that is not there takes nothing", async () => {
  await twoAreAsked();
  forge(dana(), channels.csm, (json) => json.replace(":example_missing:", ":example_where:77"));
  await chooses(newExample);
  await dana().seesMessage(channels.csm, proof.exampleGone);
  await nothingWasAdded();
});

test("an answer to a question that nobody asked is refused", async () => {
  await twoAreAsked();
  forge(dana(), channels.csm, (json) => json.replace(":example_missing:", ":answer:1"));
  await chooses(newExample);
  await dana().seesMessage(channels.csm, talk.refusals.outsider);
  await nothingWasAdded();
});

test("a message whose id was never given out is forgotten", async () => {
  await twoAreAsked();
  forge(dana(), channels.csm, (json) => json.replaceAll(messageIn(json), "proof:made-up"));
  await chooses(newExample);
  await dana().seesMessage(channels.csm, proof.forgotten);
  await nothingWasAdded();
});

test("a window of “Add to escalation” neither shows nor adds somebody else's message", async () => {
  await twoAreAsked();
  const theirs = messageIn(jsonOf(harriet(), harriet().dm)).replace("proof:", "");
  await dana().usesShortcut("Add to escalation", { on: theReply() });
  await dana().seesModal(proof.shortcut.title);
  const open = stage().slack.screenOf(people.dana);
  if (!open) throw new Error("There is no window.");
  open.definition = { ...open.definition, private_metadata: JSON.stringify({ message: theirs }) };
  await dana().fills({ [proof.shortcut.what]: newExample });
  await dana().presses(submit.save);
  expect((await dana().seesModal(talk.refusals.outsider)).text).not.toContain(secret);
  await nothingWasAdded();
});

function theReply() {
  const reply = theCard().thread.find(({ authorId }) => authorId === people.dana);
  if (!reply) throw new Error("There is no reply.");
  return reply;
}

test("what is offered fits Slack, whatever the case is called", async () => {
  await twoAreAsked();
  const values = [...jsonOf(dana(), channels.csm).matchAll(/"value":"([^"]*)"/gu)].map(
    ([, value = ""]) => value,
  );
  expect(values.length).toBeGreaterThan(5);
  for (const value of values) expect(value.length).toBeLessThanOrEqual(75);
  expect(question().fields[0]?.options).toContain(short("scope_not_reread"));
});
