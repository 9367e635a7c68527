import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { type Person, personOn } from "../../playground/person.ts";
import { jsonObject, type Json, type JsonObject } from "../../playground/server/json.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, ben, general, hidden, pat, quiet, startSmallSlack } from "../support/local-slack.ts";
import { callApi, connectApp, type HandMadeApp, textOf, violationsOf } from "../support/local-slack-app.ts";

/** Messages for one person alone, and what can be chosen on messages of either kind. */

const words = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: words(text), value: text.toLowerCase() });
const gaps = {
  type: "static_select",
  action_id: "gap",
  placeholder: words("Add this to …"),
  option_groups: [
    { label: words("Still missing"), options: [option("A date"), option("A ticket")] },
    { label: words("Otherwise"), options: [option("Not evidence")] },
  ],
};
const go = { type: "button", action_id: "go", value: "E1", text: words("Go") };
const ask = (...elements: Json[]) => ({
  text: "What is it?",
  blocks: [
    { type: "section", block_id: "what", text: words("What is it?") },
    { type: "actions", block_id: "ask", elements },
  ],
});

const clock = frozenClock(new Date("2026-03-02T14:00:00Z"));
let slack: LocalSlack;
let app: HandMadeApp;
let person: Person;
beforeEach(async () => {
  slack = await startSmallSlack({ clock, settleMs: 20 });
  app = await connectApp(slack);
  person = personOn(slack, ana);
});
afterEach(async () => {
  await app.close();
  await slack.stop();
});

const shows = (args: Readonly<Record<string, Json>>) =>
  callApi(slack, "chat.postEphemeral", { channel: general, user: ana, ...args });
const interactions = () => app.payloads("interactive");
async function respond(body: JsonObject): Promise<void> {
  const url = textOf(interactions().at(-1)?.["response_url"]);
  await fetch(url, { method: "POST", body: JSON.stringify(body) });
}
function theQuestion(channelId: string = general) {
  const question = person.ephemerals(channelId).at(-1);
  if (question === undefined) throw new Error("Nobody asked anything.");
  return question;
}

describe("a message for one person alone", () => {
  test("is seen by that person where it was shown, in a thread too, and by nobody else", async () => {
    const ts = slack.say(ben, general, "A thread");
    expect(await shows({ text: "Psst", thread_ts: ts })).toEqual({ ok: true, message_ts: theQuestion().ts });
    expect(theQuestion()).toMatchObject({ screen: "Psst", author: "Helper", ephemeral: true, threadTs: ts });
    expect(personOn(slack, ben).ephemerals(general)).toEqual([]);
    const { dm } = person;
    expect(await shows({ channel: dm, text: "Here too" })).toMatchObject({ ok: true });
    expect(theQuestion(dm)).toMatchObject({ screen: "Here too", threadTs: null });
    expect(slack.violations).toEqual([]);
  });

  test("cannot be shown to who is not there, nor where the bot is not", async () => {
    const refused = async (args: Readonly<Record<string, Json>>) =>
      (await shows({ text: "Psst", ...args }))["error"];
    expect(await refused({ user: "U0NOBODY" })).toBe("user_not_in_channel");
    expect(await refused({ channel: person.dm, user: ben })).toBe("user_not_in_channel");
    expect(await refused({ user: pat })).toBeUndefined();
    expect(await refused({ channel: quiet })).toBe("not_in_channel");
    expect(await refused({ channel: hidden })).toBe("channel_not_found");
    expect(await refused({ channel: ana })).toBe("channel_not_found");
    slack.deactivate(ben);
    expect(await refused({ user: ben })).toBe("user_not_in_channel");
    slack.archive(general);
    expect(await refused({})).toBe("is_archived");
    expect(slack.violations).toEqual([]);
  });

  test("needs words and sound blocks as any message does, and no second between two", async () => {
    expect(await shows({})).toMatchObject({ error: "no_text" });
    const broken = ask({ ...gaps, options: [option("A date")] });
    expect(await shows(broken)).toMatchObject({ error: "invalid_blocks" });
    expect(violationsOf(slack, "invalid_blocks")).toEqual([
      expect.stringContaining("needs either options or option_groups"),
    ]);
    await shows({ text: "One" });
    await shows({ text: "Two" });
    expect(violationsOf(slack, "posting_too_fast")).toEqual([]);
  });
});

