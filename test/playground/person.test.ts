import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../../playground/patience.ts";
import { type Person, personOn } from "../../playground/person.ts";
import type { Json, JsonObject } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, general, startSmallSlack } from "../support/local-slack.ts";
import { callApi, connectApp, type Frame, type HandMadeApp } from "../support/local-slack-app.ts";

const words = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: words(text), value: text.toLowerCase() });
const input = (label: string, element: JsonObject, more: JsonObject = {}) => ({
  type: "input",
  label: words(label),
  element: { action_id: "value", ...element },
  ...more,
});
const modal = (...blocks: Json[]) => ({
  type: "modal",
  callback_id: "form",
  title: words("Form"),
  submit: words("Send"),
  blocks,
});
const edit = (value: string) => ({ type: "button", action_id: "edit", value, text: words("Edit") });

let slack: LocalSlack;
let app: HandMadeApp;
let person: Person;
/** What the app does after it has acknowledged. */
let afterwards: (frame: Frame) => Promise<unknown>;
beforeEach(async () => {
  slack = await startSmallSlack({ settleMs: 200 });
  afterwards = () => Promise.resolve();
  app = await connectApp(slack, (frame) => {
    setTimeout(() => void afterwards(frame), 5);
    return null;
  });
  person = personOn(slack, ana);
});
afterEach(async () => {
  await app.close();
  expect(slack.violations).toEqual([]);
  await slack.stop();
});

async function open(view: Json): Promise<void> {
  afterwards = ({ type, payload }) =>
    type === "slash_commands"
      ? callApi(slack, "views.open", { trigger_id: payload["trigger_id"] ?? "", view })
      : Promise.resolve();
  await person.types("/help-me", { in: general });
  expect(person.modal()).not.toBeNull();
}

const actions = (): Json[] => app.payloads("interactive").flatMap(({ actions: sent }) => sent ?? []);

describe("filling", () => {
  test("each kind of field takes what a person would enter, and shows it", async () => {
    const choice = { options: [option("Red"), option("Blue")] };
    await open(
      modal(
        input("Text", { type: "plain_text_input", multiline: true }),
        input("Line", { type: "plain_text_input" }),
        input("Menu", { type: "static_select", ...choice }),
        input("Grouped", {
          type: "static_select",
          option_groups: [{ label: words("Warm"), options: [option("Red")] }],
        }),
        input("Radio", { type: "radio_buttons", ...choice }),
        input("Boxes", { type: "checkboxes", ...choice }),
        input("Several", { type: "multi_static_select", ...choice }, { optional: true }),
        input("Day", { type: "datepicker" }),
        input("Hour", { type: "timepicker" }),
        input("Who", { type: "users_select" }),
      ),
    );
    await person.fills({
      Text: "a\nb",
      Line: "a\nb",
      Menu: "Blue",
      Grouped: "Red",
      Radio: "Red",
      Boxes: ["Red", "Blue"],
      Several: null,
      Day: "2026-03-02",
      Hour: "09:30",
      Who: "Ana Lima",
    });
    const fields = person.modal()?.fields ?? [];
    expect(Object.fromEntries(fields.map(({ label, value }) => [label, value]))).toEqual({
      Text: "a\nb",
      Line: "a b",
      Menu: "Blue",
      Grouped: "Red",
      Radio: "Red",
      Boxes: "Red, Blue",
      Several: null,
      Day: "2026-03-02",
      Hour: "09:30",
      Who: "Ana Lima",
    });
    expect(person.modal()?.text).toContain("  (•) Red\n  ( ) Blue");
    expect(person.modal()?.text).toContain("Several (optional)");
    expect(fields[2]).toMatchObject({ kind: "static_select", optional: false, options: ["Red", "Blue"] });
  });

  test("what is not on screen or does not fit is refused with what is there", async () => {
    const name = { type: "plain_text_input", max_length: 3 };
    await open(
      modal(
        input("Name", name),
        input("Radio", { type: "radio_buttons", options: [option("Red")] }),
        input("Twice", { type: "datepicker" }),
        input("Twice", { type: "datepicker" }),
      ),
    );
    await expect(person.fills({ Nmae: "x" })).rejects.toThrow(
      "No field “Nmae” in “Form”. Fields: “Name”, “Radio”",
    );
    await expect(person.fills({ Name: "four" })).rejects.toThrow("“Name” takes 3 characters, not 4.");
    await expect(person.fills({ Radio: "Green" })).rejects.toThrow("no option “Green”. Options: “Red”.");
    await expect(person.fills({ Radio: null })).rejects.toThrow("cannot be cleared");
    await expect(person.fills({ Twice: "2026-03-02" })).rejects.toThrow("2 fields “Twice”");
    await expect(person.fills({ Twice: "tomorrow" }, { nth: 2 })).rejects.toThrow("does not take “tomorrow”");
    await person.fills({ Twice: "2026-03-02" }, { nth: 2 });
    expect(person.modal()?.fields.map(({ value }) => value)).toEqual([null, null, null, "2026-03-02"]);
  });

  test("a choice that changes the form is waited for before the next field is filled", async () => {
    const kind = {
      ...input("Kind", { type: "static_select", options: [option("Other")] }),
      block_id: "kind",
      dispatch_action: true,
    };
    await open(modal(kind));
    afterwards = async ({ payload }) => {
      if (payload["type"] !== "block_actions") return;
      await new Promise((resolve) => setTimeout(resolve, 30));
      const view = modal(kind, input("Which", { type: "plain_text_input" }));
      await callApi(slack, "views.update", { view_id: slack.screenOf(ana)?.id ?? "", view });
    };
    await person.fills({ Kind: "Other", Which: "that one" });
    expect(person.modal()?.fields.map(({ value }) => value)).toEqual(["Other", "that one"]);
  });
});

