import { afterEach, beforeEach, expect, test } from "@jest/globals";
import bolt from "@slack/bolt";
import { personOn } from "../../playground/person.ts";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, ben, general, smallApp, startSmallSlack } from "../support/local-slack.ts";

const { App, LogLevel, SocketModeReceiver } = bolt;

let slack: LocalSlack;
let stopApp: () => Promise<void>;

beforeEach(async () => {
  slack = await startSmallSlack();
  stopApp = await startTinyApp(slack);
});

afterEach(async () => {
  await stopApp();
  await slack.stop();
});

/** Asks for a wish in a modal, says it in the channel, and takes it back at the press of a button. */
async function startTinyApp({ apiUrl }: LocalSlack): Promise<() => Promise<void>> {
  const receiver = new SocketModeReceiver({
    appToken: smallApp.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 300,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  const app = new App({
    receiver,
    token: smallApp.botToken,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.command("/help-me", async ({ ack, command, client }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: "modal",
        callback_id: "wish",
        private_metadata: command.channel_id,
        title: { type: "plain_text", text: "Your wish" },
        submit: { type: "plain_text", text: "Send" },
        blocks: [
          {
            type: "input",
            block_id: "wish",
            label: { type: "plain_text", text: "Wish" },
            element: { type: "plain_text_input", action_id: "value", max_length: 100 },
          },
        ],
      },
    });
  });
  app.view("wish", async ({ ack, view, client }) => {
    const wish = view.state.values["wish"]?.["value"]?.value ?? "";
    if (wish === "nothing") {
      await ack({ response_action: "errors", errors: { wish: "Wish for something." } });
      return;
    }
    await ack();
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: "A wish",
      blocks: [
        { type: "section", text: { type: "plain_text", text: wish } },
        {
          type: "actions",
          elements: [{ type: "button", action_id: "undo", text: { type: "plain_text", text: "Take back" } }],
        },
      ],
    });
  });
  app.action("undo", async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });
  await app.start();
  return async () => {
    await app.stop();
  };
}

test("a command opens a modal, its submission becomes a message, and a button takes it back", async () => {
  const person = personOn(slack, ana);
  await person.types("/help-me", { in: general });
  expect(person.modal()?.title).toBe("Your wish");

  await person.fills({ Wish: "nothing" });
  await person.presses("Send");
  expect(person.modal()?.fields[0]?.error).toBe("Wish for something.");

  await person.fills({ Wish: "rain & sun <!here>" });
  await person.presses("Send");
  expect(person.modal()).toBeNull();
  const wish = await personOn(slack, ben).seesMessage(general, "rain & sun <!here>");
  expect(wish).toMatchObject({ author: "Helper", text: "A wish", buttons: ["Take back"], live: [] });

  await person.clicks("Take back", { on: wish });
  expect(person.sees(general)).toEqual([]);
  expect(slack.violations).toEqual([]);
});

test("nothing is called between the command and its acknowledgement, and the modal comes right after it", async () => {
  await personOn(slack, ana).types("/help-me", { in: general });
  const order = slack.traffic.map((entry) => (entry.kind === "call" ? entry.method : entry.kind));
  const command = order.indexOf("envelope");
  expect(order.slice(command, command + 3)).toEqual(["envelope", "ack", "views.open"]);
});

test("an app whose connection is renewed comes back and works on", async () => {
  await slack.untilConnected();
  slack.disconnect();
  expect(slack.connections()).toBe(0);
  await slack.untilConnected();
  const person = personOn(slack, ana);
  await person.types("/help-me", { in: general });
  expect(person.modal()?.title).toBe("Your wish");
  expect(slack.calls.filter(({ method }) => method === "apps.connections.open")).toHaveLength(2);
});

test("the client of an app posts again when the answer was lost: the stand-in shows the message twice", async () => {
  const person = personOn(slack, ana);
  await person.types("/help-me", { in: general });
  slack.fail("chat.postMessage", { kind: "lose_answer" });
  await person.fills({ Wish: "rain" });
  await person.presses("Send");
  await person.until("the second post", () => person.sees(general).length === 2);
});
