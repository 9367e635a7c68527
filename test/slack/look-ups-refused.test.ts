import { describe, expect, test } from "@jest/globals";
import { channels, people, trustedTeam } from "../../playground/workspace.ts";
import { keysIn, kindsOf } from "../support/a-bot-in-trouble.ts";
import { aSentCase, cardOn, takes } from "../support/a-case-in-hands.ts";
import { en, sends } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { errorsOf, type SlackMethod, slowErrorsOf } from "../support/slack-methods.ts";

/** Slack is asked about people and channels and refuses to tell: whoever waits for it hears that, and nothing is half done. */

const { buttons } = en.controls;

const withGroup = stagePerTest();

/** One line of the log, with Slack's own word. */
function expectOneLine(troubles: string[], says: string, code: string): void {
  const lines = troubles.splice(0);
  expect(lines).toEqual([expect.stringContaining(says)]);
  expect(lines[0]).toContain(`"code":"${code}"`);
}

describe("whether somebody is a CSM", () => {
  const asked: readonly (readonly [SlackMethod, Readonly<Record<string, string>>])[] = [
    ["users.info", {}],
    ["usergroups.users.list", {}],
    // Without a group, those in the channel are the CSMs.
    ["conversations.members", { CSM_USERGROUP: "" }],
  ];
  test.each(asked)(
    "%s: every error of it is told to who clicked, and the case stays as it is",
    async (method, settings) => {
      const stage = withGroup();
      await stage.restartBot(settings);
      const before = await aSentCase(stage);
      const casey = stage.person(people.casey);
      for (const error of errorsOf(method)) {
        stage.slack.fail(method, { kind: "error", error });
        const told = casey.ephemerals(channels.csm).length;
        await casey.clicks(buttons.have_it, { on: before });
        await casey.until(`word about ${error}`, () => casey.ephemerals(channels.csm).length > told);
        expect(
          casey
            .ephemerals(channels.csm)
            .slice(told)
            .map(({ screen }) => screen),
        ).toEqual([en.talk.cannotTell]);
        expectOneLine(stage.troubles, "could not tell whether a person is a CSM", error);
      }
      await stage.settle();
      expect(cardOn(stage)).toEqual(before);
      await takes(stage);
      expect(cardOn(stage).screen).toContain(en.card.status.acknowledged("Casey Lindqvist"));
    },
  );

  test.each(["internal_error", "ratelimited", "token_revoked", "no_such_subteam", "plan_upgrade_required"])(
    "%s, asked once a window was submitted: the window says so and gives back what was typed",
    async (error) => {
      const stage = withGroup();
      const casey = stage.person(people.casey);
      await casey.clicks(buttons.ask, { on: await aSentCase(stage) });
      await casey.fills({ [en.questions.ask.label]: "Which orders are lost?" });
      stage.slack.fail("usergroups.users.list", { kind: "error", error });
      await casey.presses(en.questions.ask.submit);
      const { text } = await casey.seesModal(en.talk.cannotTell);
      expect(text).toContain("Which orders are lost?");
      await stage.settle();
      expect(cardOn(stage).thread).toHaveLength(1);
      expectOneLine(stage.troubles, "could not tell whether a person is a CSM", error);
    },
  );
});

describe("what a channel is", () => {
  test("every error is one line in the log, and what waited for the channel goes out all the same", async () => {
    const { slack, troubles, settle, person } = withGroup();
    for (const [index, error] of errorsOf("conversations.info").entries()) {
      slack.fail("conversations.info", { kind: "error", error });
      slack.rename(channels.csm, `csm-${index}`);
      await person(people.casey).until(`a line about ${error}`, () => troubles.length > 0);
      expectOneLine(troubles, "could not look up a channel", error);
    }
    slack.archive(channels.csm);
    await sends(person(people.dana));
    await settle();
    slack.fail("conversations.info", { kind: "error", error: "internal_error" });
    slack.unarchive(channels.csm);
    await settle();
    expect(kindsOf(keysIn(slack, people.casey, channels.csm))).toEqual(["card", "evidence 1"]);
    troubles.length = 0;
  });

  test.each(["channel_not_found", "missing_scope", "ratelimited"])(
    "%s at the start keeps nothing from starting, and is told in the log",
    async (error) => {
      const stage = withGroup();
      stage.slack.fail("conversations.info", { kind: "error", error });
      await stage.restartBot();
      expectOneLine(stage.troubles, "a CSM channel could not be looked at", error);
      expect((await aSentCase(stage)).screen).toContain("ESC-1");
    },
  );

  test("every error about an organisation that shares it costs its name, and no more", async () => {
    const { slack, troubles, person } = withGroup();
    slack.share(channels.csm, trustedTeam);
    await slack.quiet();
    for (const [index, error] of errorsOf("team.info").entries()) {
      slack.fail("team.info", { kind: "error", error });
      slack.rename(channels.csm, `shared-${index}`);
      await person(people.casey).until(`a line about ${error}`, () => troubles.length > 0);
      expectOneLine(troubles, "could not look up an organisation", error);
    }
  });
});

describe("a message below a card", () => {
  const { proof } = en;

  test("whose writer could not be asked about it, whatever the error, is told of to them by DM, once", async () => {
    const stage = withGroup();
    const dana = stage.person(people.dana);
    const card = await aSentCase(stage);
    const errors = slowErrorsOf("chat.postEphemeral");
    for (const [index, error] of errors.entries()) {
      stage.slack.fail("chat.postEphemeral", { kind: "error", error }, { times: Infinity });
      await dana.types(`They answered: in March. (${index})`, { in: channels.csm, thread: card.ts });
      await dana.until(`a line about ${error}`, () => stage.troubles.length > 0);
      expectOneLine(stage.troubles, "a person could not be asked about a message", error);
      await stage.slack.redeliver("events_api");
      stage.slack.mend();
    }
    expect(dana.ephemerals(channels.csm)).toEqual([]);
    await stage.settle(5 * 60_000);
    expect(dana.dms().filter(({ screen }) => screen === proof.notAsked)).toHaveLength(errors.length);
  });

  test("whose writer is asked at the second try is asked once", async () => {
    const stage = withGroup();
    const dana = stage.person(people.dana);
    const card = await aSentCase(stage);
    stage.slack.fail("chat.postEphemeral", { kind: "error", error: "internal_error" });
    await dana.types("They answered: in March.", { in: channels.csm, thread: card.ts });
    await dana.until("the question", () => dana.ephemerals(channels.csm).length > 0);
    await stage.settle();
    expect(dana.ephemerals(channels.csm)).toHaveLength(1);
    expect(dana.dms()).toHaveLength(1);
  });
});
