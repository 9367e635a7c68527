import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { findChannel, type KnownChannel, rememberChannel } from "../../src/store/channels.ts";
import type { Db } from "../../src/store/database.ts";
import { findPerson, type KnownPerson, rememberPerson } from "../../src/store/people.ts";
import { type ADatabase, engines } from "../support/a-database.ts";

const monday = new Date("2026-03-16T09:00:00Z");
const tuesday = new Date("2026-03-17T09:00:00Z");

const ana: KnownPerson = {
  teamId: "T1",
  userId: "U1",
  name: "Ana Souza",
  locale: "pt-BR",
  zone: "America/Sao_Paulo",
  homeTeamId: "T1",
  guest: true,
  deleted: false,
  refreshedAt: monday,
};
const csm: KnownChannel = {
  teamId: "T1",
  channelId: "C1",
  name: "csm-escalations",
  isPrivate: true,
  isMember: true,
  isArchived: false,
  sharedWith: [{ teamId: "T9", name: "Adobe" }],
  refreshedAt: monday,
};

describe.each(engines)("people and channels on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let db: Db;
  beforeEach(async () => {
    database = await createDatabase();
    db = await database.open();
  });
  afterEach(() => database.remove());

  test("who was never met is not known", async () => {
    expect(await findPerson(db, "T1", "U1")).toBeNull();
    expect(await findChannel(db, "T1", "C1")).toBeNull();
  });

  test("a person is remembered whole, apart for each workspace", async () => {
    const elsewhere = { ...ana, teamId: "T2", name: "Ana", locale: null, zone: null, deleted: true };
    await rememberPerson(db, ana);
    await rememberPerson(db, elsewhere);
    expect(await findPerson(db, "T1", "U1")).toEqual(ana);
    expect(await findPerson(db, "T2", "U1")).toEqual(elsewhere);
  });

  test("what is told later replaces what was known, whichever arrives first", async () => {
    const later = { ...ana, zone: null, guest: false, refreshedAt: tuesday };
    await rememberPerson(db, later);
    await rememberPerson(db, ana);
    expect(await findPerson(db, "T1", "U1")).toEqual(later);

    const archived = { ...csm, isArchived: true, isMember: false, sharedWith: [], refreshedAt: tuesday };
    await rememberChannel(db, csm);
    expect(await findChannel(db, "T1", "C1")).toEqual(csm);
    await rememberChannel(db, archived);
    await rememberChannel(db, csm);
    expect(await findChannel(db, "T1", "C1")).toEqual(archived);
  });

  test.each([
    "👩‍💻 Ana",
    "NUL \u0000 within",
    "half a pair \ud83d",
    `"quoted" \\ 'and' -- not SQL; \u2028`,
    "",
  ])("a name comes back as it was: %j", async (name) => {
    await rememberPerson(db, { ...ana, name });
    await rememberChannel(db, { ...csm, name, sharedWith: [{ teamId: "T9", name }] });
    expect(await findPerson(db, "T1", "U1")).toEqual({ ...ana, name });
    expect(await findChannel(db, "T1", "C1")).toEqual({
      ...csm,
      name,
      sharedWith: [{ teamId: "T9", name }],
    });
  });
});
