import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fc } from "../support/drawn.ts";
import { noAnswers } from "../../src/domain/answers.ts";
import type { Db } from "../../src/store/database.ts";
import {
  changeDraft,
  claimDraft,
  createPendingDraft,
  discardPending,
  findDraft,
  findOpenDraft,
  openDraft,
  startOver,
} from "../../src/store/drafts.ts";
import { createEscalation } from "../../src/store/escalations.ts";
import { type ADatabase, engines } from "../support/a-database.ts";
import { aNewEscalation, anExample, someAnswers } from "../support/an-escalation.ts";
import { anyAnswers, anyText } from "./any-answers.ts";

const nine = new Date("2026-03-16T09:00:00Z");
const ten = new Date("2026-03-16T10:00:00Z");
const ana = { teamId: "T1", userId: "U1" };

describe.each(engines)("drafts on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  const claim = (id: string, as: "sent" | "waiting" | "avoided" = "sent") =>
    db.transaction().execute((trx) => claimDraft(trx, id, as, ten));

  test("a new draft is empty, open and at the first step", async () => {
    expect(await openDraft(db, { id: "d1", ...ana }, nine)).toEqual({
      id: "d1",
      ...ana,
      status: "open",
      escalationId: null,
      answers: noAnswers,
      place: { step: "situation", example: null },
      sendNote: { reason: null, sentence: "" },
      partnerMessage: null,
      whatWorked: "",
      otherThan: [],
      nextExampleKey: 1,
      revision: 1,
      createdAt: nine,
      updatedAt: nine,
    });
  });

  test("a person has one open draft for a new case in a workspace: opening again answers with it, as it was left", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    const left = await changeDraft(db, "d1", nine, () => ({ answers: someAnswers }));
    expect(await openDraft(db, { id: "d2", ...ana }, ten)).toEqual(left);
    expect(await findDraft(db, "d2")).toBeNull();
    expect((await openDraft(db, { id: "d3", teamId: "T2", userId: "U1" }, ten)).id).toBe("d3");
    expect((await openDraft(db, { id: "d4", teamId: "T1", userId: "U2" }, ten)).id).toBe("d4");
  });

  test("twenty openings at once make one draft", async () => {
    const drafts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => openDraft(db, { id: `d${n}`, ...ana }, nine)),
    );
    expect(new Set(drafts.map((draft) => draft.id)).size).toBe(1);
  });

  test("each case has a draft of its own beside the one for a new case, and numbers its examples on", async () => {
    await db.transaction().execute(async (trx) => {
      for (const id of ["case-1", "case-2"]) {
        await createEscalation(trx, aNewEscalation({ id }), { kind: "sent", actorId: "U1" }, nine);
      }
    });
    const answers = { ...someAnswers, examples: [anExample, { ...anExample, key: 4 }] };
    const [fresh, first, again, second] = await Promise.all([
      openDraft(db, { id: "d0", ...ana }, nine),
      openDraft(db, { id: "d1", ...ana, escalationId: "case-1", answers }, nine),
      openDraft(db, { id: "d2", ...ana, escalationId: "case-1", answers }, nine),
      openDraft(db, { id: "d3", ...ana, escalationId: "case-2", answers }, nine),
    ]);
    expect([fresh.id, second.id]).toEqual(["d0", "d3"]);
    expect(["d1", "d2"]).toContain(first.id);
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ escalationId: "case-1", answers, nextExampleKey: 5 });
    expect(await findOpenDraft(db, ana)).toEqual(fresh);
    expect(await findOpenDraft(db, { ...ana, escalationId: "case-2" })).toEqual(second);
    expect(await findOpenDraft(db, { ...ana, escalationId: "case-3" })).toBeNull();
  });

  test("a change keeps what it does not name", async () => {
    await openDraft(db, { id: "d1", ...ana, answers: someAnswers }, nine);
    await changeDraft(db, "d1", ten, () => ({ place: { step: "examples", example: 1 }, nextExampleKey: 7 }));
    const sendNote = {
      reason: "retaliation",
      sentence: "They stopped answering after we complained",
    } as const;
    expect(await changeDraft(db, "d1", ten, () => ({ sendNote }))).toMatchObject({
      answers: someAnswers,
      place: { step: "examples", example: 1 },
      sendNote,
      nextExampleKey: 7,
      revision: 3,
      createdAt: nine,
      updatedAt: ten,
    });
  });

  test("a change that changes nothing is not written", async () => {
    const before = await openDraft(db, { id: "d1", ...ana, answers: someAnswers }, nine);
    expect(await changeDraft(db, "d1", ten, () => ({}))).toEqual(before);
    expect(await findDraft(db, "d1")).toEqual(before);
  });

  test("the message to the partner is kept as it was edited, until it is the one from the answers again", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await changeDraft(db, "d1", ten, () => ({ partnerMessage: "Hello,\nplease call." }));
    await changeDraft(db, "d1", ten, () => ({ answers: someAnswers }));
    expect(await findDraft(db, "d1")).toMatchObject({ partnerMessage: "Hello,\nplease call.", revision: 3 });
    expect(await changeDraft(db, "d1", ten, () => ({ partnerMessage: null }))).toMatchObject({
      partnerMessage: null,
    });
  });

  test("the cases that it is not about are kept, and stay when something else changes", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await changeDraft(db, "d1", ten, () => ({ otherThan: ["case-1", "case-2"] }));
    await changeDraft(db, "d1", ten, () => ({ answers: someAnswers }));
    expect((await findDraft(db, "d1"))?.otherThan).toEqual(["case-1", "case-2"]);
  });

  test("a message that was emptied stays empty", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await changeDraft(db, "d1", ten, () => ({ partnerMessage: "" }));
    expect((await findDraft(db, "d1"))?.partnerMessage).toBe("");
  });

  test("a change of what was read a moment ago is made of what somebody wrote since, and refused once it was sent", async () => {
    const read = await openDraft(db, { id: "d1", ...ana }, nine);
    const next = () =>
      changeDraft(db, "d1", ten, ({ otherThan }) => ({ otherThan: [...otherThan, "case-2"] }), read);
    await changeDraft(db, "d1", nine, () => ({ otherThan: ["case-1"] }));
    expect((await next())?.otherThan).toEqual(["case-1", "case-2"]);
    await db.transaction().execute((trx) => claimDraft(trx, "d1", "sent", ten));
    expect(await next()).toBeNull();
    expect((await findDraft(db, "d1"))?.otherThan).toEqual(["case-1", "case-2"]);
  });

  test("no change is lost when many are made at once", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    const add = (word: string) =>
      changeDraft(db, "d1", ten, ({ answers }) => ({
        answers: { ...answers, summary: answers.summary + word },
      }));
    const words = Array.from({ length: 20 }, (_, n) => `change-${n};`);
    await Promise.all(words.map(add));
    const draft = await findDraft(db, "d1");
    expect(words.filter((word) => draft?.answers.summary.includes(word))).toEqual(words);
    expect(draft?.revision).toBe(21);
  });

  test("what was sent, waits for the partner, or was never there does not change", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await openDraft(db, { id: "d2", teamId: "T1", userId: "U2" }, nine);
    await claim("d1");
    await claim("d2", "waiting");
    for (const id of ["d1", "d2", "d9"])
      expect(await changeDraft(db, id, ten, () => ({ answers: someAnswers }))).toBeNull();
    expect((await findDraft(db, "d1"))?.answers).toEqual(noAnswers);
    expect(await findDraft(db, "d2")).toMatchObject({ status: "waiting", answers: noAnswers });
  });

  test("a change that arrives during Send is either in what is sent or refused", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    const [changed, sent] = await Promise.all([
      changeDraft(db, "d1", ten, () => ({ answers: someAnswers })),
      claim("d1"),
    ]);
    expect(sent).toBe(true);
    expect((await findDraft(db, "d1"))?.answers).toEqual(changed ? someAnswers : noAnswers);
  });

  test("of many who send a draft at once, one does", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, n) => claim("d1", n % 2 ? "sent" : "avoided")),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await findOpenDraft(db, ana)).toBeNull();
  });

  test("a claim whose transaction fails leaves the draft open", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await expect(
      db.transaction().execute(async (trx) => {
        await claimDraft(trx, "d1", "sent", ten);
        throw new Error("power cut");
      }),
    ).rejects.toThrow("power cut");
    expect(await claim("d1")).toBe(true);
  });

  test("a prefilled draft waits beside the open one and is not written to until it is chosen", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await createPendingDraft(db, { id: "p1", ...ana, answers: someAnswers }, nine);
    await createPendingDraft(db, { id: "p2", ...ana }, nine);
    expect(await changeDraft(db, "p1", ten, () => ({ answers: noAnswers }))).toBeNull();
    expect(await claim("p1")).toBe(false);
    expect((await findOpenDraft(db, ana))?.id).toBe("d1");
  });

  test("Start over sets the open draft aside, with all that is in it, and opens the prefilled one", async () => {
    await openDraft(db, { id: "d1", ...ana, answers: someAnswers }, nine);
    await createPendingDraft(db, { id: "p1", ...ana }, nine);
    expect(await startOver(db, { openId: "d1", pendingId: "p1", now: ten })).toMatchObject({
      id: "p1",
      status: "open",
    });
    expect(await findDraft(db, "d1")).toMatchObject({ status: "set_aside", answers: someAnswers });
    expect((await findOpenDraft(db, ana))?.id).toBe("p1");
  });

  test("Start over without a prefilled draft opens an empty one", async () => {
    await openDraft(db, { id: "d1", ...ana, answers: someAnswers }, nine);
    expect(await startOver(db, { openId: "d1", newId: "d2", now: ten })).toMatchObject({
      id: "d2",
      status: "open",
      answers: noAnswers,
    });
  });

  test.each([{ pendingId: "p1" }, { newId: "n1" }])(
    "Start over done ten times at once is done once: %j",
    async (fresh) => {
      await openDraft(db, { id: "d1", ...ana }, nine);
      await createPendingDraft(db, { id: "p1", ...ana }, nine);
      const drafts = await Promise.all(
        Array.from({ length: 10 }, () => startOver(db, { openId: "d1", ...fresh, now: ten })),
      );
      expect(new Set(drafts.map((draft) => draft?.id))).toEqual(new Set(Object.values(fresh)));
    },
  );

  test("Start over goes on when the old draft was sent meanwhile, and what was sent stays sent", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await createPendingDraft(db, { id: "p1", ...ana }, nine);
    await claim("d1");
    expect((await startOver(db, { openId: "d1", pendingId: "p1", now: ten }))?.id).toBe("p1");
    expect((await findDraft(db, "d1"))?.status).toBe("sent");
  });

  test("Start over changes nothing when yet another draft was opened meanwhile", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await createPendingDraft(db, { id: "p1", ...ana }, nine);
    await startOver(db, { openId: "d1", newId: "d2", now: ten });
    expect(await startOver(db, { openId: "d1", pendingId: "p1", now: ten })).toBeNull();
    expect(await startOver(db, { openId: "d1", newId: "d3", now: ten })).toBeNull();
    expect((await findOpenDraft(db, ana))?.id).toBe("d2");
    expect((await findDraft(db, "p1"))?.status).toBe("pending");
  });

  test("Start over changes nothing when the prefilled draft is gone, another person's, or done", async () => {
    const before = await openDraft(db, { id: "d1", ...ana }, nine);
    await createPendingDraft(db, { id: "theirs", teamId: "T1", userId: "U2" }, nine);
    for (const pendingId of ["gone", "theirs"]) {
      expect(await startOver(db, { openId: "d1", pendingId, now: ten })).toBeNull();
    }
    await createPendingDraft(db, { id: "p1", ...ana }, nine);
    await startOver(db, { openId: "d1", pendingId: "p1", now: ten });
    await claim("p1");
    const now = await openDraft(db, { id: "d2", ...ana }, nine);
    expect(await startOver(db, { openId: "d2", pendingId: "p1", now: ten })).toBeNull();
    expect(await startOver(db, { openId: "d2", newId: "d1", now: ten })).toBeNull();
    expect(await findOpenDraft(db, ana)).toEqual(now);
    expect(await findDraft(db, "d1")).toMatchObject({ status: "set_aside", answers: before.answers });
  });

  test("a prefilled draft that was not chosen is forgotten, an open one never", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await createPendingDraft(db, { id: "p1", ...ana }, nine);
    await discardPending(db, "p1");
    await discardPending(db, "d1");
    expect(await findDraft(db, "p1")).toBeNull();
    expect((await findDraft(db, "d1"))?.status).toBe("open");
  });

  test("answers that could not be read back are refused before they are kept", async () => {
    await openDraft(db, { id: "d1", ...ana, answers: someAnswers }, nine);
    const six = [1, 2, 3, 4, 5, 6].map((key) => ({ ...anExample, key }));
    await expect(
      changeDraft(db, "d1", ten, () => ({ answers: { ...someAnswers, examples: six } })),
    ).rejects.toThrow("examples");
    expect((await findDraft(db, "d1"))?.answers).toEqual(someAnswers);
  });

  test("whatever was typed comes back as it was: emoji, NUL, half pairs, quotes, SQL", async () => {
    await openDraft(db, { id: "d1", ...ana }, nine);
    await fc.assert(
      fc.asyncProperty(anyAnswers, anyText, anyText, async (answers, sentence, partnerMessage) => {
        const sendNote = { reason: null, sentence };
        await changeDraft(db, "d1", ten, () => ({ answers, sendNote, partnerMessage }));
        expect(await findDraft(db, "d1")).toMatchObject({ answers, sendNote, partnerMessage });
      }),
    );
  });
});
