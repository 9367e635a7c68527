import type { Locale } from "../src/domain/escalation.ts";
import { wordsIn } from "../src/text/catalog.ts";
import { frozenClock } from "./clock.ts";
import { fillsInCase } from "./fill-in.ts";
import type { Person } from "./person.ts";
import { ordinary, s1, s2, s4, type SampleCase } from "./sample-cases.ts";
import { openStage, type Stage } from "./stage.ts";
import { transcriptTo } from "./transcript.ts";
import { channels, people, team } from "./workspace.ts";

/** The main job on a fresh machine: four cases, from the command to the card, each as the people concerned see it. */

const out = transcriptTo((line) => process.stdout.write(`${line}\n`));
const en = wordsIn("en");
const pt = wordsIn("pt-BR");
/** The hostile case is written on a Sunday evening in UTC, when it is Monday in Kolkata, a week after the others. */
const aWeekLater = 7 * 24 * 60 * 60 * 1000;
const weekLater = new Date(s4.now.getTime() + aWeekLater);

const troubles: string[] = [];
const log = {
  info: () => undefined,
  warn: (_: object, line: string) => troubles.push(line),
  error: (_: object, line: string) => troubles.push(line),
};

const stage = await openStage({ clock: frozenClock(ordinary.now), log, settings: { HOLIDAYS: "BR-SP" } });
try {
  const casey = stage.person(people.casey);
  await ordinaryCase(stage, casey);
  await partnerFirstCase(stage, casey);
  await readyCase(stage, casey);
  await hostileCase(stage, casey);
  const { violations } = stage.slack;
  out.chapter("How Slack saw it");
  for (const { what, detail } of violations) out.note(`${what}: ${detail}`);
  out.check(
    `violations of Slack's rules: ${violations.length === 0 ? "none" : violations.length}`,
    violations.length === 0,
  );
  out.check(
    `warnings and errors in the bot's log: ${troubles.length === 0 ? "none" : troubles.join("; ")}`,
    troubles.length === 0,
  );
} finally {
  await stage.stop();
}
const failures = out.failures();
out.note(failures === 0 ? "All went as it should." : `${failures} things did not go as they should.`);
process.exitCode = failures === 0 ? 0 : 1;

/** Fills in a case and shows each step; `at` moves the clock there first. */
async function fillIn(
  stage: Stage,
  person: Person,
  name: string,
  sample: SampleCase,
  locale: Locale,
  at = sample.now,
) {
  if (at > stage.clock.now()) stage.clock.moveTo(at);
  const look = (screen: Parameters<typeof out.modal>[1]) => {
    out.modal(name, screen);
  };
  const review = await fillsInCase(person, sample.answers, { locale, channel: channels.project, look });
  out.modal(name, review);
  return review;
}

function cards(person: Person) {
  return person.sees(channels.csm);
}

async function ordinaryCase(stage: Stage, casey: Person): Promise<void> {
  out.chapter("Marina, São Paulo, in Portuguese: almost ready, then ready");
  const marina = stage.person(people.marina);
  // Her first command: the bot knows nothing of her yet, and learns her language while the modal is open.
  const review = await fillIn(stage, marina, "Marina", ordinary, "pt-BR");
  out.check("the verdict is Almost ready", review.text.includes(pt.verdict.levels.almost_ready));
  await marina.fills({ [pt.review.anyway.label]: "O frete precisa funcionar antes da Black Friday." });
  await marina.presses(pt.controls.submit.send_anyway);
  out.modal("Marina", await marina.seesModal("ESC-1"));
  await marina.closesModal();
  await stage.settle();
  const [card] = cards(casey);
  if (!card) throw new Error("There is no card in the CSM channel.");
  out.message("Casey, a CSM,", "#csm-escalations", card);
  for (const reply of card.thread) out.message("Casey", "the card's thread", reply);
  out.check("the card says Almost ready", card.screen.startsWith(en.verdict.levels.almost_ready));

  out.note("Marina opens her receipt and adds what is missing.");
  const receipt = marina.dms().at(-1);
  if (!receipt) throw new Error("Marina got no receipt.");
  out.message("Marina", "her DM with the bot", receipt);
  await marina.clicks(pt.controls.buttons.add_missing, { on: receipt });
  await marina.fills({
    [pt.form.ask.label]: pt.form.ask.options.joint_call,
    [pt.form.outcome.label]:
      "Frete de três transportadoras no checkout, conferido por nós e por eles com 20 CEPs.",
  });
  out.modal("Marina", await marina.seesModal(pt.form.ask.label));
  await marina.presses(pt.controls.submit.save);
  const saved = await marina.seesModal("ESC-1");
  out.modal("Marina", saved);
  out.check("the new verdict is Ready", saved.text.includes(pt.verdict.levels.ready));
  await marina.closesModal();
  await stage.settle();
  const [redrawn] = cards(casey);
  if (redrawn) out.message("Casey", "#csm-escalations, the same card", redrawn);
  out.check(
    "the same card now says Ready",
    cards(casey).length === 1 && redrawn?.screen.startsWith(en.verdict.levels.ready) === true,
  );
}

