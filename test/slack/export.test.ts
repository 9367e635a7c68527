import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Person, SeenMessage } from "../../playground/person.ts";
import { channels, people } from "../../playground/workspace.ts";
import { meaningOf } from "../../src/slack/error-meanings.ts";
import type { Db } from "../../src/store/database.ts";
import { addsColleague, aSentCase, resolves, takes } from "../support/a-case-in-hands.ts";
import { engines } from "../support/a-database.ts";
import { waits } from "../support/a-partner-first-case.ts";
import { en, pt } from "../support/a-requester.ts";
import { type AStage, onAStage, stagePerTest } from "../support/a-stage.ts";
import { someErrorsOf } from "../support/slack-methods.ts";

/** `/escalate export`: CSMs and administrators take the cases they may see to their own tools. */

const stage = stagePerTest();
const { exporting } = en;
const casey = () => stage().person(people.casey);

/** Commands of people who are in no channel of ours besides the CSM channel are typed there. */
async function asks(person: Person, order = "export", where: string = channels.csm): Promise<SeenMessage> {
  const before = person.ephemerals(where).length;
  await person.types(`/escalate ${order}`, { in: where });
  return person.until("an answer", () => person.ephemerals(where).slice(before).at(0));
}

const exported = z.array(
  z.object({
    name: z.string(),
    state: z.string(),
    requester: z.string(),
    acknowledged_at: z.string().nullable(),
    closed_at: z.string().nullable(),
    closed_as: z.string().nullable(),
    card_url: z.string().nullable(),
    answers: z.object({ summary: z.string(), partner_company: z.string() }),
  }),
);

function filesOf({ slack }: AStage): { readonly csv: string; readonly json: z.infer<typeof exported> } {
  const [csv, json] = slack.uploads.slice(-2).map(({ content }) => content?.toString("utf8") ?? "");
  return { csv: csv ?? "", json: exported.parse(JSON.parse(json ?? "")) };
}

const rowsOf = (csv: string) =>
  z.array(z.record(z.string(), z.string())).parse(parse(csv, { bom: true, columns: true }));
const namesIn = (of: AStage) => filesOf(of).json.map(({ name }) => name);

test("a CSM has them as two files in their DM, the same cases in both, with links and days", async () => {
  await aSentCase(stage());
  await takes(stage());
  await resolves(stage(), en.csmSide.resolve.endings.resolved, "They fixed it.");
  await casey().closesModal();
  const answer = await asks(casey());
  expect(answer.screen).toContain(exporting.sent(1));
  const [message] = casey().dms().slice(-1);
  expect(message?.screen).toContain(exporting.comment(1));
  expect(message?.screen).toContain("[file: escalations-2026-11-23.csv]");
  expect(message?.screen).toContain("[file: escalations-2026-11-23.json]");
  const { csv, json } = filesOf(stage());
  const [theCase] = json;
  expect(theCase).toMatchObject({
    name: "ESC-1",
    state: "closed",
    closed_as: "resolved",
    requester: "Dana Whitfield",
    answers: { summary: "Orders do not reach the ERP", partner_company: "Northwind Digital" },
  });
  expect(theCase?.acknowledged_at).toMatch(/^2026-11-23T12:/u);
  expect(theCase?.closed_at).toMatch(/^2026-11-23T12:/u);
  expect(theCase?.card_url).toContain(`/archives/${channels.csm}/p`);
  const [row] = rowsOf(csv);
  expect(row).toMatchObject({
    name: "ESC-1",
    closed_as: "resolved",
    closing_note: "They fixed it.",
    summary: "Orders do not reach the ERP",
    card_url: theCase?.card_url,
  });
});

test("of cases that wait for their partner only one's own are in it", async () => {
  await aSentCase(stage());
  await waits(stage().person(people.harriet), stage());
  stage().slack.invite(channels.project, people.casey);
  await waits(casey(), stage());
  await asks(casey());
  expect(namesIn(stage())).toEqual(["ESC-1", "ESC-3"]);
  // An administrator, who is no CSM.
  await asks(stage().person(people.iris));
  expect(namesIn(stage())).toEqual(["ESC-1"]);
  expect(filesOf(stage()).csv).not.toContain("ESC-2");
});

