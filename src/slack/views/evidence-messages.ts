import { type Answers, emptyExample, type Example } from "../../domain/answers.ts";
import { type Escalation, caseName } from "../../domain/escalation.ts";
import { type Field, fields, isShown, shownAnswers, steps } from "../../domain/form.ts";
import { type Proof, proven, provenOf } from "../../domain/proof.ts";
import { dayInWords } from "../../text/catalog.ts";
import { fieldWords, optionWords } from "../../text/form-words.ts";
import { gapLine } from "./gap-lines.ts";
import { paginate } from "./pages.ts";
import { type Line, lines, type Message, messageOf, messageTextMax } from "./parts.ts";
import { proofLine, proofsOf } from "./proof-lines.ts";
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
    ...answersOfCase(escalation, reader),
    heading(evidence.score(verdict.score, verdict.rubric)),
    ...breakdown(verdict.points, reader).map((line): Line => [line]),
    ...verdict.caps.map((cap): Line => [reader.words.verdict.caps[cap]]),
    ...(verdict.gaps.length > 0 ? missingLines(escalation, reader) : [heading(evidence.nothingMissing)]),
  ];
}

/** Everything missing, best first; nothing when nothing is. */
export function missingLines(escalation: Escalation, reader: Reader): readonly Line[] {
  const { verdict } = escalation;
  if (verdict.gaps.length === 0) return [];
  return [
    [{ bold: reader.words.card.evidence.missingHeading }],
    ...verdict.gaps.map((gap): Line => ["• ", ...gapLine(gap, provenOf(escalation), reader)]),
  ];
}

/** What a case says: every answer that is given, and below it the messages that were added to it. */
export function answersOfCase({ answers, proofs }: Escalation, reader: Reader): readonly Line[] {
  return answerLines(shownAnswers(answers), reader, proofs);
}

/** Every answer that is shown and given, in the order of the form, each under its question. */
export function answerLines(
  answers: Answers,
  reader: Reader,
  proofs: readonly Proof[] = [],
): readonly Line[] {
  return steps.flatMap((step) =>
    step === "examples"
      ? examplesInLines(answers, reader, proofs)
      : fields.flatMap((field) =>
          field.step === step && isShown(field, answers)
            ? answerLine(field, answers[field.id], reader, proofsOf(proofs, field, null))
            : [],
        ),
  );
}

function examplesInLines(answers: Answers, reader: Reader, proofs: readonly Proof[]): readonly Line[] {
  const keys = proven(answers, proofs).examples.map(({ key }) => key);
  const typed = (key: number) => answers.examples.find((example) => example.key === key) ?? emptyExample(key);
  const gone = proofs.filter(({ example }) => example !== null && !keys.includes(example));
  return [
    ...keys.flatMap((key, index) => exampleLines(typed(key), index + 1, reader, proofs)),
    ...gone.flatMap((proof): Line[] => [
      [{ bold: reader.words.proof.goneExample }],
      proofLine(proof, reader),
    ]),
  ];
}

function exampleLines(
  example: Example,
  position: number,
  reader: Reader,
  proofs: readonly Proof[],
): readonly Line[] {
  return [
    [{ bold: reader.words.modal.examples.listed(position) }],
    ...fields.flatMap((field) =>
      field.step === "examples"
        ? answerLine(field, example[field.id], reader, proofsOf(proofs, field, example.key))
        : [],
    ),
  ];
}

function answerLine(
  field: Field,
  answer: string | null,
  reader: Reader,
  proofs: readonly Proof[],
): readonly Line[] {
  const typed = answer === null || shown(answer) === "" ? [] : [" ", answerInWords(field, answer, reader)];
  if (typed.length === 0 && proofs.length === 0) return [];
  return [
    [{ bold: fieldWords(reader.words.form, field.id).label }, ...typed],
    ...proofs.map((proof) => proofLine(proof, reader)),
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

/** The points by heading, a line each. */
export function breakdown(
  points: Escalation["verdict"]["points"],
  { words, locale }: Reader,
): readonly string[] {
  const { evidence } = words.card;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const most = { scope: 25, partner: 35, examples: 25, ask: 15 } as const;
  return (["scope", "partner", "examples", "ask"] as const).map(
    (heading) =>
      `${evidence.breakdown[heading]}: ${evidence.of(number.format(points[heading]), most[heading])}`,
  );
}
