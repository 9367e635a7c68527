import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Escalation } from "../../src/domain/escalation.ts";
import { listEvents } from "../../src/store/audit.ts";
import { delayChannel, takeTurn } from "../../src/store/channel-paces.ts";
import { findChannel, type KnownChannel, rememberChannel } from "../../src/store/channels.ts";
import type { Db } from "../../src/store/database.ts";
import { listDeliveries, want } from "../../src/store/deliveries.ts";
import { seatOldCases } from "../../src/store/desks.ts";
import { listCounters } from "../../src/store/finding.ts";
import {
  changeOrUndo,
  createEscalation,
  findEscalation,
  listByProof,
  type NewEscalation,
} from "../../src/store/escalations.ts";
import { findKeptMessage, keepMessage } from "../../src/store/kept-messages.ts";
import { unseated } from "../../src/store/migrations/003-life-of-a-case.ts";
import { moveChannel, presentIds } from "../../src/store/moved-channels.ts";
import { addQuestion, answerQuestion, findQuestion } from "../../src/store/questions.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aProof } from "../support/a-proof.ts";
import { closedAs } from "../../src/slack/gallery/closed-as.ts";
import { aDesk, aNewEscalation } from "../support/an-escalation.ts";

const monday = new Date("2026-03-16T09:00:00Z");
const teamId = "T1";

