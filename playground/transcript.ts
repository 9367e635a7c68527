import type { HomeScreen, ModalScreen, SeenMessage } from "./person.ts";

/** Writes down what people saw, readable from top to bottom. */
export interface Transcript {
  readonly chapter: (title: string) => void;
  readonly note: (text: string) => void;
  readonly modal: (who: string, screen: ModalScreen) => void;
  readonly home: (who: string, home: HomeScreen) => void;
  readonly message: (who: string, where: string, message: SeenMessage) => void;
  /** Says whether something went as it should, and remembers if not. */
  readonly check: (sentence: string, holds: boolean) => void;
  readonly failures: () => number;
}

const longestLine = 240;
const mostLines = 60;

export function transcriptTo(write: (line: string) => void): Transcript {
  let failed = 0;
  const box = (head: string, text: string) => {
    write(`┌─ ${head}`);
    const all = text.split("\n");
    for (const line of all.slice(0, mostLines)) write(`│ ${shortened(line)}`);
    if (all.length > mostLines) write(`│ (… ${all.length - mostLines} more lines)`);
    write("└─");
  };
  return {
    chapter: (title) => {
      write("");
      write(`━━ ${title} ${"━".repeat(Math.max(3, 90 - title.length))}`);
    },
    note: (text) => {
      write("");
      write(`» ${text}`);
    },
    modal: (who, screen) => {
      box(`${who}'s screen`, screen.text);
    },
    home: (who, home) => {
      box(`${who}'s Home`, home.screen);
    },
    message: (who, where, message) => {
      box(`${who} sees in ${where} · ${message.when}`, message.screen);
    },
    check: (sentence, holds) => {
      if (!holds) failed += 1;
      write(`${holds ? "✓" : "✗ NOT SO:"} ${sentence}`);
    },
    failures: () => failed,
  };
}

function shortened(line: string): string {
  return line.length <= longestLine
    ? line
    : `${line.slice(0, longestLine)} (… ${line.length - longestLine} more characters)`;
}
