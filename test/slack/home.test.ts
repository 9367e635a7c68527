import { afterEach, describe, expect, test } from "@jest/globals";
import { s2 } from "../../playground/sample-cases.ts";
import { channels, csmUsergroup, people } from "../../playground/workspace.ts";
import type { Nudging } from "../../src/domain/nudging.ts";
import { aVerdict } from "../support/an-escalation.ts";
import { en, pt, startsAt } from "../support/a-requester.ts";
import { waits } from "../support/a-partner-first-case.ts";
import { errorsOf } from "../support/slack-methods.ts";
import { beginsWith, type CaseWish, type OnDisk } from "../support/cases-on-disk.ts";

/** The App Home: what waits for whoever looks at it, kept up to date while they may be looking. */

let disk: OnDisk;
const begins = async (...cases: readonly CaseWish[]) => {
  disk = await beginsWith(cases, s2.now);
};
afterEach(() => disk.end());

const stage = () => disk.stage;
const casey = () => stage().person(people.casey);
const dana = () => stage().person(people.dana);
const harriet = () => stage().person(people.harriet);
const { home, controls } = en;
const at = s2.now.toISOString();
const by = { by: people.casey, at };
const life = { count: 0, sent: 0, episodes: 0, reopened: false };
const parked: Nudging = { state: "parked", ...life, why: "no_answer", at, reopening: null, wait: null };
const namesIn = (screen: string) => screen.match(/ESC-\d+/gu) ?? [];
const later = (ms: number) => {
  stage().clock.moveTo(new Date(stage().clock.now().getTime() + ms));
};

describe("of somebody new", () => {
  test("says what the bot is for, and how to begin", async () => {
    await begins({ summary: "Somebody else's" });
    const leo = stage().person(people.leo);
    await leo.opensHome();
    const seen = await leo.seesHome(home.welcome);
    expect(seen.screen).toContain(en.talk.help("/escalate").heading);
    expect(seen.buttons).toEqual([home.start]);
    expect(seen.screen).not.toContain("ESC-");
    await leo.clicksInHome(home.start);
    await leo.seesModal(controls.titles.situation);
  });

  test("is in their language, as soon as it is known", async () => {
    await begins();
    const marina = stage().person(people.marina);
    await marina.opensHome();
    expect((await marina.seesHome(pt.home.welcome)).buttons).toEqual([pt.home.start]);
  });
});

describe("of a requester", () => {
  test("offers the draft to go on with", async () => {
    await begins();
    await startsAt(dana(), "scope");
    await dana().closesModal();
    await dana().opensHome();
    const seen = await dana().seesHome(home.draft);
    expect(seen.buttons).toEqual([controls.buttons.resume]);
    await dana().clicksInHome(controls.buttons.resume);
    expect((await dana().seesModal(en.modal.resume.heading)).buttons).toContain(controls.buttons.resume);
  });

  test("has their cases by whose turn it is, with what is best done next, and goes straight there", async () => {
    await begins(
      { summary: "Orders vanish" },
      { summary: "Not mine", requesterId: people.harriet },
      { summary: "Late again", status: { state: "returned", reason: "Which order?", ...by } },
      { summary: "Done", status: { state: "closed", as: "resolved", note: "", sent: true, ...by } },
    );
    await dana().opensHome();
    const { screen } = await dana().seesHome(home.yours);
    expect(namesIn(screen)).toEqual(["ESC-3", "ESC-1"]);
    expect(screen).toContain(home.ownShelves.returned);
    expect(screen).toContain("Which order?");
    expect(screen).toContain(home.bestNext);
    await dana().clicksInHome(controls.buttons.add_missing, { on: "ESC-1" });
    expect((await dana().seesModal(en.form.need_by.label)).submitLabel).toBe(controls.submit.save);
  });

  test("says until when the partner may answer, and no CSM sees a trace of that case", async () => {
    await begins({ summary: "Sent" });
    await waits(harriet(), stage());
    await harriet().opensHome();
    expect((await harriet().seesHome("ESC-2")).screen).toContain(home.waitsUntil("26 Nov 2026"));
    await casey().opensHome();
    const { screen } = await casey().seesHome(home.desk);
    expect(namesIn(screen)).toEqual(["ESC-1"]);
    expect(screen).not.toContain("Harbour");
  });
});

