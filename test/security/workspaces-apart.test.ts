import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Person } from "../../playground/person.ts";
import { s1 } from "../../playground/sample-cases.ts";
import { sends, setsUp } from "../support/a-workspace-of-two.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { en } from "../support/a-requester.ts";
import { openTwoWorkspaces, type Place, type TwoWorkspaces } from "../support/two-workspaces.ts";

/**
 * Two workspaces in one database. Whoever is in one of them names what belongs to the other: in a command, in every button
 * and in every window. They see nothing of it, and change nothing there.
 */

const secretSummary = "The checkout of Acme alone is late";
const { controls, talk } = en;

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let two: TwoWorkspaces;
  beforeEach(async () => {
    database = await createDatabase();
    two = await openTwoWorkspaces(database.url);
    for (const place of [two.acme, two.bean]) {
      await two.installs(place);
      await setsUp(place);
    }
    // Acme has a case more than Bean, so that one of its numbers is nobody's there.
    await sends(two.acme, { ...s1.answers, summary: secretSummary });
    await sends(two.acme, { ...s1.answers, summary: secretSummary, partner_company: "Contoso" });
    await sends(two.bean, s1.answers);
    for (const place of [two.acme, two.bean]) await beginsADraft(place);
    await two.settle();
  });
  afterEach(async () => {
    await two.stop();
    await database.remove();
  });

  /** What Acme has in the store, without what the clock writes. A server gives rows in any order. */
  const ofAcme = async () => {
    const db = await database.open();
    const { teamId } = two.acme;
    const cases = await db
      .selectFrom("escalations")
      .selectAll()
      .where("team_id", "=", teamId)
      .orderBy("id")
      .execute();
    const ids = cases.map(({ id }) => id);
    return {
      cases,
      events: await db
        .selectFrom("escalation_events")
        .selectAll()
        .where("escalation_id", "in", ids)
        .orderBy("escalation_id")
        .orderBy("seq")
        .execute(),
      drafts: await db.selectFrom("drafts").selectAll().where("team_id", "=", teamId).orderBy("id").execute(),
      people: await db
        .selectFrom("people")
        .selectAll()
        .where("team_id", "=", teamId)
        .orderBy("user_id")
        .execute(),
      deliveries: await db
        .selectFrom("deliveries")
        .select(["key", "wanted", "shown", "state", "channel_id", "ts"])
        .where("team_id", "=", teamId)
        .orderBy("key")
        .execute(),
      settings: await db.selectFrom("workspace_settings").selectAll().where("team_id", "=", teamId).execute(),
    };
  };
  const idsOf = async (place: Place) => {
    const db = await database.open();
    const { id: caseId } = await db
      .selectFrom("escalations")
      .select("id")
      .where("team_id", "=", place.teamId)
      .orderBy("number")
      .limit(1)
      .executeTakeFirstOrThrow();
    const { id: draftId } = await db
      .selectFrom("drafts")
      .select("id")
      .where("team_id", "=", place.teamId)
      .where("status", "=", "open")
      .executeTakeFirstOrThrow();
    return [caseId, draftId] as const;
  };
  const seesNothing = () => {
    const told = JSON.stringify([two.bean.slack.traffic, [...two.bean.slack.world.channels.values()]]);
    expect(told).not.toContain(secretSummary);
    // The ids of its people are told by nobody either.
    expect(told).not.toContain(two.acme.people.dana);
  };

  test("no command tells of the other workspace, not even that it has more cases", async () => {
    const before = await ofAcme();
    const { channels, people, person } = two.bean;
    for (const id of [people.dana, people.casey, people.iris]) {
      const asker = person(id);
      for (const words of ["ESC-2", "ESC-2 history"]) {
        await asker.types(`/escalate ${words}`, { in: channels.project });
        await asker.seesMessage(channels.project, talk.unknownCase("ESC-2"));
      }
      for (const words of ["ESC-1", "ESC-1 history", "list", "list open"])
        await asker.types(`/escalate ${words}`, { in: channels.project });
    }
    await two.settle();
    seesNothing();
    expect(await ofAcme()).toEqual(before);
  });

  test("no button and no window reaches across, whatever id it is given", async () => {
    const before = await ofAcme();
    const [ours, theirs] = [await idsOf(two.bean), await idsOf(two.acme)];
    const forged = <T>(of: T): T =>
      JSON.parse(
        ours.reduce((text, id, index) => text.replaceAll(id, theirs[index] ?? ""), JSON.stringify(of)),
      ) as T;
    const { slack, channels, people, person } = two.bean;
    const pressed = new Set<string>();
    const pressedInHome = new Set<string>();
    const submitted = new Set<string>();
    const usesWindow = async (who: Person) => {
      const open = slack.screenOf(who.id);
      if (!open) return;
      open.definition = forged(open.definition);
      const { submitLabel, title = "" } = who.modal() ?? {};
      if (submitLabel) {
        submitted.add(title);
        await who.presses(submitLabel);
      }
      if (who.modal()) await who.closesModal();
    };
    const forge = (channel: string) => {
      for (const message of slack.world.channels.get(channel)?.messages ?? [])
        message.blocks = forged(message.blocks);
    };
    // First, while there is something to be done: of what is forged nothing is.
    for (const id of [people.casey, people.dana, people.leo]) {
      const who = person(id);
      await who.opensHome();
      await who.seesHome();
      await two.settle();
      const all = who.home()?.buttons ?? [];
      for (const [index, label] of all.entries()) {
        // What was pressed before may have drawn it anew.
        await two.settle();
        const home = slack.homeOf(id);
        if (home) Object.assign(home, { blocks: forged(home.blocks) });
        pressedInHome.add(label);
        await who.clicksInHome(label, {
          nth: all.slice(0, index + 1).filter((each) => each === label).length,
        });
        await usesWindow(who);
      }
    }
    // A window opens by an id of ours only; and then it brings another one back.
    for (const isForged of [false, true])
      for (const id of [people.casey, people.dana, people.leo]) {
        const who = person(id);
        for (const channel of [channels.csm, who.dm]) {
          if (isForged) forge(channel);
          const all = () => who.sees(channel).flatMap((message) => [message, ...message.thread]);
          for (const { ts, buttons } of all())
            for (const label of buttons) {
              // What was pressed before draws it anew.
              await two.bot().wake();
              const on = all().find((message) => message.ts === ts);
              if (!on?.buttons.includes(label)) continue;
              pressed.add(label);
              await who.clicks(label, { on });
              await usesWindow(who);
            }
        }
        await who.types("/escalate", { in: channels.project });
        await usesWindow(who);
      }
    await two.settle();
    expect([...pressed]).toEqual(
      expect.arrayContaining([controls.buttons.have_it, controls.buttons.withdraw]),
    );
    expect([...pressedInHome]).toEqual(expect.arrayContaining([controls.buttons.have_it]));
    expect(submitted.size).toBeGreaterThan(1);
    seesNothing();
    expect(await ofAcme()).toEqual(before);
  });
});

async function beginsADraft({ person, people, channels }: Place): Promise<void> {
  const leo = person(people.leo);
  await leo.types("/escalate", { in: channels.project });
  await leo.seesModal(controls.titles.situation);
  await leo.fills({ [en.form.summary.label]: secretSummary });
  await leo.closesModal();
}
