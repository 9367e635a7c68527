import { describe, expect, test } from "@jest/globals";
import { ordinary } from "../../../playground/sample-cases.ts";
import type { Answers } from "../../../src/domain/answers.ts";
import type { Escalation } from "../../../src/domain/escalation.ts";
import type { Said } from "../../../src/domain/nudging.ts";
import { judge } from "../../../src/domain/readiness.ts";
import {
  nudgeActions,
  parkedNotice,
  type ReminderFacts,
  readyMessage,
  reminderMessage,
  reminderNote,
  thanksMessage,
} from "../../../src/slack/views/nudge-messages.ts";
import type { Message } from "../../../src/slack/views/parts.ts";
import { cardActions } from "../../../src/slack/views/case-buttons.ts";
import { readerOf } from "../../../src/slack/views/reader.ts";
import { closedAs } from "../../../src/slack/gallery/closed-as.ts";
import { cardUrl, caseOf } from "../../../src/slack/gallery/a-drawn-case.ts";
import { plainCalendar } from "../../support/judging.ts";
import { active, first, last, parked, stopped } from "../../../src/slack/gallery/nudges.ts";

/** What a requester reads when something is missing, and after. */

const en = readerOf("en");
const pt = readerOf("pt-BR");
const marina = { id: "U0MARINA1", name: "Marina Duarte" };
const { now, zone } = ordinary;

function aCase(given: Partial<Escalation> = {}, answers: Answers = ordinary.answers): Escalation {
  const verdict = judge(answers, { now, zone, calendar: plainCalendar, partnerReplyDays: 3 });
  const subject = { answers, someone: marina.name, sendNote: { reason: null, sentence: "" } };
  return caseOf(subject, { number: 4, verdict, nudging: active, ...given });
}

const asOrdinary: Said["gaps"] = [...aCase().verdict.gaps];

function reminder(given: Partial<ReminderFacts> = {}, how: Omit<Said, "gaps"> = first, reader = en): Message {
  const said = { gaps: asOrdinary, ...how };
  const facts = { escalation: aCase(), requester: marina, said, place: "thread", isCurrent: true } as const;
  return reminderMessage({ ...facts, cardUrl, ...given }, reader);
}

const linesOf = ({ text }: Message) => text.split("\n");
const buttonsOf = ({ blocks }: Message) =>
  blocks.flatMap((block) =>
    block.type === "actions"
      ? block.elements.flatMap((element) => ("action_id" in element ? [element.action_id] : []))
      : [],
  );

