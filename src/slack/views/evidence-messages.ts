import type { Answers, Example } from "../../domain/answers.ts";
import { type Escalation, caseName } from "../../domain/escalation.ts";
import { type Field, fields, shownAnswers, steps } from "../../domain/form.ts";
import { dayInWords } from "../../text/catalog.ts";
import { fieldWords, optionWords } from "../../text/form-words.ts";
import { gapLine } from "./gap-lines.ts";
import { paginate } from "./pages.ts";
import { type Line, lines, type Message, messageOf, messageTextMax } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { shown } from "./safe-text.ts";

/** Room for the heading and the pointer to the next part, in escaped characters. */
const frame = 400;
const room = messageTextMax - frame;

/** The answers in full, cut into messages that each stay within what `chat.update` may rewrite. */
export function evidenceMessages(
  escalation: Escalation,
  linkTo: (part: number) => string | null,
  reader: Reader,
): readonly Message[] {
  const pages = paginate(evidenceLines(escalation, reader), room, reader);
  return pages.map((page, index) => {
    const part = index + 1;
    const { evidence } = reader.words.card;
    return messageOf([
      lines([{ bold: evidence.heading(caseName(escalation), part) }]),
      lines(...page),
      ...(part < pages.length ? [lines(pointer(linkTo(part + 1), reader))] : []),
    ]);
  });
}

function pointer(url: string | null, { words }: Reader): Line {
  return url ? [{ link: words.card.evidence.continuesHere, url }] : [words.card.evidence.continues];
}

/** What a surplus part says once the answers have become shorter. */
export function emptyEvidence(escalation: Escalation, part: number, { words }: Reader): Message {
  return messageOf([
    lines([{ bold: words.card.evidence.heading(caseName(escalation), part) }]),
    lines([words.card.evidence.empty]),
  ]);
}

function evidenceLines(escalation: Escalation, reader: Reader): readonly Line[] {
  const { verdict } = escalation;
  const { evidence } = reader.words.card;
  const heading = (text: string): Line => [{ bold: text }];
  return [
    [evidence.reports],
    ...answerLines(shownAnswers(escalation.answers), reader),
    heading(evidence.score(verdict.score, verdict.rubric)),
    ...breakdown(verdict.points, reader),
    ...verdict.caps.map((cap): Line => [reader.words.verdict.caps[cap]]),
    ...(verdict.gaps.length > 0 ? missingLines(escalation, reader) : [heading(evidence.nothingMissing)]),
  ];
}

/** Everything missing, best first; nothing when nothing is. */
export function missingLines({ verdict, answers }: Escalation, reader: Reader): readonly Line[] {
  if (verdict.gaps.length === 0) return [];
  return [
    [{ bold: reader.words.card.evidence.missingHeading }],
    ...verdict.gaps.map((gap): Line => ["• ", ...gapLine(gap, answers, reader)]),
  ];
}

/** Every answer that is shown and given, in the order of the form, each under its question. */
export function answerLines(answers: Answers, reader: Reader): readonly Line[] {
  return steps.flatMap((step) =>
    step === "examples"
      ? answers.examples.flatMap((example, index) => exampleLines(example, index + 1, reader))
      : fields.flatMap((field) => (field.step === step ? answerLine(field, answers[field.id], reader) : [])),
  );
}

function exampleLines(example: Example, position: number, reader: Reader): readonly Line[] {
  return [
    [{ bold: reader.words.modal.examples.listed(position) }],
    ...fields.flatMap((field) =>
      field.step === "examples" ? answerLine(field, example[field.id], reader) : [],
    ),
  ];
}

function answerLine(field: Field, answer: string | null, reader: Reader): readonly Line[] {
  if (answer === null || shown(answer) === "") return [];
  return [
    [{ bold: fieldWords(reader.words.form, field.id).label }, " ", answerInWords(field, answer, reader)],
  ];
}

function answerInWords(field: Field, answer: string, { words, locale }: Reader): string {
  switch (field.kind) {
    case "choice":
      return optionWords(words.form, field.id, answer);
    case "date":
      return dayInWords(answer, locale);
    case "text":
      return shown(answer);
  }
}

function breakdown(points: Escalation["verdict"]["points"], { words, locale }: Reader): readonly Line[] {
  const { evidence } = words.card;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const most = { scope: 25, partner: 35, examples: 25, ask: 15 } as const;
  return (["scope", "partner", "examples", "ask"] as const).map((heading) => [
    `${evidence.breakdown[heading]}: ${evidence.of(number.format(points[heading]), most[heading])}`,
  ]);
}
