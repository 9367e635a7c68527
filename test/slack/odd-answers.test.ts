import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { WebClient } from "@slack/web-api";
import { until } from "../../playground/patience.ts";
import { interactiveClientOptions, postingClient, postTimeoutMs } from "../../src/slack/clients.ts";
import { classify } from "../../src/slack/failures.ts";
import { fetchFromSlack } from "../../src/slack/fetch-from-slack.ts";
import { inChannel } from "../../src/slack/people.ts";
import { type Poster, posterOn } from "../../src/slack/poster.ts";
import {
  aDeadApiUrl,
  type BrokenSlack,
  cutOff,
  type OddAnswer,
  saying,
  silence,
  startBrokenSlack,
} from "../support/a-broken-slack.ts";
import { watchedLog } from "../support/a-watched-log.ts";

/** Answers that are none: what the bot makes of them, and that it never takes one for what it is not. */

const log = watchedLog();
/** For a Slack that does not answer; one that does has the usual time. */
const shortly = 3_000;

let slack: BrokenSlack;
beforeEach(async () => {
  slack = await startBrokenSlack(silence);
});
afterEach(() => slack.stop());

const posterAt = (apiUrl: string, timeoutMs = postTimeoutMs): Poster =>
  posterOn(postingClient({ botToken: "xoxb-1", apiUrl }, { log, timeoutMs }), "U0BOT");

const aPost: Parameters<Poster["post"]>[0] = {
  channelId: "C1",
  threadTs: null,
  message: { text: "A card", blocks: [] },
  label: { key: "card:1", escalationId: "1" },
};

/** What is made of the failure; null when there was none. */
async function madeOf(asked: Promise<unknown>) {
  return asked.then(
    () => null,
    (error: unknown) => classify(error),
  );
}

const inDoubt = (error: string) => ({ kind: "retry", error, afterMs: null, outcomeUnknown: true });
const silencedFor = (seconds: number) => ({
  kind: "retry",
  error: "ratelimited",
  afterMs: seconds * 1000,
  outcomeUnknown: false,
});
const limited = (headers: Readonly<Record<string, string>>): OddAnswer =>
  saying('{"ok":false,"error":"ratelimited"}', 429, headers);
const page = "<html><body>502 Bad Gateway</body></html>";

describe("a post, asked for once, ends and leaves it in doubt whether it stands, when Slack", () => {
  test.each<readonly [string, OddAnswer, string]>([
    ["hangs up", (request) => request.socket.destroy(), "no_answer"],
    ["answers half of it and hangs up", cutOff, "no_answer"],
    ["sends it elsewhere", saying("", 302, { location: "/elsewhere" }), "no_answer"],
    ["answers with a page and status 500", saying(page, 500, { "content-type": "text/html" }), "http_500"],
    ["answers with a page and status 502", saying(page, 502, { "content-type": "text/html" }), "http_502"],
    ["answers with a page and status 200", saying(page), "malformed_answer"],
    ["answers with nothing", saying(""), "malformed_answer"],
    ["answers with half of a JSON text", saying('{"ok":true,"ts":"1.0'), "malformed_answer"],
    ["answers null", saying("null"), "TypeError"],
    ["answers with a list", saying("[]"), "malformed_answer"],
    ["says neither yes nor no", saying("{}"), "malformed_answer"],
    ["says yes and not where it stands", saying('{"ok":true,"channel":"C1"}'), "malformed_answer"],
    ["says yes and a number for where it stands", saying('{"ok":true,"ts":17.5}'), "malformed_answer"],
    ["says no and not why", saying('{"ok":false}'), "malformed_answer"],
    ["says no and a sentence for why", saying('{"ok":false,"error":"No, sorry."}'), "malformed_answer"],
  ])("%s", async (_, answer, code) => {
    slack.answers(answer);
    expect(await madeOf(posterAt(slack.apiUrl).post(aPost))).toEqual(inDoubt(code));
    expect(slack.calls()).toBe(1);
  });

  test("takes the connection and never answers", async () => {
    expect(await madeOf(posterAt(slack.apiUrl, shortly).post(aPost))).toEqual(inDoubt("no_answer"));
    await until("the call", () => slack.calls() > 0);
    expect(slack.calls()).toBe(1);
  });

  test("is not there, goes by a name that nobody knows, or speaks no TLS", async () => {
    const { port: plain } = new URL(slack.apiUrl);
    for (const apiUrl of [
      await aDeadApiUrl(),
      "http://no-such-host.invalid/api/",
      `https://127.0.0.1:${plain}/api/`,
    ])
      expect(await madeOf(posterAt(apiUrl).post(aPost))).toEqual(inDoubt("no_answer"));
  });
});