test.each([
  ["a guest", people.gus],
  ["the requester, who is no CSM", people.dana],
])("%s is told that it is not for them, and nothing is sent", async (_, who) => {
  await aSentCase(stage());
  const person = stage().person(who);
  expect((await asks(person)).screen).toContain(exporting.refused);
  expect(stage().slack.uploads).toEqual([]);
});

test("a CSM of another channel sees the cases of their own channel alone", async () => {
  await aSentCase(stage());
  stage().slack.invite(channels.csm, people.bia);
  const bia = stage().person(people.bia);
  expect((await asks(bia, "exportar")).screen).toContain(pt.exporting.refused);
  expect(stage().slack.uploads).toEqual([]);
});

test("when there is nothing to see, nothing is sent", async () => {
  expect((await asks(casey())).screen).toContain(exporting.none);
  expect(stage().slack.uploads).toEqual([]);
});

test("without the scope, the person is told that the app has to be installed again; with it, it works", async () => {
  await aSentCase(stage());
  stage().slack.withdrawScope("files:write");
  const answer = await asks(casey());
  expect(answer.screen).toContain(exporting.notSent);
  expect(answer.screen).toContain(en.talk.parked.missing_scope(""));
  expect(stage().troubles.splice(0)).toHaveLength(1);
  stage().slack.restoreScope("files:write");
  expect((await asks(casey())).screen).toContain(exporting.sent(1));
});

test("when Slack's last answer is lost, the person is told to look, and nothing is sent twice", async () => {
  await aSentCase(stage());
  stage().slack.fail("files.completeUploadExternal", { kind: "lose_answer" }, { times: 1 });
  expect((await asks(casey())).screen).toContain(exporting.unknown);
  expect(
    casey()
      .dms()
      .filter(({ screen }) => screen.includes("[file:")),
  ).toHaveLength(1);
  const [, ours] = stage().troubles.splice(0);
  expect(ours).toContain("an export did not arrive");
});

test("when Slack is busy before anything has arrived, the person is asked to try again", async () => {
  await aSentCase(stage());
  stage().slack.fail("files.getUploadURLExternal", { kind: "http_status", status: 503 }, { times: 1 });
  const answer = await asks(casey());
  expect(answer.screen).toContain(`${exporting.notSent} ${exporting.again}`);
  expect(stage().troubles.splice(0)).toHaveLength(1);
});

describe.each(["files.getUploadURLExternal", "files.completeUploadExternal"] as const)("%s", (method) => {
  test("each refusal is told to the person, with what can be done about it, and nothing arrives", async () => {
    await aSentCase(stage());
    for (const error of someErrorsOf(method)) {
      stage().slack.fail(method, { kind: "error", error });
      const answer = await asks(casey());
      expect(answer.screen).toContain(saidTo(error, method === "files.completeUploadExternal"));
      const [line, ...others] = stage().troubles.splice(0);
      expect(others).toEqual([]);
      expect(line).toContain(`"error":"${error}"`);
    }
    expect(casey().dms()).toEqual([]);
    expect((await asks(casey())).screen).toContain(exporting.sent(1));
  });
});

/** `isLast`: the files are there, and only shown to nobody yet. */
function saidTo(error: string, isLast: boolean): string {
  const meaning = meaningOf(error);
  switch (meaning) {
    case null:
      throw new Error(`${error} means nothing.`);
    case "doubtful":
      return isLast ? exporting.unknown : `${exporting.notSent} ${exporting.again}`;
    case "passing":
      return `${exporting.notSent} ${exporting.again}`;
    case "restricted":
      return `${exporting.notSent} ${exporting.restricted}`;
    default:
      return `${exporting.notSent} ${en.talk.parked[meaning](exporting.dm)}`;
  }
}

