import { describe, expect, test } from "@jest/globals";
import { ordinary, s1 } from "../../../playground/sample-cases.ts";
import type { Answers } from "../../../src/domain/answers.ts";
import { type ChaseFacts, chaseMessage, unclaimedNotice } from "../../../src/slack/views/chase-messages.ts";
import type { Message } from "../../../src/slack/views/parts.ts";
import { type Reader, readerOf } from "../../../src/slack/views/reader.ts";
import { cardUrl, caseOf } from "../../../src/slack/gallery/a-drawn-case.ts";

/** What is read when nobody takes a case. */

const en = readerOf("en");
const pt = readerOf("pt-BR");
const since = "2026-11-23T12:00:00.000Z";
const linesOf = ({ text }: Message) => text.split("\n");

function aCase(answers: Answers = s1.answers) {
  const subject = { answers, someone: "", sendNote: { reason: null, sentence: "" } };
  return caseOf(subject, { number: 4, chase: { since, said: 1, told: false } });
}
const said = (given: Partial<ChaseFacts>, reader: Reader) =>
  chaseMessage(
    {
      escalation: aCase(),
      since,
      day: "2026-11-23",
      actor: "",
      desk: null,
      backup: null,
      again: false,
      ...given,
    },
    reader,
  );
const notice = (answers: Answers, link: string | null, reader: Reader) =>
  unclaimedNotice(
    {
      escalation: aCase(answers),
      since,
      day: "2026-11-23",
      actor: "",
      channel: "#csm-escalations",
      merchant: "Dana Whitfield",
      cardUrl: link,
    },
    reader,
  );

describe("in the thread", () => {
  test.each<[string, Partial<ChaseFacts>, string, string]>([
    [
      "to nobody in particular",
      {},
      "ESC-4 has been here since 23 Nov 2026, and nobody has taken it yet.",
      "ESC-4 está aqui desde 23 de nov. de 2026, e ninguém assumiu ainda.",
    ],
    [
      "to the CSMs",
      { desk: "S1" },
      "@CSMs, ESC-4 has been here since 23 Nov 2026, and nobody has taken it yet.",
      "@CSMs, ESC-4 está aqui desde 23 de nov. de 2026, e ninguém assumiu ainda.",
    ],
    [
      "to the backup",
      { backup: "S2", again: true },
      "@backup, ESC-4 has been here since 23 Nov 2026, and still nobody has taken it. Can one of you?",
      "@equipe de apoio, ESC-4 está aqui desde 23 de nov. de 2026, e continua sem ninguém. Alguém de vocês pode assumir?",
    ],
    [
      "to both",
      { desk: "S1", backup: "S2", again: true },
      "@CSMs @backup, ESC-4 has been here since 23 Nov 2026, and still nobody has taken it. Can one of you?",
      "@CSMs @equipe de apoio, ESC-4 está aqui desde 23 de nov. de 2026, e continua sem ninguém. Alguém de vocês pode assumir?",
    ],
  ])("%s", (_, given, english, portuguese) => {
    expect(linesOf(said(given, en))).toEqual([english]);
    expect(linesOf(said(given, pt))).toEqual([portuguese]);
  });
});

describe("the email for the requester", () => {
  test("is written from the case, line by line", () => {
    expect(linesOf(notice(s1.answers, cardUrl, en))).toEqual([
      "Nobody has taken ESC-4 yet. Open the card",
      "It has been in #csm-escalations since 23 Nov 2026. If you would rather not wait, write to your CSM or Adobe account team yourself. Here is an email to copy:",
      "Subject: ERP order sync promised for UAT still drops orders six weeks after its date (ESC-4)",
      "",
      "Hello,",
      "",
      "Our case with Northwind Digital has been with you as ESC-4 since 23 Nov 2026, and nobody has taken it yet. Could you look at it, or tell me who can?",
      "",
      "Situation: ERP order sync promised for UAT still drops orders six weeks after its date",
      "Agreed: Section 4.2 deliverable D-7: two-way order sync with the ERP within 5 minutes, with retry, accepted in UAT by 9 Oct 2026. (SOW v1.3 signed 2026-04-02, https://files.example.com/sow-v1-3.pdf)",
      "What the partner was told: 3 Nov 2026, in writing · An answer, but not a clear one",
      expect.stringMatching(/^What we ask for: .+, by 4 Dec 2026$/u),
      `The case: ${cardUrl}`,
      "",
      "Thank you, Dana Whitfield",
      "Nothing changes here: the case stays open, and I tell you when somebody takes it.",
    ]);
  });

  test("in Portuguese, without what is not there", () => {
    const answers = { ...ordinary.answers, scope_clause: "", scope_ref: "" };
    expect(linesOf(notice(answers, null, pt))).toEqual([
      "Ninguém assumiu ESC-4 ainda.",
      "O caso está em #csm-escalations desde 23 de nov. de 2026. Se preferir não esperar, escreva diretamente ao seu CSM ou à equipe de conta da Adobe. Aqui está um e-mail para copiar:",
      "Assunto: O frete por transportadora combinado para outubro ainda não funciona no checkout (ESC-4)",
      "",
      "Olá,",
      "",
      "Nosso caso com Vértice Digital está com vocês como ESC-4 desde 23 de nov. de 2026, e ninguém assumiu ainda. Você pode dar uma olhada ou me dizer quem pode?",
      "",
      "Situação: O frete por transportadora combinado para outubro ainda não funciona no checkout",
      expect.stringMatching(/^O que o parceiro soube: .+/u),
      expect.stringMatching(/^O que pedimos: .+/u),
      "",
      "Obrigado(a), Dana Whitfield",
      "Por aqui nada muda: o caso continua aberto, e eu aviso quando alguém assumir.",
    ]);
  });
});
