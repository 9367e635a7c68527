import type { Locale } from "../../src/domain/escalation.ts";
import { wordsIn } from "../../src/text/catalog.ts";
import { fillsInCase } from "../fill-in.ts";
import type { ModalScreen, Person, SeenMessage } from "../person.ts";
import type { SampleCase } from "../sample-cases.ts";
import type { Stage } from "../stage.ts";
import type { Transcript } from "../transcript.ts";
import { channels } from "../workspace.ts";

/** What every chapter of the demo has: the stage, the transcript, and how time passes. */
export interface Telling {
  readonly stage: Stage;
  readonly out: Transcript;
}

export const en = wordsIn("en");
export const pt = wordsIn("pt-BR");

/** The cards in the CSM channel, oldest first. */
export function cardsFor(person: Person): readonly SeenMessage[] {
  return person.sees(channels.csm).filter((message) => !isDigest(message));
}

/** What the CSM channel was told of its weeks, oldest first. */
export function digestsFor(person: Person): readonly SeenMessage[] {
  return person.sees(channels.csm).filter(isDigest);
}

function isDigest({ screen }: SeenMessage): boolean {
  return screen.includes(en.report.byWeek);
}

/** The card of a case, by its name. */
export function cardOf(person: Person, name: string): SeenMessage {
  const card = cardsFor(person).find(({ screen }) => screen.includes(name));
  if (!card) throw new Error(`There is no card of ${name} in the CSM channel.`);
  return card;
}

export function lastDm(person: Person): SeenMessage {
  const dm = person.dms().at(-1);
  if (!dm) throw new Error(`${person.id} got no message from the bot.`);
  return dm;
}

/** All that is due until then happens at its time; then it is that time. */
export async function waitsUntil({ stage }: Telling, instant: Date): Promise<void> {
  const ahead = instant.getTime() - stage.clock.now().getTime();
  if (ahead <= 0) return;
  await stage.settle(ahead);
  if (instant > stage.clock.now()) stage.clock.moveTo(instant);
  await stage.settle();
}

/** Fills in a case and shows each step, and then the review. */
export async function fillsIn(
  telling: Telling,
  person: Person,
  name: string,
  sample: Pick<SampleCase, "answers">,
  locale: Locale,
): Promise<ModalScreen> {
  const look = (screen: ModalScreen) => {
    telling.out.modal(name, screen);
  };
  const review = await fillsInCase(person, sample.answers, { locale, channel: channels.project, look });
  look(review);
  return review;
}
