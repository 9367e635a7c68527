import { describe, expect, test } from "@jest/globals";
import { channels, people } from "../../playground/workspace.ts";
import { aSentCase, cardOn, receiptOn } from "../support/a-case-in-hands.ts";
import { comesBack, en, label, starts, startsAt, valueIn } from "../support/a-requester.ts";
import { stagePerTest } from "../support/a-stage.ts";
import { type SlackMethod, slowErrorsOf } from "../support/slack-methods.ts";

/** Slack refuses to open or to change a window: the person hears of it where there is a way, and what they had is kept. */

const stage = stagePerTest();
const dana = () => stage().person(people.dana);
const { controls, modal } = en;

const refusals = (method: SlackMethod, ...others: readonly string[]) =>
  slowErrorsOf(method).filter((error) => !others.includes(error));

/** As long as it is not mended. */
function refuse(method: SlackMethod, error: string): void {
  stage().slack.fail(method, { kind: "error", error }, { times: Infinity });
}

function expectOneLine(says: string, code: string): void {
  const lines = stage().troubles.splice(0);
  expect(lines).toEqual([expect.stringContaining(says)]);
  expect(lines[0]).toContain(`"code":"${code}"`);
}

describe("a window that does not open", () => {
  test("is told of in one sentence, whatever the error, and what was brought along is in the draft", async () => {
    const { slack } = stage();
    for (const error of refusals("views.open", "exchanged_trigger_id", "duplicate_external_id")) {
      refuse("views.open", error);
      const told = dana().ephemerals(channels.project).length;
      await dana().types("/escalate the checkout is late", { in: channels.project });
      await dana().until(`word about ${error}`, () => dana().ephemerals(channels.project).length > told);
      const slow = error === "expired_trigger_id" || error === "invalid_trigger_id";
      expect(dana().ephemerals(channels.project).at(-1)?.screen).toBe(slow ? modal.slow : modal.failed);
      if (!slow) expectOneLine("a modal could not be opened", error);
      slack.mend();
    }
    expect(dana().modal()).toBeNull();
    await comesBack(dana());
    expect(valueIn(dana(), "summary")).toBe("the checkout is late");
  });

  test("is tried again at once when Slack is busy for a moment", async () => {
    for (const error of ["ratelimited", "service_unavailable"]) {
      stage().slack.fail("views.open", { kind: "error", error });
      await starts(dana());
      await dana().closesModal();
    }
    stage().slack.fail("views.open", { kind: "rate_limited", retryAfterSeconds: 1 });
    await starts(dana());
  });

  test("is told of within seconds when Slack does not answer at all: the client would wait for minutes", async () => {
    const { slack } = stage();
    slack.fail("views.open", { kind: "delay", ms: 60_000 }, { times: Infinity });
    const asked = performance.now();
    await dana().types("/escalate the checkout is late", { in: channels.project });
    await dana().seesMessage(channels.project, modal.failed);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(stage().troubles.splice(0)).toEqual([expect.stringMatching(/^a modal could not be opened/u)]);
    slack.mend();
    await comesBack(dana());
    expect(valueIn(dana(), "summary")).toBe("the checkout is late");
  });

  test("because Slack was slow is told of as soon as Slack says that it is too late", async () => {
    const { slack, clock } = stage();
    slack.fail("views.open", { kind: "delay", ms: 4_000 });
    const typed = dana().types("/escalate", { in: channels.project });
    await dana().until("the call", () => slack.calls.some(({ method }) => method === "views.open"));
    clock.moveTo(new Date(clock.now().getTime() + 3_100));
    await typed;
    await dana().seesMessage(channels.project, modal.slow);
    expect(dana().modal()).toBeNull();
  });

  test("after a rate limit of a minute is told of at once: nobody waits so long for a window", async () => {
    stage().slack.fail("views.open", { kind: "rate_limited", retryAfterSeconds: 60 });
    await dana().types("/escalate", { in: channels.project });
    await dana().seesMessage(channels.project, modal.failed);
    expect(stage().slack.calls.filter(({ method }) => method === "views.open")).toHaveLength(1);
    expectOneLine("a modal could not be opened", "ratelimited");
  });

  test.each(["view_too_large", "token_revoked", "internal_error"])(
    "after a button, a shortcut or a choice is told of too (%s)",
    async (error) => {
      await aSentCase(stage());
      refuse("views.open", error);
      await dana().clicks(controls.buttons.add_missing, { on: receiptOn(stage()) });
      await dana().until("word below the receipt", () => dana().ephemerals(dana().dm).length > 0);
      expect(
        dana()
          .ephemerals(dana().dm)
          .map(({ screen }) => screen),
      ).toEqual([modal.failed]);
      expectOneLine("a modal could not be opened", error);

      await dana().types("It is still broken.", { in: channels.project });
      const message = dana().sees(channels.project).at(-1);
      if (!message) throw new Error("There is no message.");
      for (const [index, shortcut] of ["Escalate this message", "Add to escalation"].entries()) {
        await dana().usesShortcut(shortcut, { on: message });
        await dana().until("word", () => dana().ephemerals(channels.project).length > index);
        expect(dana().ephemerals(channels.project).at(-1)?.screen).toBe(modal.failed);
        expectOneLine("a modal could not be opened", error);
      }

      await dana().usesShortcut("Escalate to CSM");
      await dana().seesMessage(dana().dm, modal.failed);
      await stage().settle();
      expect(dana().dms().at(-1)?.screen).toBe(modal.failed);
      expectOneLine("a modal could not be opened", error);
    },
  );
});

