import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { frozenClock } from "../../playground/clock.ts";
import { until } from "../../playground/patience.ts";
import { s4 } from "../../playground/sample-cases.ts";
import type { Fault } from "../../playground/server/faults.ts";
import type { Stage } from "../../playground/stage.ts";
import { channels, people } from "../../playground/workspace.ts";
import { draftsOnDisk, en, minutes, opensReview } from "../support/a-bot-in-trouble.ts";
import { inOneLine, openWatchedStage } from "../support/a-watched-stage.ts";

/**
 * No token and nothing that somebody wrote gets into a log line. That is looked at after every test of this project; here
 * things go wrong so that the log speaks of them.
 */

const typed = "my-typed-secret costs 4711 dollars";
const reason = "because-of-my-secret-reason";
const answers = { ...s4.answers, summary: `zq-summary ${s4.answers.summary}` };

let lines: string[];
let stage: Stage;
let disk: Awaited<ReturnType<typeof draftsOnDisk>>;
beforeEach(async () => {
  lines = [];
  disk = await draftsOnDisk({ drafts: [people.ravi], answers });
  stage = await openWatchedStage(
    { clock: frozenClock(s4.now), settings: { DATABASE_URL: disk.url }, slack: { settleMs: 50 } },
    (heard) => lines.push(inOneLine(heard)),
  );
});
afterEach(async () => {
  await stage.stop();
  await disk.remove();
});

const faults: Record<string, Fault> = {
  "answers that cannot be read": { kind: "malformed" },
  "answers that are lost": { kind: "lose_answer" },
  "server errors": { kind: "http_status", status: 500 },
  "refusals that quote the message": {
    kind: "error",
    error: "invalid_blocks",
    extra: {
      response_metadata: { messages: [`[ERROR] ${typed} ${answers.summary} [json-pointer:/blocks/0/text]`] },
    },
  },
  "rate limits": { kind: "rate_limited", retryAfterSeconds: 1 },
};

test.each(Object.entries(faults))("a case of anger and markup, sent through %s", async (_, fault) => {
  const { slack } = stage;
  const ravi = stage.person(people.ravi);
  const casey = stage.person(people.casey);
  const strike = (method: string) => {
    slack.fail(method, fault, { times: 3 });
  };

  // What waits for a person is tried three times at once, and then fails.
  if (fault.kind !== "rate_limited") strike("views.open");
  await ravi.types(`/escalate ${typed}`, { in: channels.project });
  if (ravi.modal()) await ravi.closesModal();
  slack.mend();

  await opensReview(ravi);
  await ravi.fills({ [en.review.anyway.label]: reason });
  for (const method of ["chat.postMessage", "conversations.open", "conversations.history", "users.info"])
    strike(method);
  await ravi.presses(en.controls.submit.send_anyway);
  await stage.settle(30 * minutes);
  slack.mend();
  await stage.settle(30 * minutes);
  const [card] = casey.sees(channels.csm);
  if (!card) throw new Error("The card did not come.");

  for (const method of ["chat.update", "usergroups.users.list", "users.info"]) strike(method);
  if (fault.kind === "rate_limited") slack.mend("usergroups.users.list");
  if (fault.kind === "rate_limited") slack.mend("users.info");
  await casey.clicks(en.controls.buttons.have_it, { on: card });
  await stage.settle(30 * minutes);
  slack.mend();
  await ravi.types("/escalate ESC-1", { in: channels.project });

  // The log did speak of it.
  expect(lines.join("\n")).toContain(
    fault.kind === "error" ? '"pointer":"/blocks/0/text"' : "a message will be tried again",
  );
  expect(lines.length).toBeGreaterThan(5);
});

test("a connection that cannot be opened again, with an answer that holds its address", async () => {
  stage.slack.fail("apps.connections.open", { kind: "malformed" }, { times: 1 });
  stage.slack.dropConnections();
  await stage.slack.untilConnected();
  await stage.person(people.ravi).types(`/escalate ${typed}`, { in: channels.project });
  await stage.person(people.ravi).seesModal();
  expect(lines.join("\n")).toContain("there is no connection to Slack");
});

test("a listener that fails on what somebody wrote", async () => {
  const ravi = stage.person(people.ravi);
  await opensReview(ravi);
  stage.slack.fail("views.update", { kind: "malformed" }, { times: 9 });
  await ravi.presses(en.controls.buttons.back);
  await until("the listener to give up", () => lines.join("\n").includes("a listener failed"));
});