test.each([403, 413, 500])(
  "a file that Slack does not take (%s) is told of, and nothing arrives",
  async (status) => {
    await aSentCase(stage());
    stage().slack.fail("upload", { kind: "http_status", status }, { after: 1 });
    expect((await asks(casey())).screen).toContain(`${exporting.notSent} ${exporting.again}`);
    expect(casey().dms()).toEqual([]);
    expect(stage().troubles.splice(0)).toEqual([expect.stringMatching(/^an export did not arrive/u)]);
  },
);

test("when Slack does not tell who they are, nothing is sent", async () => {
  await aSentCase(stage());
  stage().slack.fail("users.info", { kind: "error", error: "internal_error" }, { times: 20 });
  expect((await asks(casey())).screen).toContain(en.talk.cannotTell);
  expect(stage().slack.uploads).toEqual([]);
  expect(stage().troubles.splice(0).length).toBeGreaterThan(0);
});

test("a colleague who is a CSM has the case they share, whatever it waits for", async () => {
  await aSentCase(stage());
  await addsColleague(stage(), "Robin Achterberg");
  await asks(stage().person(people.robin));
  expect(namesIn(stage())).toEqual(["ESC-1"]);
});

test("while the bot is being stopped, the person is told that nothing was sent", async () => {
  await aSentCase(stage());
  stage().slack.fail("files.getUploadURLExternal", { kind: "delay", ms: 1000 }, { times: 1 });
  const answered = asks(casey());
  await casey().until("the export to be under way", () =>
    stage().slack.calls.find(({ method }) => method === "files.getUploadURLExternal"),
  );
  await stage().restartBot();
  expect((await answered).screen).toContain(exporting.stopped);
  expect(casey().dms()).toEqual([]);
  expect(stage().troubles.splice(0).length).toBeLessThan(2);
});

/** More of the one case there is, as the table has it. */
async function multiply(db: Db, times: number): Promise<void> {
  const row = await db.selectFrom("escalations").selectAll().executeTakeFirstOrThrow();
  const other: Readonly<Record<string, RawBuilder<unknown>>> = {
    id: sql`id || '-' || copy`,
    draft_id: sql`draft_id || '-' || copy`,
    number: sql`number + copy`,
  };
  const names = Object.keys(row);
  await sql`
    with recursive copies(copy) as (select 1 union all select copy + 1 from copies where copy < ${sql.lit(times)})
    insert into escalations (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(names.map((name) => other[name] ?? sql.ref(name)))} from escalations, copies`.execute(
    db,
  );
}

test("of thousands of cases the person is told how many it is so far, and has every one", async () => {
  const [{ createDatabase } = thereIsNone] = engines;
  const database = await createDatabase();
  await onAStage({ settings: { DATABASE_URL: database.url } }, async (one) => {
    await aSentCase(one);
    await multiply(await database.open(), 5_000);
    const robin = one.person(people.robin);
    await robin.types("/escalate export", { in: channels.csm });
    await robin.seesMessage(channels.csm, exporting.sent(5_001));
    const told = robin.ephemerals(channels.csm).map(({ screen }) => screen);
    expect(told).toEqual(
      [exporting.soFar(5_000), exporting.sent(5_001)].map((said) => expect.stringContaining(said)),
    );
    // Not parsed: that would hold up everything else here.
    const [csv, json] = one.slack.uploads.map(({ content }) => content?.toString("utf8") ?? "");
    const named = (text: string, pattern: RegExp) =>
      new Set([...text.matchAll(pattern)].map(([, name]) => name));
    expect(named(json ?? "", /"name":"(ESC-\d+)"/gu).size).toBe(5_001);
    expect(named(csv ?? "", /^"(ESC-\d+)",/gmu).size).toBe(5_001);
  });
  await database.remove();
}, 120_000);

const thereIsNone = {
  createDatabase: () => {
    throw new Error("There is no engine.");
  },
};