describe("a window that opens although its answer does not come", () => {
  test("is there, and nothing is said of a failure", async () => {
    stage().slack.fail("views.open", { kind: "lose_answer" });
    await starts(dana());
    await stage().settle();
    expect(dana().ephemerals(channels.project)).toEqual([]);
    expect(stage().troubles.splice(0)).toEqual([expect.stringMatching(/^http request failed/u)]);
  });

  test("shows what it waited for, though its name did not come either", async () => {
    await aSentCase(stage());
    stage().slack.fail("views.open", { kind: "lose_answer" });
    const casey = stage().person(people.casey);
    await casey.clicks(controls.buttons.brief, { on: cardOn(stage()) });
    await casey.seesModal(en.brief.quotes);
    expect(casey.ephemerals(channels.csm)).toEqual([]);
    expect(stage().troubles.splice(0)).toEqual([expect.stringMatching(/^http request failed/u)]);
  });
});

describe("a window that does not change", () => {
  test("keeps what was typed, whatever the error, and does what was asked once it is mended", async () => {
    const { slack, troubles } = stage();
    await startsAt(dana(), "ask");
    for (const [nth, error] of refusals("views.update", "hash_conflict", "not_found").entries()) {
      const typed = `A date, try ${nth}`;
      refuse("views.update", error);
      await dana().fills({ [label("outcome")]: typed });
      await dana().presses(controls.buttons.back);
      await dana().until(`a line about ${error}`, () =>
        troubles.some((line) => line.startsWith("a listener failed")),
      );
      expect(troubles.splice(0).filter((line) => !line.includes(`"code":"${error}"`))).toEqual([]);
      expect(dana().modal()?.title).toBe(controls.titles.ask);
      expect(valueIn(dana(), "outcome")).toBe(typed);
      slack.mend();
      await dana().presses(controls.buttons.back);
      await dana().seesModal(controls.titles.examples);
      await dana().presses(controls.submit.next);
      await dana().seesModal(controls.titles.ask);
      expect(valueIn(dana(), "outcome")).toBe(typed);
    }
  });

  test("has kept what was on it at the press, although nothing was to be seen of that", async () => {
    await startsAt(dana(), "ask");
    refuse("views.update", "view_too_large");
    await dana().fills({ [label("outcome")]: "A date" });
    await dana().presses(controls.buttons.back);
    await dana().until("both lines", () => stage().troubles.length === 2);
    stage().troubles.length = 0;
    stage().slack.mend();
    expect((await comesBack(dana())).title).toBe(controls.titles.examples);
    await dana().presses(controls.submit.next);
    await dana().seesModal(controls.titles.ask);
    expect(valueIn(dana(), "outcome")).toBe("A date");
  });

  test("says so in itself when Slack lets it, and is as it should be after the next press", async () => {
    await startsAt(dana(), "ask");
    await dana().fills({ [label("outcome")]: "A date" });
    stage().slack.fail("views.update", { kind: "error", error: "view_too_large" });
    await dana().presses(controls.buttons.back);
    expect((await dana().seesModal(modal.failed)).title).toBe(controls.titles.ask);
    expect(valueIn(dana(), "outcome")).toBe("A date");
    expectOneLine("a listener failed", "view_too_large");
    await dana().presses(controls.buttons.back);
    expect((await dana().seesModal(controls.titles.examples)).text).not.toContain(modal.failed);
  });

  test("a choice that is kept takes the word of trouble away", async () => {
    await startsAt(dana(), "scope");
    const { options } = en.form.scope_changed;
    const choose = (option: string) => dana().fills({ [label("scope_changed")]: option });
    stage().slack.fail("views.update", { kind: "error", error: "view_too_large" });
    await choose(options.yes_written);
    await dana().seesModal(modal.failed);
    expectOneLine("a listener failed", "view_too_large");
    // For this one, all that belongs on the step is there.
    await choose(options.no);
    await dana().until("no word of trouble", () => dana().modal()?.text.includes(modal.failed) === false);
  });

  test.each(["hash_conflict", "not_found"])(
    "because it has moved on (%s) is no trouble: what it was to show is stored",
    async (error) => {
      await startsAt(dana(), "scope");
      stage().slack.fail("views.update", { kind: "error", error });
      await dana().presses(controls.buttons.back);
      await comesBack(dana());
      expect(dana().modal()?.title).toBe(controls.titles.situation);
    },
  );
});