describe("a reminder, line by line", () => {
  test("names the requester and what is there, asks for the best first, says how long that takes", () => {
    expect(linesOf(reminder())).toEqual([
      "@Marina Duarte, ESC-4 already has this: You re-read the scope document. The clause or deliverable at stake is named. It is clear what changed in the scope, if anything did.",
      "What a CSM would still ask for",
      "1. If the CSM could do one thing, what would it be?",
      "2. Can you paste what Vértice Digital answered? Their words help more than a summary.",
      "3. Who did you tell, and where is it written? A name and an email subject, ticket or link.",
      "4. What would fixed look like? One result you and the partner could both check.",
      "5. Add a further example: the same questions, another day.",
      "Time for one only? The first takes about a minute, and helps by itself.",
    ]);
  });

  test("says the same in Portuguese", () => {
    expect(linesOf(reminder({}, last, pt))).toEqual([
      "@Marina Duarte, ESC-4 já tem isto: Você releu o documento de escopo. A cláusula ou entrega em jogo está indicada. Está claro o que mudou no escopo, se algo mudou.",
      "O que um CSM ainda perguntaria",
      "1. Se o CSM pudesse fazer uma coisa, qual seria?",
      "2. Pode colar a resposta de Vértice Digital? As palavras deles ajudam mais que um resumo.",
      "3. Com quem você falou e onde está registrado? Um nome e o assunto do e-mail, chamado ou link.",
      "4. Como você saberá que está resolvido? Um resultado que você e o parceiro possam conferir.",
      "5. Adicione mais um exemplo: as mesmas perguntas, outro dia.",
      "Só dá tempo para uma? A primeira leva cerca de um minuto e já ajuda.",
      "Último lembrete. Em 1 de dez. de 2026 deixo o caso em espera: paro de perguntar, nada se perde, e dá para reabrir até 15 de dez. de 2026.",
    ]);
  });

  test("the last one says that it is, when the case is parked, and until when it can be reopened", () => {
    expect(linesOf(reminder({}, last)).at(-1)).toBe(
      "Last reminder. On 1 Dec 2026 I will park this: I stop asking, nothing is lost, and it can be reopened until 15 Dec 2026.",
    );
    const reopened = { ...last, ending: { parkedOn: "2026-12-01", reopenUntil: null } };
    expect(linesOf(reminder({}, reopened)).at(-1)).toBe(
      "Last reminder. On 1 Dec 2026 I will park this: I stop asking, nothing is lost, and you can add to it at any time.",
    );
  });

  test("once the date has passed, whether it is still needed comes first, and can be answered with Withdraw", () => {
    const passed = reminder({}, { ...last, datePassed: true });
    expect(linesOf(passed).slice(0, 2)).toEqual([
      "@Marina Duarte, ESC-4 was needed by 11 Dec 2026, and that day has passed. Is it still needed? If so, a new date or an answer keeps it going; if not, you can withdraw it.",
      expect.stringMatching(/^ESC-4 already has this: /u),
    ]);
    expect(buttonsOf(passed)).toEqual([cardActions.addMissing, nudgeActions.stop, cardActions.withdraw]);
  });

  test("by DM it says which case it is, links to its card, and mentions nobody", () => {
    const [title, begins] = linesOf(reminder({ place: "dm" }));
    expect(title).toBe(
      "ESC-4 · O frete por transportadora combinado para outubro ainda não funciona no checkout Open the card",
    );
    expect(begins).toMatch(/^ESC-4 already has this: /u);
    expect(JSON.stringify(reminder({ place: "dm" }).blocks)).toContain(cardUrl);
    expect(JSON.stringify(reminder({ place: "dm", cardUrl: null }).blocks)).not.toContain('"link"');
  });

  test("of a case with nothing in it yet does not pretend, and one gap is not counted", () => {
    const nothing = aCase(
      {},
      {
        ...ordinary.answers,
        scope_status: null,
        scope_clause: "",
        scope_changed: null,
        contacted: null,
        examples: [],
        ask: null,
      },
    );
    const gaps: Said["gaps"] = [{ code: "scope_not_reread", example: null, points: 10, minutes: 15 }];
    const message = reminder({ escalation: nothing, said: { gaps, ...first } });
    expect(linesOf(message)).toEqual([
      "@Marina Duarte, ESC-4 would be easier to act on with a little more in it.",
      "What a CSM would still ask for",
      "1. Open Proposta técnica v2, assinada em 12/06/2026 and look for the date that was agreed. Note the section, even if it says no.",
      "That takes about 15 minutes.",
    ]);
  });

  test("who cannot find the scope document is not told to open it", () => {
    const lost = aCase({}, { ...ordinary.answers, scope_status: "cant_find", concern_type: "quality" });
    const gaps: Said["gaps"] = [{ code: "scope_not_reread", example: null, points: 10, minutes: 15 }];
    expect(linesOf(reminder({ escalation: lost, said: { gaps, ...first } }))).toContain(
      "1. Ask whoever signed the scope document for a copy, and look for the acceptance criteria. Note the section, even if it says no.",
    );
  });

  test("more items than fit are counted, and none is cut", () => {
    const gap = asOrdinary[1];
    if (!gap) throw new Error("The ordinary case lacks more than one thing.");
    const message = reminder({ said: { gaps: Array.from({ length: 40 }, () => gap), ...first } });
    const listed = linesOf(message).filter((line) => /^\d+\. /u.test(line));
    expect(listed.length).toBeGreaterThan(20);
    expect(new Set(listed.map((line) => line.replace(/^\d+/u, ""))).size).toBe(1);
    expect(linesOf(message)).toContain(`And ${40 - listed.length} more, which “Add what is missing” shows.`);
  });
});

