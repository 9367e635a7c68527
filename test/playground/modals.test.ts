import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, ben, general, startSmallSlack } from "../support/local-slack.ts";
import {
  callApi,
  connectApp,
  type HandMadeApp,
  violationsOf,
  silence,
  type Answers,
  textOf,
} from "../support/local-slack-app.ts";

const clock = frozenClock(new Date("2026-03-02T14:00:00Z"));
const words = (text: string) => ({ type: "plain_text", text });
const wish = (more: JsonObject = {}, element: JsonObject = {}) => ({
  type: "input",
  block_id: "wish",
  label: words("Wish"),
  element: { type: "plain_text_input", action_id: "value", ...element },
  ...more,
});
const modal = (blocks: Json, more: JsonObject = {}) => ({
  type: "modal",
  callback_id: "form",
  title: words("Form"),
  submit: words("Send"),
  close: words("Cancel"),
  blocks,
  ...more,
});
const colours = {
  type: "input",
  block_id: "colour",
  dispatch_action: true,
  label: words("Colour"),
  element: {
    type: "static_select",
    action_id: "value",
    options: [
      { text: words("Red"), value: "red" },
      { text: words("Blue"), value: "blue" },
    ],
  },
};

let slack: LocalSlack;
let app: HandMadeApp;
let person: Person;
let answer: Answers;

beforeEach(async () => {
  answer = () => null;
  slack = await startSmallSlack({ clock, ackWithinMs: 60, settleMs: 30 });
  app = await connectApp(slack, (frame) => answer(frame));
  person = personOn(slack, ana);
});
afterEach(async () => {
  await app.close();
  await slack.stop();
});

async function trigger(): Promise<string> {
  await slack.sendCommand(ana, general, "/help-me");
  return textOf(app.payloads("slash_commands").at(-1)?.["trigger_id"]);
}

async function open(view: Json): Promise<JsonObject> {
  return callApi(slack, "views.open", { trigger_id: await trigger(), view });
}

function viewId(): string {
  return slack.screenOf(ana)?.id ?? "none";
}

const update = (view: Json, more: Record<string, Json> = {}) =>
  callApi(slack, "views.update", { view_id: viewId(), view, ...more });
const lastView = (): Json | undefined => app.payloads("interactive").at(-1)?.["view"];

describe("triggers", () => {
  test("a trigger opens one modal, and using it again is a violation", async () => {
    const trigger_id = await trigger();
    expect(await callApi(slack, "views.open", { trigger_id, view: modal([]) })).toMatchObject({ ok: true });
    expect(await callApi(slack, "views.open", { trigger_id, view: modal([]) })).toEqual({
      ok: false,
      error: "exchanged_trigger_id",
    });
    expect(violationsOf(slack, "trigger_used_twice")).toHaveLength(1);
  });

  test("a trigger is good for three seconds and no more", async () => {
    const [inTime, late] = [await trigger(), await trigger()];
    clock.advance(3_000);
    expect(await callApi(slack, "views.open", { trigger_id: inTime, view: modal([]) })).toMatchObject({
      ok: true,
    });
    clock.advance(1);
    expect(await callApi(slack, "views.open", { trigger_id: late, view: modal([]) })).toEqual({
      ok: false,
      error: "expired_trigger_id",
    });
  });

  test("a trigger that nobody issued is invalid", async () => {
    expect(await callApi(slack, "views.open", { trigger_id: "1.2.3", view: modal([]) })).toEqual({
      ok: false,
      error: "invalid_trigger_id",
    });
  });

  test("a broken view is refused with pointers, and its trigger is still good", async () => {
    const trigger_id = await trigger();
    const view = modal([], { title: words("x".repeat(25)) });
    expect(await callApi(slack, "views.open", { trigger_id, view })).toEqual({
      ok: false,
      error: "invalid_arguments",
      response_metadata: {
        messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"],
      },
    });
    expect(await callApi(slack, "views.open", { trigger_id, view: modal([]) })).toMatchObject({ ok: true });
  });
});

