import { type Field, fields, isShown, type Step } from "../../domain/form.ts";
import type { Answers } from "../../domain/answers.ts";
import { isStanding, type Proof } from "../../domain/proof.ts";
import { dayInWords } from "../../text/catalog.ts";
import { fieldWords } from "../../text/form-words.ts";
import { fit, type Leaf, type Line, lines, type Part } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** How a message that is evidence is shown: a link with the author's name, its files by name, and its first words. */

const mostWords = 200;
const mostFiles = 5;

export function proofLine(proof: Proof, reader: Reader): Line {
  const { words } = reader;
  if (!isStanding(proof)) return ["↳ ", `${nameOf(proof, reader)} (${words.proof.deleted})`];
  const said = fit(proof.text, mostWords);
  return [
    "↳ ",
    { link: nameOf(proof, reader), url: proof.url },
    ...(proof.state === "edited" ? [` (${words.proof.edited})`] : []),
    ...(proof.files.length > 0 ? [` · ${filesInWords(proof.files, reader)}`] : []),
    ...(said === "" ? [] : [`: “${said}”`]),
  ] satisfies readonly Leaf[];
}

export function nameOf({ author, writtenOn }: Proof, { words, locale }: Reader): string {
  return words.proof.message(fit(author, 80) || words.proof.app, dayInWords(writtenOn, locale));
}

export function filesInWords(files: readonly string[], { words }: Reader): string {
  const named = files.slice(0, mostFiles).map((name) => fit(name, 60) || words.proof.namelessFile);
  const more = files.length - named.length;
  return [...named, ...(more > 0 ? [words.proof.moreFiles(more)] : [])].join(", ");
}

/** The messages behind one answer; `example` is the key of the one it is part of, null for what is asked once. */
export function proofsOf(proofs: readonly Proof[], { id }: Field, example: number | null): readonly Proof[] {
  return proofs.filter((proof) => proof.example === example && proof.fields.some((field) => field === id));
}

interface Writing {
  readonly step: Step;
  readonly answers: Answers;
  readonly proofs?: readonly Proof[];
}

/** In the form: what the person need not type again. `example`: the key of the one on screen. */
export function proofNotes(
  { step, answers, proofs = [] }: Writing,
  example: number | null,
  reader: Reader,
): readonly Part[] {
  const of = step === "examples" ? example : null;
  const standing = proofs.filter(isStanding);
  const noted = fields
    .filter((field) => field.step === step && isShown(field, answers))
    .flatMap((field) =>
      proofsOf(standing, field, of).map((proof): Line => {
        const { label } = fieldWords(reader.words.form, field.id);
        return [`${label} `, ...proofLine(proof, reader)];
      }),
    );
  return noted.length > 0 ? [lines([{ bold: reader.words.proof.inForm }], ...noted)] : [];
}