describe.each(engines)("channels and their desks on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const create = (overrides: Partial<NewEscalation> = {}) =>
    db
      .transaction()
      .execute((trx) =>
        createEscalation(trx, aNewEscalation(overrides), { kind: "sent", actorId: "U1" }, monday),
      );
  const move = (from: string, to: string) =>
    db.transaction().execute((trx) => moveChannel(trx, { teamId, from, to }, monday));
  const present = async (...ids: readonly string[]) => {
    const idOf = await presentIds(db, teamId);
    return ids.map(idOf);
  };
  const withProofs = (before: Escalation, proofs: Escalation["proofs"]) =>
    db
      .transaction()
      .execute((trx) =>
        changeOrUndo(trx, before, { proofs }, { kind: "proof_added", actorId: "U1" }, monday),
      );

  test("each desk is listed once as long as there are cases at it that are not closed", async () => {
    const europe = { ...aDesk, usergroup: "S1" };
    await create({ id: "case-1" });
    await create({ id: "case-2" });
    await create({ id: "case-3", desk: europe });
    await create({ id: "case-4", channelId: "C2" });
    await create({ id: "case-5", channelId: "C3", status: closedAs("resolved") });
    await create({ id: "elsewhere", teamId: "T2", channelId: "C4" });
    const counters = await listCounters(db, teamId);
    expect(counters).toHaveLength(3);
    expect(counters).toEqual(
      expect.arrayContaining([
        { channelId: "C1", usergroup: null },
        { channelId: "C1", usergroup: europe.usergroup },
        { channelId: "C2", usergroup: null },
      ]),
    );
  });

  test("a case from before there were desks gets the one of the settings, and keeps it", async () => {
    const made = await create();
    await db.updateTable("escalations").set({ desk: unseated }).execute();
    const desk = { usergroup: "S1", backup: null, locale: "pt-BR", route: null } as const;
    await seatOldCases(db, teamId, desk);
    await seatOldCases(db, teamId, { ...desk, usergroup: "S2" });
    expect((await findEscalation(db, made.id))?.desk).toEqual(desk);
  });

  describe("another id", () => {
    test("is known by every earlier one, and an id that comes back is itself again", async () => {
      await move("C1", "C2");
      await move("C5", "C6");
      expect(await present("C1", "C2", "C3", "C5")).toEqual(["C2", "C2", "C3", "C6"]);
      await move("C2", "C3");
      expect(await present("C1", "C2", "C3")).toEqual(["C3", "C3", "C3"]);
      await move("C2", "C3");
      expect(await present("C1", "C2", "C3")).toEqual(["C3", "C3", "C3"]);
      await move("C3", "C1");
      expect(await present("C1", "C2", "C3")).toEqual(["C1", "C1", "C1"]);
      expect((await presentIds(db, "T2"))("C2")).toBe("C2");
    });

    test("takes the cases along, each with one line in its trail, and those of other channels not", async () => {
      const made = await create({ id: "case-1" });
      const other = await create({ id: "case-2", channelId: "C3" });
      const elsewhere = await create({ id: "elsewhere", teamId: "T2" });
      await move("C1", "C2");
      await move("C1", "C2");
      expect(await findEscalation(db, made.id)).toMatchObject({ channelId: "C2", desk: made.desk });
      expect(await findEscalation(db, other.id)).toEqual(other);
      expect(await findEscalation(db, elsewhere.id)).toEqual(elsewhere);
      expect((await listEvents(db, made.id)).map(({ kind, details }) => [kind, details])).toEqual([
        ["sent", { ready: false }],
        ["channel_moved", { from: "C1", to: "C2" }],
      ]);
    });

    test("takes messages along, posted or not, in the order that they had", async () => {
      const { id: escalationId } = await create();
      const subjects = [
        { kind: "card", escalationId },
        { kind: "evidence", escalationId, part: 1 },
      ] as const;
      await db.transaction().execute(async (trx) => {
        for (const subject of subjects)
          await want(trx, { subject, teamId, destination: { channel: "C1" }, now: monday });
        await want(trx, {
          subject: { kind: "receipt", escalationId },
          teamId,
          destination: { person: "U1" },
          now: monday,
        });
        await trx
          .updateTable("deliveries")
          .set({ channel_id: "C1", ts: "1.1" })
          .where("kind", "=", "card")
          .execute();
      });
      await move("C1", "C2");
      const deliveries = await listDeliveries(db, escalationId);
      expect(deliveries.map(({ destination, lane, posted }) => ({ destination, lane, posted }))).toEqual([
        {
          destination: { channel: "C2" },
          lane: `${escalationId}@C2`,
          posted: { channelId: "C2", ts: "1.1" },
        },
        { destination: { channel: "C2" }, lane: `${escalationId}@C2`, posted: null },
        { destination: { person: "U1" }, lane: `${escalationId}@U1`, posted: null },
      ]);
    });

    test("takes along messages that are evidence, might be, or answered a question", async () => {
      const made = await create({ channelId: "C9" });
      const url = "https://acme.slack.com/archives/C1/p1?thread_ts=1.0&cid=C1";
      const [there, elsewhere] = [
        aProof({ channelId: "C1", ts: "1.1", url }),
        aProof({ id: "proof-2", channelId: "C3", ts: "1.1" }),
      ];
      await withProofs(made, [there, elsewhere]);
      await keepMessage(
        db,
        {
          id: "m1",
          teamId,
          personId: "U1",
          channelId: "C1",
          ts: "1.2",
          threadTs: null,
          authorId: "U1",
          author: "Dana",
          content: null,
        },
        monday,
      );
      const question = { escalationId: made.id, number: 1 };
      await db.transaction().execute(async (trx) => {
        await addQuestion(trx, {
          ...question,
          viewId: "V1",
          askedBy: "U7",
          askedAt: monday,
          place: "thread",
          text: "C1?",
        });
        const message = { channelId: "C1", ts: "1.3" };
        await answerQuestion(trx, question, { by: "U1", at: monday, text: "C1.", message });
      });

      await move("C1", "C2");
      const after = await findEscalation(db, made.id);
      expect(after?.channelId).toBe("C9");
      expect(after?.proofs).toEqual([
        { ...there, channelId: "C2", url: "https://acme.slack.com/archives/C2/p1?thread_ts=1.0&cid=C2" },
        elsewhere,
      ]);
      const found = async (channelId: string) =>
        (await listByProof(db, { teamId, channelId, ts: "1.1" })).length;
      expect([await found("C1"), await found("C2"), await found("C3")]).toEqual([0, 1, 1]);
      expect((await findKeptMessage(db, "m1"))?.channelId).toBe("C2");
      expect((await findQuestion(db, made.id, 1))?.answer).toMatchObject({
        text: "C1.",
        message: { channelId: "C2", ts: "1.3" },
      });
    });

    test("takes along what is known of the channel, and its turn to be posted to", async () => {
      const known: KnownChannel = {
        teamId,
        channelId: "C1",
        name: "csm",
        isPrivate: true,
        isMember: true,
        isArchived: false,
        sharedWith: [{ teamId: "T3", name: "Adobe" }],
        refreshedAt: monday,
      };
      await rememberChannel(db, known);
      const until = new Date(monday.getTime() + 5000);
      await delayChannel(db, { teamId, channelId: "C1", until });
      await move("C1", "C2");
      expect(await findChannel(db, teamId, "C1")).toBeNull();
      expect(await findChannel(db, teamId, "C2")).toEqual({ ...known, channelId: "C2" });
      const turn = { teamId, channelId: "C2", now: monday, heldUntil: new Date(monday.getTime() + 1000) };
      expect(await takeTurn(db, turn)).toEqual(until);
    });
  });
});
