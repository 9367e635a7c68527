import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { listEvents } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/database.ts";
import { findDelivery, listDeliveries, want } from "../../src/store/deliveries.ts";
import { claimDue } from "../../src/store/delivery-claims.ts";
import { recordPosted, startPosting } from "../../src/store/delivery-outcomes.ts";
import { noteDeleted } from "../../src/store/deleted-cards.ts";
import { createPendingDraft, findDraft, openDraft } from "../../src/store/drafts.ts";
import { findErased } from "../../src/store/erased-cases.ts";
import { eraseCase, eraseDraft } from "../../src/store/erasing.ts";
import { changeEscalation, createEscalation, findEscalation } from "../../src/store/escalations.ts";
import { findKeptMessage, keepMessage } from "../../src/store/kept-messages.ts";
import { addQuestion } from "../../src/store/questions.ts";
import { setOutNudge } from "../../src/store/nudges.ts";
import { handOnReceipt } from "../../src/store/receipts.ts";
import { forgetRemoved } from "../../src/store/removals.ts";
import { inTransaction, inTransactionOn } from "../../src/store/transactions.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aProof } from "../support/a-proof.ts";
import { aNewEscalation, sendCase, someAnswers } from "../support/an-escalation.ts";
import { foundIn } from "../support/what-is-left.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const after = (seconds: number) => new Date(nine.getTime() + seconds * 1000);
const leaseMs = 30_000;
const place = { teamId: "T1", channelId: "C1" };
const words = [
  someAnswers.summary,
  "Their project lead said it by telephone",
  "Which order numbers?",
  "A letter to Northwind",
  "Only half of it",
];