describe("views", () => {
  test("a view keeps its id through updates, and gets a new hash each time", async () => {
    const opened = await open(modal([wish()]));
    const before = slack.screenOf(ana)?.hash;
    expect(opened).toMatchObject({ view: { id: viewId(), hash: before, state: { values: {} } } });
    expect(await update(modal([]))).toMatchObject({ ok: true, view: { id: viewId() } });
    expect(slack.screenOf(ana)?.hash).not.toBe(before);
  });

  test("an update with an old hash conflicts, one of a closed view finds nothing", async () => {
    await open(modal([]));
    const hash = slack.screenOf(ana)?.hash ?? "";
    expect(await update(modal([]), { hash })).toMatchObject({ ok: true });
    expect(await update(modal([]), { hash })).toEqual({ ok: false, error: "hash_conflict" });
    const view_id = viewId();
    await person.closesModal();
    expect(await callApi(slack, "views.update", { view_id, view: modal([]) })).toEqual({
      ok: false,
      error: "not_found",
    });
  });

  test("an external id finds its view and is there only once", async () => {
    await open(modal([], { external_id: "mine" }));
    expect(
      await callApi(slack, "views.update", { external_id: "mine", view: modal([], { external_id: "mine" }) }),
    ).toMatchObject({ ok: true });
    expect(await open(modal([], { external_id: "mine" }))).toEqual({
      ok: false,
      error: "duplicate_external_id",
    });
    expect(await callApi(slack, "views.update", { external_id: "", view: modal([]) })).toMatchObject({
      error: "not_found",
    });
  });

  test("three views can be stacked, a fourth is trouble and a violation", async () => {
    answer = ({ payload }) =>
      payload["type"] === "view_submission" ? { response_action: "push", view: modal([]) } : null;
    await open(modal([]));
    await person.presses("Send");
    await person.presses("Send");
    expect(slack.modals(ana)).toHaveLength(3);
    expect(lastView()).toMatchObject({ previous_view_id: "V00000001", root_view_id: "V00000001" });
    await person.presses("Send");
    expect(slack.modals(ana)).toHaveLength(3);
    expect(person.modal()?.notice).toBe("We had some trouble connecting. Try again?");
    expect(violationsOf(slack, "invalid_acknowledgement")).toHaveLength(1);
    answer = () => null;
    await person.presses("Send");
    expect(slack.modals(ana)).toHaveLength(2);
    answer = () => ({ response_action: "clear" });
    await person.presses("Send");
    expect(person.modal()).toBeNull();
  });
});

describe("what is on screen", () => {
  test("typed text survives an update while block id and action id stay, whatever the new initial value", async () => {
    await open(modal([wish({}, { initial_value: "old" })]));
    await person.fills({ Wish: "mine" });
    await update(modal([wish({ label: words("Your wish") }, { initial_value: "new" })]));
    expect(person.modal()?.fields).toMatchObject([{ label: "Your wish", value: "mine" }]);
    await update(modal([wish({ block_id: "other" }, { initial_value: "new" })]));
    expect(person.modal()?.fields).toMatchObject([{ value: "new" }]);
  });

  test("untouched fields show the newest initial value, and cleared ones stay clear", async () => {
    await open(modal([wish({ optional: true }, { initial_value: "old" })]));
    await update(modal([wish({ optional: true }, { initial_value: "new" })]));
    expect(person.modal()?.fields[0]?.value).toBe("new");
    await person.fills({ Wish: null });
    await update(modal([wish({ optional: true }, { initial_value: "newer" })]));
    expect(person.modal()?.fields[0]?.value).toBeNull();
  });

  test("a choice falls back to the initial one when its option is gone", async () => {
    await open(modal([colours]));
    await person.fills({ Colour: "Blue" });
    await update(
      modal([
        { ...colours, element: { ...colours.element, options: [{ text: words("Red"), value: "red" }] } },
      ]),
    );
    expect(person.modal()?.fields[0]?.value).toBeNull();
  });

  test("a dispatching choice tells every value on screen, the empty ones as null", async () => {
    await open(modal([wish(), colours, { ...wish(), block_id: "why", label: words("Why") }]));
    await person.fills({ Wish: "rain", Colour: "Blue" });
    const payload = app.payloads("interactive").at(-1);
    const chosen = { text: words("Blue"), value: "blue" };
    expect(payload).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: viewId() },
      actions: [{ type: "static_select", action_id: "value", block_id: "colour", selected_option: chosen }],
    });
    expect(lastView()).toHaveProperty("state.values", {
      wish: { value: { type: "plain_text_input", value: "rain" } },
      colour: { value: { type: "static_select", selected_option: chosen } },
      why: { value: { type: "plain_text_input", value: null } },
    });
  });

  test("an input that does not dispatch tells nothing", async () => {
    await open(modal([wish()]));
    await person.fills({ Wish: "rain" });
    expect(app.payloads("interactive")).toEqual([]);
  });

  test("initial values are submitted untouched", async () => {
    await open(modal([wish({}, { initial_value: "as it was" })]));
    await person.presses("Send");
    expect(lastView()).toHaveProperty("state.values.wish.value.value", "as it was");
  });
});