describe("what can be pressed", () => {
  const { addMissing } = cardActions;
  test.each([
    ["a reminder", first, [addMissing, nudgeActions.snooze, nudgeActions.stop]],
    ["the last one", last, [addMissing, nudgeActions.stop]],
  ])("on %s", (_, how, actions) => {
    expect(buttonsOf(reminder({}, how))).toEqual(actions);
    expect(buttonsOf(reminder({ place: "dm" }, how))).toEqual(actions);
  });

  test("what is missing can be added before anything else", () => {
    const styles = reminder().blocks.flatMap((block) =>
      block.type === "actions" ? block.elements.map((element) => "style" in element && element.style) : [],
    );
    expect(styles).toEqual(["primary", false, false]);
  });

  test("on one that asks no more: nothing", () => {
    expect(buttonsOf(reminder({ isCurrent: false }))).toEqual([]);
  });
});

describe("the one mention", () => {
  const mentioned = ({ blocks }: Message) => JSON.stringify(blocks).match(/"user_id":"U0MARINA1"/gu) ?? [];

  test("is in a reminder in the thread, and the text says the name", () => {
    expect(mentioned(reminder())).toHaveLength(1);
    expect(reminder().text.startsWith("@Marina Duarte, ")).toBe(true);
  });

  test("is in nothing else", () => {
    const others = [
      reminder({ place: "dm" }),
      reminder({ isCurrent: false }),
      reminderNote(aCase(), marina.name, en),
      thanksMessage(aCase(), marina.name, en),
      readyMessage(aCase(), marina.name, en),
      parkedNotice(aCase({ nudging: parked() }), cardUrl, en),
    ];
    expect(others.flatMap(mentioned)).toEqual([]);
  });
});

describe("a reminder that asks no more", () => {
  const past = (escalation: Escalation, reader = en) =>
    linesOf(reminder({ escalation, isCurrent: false }, first, reader));
  const answered: Answers = { ...ordinary.answers, ask: "joint_call" };

  test("tells what of it is there now, and what is not", () => {
    expect(past(aCase({}, answered))).toEqual([
      "Reminder for Marina Duarte about ESC-4",
      "✓ Answered since: the ask.",
      "Still missing: the words of Vértice Digital; who was told, and where it is written; what fixed looks like; a further example.",
    ]);
    expect(past(aCase({}, answered), pt)).toEqual([
      "Lembrete para Marina Duarte sobre ESC-4",
      "✓ Já respondido: o pedido.",
      "Ainda falta: as palavras de Vértice Digital; quem soube e onde está registrado; como saber que está resolvido; mais um exemplo.",
    ]);
  });

  test("speaks of the example it asked for once that is complete, though yet another would help", () => {
    const gaps: Said["gaps"] = [{ code: "example_missing", example: null, points: 20, minutes: 5 }];
    const [complete] = ordinary.answers.examples;
    if (!complete) throw new Error("The ordinary case has an example.");
    const after = (examples: Answers["examples"], before: number) => {
      const escalation = aCase({}, { ...ordinary.answers, examples });
      const said = { ...first, gaps, examples: before };
      return linesOf(reminder({ escalation, said, isCurrent: false }))[1];
    };
    expect(after([], 0)).toBe("Still missing: a dated example.");
    // What the new one lacks, the reminder did not ask for.
    expect(after([{ ...complete, ex_date: null }], 0)).toBeUndefined();
    expect(after([complete], 0)).toBe("✓ Answered since: a dated example.");
    expect(after([complete], 1)).toBe("Still missing: a further example.");
    expect(after([complete, { ...complete, key: 2 }], 1)).toBe("✓ Answered since: a further example.");
  });

  test("does not speak of an example that was removed", () => {
    const gaps: Said["gaps"] = [
      { code: "example_told", example: 1, points: 5, minutes: 1 },
      { code: "example_told", example: 7, points: 5, minutes: 1 },
    ];
    expect(linesOf(reminder({ said: { ...first, gaps }, isCurrent: false }))).toEqual([
      "Reminder for Marina Duarte about ESC-4",
      "✓ Answered since: who was told of example 1.",
    ]);
  });

  test.each([
    ["stopped", { nudging: stopped }, "Reminders are stopped."],
    ["parked", { nudging: parked() }, "The case is parked, so I have stopped asking."],
  ])("of a case with reminders %s says so", (_, given, sentence) => {
    expect(past(aCase(given)).at(-1)).toBe(sentence);
  });

  test("of a closed case says that, and no more", () => {
    const status = closedAs("withdrawn", { by: marina.id });
    expect(past(aCase({ status })).slice(1)).toEqual(["The case is closed, so nothing more is asked for."]);
  });

  test("of a case that is Ready claims nothing that is not there, and asks for nothing", () => {
    const { verdict } = aCase({}, answered);
    expect(past(aCase({ verdict: { ...verdict, level: "ready" } }, answered)).slice(1)).toEqual([
      "✓ Answered since: the ask.",
      "Nothing more is asked for.",
    ]);
  });
});