describe.each(engines)("erasing on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const claim = async (now: Date, owner = "one") => claimDue(db, { now, owner, leaseMs, limit: 20 });
  const erase = (id = "case-1", by: string | null = "U1", now = after(100)) =>
    inTransactionOn(db, id, async (trx) => {
      const escalation = await findEscalation(trx, id);
      if (!escalation) throw new Error(`There is no ${id}.`);
      await eraseCase(trx, escalation, { by, now });
    });
  const letter = {
    kind: "partner_message",
    draftId: "d1",
    viewId: "V1",
    partner: "Northwind Commerce",
    replyBy: "2026-03-19",
    text: "A letter to Northwind",
  } as const;

  /** A case with everything there can be, its card and its receipt in Slack. */
  async function aFullCase(): Promise<void> {
    await openDraft(db, { id: "d1", teamId: "T1", userId: "U1", answers: someAnswers }, nine);
    await inTransaction(db, async (trx) => {
      await want(trx, { subject: letter, teamId: "T1", destination: { person: "U1" }, now: nine });
      await sendCase(trx, aNewEscalation({ draftId: "d1" }), nine);
      const sent = await findEscalation(trx, "case-1");
      if (!sent) throw new Error("It was not sent.");
      const proof = {
        ...aProof(),
        text: "Their project lead said it by telephone",
        channelId: "C1",
        ts: "5.5",
      };
      const change = { kind: "proof_added", actorId: "U2", details: { reason: "Only half of it" } } as const;
      await changeEscalation(trx, sent, { proofs: [proof], coOwnerIds: ["U2"] }, change, after(1));
      await addQuestion(trx, {
        escalationId: "case-1",
        number: 1,
        viewId: "V2",
        askedBy: "U7",
        askedAt: nine,
        place: "thread",
        text: "Which order numbers?",
      });
      await setOutNudge(
        trx,
        {
          ...place,
          escalationId: "case-1",
          number: 2,
          kind: "reminder",
          place: "dm",
          episode: 1,
          personId: "U1",
          day: "2026-03-17",
        },
        nine,
      );
    });
    await openDraft(
      db,
      { id: "d2", teamId: "T1", userId: "U1", escalationId: "case-1", answers: someAnswers },
      nine,
    );
    for (let turn = 0; turn < 6; turn += 1) {
      const now = after(2 + turn * 2);
      for (const each of await claim(now)) {
        const channelId =
          "channel" in each.destination ? each.destination.channel : `D${each.destination.person}`;
        await recordPosted(db, each, { channelId, ts: `${each.key}.ts` }, now);
        // Turns are given back at once here.
        await db.deleteFrom("channel_paces").execute();
      }
    }
    const message = {
      personId: "U2",
      authorId: "U2",
      author: "Ravi",
      content: { text: "Only half of it", files: [] },
    };
    await keepMessage(db, { ...message, ...place, id: "m1", ts: "9.1", threadTs: "card:case-1.ts" }, nine);
    await keepMessage(db, { ...message, ...place, id: "m2", ts: "5.5", threadTs: null }, nine);
    await keepMessage(
      db,
      {
        ...message,
        ...place,
        id: "m3",
        ts: "9.3",
        threadTs: null,
        content: { text: "Another matter", files: [] },
      },
      nine,
    );
  }

  test("leaves no word of a case in any table, and of its life what happened when and by whom", async () => {
    await aFullCase();
    expect((await foundIn(db, words)).length).toBeGreaterThan(words.length);
    const known = await listEvents(db, "case-1");
    await erase();
    expect(await foundIn(db, words)).toEqual([]);
    expect(await findEscalation(db, "case-1")).toBeNull();
    expect(await findDraft(db, "d1")).toBeNull();
    expect(await findDraft(db, "d2")).toBeNull();
    expect(await findKeptMessage(db, "m3")).toMatchObject({ content: { text: "Another matter" } });
    const erased = await findErased(db, "T1", { number: 1 });
    expect(erased).toEqual({
      id: "case-1",
      teamId: "T1",
      number: 1,
      requesterId: "U1",
      coOwnerIds: ["U2"],
      channelId: "C1",
      usergroup: null,
      wasSent: true,
      // Of those that came with a verdict whether the case was Ready, for those who count.
      trail: known.map(({ at, actorId, kind, details: { ready } }) => ({
        at: at.toISOString(),
        by: actorId,
        kind,
        ...(ready !== undefined && { ready }),
      })),
      erasedAt: after(100),
      erasedBy: "U1",
    });
    expect(erased?.trail.map(({ kind, ready }) => [kind, ready])).toEqual([
      ["sent", false],
      ["proof_added", undefined],
    ]);
    expect(await findErased(db, "T1", { id: "case-1" })).toEqual(erased);
    expect(await findErased(db, "T2", { number: 1 })).toBeNull();
  });

  test("wants everything that stands in Slack to be removed, the card after its thread, and nothing else of it", async () => {
    await aFullCase();
    const standing = (await listDeliveries(db, "case-1"))
      .filter(({ posted }) => posted)
      .map(({ key }) => key);
    expect(standing).toEqual(expect.arrayContaining(["card:case-1", "evidence:case-1:1", "receipt:case-1"]));
    await erase();
    const left = [...(await listDeliveries(db, "case-1")), ...(await listDeliveries(db, "d1"))];
    expect(left.map(({ key }) => key).toSorted()).toEqual([...standing, "partner_message:d1:V1"].toSorted());
    expect(new Set(left.map(({ subject, state }) => `${subject.kind} ${state}`))).toEqual(
      new Set(["removal due"]),
    );
    const removed: string[] = [];
    for (let turn = 0; turn < 6; turn += 1)
      for (const each of await claim(after(101 + turn))) {
        removed.push(each.key);
        expect(await forgetRemoved(db, each)).toBe(true);
        expect(await forgetRemoved(db, each)).toBe(false);
      }
    expect(removed.toSorted()).toEqual(left.map(({ key }) => key).toSorted());
    const inChannel = removed.filter((key) => /^(card|evidence)/u.test(key));
    expect(inChannel.at(-1)).toBe("card:case-1");
    expect(await foundIn(db, ["case-1"])).toEqual(["erased_cases.id: case-1"]);
  });

  test("does not let a message out that a runner has in hand, and waits for one that is on its way", async () => {
    await inTransaction(db, (trx) => sendCase(trx, aNewEscalation(), nine));
    const claims = await claim(after(1));
    const card = claims.find(({ key }) => key === "card:case-1");
    const receipt = claims.find(({ key }) => key === "receipt:case-1");
    if (!card || !receipt) throw new Error("They are not due.");
    expect(await startPosting(db, card, after(2))).toBe(true);
    await erase("case-1", "U1", after(3));
    expect(await startPosting(db, receipt, after(4))).toBe(false);
    expect(await findDelivery(db, "receipt:case-1")).toBeNull();
    // It may arrive meanwhile; whoever posted it says nothing more of it.
    expect(await recordPosted(db, card, { channelId: "C1", ts: "1.1" }, after(5))).toBe(false);
    expect(await claim(after(20), "two")).toEqual([]);
    const [looked] = await claim(after(40), "two");
    expect(looked).toMatchObject({ key: "card:case-1", postingSince: after(2), posted: null });
    expect(looked?.subject).toMatchObject({ kind: "removal", of: "card:case-1", ownerId: "case-1" });
  });

  test("a removed message of which Slack tells is done with, and comes back no more", async () => {
    await aFullCase();
    await erase();
    const at = { ...place, ts: "card:case-1.ts" };
    expect(await inTransaction(db, (trx) => noteDeleted(trx, at, after(102)))).toBeNull();
    expect(await findDelivery(db, "card:case-1")).toBeNull();
    expect(await inTransaction(db, (trx) => noteDeleted(trx, at, after(103)))).toBeNull();
  });

  test("also removes what a row went on without: evidence below a card that was deleted, a former requester's receipt", async () => {
    await aFullCase();
    const deleted = { ...place, ts: "card:case-1.ts" };
    await inTransaction(db, (trx) => noteDeleted(trx, deleted, after(50)));
    await inTransaction(db, (trx) => handOnReceipt(trx, { id: "case-1", requesterId: "U3" }, after(51)));
    expect(await claim(after(52))).toMatchObject([{ key: "card:case-1" }]);
    await erase();
    const left = await listDeliveries(db, "case-1");
    expect(left.flatMap(({ posted, state }) => (posted ? [`${posted.ts} ${state}`] : [])).toSorted()).toEqual(
      expect.arrayContaining(["evidence:case-1:1.ts due", "receipt:case-1.ts due"]),
    );
  });

  test("gives no number again, and leaves other cases as they are", async () => {
    await inTransaction(db, async (trx) => {
      await sendCase(trx, aNewEscalation(), nine);
      await sendCase(trx, aNewEscalation({ id: "case-2" }), nine);
      await sendCase(trx, aNewEscalation({ id: "case-3", teamId: "T2" }), nine);
    });
    const others = [await findEscalation(db, "case-1"), await findEscalation(db, "case-3")];
    await erase("case-2", null);
    expect([await findEscalation(db, "case-1"), await findEscalation(db, "case-3")]).toEqual(others);
    expect((await listDeliveries(db, "case-3")).length).toBeGreaterThan(0);
    const next = await inTransaction(db, (trx) =>
      createEscalation(trx, aNewEscalation({ id: "case-4" }), { kind: "sent", actorId: "U1" }, nine),
    );
    expect(next.number).toBe(3);
  });

  test("of a draft nothing is left, and its letter goes", async () => {
    await createPendingDraft(db, { id: "d1", teamId: "T1", userId: "U1", answers: someAnswers }, nine);
    await inTransaction(db, (trx) =>
      want(trx, { subject: letter, teamId: "T1", destination: { person: "U1" }, now: nine }),
    );
    const [posting] = await claim(after(1));
    if (!posting) throw new Error("It is not due.");
    await recordPosted(db, posting, { channelId: "DU1", ts: "1.1" }, after(1));
    await inTransaction(db, (trx) => eraseDraft(trx, "d1", after(2)));
    expect(await foundIn(db, words)).toEqual([]);
    expect(await listDeliveries(db, "d1")).toMatchObject([
      { subject: { kind: "removal", threadTs: null }, posted: { channelId: "DU1", ts: "1.1" } },
    ]);
  });
});
