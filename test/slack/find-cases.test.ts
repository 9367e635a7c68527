import { afterEach, describe, expect, test } from "@jest/globals";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { s2 } from "../../playground/sample-cases.ts";
import { channels, csmUsergroup, people } from "../../playground/workspace.ts";
import { en } from "../support/a-requester.ts";
import { beginsWith, type CaseWish, type OnDisk } from "../support/cases-on-disk.ts";

/** `/escalate find …` and `/escalate list …`: each finds what they may see, a page at a time. */

let disk: OnDisk;
const begins = async (...cases: readonly CaseWish[]) => {
  disk = await beginsWith(cases, s2.now);
};
afterEach(() => disk.end());

const stageOf = () => disk.stage;
const casey = () => stageOf().person(people.casey);
const dana = () => stageOf().person(people.dana);
const { list } = en.talk;

async function asks(person: Person, line: string): Promise<SeenMessage> {
  const before = person.ephemerals(channels.project).length;
  await person.types(`/escalate ${line}`, { in: channels.project });
  return person.until("an answer", () => person.ephemerals(channels.project).slice(before).at(0));
}

async function namesIn(person: Person, line: string): Promise<readonly string[]> {
  return (await asks(person, line)).screen.match(/ESC-\d+/gu) ?? [];
}

describe("find", () => {
  test("finds by the beginnings of words, in any case and accents, what the person may see", async () => {
    await begins(
      { summary: "Orders do not reach the ERP" },
      { summary: "Reunião sem ata", requesterId: people.harriet },
      { summary: "Orders vanish", requesterId: people.harriet, status: { state: "waiting_partner" } },
    );
    expect(await namesIn(casey(), "find erp")).toEqual(["ESC-1"]);
    expect(await namesIn(casey(), "buscar REUNIAO")).toEqual(["ESC-2"]);
    expect(await namesIn(casey(), "find esc-2")).toEqual(["ESC-2"]);
    expect(await namesIn(dana(), "find erp reac")).toEqual(["ESC-1"]);
    expect(await namesIn(stageOf().person(people.harriet), "find vanish")).toEqual(["ESC-3"]);
    const leo = await asks(stageOf().person(people.leo), "find orders");
    expect(leo.screen).toContain(en.find.none);
    expect(leo.screen).not.toContain("ESC-");
  });

  test("says what to type when there are no words to look for", async () => {
    await begins();
    for (const typed of ["find", "find  !? ", "buscar"])
      expect((await asks(dana(), typed)).screen).toContain(en.find.what("/escalate"));
    expect(dana().modal()).toBeNull();
  });

  test("shows what was looked for as it was typed, and nothing of it comes alive", async () => {
    await begins();
    const answer = await asks(dana(), "find <!channel> *bold*");
    expect(answer.screen).toContain("<!channel>");
    expect(answer.live).toEqual([]);
  });
});

describe("list", () => {
  test("of what waits, is parked, or is there at all, has everybody's own and a CSM's", async () => {
    const act = { by: people.casey, at: s2.now.toISOString() };
    await begins(
      { summary: "One", status: { state: "returned", reason: "Which?", ...act } },
      { summary: "Two", requesterId: people.harriet, status: { state: "waiting_partner" } },
      {
        summary: "Three",
        status: { state: "closed", as: "resolved", note: "", sent: true, ...act },
        requesterId: people.harriet,
      },
      {
        summary: "Four",
        requesterId: people.harriet,
        status: { state: "closed", as: "avoided", note: "", sent: false, ...act },
      },
      { summary: "Five", status: { state: "acknowledged", ...act } },
    );
    const harriet = stageOf().person(people.harriet);
    expect(await namesIn(casey(), "list waiting")).toEqual(["ESC-1"]);
    expect(await namesIn(harriet, "list aguardando")).toEqual(["ESC-2"]);
    expect(await namesIn(casey(), "list all")).toEqual(["ESC-5", "ESC-3", "ESC-1"]);
    expect(await namesIn(harriet, "lista todos")).toEqual(["ESC-4", "ESC-3", "ESC-2"]);
    expect(await namesIn(casey(), "list parked")).toEqual([]);
    // Hers as a CSM.
    expect(await namesIn(casey(), "list")).toEqual(["ESC-5", "ESC-1"]);
  });

  test("turns pages in place, and each time looks at what the person may see now", async () => {
    await begins(...Array.from({ length: 17 }, (_, index) => ({ summary: `Number ${index + 1}` })));
    const first = await asks(casey(), "list open");
    expect(first.screen.match(/ESC-\d+/gu)).toHaveLength(15);
    expect(first.buttons).toEqual([en.find.older]);
    await casey().clicks(en.find.older, { on: first });
    const older = await casey().until("the next page", () =>
      casey()
        .ephemerals(channels.project)
        .find(({ screen }) => screen.includes("ESC-2 ")),
    );
    expect(older.screen.match(/ESC-\d+/gu)).toEqual(["ESC-2", "ESC-1"]);
    expect(older.buttons).toEqual([en.find.newest]);
    expect(casey().ephemerals(channels.project)).toHaveLength(1);
    stageOf().slack.changeUsergroup(csmUsergroup, []);
    await casey().clicks(en.find.newest, { on: older });
    await casey().until("the refusal", () =>
      casey()
        .ephemerals(channels.project)
        .find(({ screen }) => screen.includes(list.onlyCsm)),
    );
    expect(casey().ephemerals(channels.project).at(-1)?.screen).not.toContain("ESC-");
  });
});