describe("of a CSM", () => {
  const various: readonly CaseWish[] = [
    { summary: "Parked", nudging: parked },
    { summary: "Returned", status: { state: "returned", reason: "Which?", ...by } },
    { summary: "Mine", status: { state: "acknowledged", ...by } },
    { summary: "Robin's", status: { state: "acknowledged", by: people.robin, at } },
    { summary: "Newer", partner: "Harbour & Lane", verdict: { ...aVerdict, level: "not_ready" } },
    { summary: "Newest", requesterId: people.casey },
  ];

  test("has first what nobody has, then theirs, then what waits, then what is parked, and how many there are", async () => {
    await begins(...various);
    await casey().opensHome();
    const { screen } = await casey().seesHome(home.desk);
    expect(namesIn(screen).slice(0, 5)).toEqual(["ESC-5", "ESC-6", "ESC-3", "ESC-2", "ESC-1"]);
    const { counts } = home;
    expect(screen).toContain(
      [counts.unclaimed(2), counts.taken(2), counts.returned(1), counts.parked(1), counts.closed(0)].join(
        " · ",
      ),
    );
    // Their own as a requester, below.
    expect(namesIn(screen)).toHaveLength(6);
  });

  test("takes a case from there, and shows at once that they have it", async () => {
    await begins(...various);
    await casey().opensHome();
    await casey().seesHome(home.desk);
    await casey().clicksInHome(controls.buttons.have_it, { on: "ESC-5" });
    await casey().until("the case among theirs", () => {
      const screen = casey().home()?.screen ?? "";
      return namesIn(screen).slice(0, 3).join() === "ESC-6,ESC-3,ESC-5";
    });
    // Their own case is not theirs to take, which a window says.
    await casey().clicksInHome(controls.buttons.have_it, { nth: 1 });
    await casey().seesModal(en.talk.refusals.own_case);
  });

  test("narrows by level, partner and whose, and it stays so when they come back", async () => {
    await begins(...various);
    await casey().opensHome();
    await casey().seesHome(home.desk);
    await casey().choosesInHome(home.filter.level, en.verdict.levels.not_ready);
    await casey().until("one level", () => namesIn(casey().home()?.screen ?? "")[0] === "ESC-5");
    expect(namesIn((await casey().seesHome(home.desk)).screen)).toEqual(["ESC-5", "ESC-6"]);
    await casey().clicksInHome(home.filter.clear);
    await casey().fillsInHome(home.filter.partner, "harb");
    await casey().until("one partner", () => !casey().home()?.screen.includes("ESC-3"));
    expect((await casey().seesHome("ESC-5")).screen).not.toContain("ESC-2");
    later(20 * 60_000);
    await casey().opensHome();
    expect((await casey().seesHome("ESC-5")).screen).not.toContain("ESC-2");
    await casey().fillsInHome(home.filter.partner, null);
    await casey().seesHome("ESC-2");
    await casey().choosesInHome(home.filter.whose, home.filter.mine);
    await casey().until("only theirs", () => !casey().home()?.screen.includes("ESC-5"));
    expect(namesIn((await casey().seesHome("ESC-3")).screen).slice(0, 2)).toEqual(["ESC-3", "ESC-2"]);
  });

  test("turns pages forward and back, within Slack's hundred blocks for any number of cases", async () => {
    await begins(...Array.from({ length: 60 }, (_, index) => ({ summary: `Number ${index + 1}` })));
    await casey().opensHome();
    const first = namesIn((await casey().seesHome("ESC-1 ")).screen);
    expect(first).toHaveLength(10);
    await casey().clicksInHome(home.next);
    await casey().seesHome("ESC-20 ");
    await casey().clicksInHome(home.next);
    const third = await casey().seesHome("ESC-30 ");
    expect(namesIn(third.screen)).toEqual(Array.from({ length: 10 }, (_, index) => `ESC-${index + 21}`));
    await casey().clicksInHome(home.previous);
    await casey().seesHome("ESC-20 ");
    await casey().clicksInHome(home.previous);
    const back = await casey().seesHome("ESC-1 ");
    expect(back.buttons).not.toContain(home.previous);
    expect(stage().slack.violations).toEqual([]);
  });

  test("is nobody's any more who is not in the group any more", async () => {
    await begins(...various);
    stage().slack.changeUsergroup(csmUsergroup, []);
    await casey().opensHome();
    expect(namesIn((await casey().seesHome(home.yours)).screen)).toEqual(["ESC-6"]);
  });
});

describe("while somebody may be looking", () => {
  test("what others do shows by itself; a quarter of an hour later nothing is drawn any more", async () => {
    await begins({ summary: "Orders vanish" });
    await dana().opensHome();
    await dana().seesHome(home.ownShelves.unclaimed);
    await stage().settle();
    const [card] = casey().sees(channels.csm);
    expect(card).toBeUndefined();
    await casey().opensHome();
    await casey().seesHome(home.desk);
    later(4000);
    await casey().clicksInHome(controls.buttons.have_it);
    later(4000);
    await stage().settle();
    await dana().seesHome(home.ownShelves.taken);
    later(16 * 60_000);
    const published = () => stage().slack.calls.filter(({ method }) => method === "views.publish").length;
    const before = published();
    await stage().settle();
    expect(published()).toBe(before);
  });

  test("whatever Slack says to a Home is one line in the log, and it is drawn once it may be", async () => {
    await begins({ summary: "Orders vanish" });
    for (const error of errorsOf("views.publish")) {
      stage().slack.fail("views.publish", { kind: "error", error });
      await dana().opensHome();
      await dana().until(`a line about ${error}`, () => stage().troubles.length > 0);
      const lines = stage().troubles.splice(0);
      expect(lines).toEqual([expect.stringMatching(/^a home could not be drawn/u)]);
      expect(lines[0]).toContain(`"code":"${error}"`);
    }
    expect(dana().home()).toBeNull();
    await dana().opensHome();
    await dana().seesHome(home.yours);
  });

  test("a Home that Slack does not take is drawn later", async () => {
    await begins({ summary: "Orders vanish" });
    stage().slack.fail("views.publish", { kind: "error", error: "internal_error" });
    await dana().opensHome();
    await dana().until("a line", () => stage().troubles.length > 0);
    expect(stage().troubles.splice(0)).toHaveLength(1);
    expect(dana().home()).toBeNull();
    later(31_000);
    await stage().settle();
    await dana().seesHome(home.yours);
  });
});