describe("what answers evidence", () => {
  test("thanks, and names the next few things", () => {
    expect(linesOf(thanksMessage(aCase(), marina.name, en))).toEqual([
      "Thank you, Marina Duarte. The card and the answers above are up to date.",
      "Still missing: the ask; the words of Vértice Digital; who was told, and where it is written; and 2 more.",
    ]);
    expect(linesOf(thanksMessage(aCase(), marina.name, pt)).at(-1)).toBe(
      "Ainda falta: o pedido; as palavras de Vértice Digital; quem soube e onde está registrado; e mais 2.",
    );
  });

  test("is word that the case is Ready, and thanks for it", () => {
    expect(readyMessage(aCase(), marina.name, en).text).toBe(
      "ESC-4 is ready now. Thank you, Marina Duarte: a CSM can work with this.",
    );
    expect(readyMessage(aCase(), marina.name, pt).text).toBe(
      "ESC-4 está pronto. Obrigado, Marina Duarte: com isso um CSM já pode agir.",
    );
  });
});

describe("word that the case is parked", () => {
  const wait = { eligibleOn: "2026-11-26", reason: "reply_window_open" } as const;
  const said = (given: Parameters<typeof parked>[0], reader = en) =>
    linesOf(parkedNotice(aCase({ nudging: parked(given) }), null, reader));
  const anyTime = "You can add what is missing whenever you like.";

  test("says why, and that it goes on as soon as somebody wants it to", () => {
    expect(said({})).toEqual([
      "I have parked ESC-4: no more reminders from me. Nothing is lost.",
      anyTime,
      "Until 14 Dec 2026 you can also reopen it; then I remind you again.",
    ]);
    expect(said({}, pt)).toEqual([
      "Deixei ESC-4 em espera: não mando mais lembretes. Nada se perde.",
      "Você pode completar o que falta quando quiser.",
      "Até 14 de dez. de 2026 você também pode reabrir; aí volto a lembrar.",
    ]);
  });

  test("asks whether it is still needed when its date has passed", () => {
    expect(said({ why: "date_passed", reopening: null })).toEqual([
      "The date for ESC-4 has passed, so I have parked it. Is it still needed?",
      "If so, give it a new date or add what is missing. If not, you can withdraw it.",
      anyTime,
    ]);
  });

  test("speaks of the partner while the case waits for them", () => {
    expect(said({ why: "partner_silent", wait })).toEqual([
      "I have parked ESC-4: no more questions from me. Nothing is lost.",
      "It waits for Vértice Digital, and the CSM has not been told.",
      "You can go on from my message about it whenever you like.",
      "Until 14 Dec 2026 you can also reopen it; then I ask you again what came of it.",
    ]);
  });

  test("offers Reopen for as long as that is possible", () => {
    const offered = (nudging: Escalation["nudging"]) =>
      buttonsOf(parkedNotice(aCase({ nudging }), cardUrl, en));
    const { reopen, addMissing, withdraw } = cardActions;
    expect(offered(parked())).toEqual([reopen, addMissing, withdraw]);
    expect(offered(parked({ reopening: null }))).toEqual([addMissing, withdraw]);
    expect(offered(active)).toEqual([]);
  });
});
