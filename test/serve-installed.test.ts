import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../playground/patience.ts";
import { s1 } from "../playground/sample-cases.ts";
import { engines, type ADatabase } from "./support/a-database.ts";
import { rowsIn } from "./support/a-bot-again.ts";
import { en } from "./support/a-requester.ts";
import { opensSettings, sends, setsUp } from "./support/a-workspace-of-two.ts";
import { inOneLine, isTrouble } from "./support/a-watched-stage.ts";
import { key, openTwoWorkspaces, type TwoWorkspaces } from "./support/two-workspaces.ts";

/** One bot that two workspaces have installed, each with settings of its own. */

const { settings } = en;
const { fields } = settings;

describe.each(engines)("on $name", ({ createDatabase }) => {
  let database: ADatabase;
  let two: TwoWorkspaces;
  const troubles: string[] = [];
  beforeEach(async () => {
    troubles.length = 0;
    database = await createDatabase();
    two = await openTwoWorkspaces(database.url, (heard) => {
      if (isTrouble(heard)) troubles.push(inOneLine(heard));
    });
  });
  afterEach(async () => {
    await two.stop();
    await database.remove();
  });
  const healthy = () => {
    expect(troubles).toEqual([]);
    for (const { slack } of [two.acme, two.bean]) expect(slack.violations).toEqual([]);
  };

  test("a workspace installs, an administrator sets it up, and a case goes to its channel alone", async () => {
    expect(await two.installs(two.acme)).toMatchObject({ status: 200 });
    const dana = two.acme.person(two.acme.people.dana);
    await dana.types("/escalate", { in: two.acme.channels.project });
    await dana.seesMessage(two.acme.channels.project, settings.notSetUp("/escalate"));
    await dana.usesShortcut("Escalate to CSM");
    await dana.seesModal(settings.notSetUp("/escalate"));
    await dana.closesModal();

    await setsUp(two.acme);
    expect(await two.installs(two.bean)).toMatchObject({ status: 200 });
    await setsUp(two.bean);
    await sends(two.acme, s1.answers);
    await sends(two.bean, s1.answers);
    await two.settle();
    for (const place of [two.acme, two.bean]) {
      const cards = place
        .person(place.people.casey)
        .sees(place.channels.csm)
        .filter(({ isNotice }) => !isNotice);
      expect(cards).toHaveLength(1);
      expect(cards[0]?.screen).toContain("ESC-1");
    }
    healthy();
  });

  test("settings are for administrators, hold at once, and stay when the bot starts again", async () => {
    await two.installs(two.acme);
    const { people, channels, person } = two.acme;
    const dana = person(people.dana);
    await dana.types("/escalate settings", { in: channels.project });
    await dana.seesModal(settings.onlyAdministrators);
    expect(dana.modal()?.fields).toEqual([]);
    await dana.closesModal();

    await setsUp(two.acme, { [fields.channelLocale.label]: settings.languages["pt-BR"] });
    await two.restart();
    const iris = person(people.iris);
    await iris.types("/escalate settings", { in: channels.project });
    const screen = await iris.seesModal(settings.text);
    const valueOf = (label: string) => screen.fields.find((field) => field.label === label)?.value;
    expect(valueOf(fields.channelLocale.label)).toBe(settings.languages["pt-BR"]);
    expect(valueOf(fields.usergroup.label)).toBe("csm");
    healthy();
  });

  test("user groups that Slack does not list stay as they are, and whoever saves hears why they cannot be chosen", async () => {
    await two.installs(two.acme);
    await setsUp(two.acme);
    const ofGroups = new Set<string>([fields.usergroup.label, fields.backup.label]);
    for (const error of ["plan_upgrade_required", "missing_scope", "users_not_found", "internal_error"]) {
      two.acme.slack.fail("usergroups.list", { kind: "error", error });
      const iris = await opensSettings(two.acme);
      const why = error === "plan_upgrade_required" ? "not_in_plan" : "untold";
      const { fields: shown } = await iris.seesModal(settings.noGroups[why]);
      expect(shown.filter(({ label }) => ofGroups.has(label))).toEqual([]);
      // A plan without groups is nobody's trouble.
      if (why === "untold") expect(troubles.pop()).toContain(`"code":"${error}"`);
      await iris.fills({ [fields.channelLocale.label]: settings.languages["pt-BR"] });
      await iris.presses(settings.submit);
      await iris.seesModal(settings.saved("#csm-escalations"));
      await iris.closesModal();
    }
    const iris = await opensSettings(two.acme);
    const { fields: shown } = await iris.seesModal(settings.text);
    const valueOf = (label: string) => shown.find((field) => field.label === label)?.value;
    expect(valueOf(fields.usergroup.label)).toBe("csm");
    expect(valueOf(fields.channelLocale.label)).toBe(settings.languages["pt-BR"]);
    healthy();
  });

  test("a start looks at each workspace, and says in the log what is missing in which", async () => {
    await two.installs(two.acme);
    await setsUp(two.acme);
    two.acme.slack.world.channels.get(two.acme.channels.csm)?.members.delete("U0BOT0001");
    await two.restart();
    await until("the word of it", () =>
      troubles.some((line) => line.includes("a CSM channel cannot be posted to")),
    );
  });

  test.each<[string, Readonly<Record<string, string | readonly string[] | null>>, string]>([
    ["a zone that there is not", { [fields.defaultZone.label]: "Mars" }, settings.errors.zone],
    ["hours without the time of reminders", { [fields.to.label]: "09:30" }, settings.errors.hours("10:00")],
    ["holidays of nowhere", { [fields.holidays.label]: "US, XX" }, settings.errors.holidays],
  ])("%s: that is said at its field, and nothing is kept", async (_, filled, error) => {
    await two.installs(two.acme);
    const iris = await opensSettings(two.acme);
    await iris.fills({ [fields.channel.label]: two.acme.channels.csm, ...filled });
    await iris.presses(settings.submit);
    await iris.until("the error", () => iris.modal()?.fields.some((field) => field.error === error));
    expect(await rows("workspace_settings")).toEqual([]);
    healthy();
  });

  test.each([
    ["comes back in another browser", { withoutCookie: true }],
    ["comes back with another state", { state: (state: string) => `${state}x` }],
    ["comes back with a made-up code", { code: () => "made-up" }],
    ["is for a whole organisation", { forOrganisation: true }],
  ])("an installation that %s keeps nothing", async (_, how) => {
    const page = await two.installs(two.acme, how);
    expect(page.status).toBe(400);
    expect(page.text).toContain(
      "forOrganisation" in how ? en.install.organisation.text[0] : en.install.failed.text[1],
    );
    expect(await rows("installations")).toEqual([]);
    expect(troubles.join()).toContain("a workspace could not be installed");
  });

  test("tokens are sealed, with a new key from the next start on", async () => {
    await two.installs(two.acme);
    await setsUp(two.acme);
    const sealedAt = async () => (await rows("installations")).map(({ row }) => String(row["sealed_token"]));
    const before = await sealedAt();
    await two.restart({ TOKEN_ENCRYPTION_KEY: `${key(2)},${key(1)}` });
    expect(await sealedAt()).not.toEqual(before);
    await two.restart({ TOKEN_ENCRYPTION_KEY: key(2) });
    await sends(two.acme, s1.answers);
    await two.settle();
    healthy();
    expect(
      (await rowsIn(await database.open())).map((each) => JSON.stringify(each)).join("\n"),
    ).not.toContain(two.acme.slack.world.app.botToken);
    await two.restart({ TOKEN_ENCRYPTION_KEY: key(1) });
    expect(troubles.join()).toContain("put its key back into TOKEN_ENCRYPTION_KEY");
    const dana = two.acme.person(two.acme.people.dana);
    await dana.types("/escalate help", { in: two.acme.channels.project });
    expect(troubles.join()).toContain("a payload was refused");
  });

  test("another replica learns of an installation as soon as somebody there needs it", async () => {
    const other = await two.alsoStart();
    try {
      await two.installs(two.acme);
      await setsUp(two.acme);
      await two.acme.slack.reachAt(`http://127.0.0.1:${other.port ?? 0}/slack/events`);
      const dana = two.acme.person(two.acme.people.dana);
      await dana.types("/escalate help", { in: two.acme.channels.project });
      await dana.seesMessage(two.acme.channels.project, "/escalate list");
    } finally {
      await other.stop();
    }
    healthy();
  });

  async function rows(of: string) {
    return (await rowsIn(await database.open())).filter(({ table }) => table === of);
  }
});