describe("choosing", () => {
  const who = {
    type: "input",
    block_id: "who",
    label: words("Who"),
    element: { type: "users_select", action_id: "value", initial_user: ben },
  };

  test("a person is chosen by name and submitted by id; the first one unless it was changed", async () => {
    await open(modal([who]));
    expect(person.modal()?.fields).toMatchObject([{ value: "Ben Okoro", kind: "users_select" }]);
    await person.presses("Send");
    await open(modal([who]));
    await person.fills({ Who: "Ana Lima" });
    await person.presses("Send");
    const chosen = (selected_user: string) => ({
      view: { state: { values: { who: { value: { type: "users_select", selected_user } } } } },
    });
    expect(app.payloads("interactive")).toMatchObject([chosen(ben), chosen(ana)]);
  });

  test("in an overflow menu tells the app, and stays in no state", async () => {
    const options = [{ text: words("Remove"), value: "remove" }];
    await open(
      modal([
        { type: "actions", block_id: "row", elements: [{ type: "overflow", action_id: "more", options }] },
      ]),
    );
    await person.fills({ more: "Remove" });
    expect(app.payloads("interactive")).toMatchObject([
      { actions: [{ type: "overflow", selected_option: options[0] }], view: { state: { values: {} } } },
    ]);
    expect(person.modal()?.fields).toMatchObject([{ value: null }]);
  });

  test("among radio buttons tells the app at once when the input dispatches", async () => {
    const element = { ...colours.element, type: "radio_buttons" };
    await open(modal([{ ...colours, element }]));
    await person.fills({ Colour: "Blue" });
    expect(app.payloads("interactive")).toMatchObject([
      { actions: [{ type: "radio_buttons", selected_option: { value: "blue" } }] },
    ]);
  });
});

describe("what Slack refuses before it sends", () => {
  test("a required field left empty is refused on screen, an optional one is marked and may stay empty", async () => {
    await open(modal([wish(), { ...wish({ optional: true }), block_id: "why", label: words("Why") }]));
    expect(person.modal()?.text).toContain("Why (optional)");
    expect(person.modal()?.text).not.toContain("Wish (optional)");
    await person.presses("Send");
    expect(person.modal()?.fields.map(({ error }) => error)).toEqual([
      "Please complete this required field.",
      null,
    ]);
    expect(app.payloads("interactive")).toEqual([]);
  });

  test.each<[string, JsonObject, string, string]>([
    ["too short", { type: "plain_text_input", min_length: 5 }, "four", "fives"],
    ["no email address", { type: "email_text_input" }, "ana", "ana@example.com"],
    ["no address", { type: "url_text_input" }, "example", "https://example.com"],
    ["no number", { type: "number_input", is_decimal_allowed: true }, "many", "1.5"],
    ["no whole number", { type: "number_input", is_decimal_allowed: false }, "1.5", "2"],
    ["too small", { type: "number_input", is_decimal_allowed: false, min_value: "3" }, "2", "3"],
    ["too great", { type: "number_input", is_decimal_allowed: false, max_value: "3" }, "4", "3"],
  ])("what is %s is refused on screen", async (_name, element, bad, good) => {
    await open(modal([wish({}, element)]));
    await person.fills({ Wish: bad });
    await person.presses("Send");
    expect(person.modal()?.fields[0]?.error).not.toBeNull();
    await person.fills({ Wish: good });
    await person.presses("Send");
    expect(person.modal()).toBeNull();
  });
});