async function partnerFirstCase(stage: Stage, casey: Person): Promise<void> {
  out.chapter("Harriet, London: the partner was never told");
  const before = cards(casey).length;
  const harriet = stage.person(people.harriet);
  const review = await fillIn(stage, harriet, "Harriet", s2, "en");
  out.check("the verdict is Partner first", review.text.includes(en.verdict.levels.partner_first));
  await harriet.presses(en.review.buttons.writeToPartner);
  out.modal("Harriet", await harriet.seesModal(en.partnerMessage.title));
  await harriet.presses(en.partnerMessage.submit);
  out.modal("Harriet", await harriet.seesModal(en.partnerMessage.done.heading));
  await harriet.closesModal();
  await stage.settle();
  const letter = harriet.dms().at(-1);
  if (letter) out.message("Harriet", "her DM with the bot", letter);
  out.check(
    "Harriet has a message to copy, the CSM channel has heard nothing",
    letter !== undefined && cards(casey).length === before,
  );
}

async function readyCase(stage: Stage, casey: Person): Promise<void> {
  out.chapter("Dana, Chicago: three full examples");
  const dana = stage.person(people.dana);
  const review = await fillIn(stage, dana, "Dana", s1, "en");
  out.check("the verdict is Ready with 100 points", review.text.includes(en.verdict.score(100)));
  await dana.presses(en.controls.submit.send);
  out.modal("Dana", await dana.seesModal("ESC-2"));
  await dana.closesModal();
  await stage.settle();
  const card = cards(casey).at(-1);
  if (!card) throw new Error("There is no card in the CSM channel.");
  out.message("Casey", "#csm-escalations", card);
  out.note("Casey and Robin, the two CSMs, press “I have it” at the same moment; Casey is a hair faster.");
  const robin = stage.person(people.robin);
  await Promise.all([
    casey.clicks(en.controls.buttons.have_it, { on: card }),
    robin.clicks(en.controls.buttons.have_it, { on: card }),
  ]);
  await stage.settle();
  const taken = cards(casey).at(-1);
  if (taken) out.message("Casey", "#csm-escalations", taken);
  const refused = [...casey.ephemerals(channels.csm), ...robin.ephemerals(channels.csm)];
  for (const message of refused) out.message("The other one", "a note only they see", message);
  out.check(
    "one of the two has it, the other was told so",
    refused.length === 1 && taken?.buttons.includes(en.controls.buttons.have_it) === false,
  );
  for (const message of dana.dms()) out.message("Dana", "her DM with the bot", message);
}

async function hostileCase(stage: Stage, casey: Person): Promise<void> {
  out.chapter("Ravi, Kolkata: anger, markup and 3,000 characters");
  const ravi = stage.person(people.ravi);
  const review = await fillIn(stage, ravi, "Ravi", s4, "en", weekLater);
  out.check("the verdict is Not ready with 26 points", review.text.includes(en.verdict.score(26)));
  await ravi.fills({ [en.review.anyway.label]: "<!channel> because I say so @here" });
  await ravi.presses(en.controls.submit.send_anyway);
  await ravi.closesModal();
  await stage.settle();
  const card = cards(casey).at(-1);
  if (!card) throw new Error("There is no card in the CSM channel.");
  out.message("Casey", "#csm-escalations", card);
  for (const reply of card.thread) out.message("Casey", "the card's thread", reply);
  const live = [card, ...card.thread].flatMap((message) => message.live);
  // The bot's own pointer from one part of the evidence to the next is the only link there may be.
  const his = live.filter(({ target }) => !target.startsWith(`https://${team.domain}.slack.test/archives/`));
  out.check(
    `mentions and links that came alive from his text: ${his.length === 0 ? "none" : JSON.stringify(his)}`,
    his.length === 0,
  );
}
