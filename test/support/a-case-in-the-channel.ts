import type { Person, SeenMessage } from "../../playground/person.ts";
import { app, channels, people } from "../../playground/workspace.ts";
import { dayInWords } from "../../src/text/catalog.ts";
import { en, sends } from "./a-requester.ts";
import type { AStage } from "./a-stage.ts";

/** Dana's case with its card, thread and receipt, and what is said about it by messages. */
export function caseInTheChannel(stage: () => AStage) {
  const dana = () => stage().person(people.dana);

  function theCard(name = "ESC-1"): SeenMessage {
    const all = stage().person(people.casey).sees(channels.csm).filter(isOurs);
    const [card, ...more] = all.filter(({ screen }) => screen.includes(`${name} ·`));
    if (!card || more.length > 0) throw new Error("There is not exactly one card.");
    return card;
  }

  function question(person: Person = dana(), channelId: string = channels.csm): SeenMessage {
    const [asked, ...more] = questions(person, channelId);
    if (!asked || more.length > 0) throw new Error("There is not exactly one question.");
    return asked;
  }

  return {
    theCard,
    /** The answers in full, below the card. */
    theEvidence: (name = "ESC-1"): string => {
      const [evidence] = theCard(name).thread.filter(({ screen }) =>
        screen.includes(en.card.evidence.heading(name, 1)),
      );
      if (!evidence) throw new Error("There is no evidence.");
      return evidence.screen;
    },
    receiptOf: (person: Person = dana()): SeenMessage => {
      const [receipt] = person.dms().filter(isOurs);
      if (!receipt) throw new Error("There is no receipt.");
      return receipt;
    },
    /** With no more in it than is needed. */
    sendsACase: async (person: Person = dana()): Promise<void> => {
      await sends(person);
      await stage().settle();
      stage().clock.advance(60_000);
    },
    /** Says it below the card. */
    replies: async (text: string, how: Reply = {}): Promise<void> => {
      const { person = dana(), ...more } = how;
      await person.types(text, { in: channels.csm, thread: theCard().ts, ...more });
    },
    /** What was said below the card, newest last. */
    said: (person: Person = dana()): readonly SeenMessage[] => {
      return theCard().thread.filter(({ authorId }) => authorId === person.id);
    },
    questions,
    question,
    chooses: async (
      option: string,
      person: Person = dana(),
      channelId: string = channels.csm,
    ): Promise<void> => {
      await person.chooses(option, { on: question(person, channelId) });
    },
  };
}

interface Reply {
  readonly person?: Person;
  readonly file?: string | readonly string[];
}

function isOurs({ authorId }: SeenMessage): boolean {
  return authorId === app.botUserId;
}

/** What one person alone was asked and has not answered. */
function questions(person: Person, channelId: string): readonly SeenMessage[] {
  return person.ephemerals(channelId).filter(({ fields }) => fields.length > 0);
}

export function optionsOf({ fields }: SeenMessage): readonly string[] {
  return fields.flatMap(({ options }) => options);
}

/** As a gap of Dana's case is called among others. */
export function short(code: keyof typeof en.verdict.gaps, example = 1): string {
  const partner = "Northwind Digital";
  return en.verdict.gaps[code].short({
    partner,
    document: "",
    documentLost: false,
    concern: "late",
    example,
  });
}

/** How evidence names a message that was written on Monday. */
export function nameOf(author: string): string {
  return en.proof.message(author, dayInWords("2026-11-23", "en"));
}
