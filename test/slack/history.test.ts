import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people, workspace } from "../../playground/workspace.ts";
import { dayInWords, momentInWords } from "../../src/text/catalog.ts";
import { addsColleague, aSentCase, handsOver, resolves, returns, takes } from "../support/a-case-in-hands.ts";
import { waits } from "../support/a-partner-first-case.ts";
import { en, label, pt, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** `/escalate ESC-1 history`: what happened with a case, step by step, to who may see it. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const robin = () => stage().person(people.robin);
const { buttons, submit } = en.controls;
const { history } = en;
const minute = 60_000;

/** Types the command and reads what is said to this person alone. */
async function asks(person: Person, line = "/escalate ESC-1 history"): Promise<readonly SeenMessage[]> {
  const before = person.ephemerals(channels.project).length;
  await person.types(line, { in: channels.project });
  await person.until("an answer", () => person.ephemerals(channels.project).length > before);
  return person.ephemerals(channels.project).slice(before);
}

/** The lines of the story, without what stands above them. */
async function story(person: Person, command?: string): Promise<readonly string[]> {
  const told = await asks(person, command);
  return told.flatMap(({ screen }) => screen.split("\n")).filter((line) => /^[0-9]/u.test(line));
}

/** When it is now for somebody in a zone. */
const nowIn = (zone: string, locale: "en" | "pt-BR" = "en") =>
  momentInWords(stage().clock.now(), zone, locale);
function later(): void {
  stage().clock.advance(minute);
}

describe("the story", () => {
  test("of a case that two sides worked on is told from its beginning to its end, with who did what", async () => {
    const begun = nowIn("America/Chicago");
    await aSentCase(stage());
    later();
    await takes(stage());
    later();
    await returns(stage(), "Which orders? A date, please.");
    later();
    await dana().clicks(buttons.add_missing, { on: dana().dms()[0] ?? fails("no receipt") });
    await dana().seesModal(buttons.add_missing);
    await dana().fills({ [label("ex_actual")]: "Orders 100 to 120 never arrived." });
    await dana().presses(submit.save);
    await dana().seesModal(en.modal.saved.title);
    await dana().presses(buttons.send_again);
    await stage().settle();
    later();
    await addsColleague(stage(), "Harriet Lowe");
    later();
    await takes(stage());
    await handsOver(stage(), people.casey, "Robin Achterberg");
    later();
    const note = "They deliver it in two parts.";
    const { planDue, endings } = en.csmSide.resolve;
    await resolves(stage(), endings.plan_agreed, note, { [planDue]: "2026-12-04" }, people.robin);

    const lines = await story(dana());
    expect(lines.map((line) => line.replace(/^[^:]+:\d\d /u, ""))).toEqual([
      "Dana Whitfield sent the case to the CSMs: Not ready, 10 of 100 points.",
      "The bot posted the card.",
      "Casey Lindqvist took the case.",
      "Casey Lindqvist returned the case to its requester: “Which orders? A date, please.”",
      expect.stringMatching(/^Dana Whitfield added to “Examples”: Not ready, \d+ of 100 points\.$/u),
      "Dana Whitfield sent the case again.",
      "Dana Whitfield added Harriet Lowe to the requester's side.",
      "Casey Lindqvist took the case.",
      "Casey Lindqvist handed the case over to Robin Achterberg.",
      `Robin Achterberg closed the case: a plan was agreed. ${en.csmSide.status.planDue(dayInWords("2026-12-04", "en"))} “${note}”`,
    ]);
    expect(lines[0]?.startsWith(begun)).toBe(true);
  });

  test("keeps why a case was returned and how it had ended, though it has gone on since", async () => {
    await aSentCase(stage());
    await returns(stage(), "Which orders?");
    later();
    await dana().clicks(buttons.send_again, { on: dana().dms()[0] ?? fails("no receipt") });
    await stage().settle();
    await resolves(stage(), en.csmSide.resolve.endings.declined, "Not about the partner.");
    later();
    await dana().clicks(buttons.reopen, { on: dana().dms()[0] ?? fails("no receipt") });
    await stage().settle();
    const told = (await story(dana())).join("\n");
    expect(told).toContain("returned the case to its requester: “Which orders?”");
    expect(told).toContain("closed the case: declined. “Not about the partner.”");
    expect(told).toContain("Dana Whitfield reopened the closed case.");
  });

  test("is in the reader's own language and time", async () => {
    const marina = stage().person(people.marina);
    await aSentCase(stage());
    const chicago = nowIn("America/Chicago");
    const saoPaulo = nowIn("America/Sao_Paulo", "pt-BR");
    await addsColleague(stage(), "Marina Duarte");
    expect((await story(dana()))[0]?.startsWith(chicago)).toBe(true);
    const [first] = await story(marina, "/escalate esc-1 HISTÓRICO");
    expect(first).toBe(
      `${saoPaulo} Dana Whitfield enviou o caso aos CSMs: ${pt.history.verdict(pt.verdict.levels.not_ready, 10)}.`,
    );
    const [top] = await asks(marina, "/escalate ESC-1 historico");
    expect(top?.screen).toContain(pt.history.heading("ESC-1"));
    expect(top?.screen).toContain(pt.history.times("America/Sao_Paulo"));
  });

  test("tells of reminders with their number and place, and why the case was parked", async () => {
    await aSentCase(stage());
    await takes(stage());
    const tenInChicago = new Date("2026-11-24T16:00:00Z");
    for (const days of [0, 2, 6, 7]) {
      const due = new Date(tenInChicago.getTime() + days * 24 * 60 * minute);
      await stage().settle(due.getTime() - stage().clock.now().getTime());
      stage().clock.moveTo(due);
      await stage().settle();
    }
    const told = (await story(dana())).map((line) => line.replace(/^[^:]+:\d\d /u, ""));
    const where = history.places.thread;
    const said = (nth: number) => history.events.nudged({ ...noFacts, who: history.bot, nth, where });
    expect(told.slice(3)).toEqual([
      said(1),
      said(2),
      said(3),
      history.events.parked({ ...noFacts, who: history.bot, why: en.nudge.parked.why.no_answer }),
    ]);
  });

  test("tells that a case was avoided, and what worked", async () => {
    await waits(dana(), stage());
    await dana().clicks(en.partnerWait.buttons.fixed, { on: dana().dms()[0] ?? fails("no receipt") });
    await dana().seesModal(en.partnerWait.worked.title);
    await dana().fills({ [en.partnerWait.worked.label]: "A call on Friday" });
    await dana().presses(en.partnerWait.worked.submit);
    await dana().seesModal(en.review.avoided.title);
    await stage().settle();
    const told = (await story(dana())).join("\n");
    expect(told).toMatch(/Dana Whitfield left the case to wait for the partner: \d+ of 100 points\./u);
    expect(told).toContain("Dana Whitfield closed the case as avoided: “A call on Friday”");
  });

  test("tells what was held up, and why", async () => {
    stage().slack.fail(
      "chat.postMessage",
      { kind: "error", error: "not_in_channel" },
      { channel: channels.csm },
    );
    await sends(dana());
    await stage().settle();
    const [told] = (await story(dana())).slice(-1);
    expect(told).toContain("Held up: the card, because the bot was not in the channel.");
    stage().troubles.splice(0);
  });
});

describe("who asks", () => {
  test("is told as a CSM, and as a colleague on the requester's side", async () => {
    await aSentCase(stage());
    await addsColleague(stage(), "Harriet Lowe");
    for (const person of [casey(), robin(), stage().person(people.harriet)])
      expect((await story(person))[0]).toContain("Dana Whitfield sent the case");
  });

  test.each([people.harriet, people.gus, people.ravi])(
    "is told nothing otherwise, not even that there is one: %s",
    async (who) => {
      await aSentCase(stage());
      const unknown = (name: string) => en.talk.unknownCase(name);
      const person = stage().person(who);
      expect((await asks(person)).map(({ text }) => text)).toEqual([unknown("ESC-1")]);
      expect((await asks(person, "/escalate ESC-9 history")).map(({ text }) => text)).toEqual([
        unknown("ESC-9"),
      ]);
    },
  );

  test("as a CSM is not told of a case that waits for its partner", async () => {
    await waits(dana(), stage());
    expect((await asks(casey())).map(({ text }) => text)).toEqual([en.talk.unknownCase("ESC-1")]);
    expect(await story(dana())).toHaveLength(1);
  });

  test("alone sees the answer", async () => {
    await aSentCase(stage());
    await story(dana());
    expect(casey().ephemerals(channels.project)).toEqual([]);
    expect(dana().sees(channels.project)).toEqual([]);
  });
});

describe("whatever people are called and write", () => {
  const hostile = "<!channel> <@U0CASEY01>\n*Bold* <https://evil.example|Dana>";
  const users = workspace.users.map((user) =>
    user.id === people.casey ? { ...user, realName: hostile } : user,
  );
  const hostileStage = stagePerTest({ seed: { ...workspace, users } });

  test("nothing in it comes alive", async () => {
    await aSentCase(hostileStage());
    await returns(hostileStage(), `${hostile} & why?`);
    const told = await asks(hostileStage().person(people.dana));
    const all = told.map(({ screen }) => screen).join("\n");
    expect(all).toContain("<!channel> <@U0CASEY01> *Bold* <https://evil.example|Dana> returned the case");
    expect(all).toContain("& why?”");
    // The top-level text stands in for the blocks, and an answer to a command cannot have its addresses left alone.
    const live = told.flatMap((message) => message.live);
    expect(live.filter(({ kind, where }) => kind !== "link" || where !== "/text")).toEqual([]);
  });
});

test.each(["ESC-1 history of lies", "ESC-1 histories", "history"])(
  "“%s” is no order but the summary of a new case",
  async (typed) => {
    await dana().types(`/escalate ${typed}`, { in: channels.project });
    const [summary] = (await dana().seesModal()).fields;
    expect(summary?.value).toBe(typed);
  },
);

const noFacts = {
  who: "",
  whom: "",
  verdict: "",
  what: "",
  said: "",
  why: "",
  where: "",
  nth: 0,
  isQuestion: false,
  called: "csms",
} as const;

function fails(why: string): never {
  throw new Error(`There is ${why}.`);
}
