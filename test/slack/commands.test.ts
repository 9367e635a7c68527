import { describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, pt, sends, starts, startsAt } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** What can be typed behind the command, and what is answered to whom. Only the person who typed it sees the answer. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const casey = () => stage().person(people.casey);
const { list } = en.talk;

async function asks(person: Person, line: string): Promise<SeenMessage> {
  const before = person.ephemerals(channels.project).length;
  await person.types(line, { in: channels.project });
  return person.until("an answer", () => person.ephemerals(channels.project).slice(before).at(0));
}

describe("help", () => {
  test.each(["help", "HELP", "  Help ", "ajuda", "?"])(
    "comes for “%s”, and no case is begun",
    async (typed) => {
      const answer = await asks(dana(), `/escalate ${typed}`);
      const help = en.talk.help("/escalate");
      expect(answer.screen).toContain(help.heading);
      expect(answer.screen).toContain(help.kept);
      expect(answer.screen).toContain(help.threads);
      for (const [command] of help.commands) expect(answer.screen).toContain(command);
      expect(answer.live).toEqual([]);
      expect(dana().modal()).toBeNull();
      expect((await asks(dana(), "/escalate list")).screen).not.toContain(list.draft("/escalate"));
    },
  );

  test("is in the person's own language as soon as it is known", async () => {
    const marina = stage().person(people.marina);
    await starts(marina);
    await marina.closesModal();
    const answer = await asks(marina, "/escalate ajuda");
    expect(answer.screen).toContain(pt.talk.help("/escalate").heading);
  });
});

describe("list", () => {
  test("says that there is nothing, and that there is a draft", async () => {
    expect((await asks(dana(), "/escalate list")).screen).toContain(list.none);
    await startsAt(dana(), "scope");
    await dana().closesModal();
    expect((await asks(dana(), "/escalate list")).screen).toContain(list.draft("/escalate"));
  });

  test("names the person's own cases only, with a link to each card and its state", async () => {
    await sends(dana());
    await sends(stage().person(people.harriet));
    await stage().settle(60_000);
    const [card] = casey().sees(channels.csm);
    const answer = await asks(dana(), "/escalate LIST");
    expect(answer.screen).toContain(list.mine);
    expect(answer.screen).toContain("ESC-1");
    expect(answer.screen).toContain(list.state.open);
    expect(answer.screen).not.toContain("ESC-2");
    expect(answer.live.map(({ target }) => target)).toEqual([
      `https://acme-outdoor.slack.test/archives/${channels.csm}/p${card?.ts.replace(".", "") ?? ""}`,
    ]);
  });

  test("says which card is not posted yet", async () => {
    stage().slack.fail("chat.postMessage", { kind: "http_status", status: 503 }, { times: Infinity });
    await sends(dana());
    expect((await asks(dana(), "/escalate list")).screen).toContain(list.notPosted);
    stage().slack.mend();
    await stage().settle(60_000);
    stage().troubles.splice(0);
  });

  test("open: a CSM sees all open cases and no closed one", async () => {
    await sends(dana());
    await sends(stage().person(people.harriet));
    await stage().settle(60_000);
    const [first] = casey().sees(channels.csm);
    if (!first) throw new Error("There is no card.");
    await dana().clicks(en.controls.buttons.withdraw, { on: first });
    await stage().settle(60_000);
    const answer = await asks(casey(), "/escalate list OPEN");
    expect(answer.screen).toContain(list.open);
    expect(answer.screen).toContain("ESC-2");
    expect(answer.screen).not.toContain("ESC-1");
  });

  test("open: anybody else gets their own, and is told so", async () => {
    await sends(dana());
    await sends(stage().person(people.harriet));
    await stage().settle(60_000);
    const answer = await asks(dana(), "/escalate list open");
    expect(answer.screen).toContain(list.onlyCsm);
    expect(answer.screen).toContain("ESC-1");
    expect(answer.screen).not.toContain("ESC-2");
  });

  test("open: when Slack does not tell who is a CSM, the person is told to try again", async () => {
    stage().slack.fail("usergroups.users.list", { kind: "error", error: "internal_error" });
    expect((await asks(casey(), "/escalate list open")).screen).toContain(en.talk.cannotTell);
    expect(stage().troubles.splice(0)).toHaveLength(1);
  });
});

describe("a case by its name", () => {
  test.each(["ESC-1", "esc-1", "Esc1", " eSC-1 "])("“%s” shows its requester all of it", async (typed) => {
    await sends(dana());
    await stage().settle();
    const answer = await asks(dana(), `/escalate ${typed}`);
    expect(answer.screen).toContain("Orders do not reach the ERP");
    await dana().seesMessage(channels.project, en.form.concern_type.options.late);
    await dana().seesMessage(channels.project, en.card.evidence.missingHeading);
  });

  test("shows it to a CSM too", async () => {
    await sends(dana());
    await stage().settle();
    expect((await asks(casey(), "/escalate ESC-1")).screen).toContain("Orders do not reach the ERP");
  });

  test("does not tell anybody else that it exists: the answer is the same as for one that does not", async () => {
    await sends(dana());
    await stage().settle();
    const harriet = stage().person(people.harriet);
    expect((await asks(harriet, "/escalate ESC-1")).text).toBe(en.talk.unknownCase("ESC-1"));
    expect((await asks(harriet, "/escalate ESC-9")).text).toBe(en.talk.unknownCase("ESC-9"));
    const guest = stage().person(people.gus);
    expect((await asks(guest, "/escalate ESC-1")).text).toBe(en.talk.unknownCase("ESC-1"));
  });

  test("when Slack does not tell who is a CSM, the requester still sees it, and a CSM is told to try again", async () => {
    await sends(dana());
    await stage().settle();
    stage().slack.fail(
      "usergroups.users.list",
      { kind: "error", error: "internal_error" },
      { times: Infinity },
    );
    expect((await asks(dana(), "/escalate ESC-1")).screen).toContain("Orders do not reach the ERP");
    expect((await asks(casey(), "/escalate ESC-1")).screen).toContain(en.talk.cannotTell);
    expect(stage().troubles.splice(0)).toHaveLength(1);
  });
});

test.each(["list of demands", "ESC-1 is late", "helpful people wanted"])(
  "“%s” is no order but the summary of a new case",
  async (typed) => {
    await starts(dana(), `/escalate ${typed}`);
    const [summary] = dana().modal()?.fields ?? [];
    expect(summary?.value).toBe(typed);
  },
);