describe("choosing on a message", () => {
  test("tells the app at once what was chosen, on what, and how to answer", async () => {
    const ts = slack.say(ben, general, "A thread");
    await shows({ ...ask(gaps, go), thread_ts: ts });
    expect(theQuestion().fields).toMatchObject([
      { label: "Add this to …", kind: "static_select", options: ["A date", "A ticket", "Not evidence"] },
    ]);
    await person.chooses("A ticket", { on: theQuestion() });
    expect(interactions()).toMatchObject([
      {
        type: "block_actions",
        user: { id: ana },
        container: { type: "message", is_ephemeral: true, thread_ts: ts, message_ts: theQuestion().ts },
        channel: { id: general },
        trigger_id: expect.any(String),
        state: { values: { ask: { gap: { type: "static_select", selected_option: option("A ticket") } } } },
        actions: [
          {
            type: "static_select",
            action_id: "gap",
            block_id: "ask",
            selected_option: option("A ticket"),
          },
        ],
      },
    ]);
    expect(interactions()[0]).not.toHaveProperty("message");
    expect(theQuestion()).toMatchObject({ fields: [{ value: "A ticket" }] });
    expect(theQuestion().screen).toContain("[A ticket]");
    await respond({ ...ask(go), replace_original: true });
    expect(theQuestion()).toMatchObject({ fields: [], buttons: ["Go"], threadTs: ts });
    await respond({ delete_original: true });
    expect(person.ephemerals(general)).toEqual([]);
  });

  test("is remembered for the button beside the menu, for the one who chose alone", async () => {
    await callApi(slack, "chat.postMessage", { channel: general, ...ask(gaps, go) });
    const posted = async () => person.seesMessage(general, "What is it?");
    await person.chooses("A date", { on: await posted() });
    await person.clicks("Go", { on: await posted() });
    await personOn(slack, ben).clicks("Go", { on: await posted() });
    const [, mine, bens] = interactions();
    const chosen = (choice: Json) => ({
      state: { values: { ask: { gap: { selected_option: choice } } } },
      actions: [{ action_id: "go", value: "E1" }],
    });
    expect(mine).toMatchObject(chosen(option("A date")));
    expect(bens).toMatchObject(chosen(null));
  });

  test("is forgotten when the menu does not offer it any more", async () => {
    const { ts } = await callApi(slack, "chat.postMessage", { channel: general, ...ask(gaps) });
    await person.chooses("A date", { on: await person.seesMessage(general, "What is it?") });
    const fewer = { type: "static_select", action_id: "gap", options: [option("A ticket")] };
    await callApi(slack, "chat.update", { channel: general, ts: textOf(ts), ...ask(fewer) });
    expect(person.sees(general)).toMatchObject([{ fields: [{ value: null, options: ["A ticket"] }] }]);
  });

  test("works for people, dates and radio buttons; an overflow menu forgets what was chosen", async () => {
    const people = { type: "users_select", action_id: "who", initial_user: ben };
    const day = { type: "datepicker", action_id: "day", placeholder: words("A day") };
    const radio = { type: "radio_buttons", action_id: "radio", options: [option("Red"), option("Blue")] };
    const more = { type: "overflow", action_id: "more", options: [option("Remove")] };
    await shows(ask(people, day, radio, more));
    await person.chooses("Ana Lima", { on: theQuestion() });
    await person.chooses("2026-03-04", { on: theQuestion(), from: "A day" });
    await person.chooses("Blue", { on: theQuestion() });
    await person.chooses("Remove", { on: theQuestion() });
    expect(interactions().flatMap(({ actions }) => actions)).toMatchObject([
      { type: "users_select", selected_user: ana },
      { type: "datepicker", selected_date: "2026-03-04" },
      { type: "radio_buttons", selected_option: option("Blue") },
      { type: "overflow", selected_option: option("Remove") },
    ]);
    const { values } = jsonObject.parse(interactions().at(-1)?.["state"]);
    expect(values).toEqual({
      ask: {
        who: { type: "users_select", selected_user: ana },
        day: { type: "datepicker", selected_date: "2026-03-04" },
        radio: { type: "radio_buttons", selected_option: option("Blue") },
      },
    });
    expect(theQuestion().fields.map(({ value }) => value)).toEqual(["Ana Lima", "2026-03-04", "Blue", null]);
  });

  test("offers the people who are active here, and says what is there when something is not", async () => {
    const people = { type: "users_select", action_id: "who", placeholder: words("Who") };
    await shows(ask(people, gaps, { ...gaps, action_id: "again", placeholder: words("Again") }));
    slack.deactivate(ben);
    await expect(person.chooses("Ben Okoro", { on: theQuestion(), from: "Who" })).rejects.toThrow(
      "does not offer “Ben Okoro”. People: “Ana Lima”, “Deploys”, “Pat Away”, “Helper”",
    );
    await expect(person.chooses("A date", { on: theQuestion() })).rejects.toThrow("2 menus have “A date”");
    await expect(person.chooses("A moon", { on: theQuestion() })).rejects.toThrow(
      "Nothing here offers “A moon”",
    );
    await person.chooses("A date", { on: theQuestion(), from: "Again" });
    expect(interactions()).toMatchObject([{ actions: [{ action_id: "again" }] }]);
  });
});

describe("a shortcut", () => {
  test("is used on a reply with its thread, and on a message in the DM with the bot", async () => {
    const ts = slack.say(ben, general, "A thread");
    const reply = slack.say(ben, general, "A reply", { threadTs: ts, file: "proof.png" });
    slack.say(ana, person.dm, "Dear bot");
    await person.usesShortcut("Help with this", { on: await person.seesMessage(general, "A reply") });
    await person.usesShortcut("Help with this", { on: await person.seesMessage(person.dm, "Dear bot") });
    expect(interactions()).toMatchObject([
      {
        type: "message_action",
        message_ts: reply,
        channel: { id: general },
        message: { ts: reply, thread_ts: ts, user: ben, files: [{ name: "proof.png" }] },
      },
      { channel: { id: person.dm, name: "directmessage" }, message: { text: "Dear bot" } },
    ]);
  });

  test("is answered in the channel, not in the thread", async () => {
    const ts = slack.say(ben, general, "A thread");
    slack.say(ben, general, "A reply", { threadTs: ts });
    await person.usesShortcut("Help with this", { on: await person.seesMessage(general, "A reply") });
    await respond({ text: "Added" });
    expect(theQuestion()).toMatchObject({ screen: "Added", threadTs: null });
  });

  test("cannot be used on what was deleted", async () => {
    const ts = slack.say(ben, general, "A thread");
    slack.say(ben, general, "A reply", { threadTs: ts });
    slack.removeMessage(general, ts);
    const [stone] = person.sees(general);
    if (stone === undefined) throw new Error("no stone");
    await expect(person.usesShortcut("Help with this", { on: stone })).rejects.toThrow("No message");
    expect(interactions()).toEqual([]);
  });
});
