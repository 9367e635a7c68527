import { describe, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { comesBack, en, label, pt, starts, startsAt, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";

/** The first command of somebody the bot has not met, and Slack being slow or saying things twice. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const marina = () => stage().person(people.marina);

describe("somebody the bot does not know", () => {
  test("gets the form at once in the default language, then in their own, with what they typed meanwhile", async () => {
    stage().slack.fail("users.info", { kind: "delay", ms: 200 });
    const typing = marina().types("/escalate", { in: channels.project });
    await marina().seesModal(en.controls.titles.situation);
    await marina().fills({ [label("summary")]: "Frete parado" });
    await typing;
    await marina().seesModal(pt.controls.titles.situation);
    const [summary] = marina().modal()?.fields ?? [];
    expect(summary?.label).toBe(pt.form.summary.label);
    expect(summary?.value).toBe("Frete parado");
  });

  test("gets it in their own language from the start the next time", async () => {
    await starts(marina());
    await marina().seesModal(pt.controls.titles.situation);
    await marina().closesModal();
    const calls = stage().slack.calls.length;
    await starts(marina());
    await marina().seesModal(pt.controls.titles.situation);
    expect(
      stage()
        .slack.calls.slice(calls)
        .map(({ method }) => method),
    ).toEqual(["views.open"]);
  });

  test("keeps the default language when Slack does not tell, and nothing is lost by that", async () => {
    stage().slack.fail("users.info", { kind: "error", error: "internal_error" }, { times: Infinity });
    await starts(marina());
    expect(marina().modal()?.title).toBe(en.controls.titles.situation);
    expect(stage().troubles.splice(0)).toHaveLength(1);
  });

  test("is looked up even if Slack has told of a change of their profile before", async () => {
    stage().slack.changeUser(people.marina, { tz: "America/Recife" });
    await stage().slack.quiet();
    await starts(marina());
    await marina().seesModal(pt.controls.titles.situation);
  });
});

test("who changes their language in Slack is answered in it from then on", async () => {
  await starts(dana());
  await dana().closesModal();
  stage().slack.changeUser(people.dana, { locale: "pt-BR" });
  await stage().slack.quiet();
  await starts(dana());
  await dana().seesModal(pt.controls.titles.situation);
});

describe("a Slack that was too slow", () => {
  test.each([
    ["the command", () => dana().types("/escalate the checkout is late", { in: channels.project })],
    [
      "the message shortcut",
      async () => {
        const [message] = dana().sees(channels.project);
        if (message) await dana().usesShortcut("Escalate this message", { on: message });
      },
    ],
  ])("is told after %s, and what was brought is in the draft", async (_, acts) => {
    await dana().types("The demo was cancelled", { in: channels.project });
    stage().slack.fail("views.open", { kind: "delay", ms: 150 });
    const acting = acts();
    await dana().until("the call", () => stage().slack.calls.at(-1)?.method === "views.open");
    stage().clock.advance(4_000);
    await acting;
    await dana().seesMessage(channels.project, en.modal.slow);
    expect(dana().modal()).toBeNull();
    await comesBack(dana());
  });

  test("is told in the DM after the global shortcut, which has no answer of its own", async () => {
    stage().slack.fail("views.open", { kind: "delay", ms: 150 });
    const acting = dana().usesShortcut("Escalate to CSM");
    await dana().until("the call", () => stage().slack.calls.at(-1)?.method === "views.open");
    stage().clock.advance(4_000);
    await acting;
    await dana().seesMessage(dana().dm, en.modal.slow);
    await stage().settle();
    expect(dana().dms()).toHaveLength(1);
  });
});

describe("a Slack that says things twice", () => {
  test("a command delivered again opens nothing new and complains of nothing", async () => {
    stage().excuse("trigger_used_twice");
    await starts(dana());
    await stage().slack.redeliver("slash_commands");
    await stage().slack.quiet();
    expect((await dana().seesModal()).title).toBe(en.controls.titles.situation);
    expect(dana().ephemerals(channels.project)).toEqual([]);
  });

  test("with a text, too: the text is there once", async () => {
    stage().excuse("trigger_used_twice");
    await starts(dana(), "/escalate the checkout is late");
    await stage().slack.redeliver("slash_commands");
    await stage().slack.quiet();
    expect(valueIn(dana(), "summary")).toBe("the checkout is late");
    await comesBack(dana());
    expect(valueIn(dana(), "summary")).toBe("the checkout is late");
    expect(dana().ephemerals(channels.project)).toEqual([]);
  });

  test("a Next delivered again changes nothing", async () => {
    await startsAt(dana(), "scope");
    await dana().presses(en.controls.submit.next);
    await dana().seesModal(en.controls.titles.partner);
    await stage().slack.redeliver("interactive");
    expect((await comesBack(dana())).title).toBe(en.controls.titles.partner);
  });
});