describe("pressing", () => {
  const rows = [
    { type: "section", text: words("First example"), accessory: edit("1") },
    { type: "section", text: words("Second example"), accessory: edit("2") },
  ];

  test("of several buttons with one label it has to be said which", async () => {
    await open(modal(...rows));
    await expect(person.presses("Edit")).rejects.toThrow("2 buttons “Edit”");
    await person.presses("Edit", { nth: 2 });
    await person.presses("Edit", { near: "First" });
    expect(actions()).toMatchObject([{ value: "2" }, { value: "1" }]);
    await expect(person.presses("Remove")).rejects.toThrow(
      "No button “Remove” here. Buttons: “Edit”, “Edit”.",
    );
    await expect(person.presses("Edit", { near: "Third" })).rejects.toThrow("nowhere on the screen");
  });

  test("a button that asks first does nothing when refused", async () => {
    const confirm = {
      title: words("Sure?"),
      text: words("Really?"),
      confirm: words("Yes"),
      deny: words("No"),
    };
    await open(modal({ type: "actions", elements: [{ ...edit("1"), confirm }] }));
    await person.presses("Edit", { confirm: false });
    expect(actions()).toEqual([]);
    await person.presses("Edit");
    expect(actions()).toHaveLength(1);
  });

  test("the close button closes", async () => {
    await open(modal());
    expect(person.modal()?.closeLabel).toBe("Close");
    await person.presses("Close");
    await person.seesNoModal();
    await expect(person.presses("Close")).rejects.toThrow("No modal is on the screen.");
  });
});

test("a person sees messages with their threads and writes in them", async () => {
  await person.types("Hello", { in: general });
  const [hello] = person.sees(general);
  await person.types("And this", { in: general, thread: hello?.ts ?? "", file: "log.txt" });
  expect(person.sees(general)).toMatchObject([
    {
      author: "Ana Lima",
      screen: "Hello",
      thread: [{ screen: "And this\n[file: log.txt]" }],
      buttons: [],
      live: [],
    },
  ]);
  await person.types("Hi bot", { in: person.dm });
  expect(person.dms()).toMatchObject([{ screen: "Hi bot" }]);
});

test("a person changes what they wrote, and takes it back", async () => {
  await person.types("Helo", { in: general });
  await person.edits(await person.seesMessage(general, "Helo"), "Hello");
  expect(person.sees(general)).toMatchObject([{ screen: "Hello", edited: true }]);
  await person.deletes(await person.seesMessage(general, "Hello"));
  expect(person.sees(general)).toEqual([]);
});

test("what never comes is waited for in vain, and what comes later is given", async () => {
  await expect(until("the moon", () => false, 20)).rejects.toThrow("Waited in vain for the moon.");
  const late = person.until("a message", () => person.sees(general)[0]);
  await person.types("Hello", { in: general });
  expect(await late).toMatchObject({ screen: "Hello" });
});