test("a post whose answer does not say in which channel it stands, stands where it was sent", async () => {
  slack.answers(saying('{"ok":true,"ts":"17.000001"}'));
  expect(await posterAt(slack.apiUrl).post(aPost)).toEqual({ channelId: "C1", ts: "17.000001" });
});

describe("a rate limit is waited for", () => {
  test.each<readonly [string, Readonly<Record<string, string>>, number]>([
    ["as long as Slack asks", { "retry-after": "30" }, 30],
    ["for a second when Slack asks for none", { "retry-after": "0" }, 1],
    ["for a second when Slack asks for less", { "retry-after": "-3" }, 1],
    ["for a second when Slack does not say", {}, 1],
    ["for a second when Slack says what cannot be read", { "retry-after": "soon" }, 1],
    ["for a second when Slack names a day", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, 1],
    ["for a quarter of an hour when Slack asks for a day", { "retry-after": "86400" }, 900],
    ["for a quarter of an hour when Slack asks for ever", { "retry-after": "9".repeat(30) }, 900],
  ])("%s", async (_, headers, seconds) => {
    slack.answers(limited(headers));
    const poster = posterAt(slack.apiUrl);
    const asked = [
      poster.post(aPost),
      poster.redraw({ channelId: "C1", ts: "1.1" }, aPost.message),
      poster.openDm("U1"),
      poster.find({ channelId: "C1", threadTs: null, key: "card:1", since: new Date(0), until: null }),
    ];
    for (const each of asked) expect(await madeOf(each)).toEqual(silencedFor(seconds));
    expect(slack.calls()).toBe(asked.length);
  });
});

describe("a search for a message of ours", () => {
  const wanted = { channelId: "C1", threadTs: null, key: "card:1", since: new Date(0), until: null };

  test("finds none where Slack says that there is none", async () => {
    slack.answers(saying('{"ok":true,"messages":[],"has_more":false}'));
    expect(await posterAt(slack.apiUrl).find(wanted)).toBeNull();
  });

  // Whoever took these for “none” would post a second card.
  test.each([
    ["does not say what there is", '{"ok":true}'],
    ["says null", '{"ok":true,"messages":null}'],
    ["lists what are no messages", '{"ok":true,"messages":["one"]}'],
    ["says that there is more, and not where", '{"ok":true,"messages":[],"has_more":true}'],
  ])("finds out nothing where Slack %s", async (_, text) => {
    slack.answers(saying(text));
    expect(await madeOf(posterAt(slack.apiUrl).find(wanted))).toEqual(inDoubt("malformed_answer"));
  });
});

describe("whoever waits for an answer", () => {
  const clientAt = (apiUrl: string) => new WebClient("xoxb-1", interactiveClientOptions(apiUrl));

  test("waits for no rate limit: other methods, and other people, are served meanwhile", async () => {
    slack.answers((request, response) => {
      const answer = request.url?.endsWith("users.info")
        ? limited({ "retry-after": "3600" })
        : saying('{"ok":true}');
      answer(request, response);
    });
    const client = clientAt(slack.apiUrl);
    expect(await madeOf(client.users.info({ user: "U1" }))).toEqual(silencedFor(900));
    expect(await client.team.info()).toMatchObject({ ok: true });
  });

  test("is not told that somebody is not there when Slack does not say who is", async () => {
    slack.answers(saying('{"ok":true}'));
    expect(await madeOf(inChannel(clientAt(slack.apiUrl), "C1", "U1"))).toEqual(inDoubt("malformed_answer"));
  });
});

describe("an answer to a command or a click", () => {
  const respond = (timeoutMs = postTimeoutMs) =>
    fetchFromSlack("https://elsewhere.invalid/api/", timeoutMs)(`${slack.apiUrl}response/1`, {
      method: "POST",
      body: '{"text":"Hello"}',
    });
  /** The first so many times. */
  const atFirst = (times: number, odd: OddAnswer): OddAnswer => {
    let left = times;
    return (request, response) => {
      left -= 1;
      (left >= 0 ? odd : saying("ok"))(request, response);
    };
  };

  test.each<readonly [string, OddAnswer]>([
    ["is busy", saying("", 503)],
    ["counts too many of them", limited({})],
    ["hangs up", (request) => request.socket.destroy()],
    ["does not answer", silence],
  ])("is given again when Slack %s", async (_, odd) => {
    slack.answers(atFirst(2, odd));
    expect((await respond(odd === silence ? shortly : postTimeoutMs)).status).toBe(200);
    expect(slack.calls()).toBe(3);
  });

  test("is not given again when its time is over; and not for ever", async () => {
    slack.answers(saying("expired_url", 404));
    expect((await respond()).status).toBe(404);
    expect(slack.calls()).toBe(1);
    slack.answers(saying("", 500));
    expect((await respond()).status).toBe(500);
    expect(slack.calls()).toBe(4);
  });
});