describe("what the app answers to a submission", () => {
  const onSubmission = (payload: Json) => {
    answer = (frame) => (frame.payload["type"] === "view_submission" ? payload : null);
  };

  test("errors stand at their fields, and what was typed stays", async () => {
    onSubmission({ response_action: "errors", errors: { wish: "Not that." } });
    await open(modal([wish()]));
    await person.fills({ Wish: "war" });
    await person.presses("Send");
    expect(person.modal()?.fields).toMatchObject([{ value: "war", error: "Not that." }]);
    expect(slack.violations).toEqual([]);
  });

  test("errors for a block that is no input are trouble and a violation", async () => {
    onSubmission({ response_action: "errors", errors: { nobody: "Not that." } });
    await open(modal([wish()]));
    await person.fills({ Wish: "war" });
    await person.presses("Send");
    expect(person.modal()?.notice).not.toBeNull();
    expect(violationsOf(slack, "invalid_acknowledgement")).toEqual([expect.stringContaining("nobody")]);
  });

  test("an update changes the view in place and keeps what was typed", async () => {
    onSubmission({ response_action: "update", view: modal([wish()], { title: words("Next") }) });
    await open(modal([wish()]));
    const id = viewId();
    await person.fills({ Wish: "rain" });
    await person.presses("Send");
    expect(person.modal()).toMatchObject({ viewId: id, title: "Next", fields: [{ value: "rain" }] });
  });

  test("a broken view in an answer is trouble and a violation", async () => {
    onSubmission({ response_action: "update", view: modal([{ type: "banner" }]) });
    await open(modal([]));
    await person.presses("Send");
    expect(person.modal()).toMatchObject({
      title: "Form",
      notice: "We had some trouble connecting. Try again?",
    });
    expect(violationsOf(slack, "invalid_blocks")).toHaveLength(1);
  });

  test("without an answer in time the modal stays, with a sign of trouble, and can be sent again", async () => {
    answer = (frame) => (frame.payload["type"] === "view_submission" ? silence : null);
    await open(modal([wish()]));
    await person.fills({ Wish: "rain" });
    await person.presses("Send");
    expect(person.modal()).toMatchObject({
      notice: "We had some trouble connecting. Try again?",
      fields: [{ value: "rain" }],
    });
    expect(violationsOf(slack, "not_acknowledged")).toEqual(["interactive view_submission within 60 ms"]);
    answer = () => null;
    await person.presses("Send");
    expect(person.modal()).toBeNull();
  });

  test("a choice without an answer in time shows a sign of trouble", async () => {
    await open(modal([colours]));
    answer = () => silence;
    await person.fills({ Colour: "Red" });
    expect(person.modal()).toMatchObject({
      notice: "We had some trouble connecting. Try again?",
      fields: [{ value: "Red" }],
    });
  });

  test("a second press while the first is on its way sends nothing", async () => {
    await open(modal([]));
    await Promise.all([slack.submitModal(ana), slack.submitModal(ana)]);
    expect(app.payloads("interactive")).toHaveLength(1);
  });
});

describe("closing", () => {
  test("the app is told only when it asked, without what was typed", async () => {
    await open(modal([wish()], { notify_on_close: true, private_metadata: "draft 1" }));
    await person.fills({ Wish: "rain" });
    await person.presses("Cancel");
    expect(app.payloads("interactive")).toMatchObject([
      {
        type: "view_closed",
        is_cleared: false,
        view: { private_metadata: "draft 1", state: { values: {} } },
      },
    ]);
    await open(modal([wish()]));
    await person.closesModal();
    expect(app.payloads("interactive")).toHaveLength(1);
  });

  test("a view that clears on close takes the views below it along", async () => {
    await open(modal([], { notify_on_close: true }));
    answer = () => ({
      response_action: "push",
      view: modal([], { clear_on_close: true, notify_on_close: true }),
    });
    await person.presses("Send");
    answer = () => null;
    await person.closesModal();
    expect(person.modal()).toBeNull();
    expect(app.payloads("interactive").slice(1)).toMatchObject([
      { type: "view_closed", is_cleared: true, view: { id: "V00000002" } },
      { type: "view_closed", is_cleared: true, view: { id: "V00000001" } },
    ]);
  });
});
