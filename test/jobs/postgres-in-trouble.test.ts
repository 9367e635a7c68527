import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Client } from "pg";
import { until } from "../../playground/patience.ts";
import { channels, people } from "../../playground/workspace.ts";
import { en, expectShownOnce, keysIn } from "../support/a-bot-in-trouble.ts";
import { adminDatabase, type APostgres, onServer, startPostgres } from "../support/a-postgres.ts";
import { type ASilentLine, layLineTo } from "../support/a-silent-line.ts";
import {
  type AStoreInTrouble,
  openStoreInTrouble,
  patienceMs,
  typed,
  unwell,
  well,
} from "../support/a-store-in-trouble.ts";
import { onPostgres } from "../support/on-postgres.ts";

/**
 * The PostgreSQL server of a bot that runs is restarted, gone, held, read-only or silent: whoever presses a button then
 * sees that it was not kept and what to do, `/readyz` says that the store is out of order, and all goes on by itself
 * when it is mended.
 */

const { controls } = en;

onPostgres("the PostgreSQL server", () => {
  let at: AStoreInTrouble;
  let server: APostgres;
  let line: ASilentLine | null;
  beforeEach(async () => {
    line = null;
    at = await openStoreInTrouble();
    server = await startPostgres();
  });
  afterEach(async () => {
    at.child().process.kill("SIGKILL");
    await at.child().ended;
    await line?.close();
    await server.stop();
    // Whoever presses while the line is silent hears it from Slack.
    await at.end(line ? ["not_acknowledged"] : []);
  });
  const url = () => server.url(adminDatabase);
  const order = (statement: string) => onServer(url(), statement);
  /** The bot, and people at work, on a line that can fall silent. */
  const startOnALine = async () => {
    const along = new URL(url());
    line = await layLineTo(Number(along.port));
    along.port = String(line.port);
    await at.startBot(along.href);
    await at.peopleAtWork();
    return line;
  };

  test("is restarted in mid-flight: a post that stood is recorded, nobody sees anything of it, and all goes on", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    at.slack.fail("chat.postMessage", { kind: "delay", ms: 700 }, { channel: channels.csm });
    await at.dana.presses(controls.submit.send);
    await at.dana.seesModal("ESC-1");
    await until("the card to leave", () =>
      at.slack.calls.some(({ method }) => method === "chat.postMessage"),
    );
    const restarts = async () => {
      // So that there is little to be done when it comes back.
      await order("checkpoint");
      const began = performance.now();
      await server.crash();
      const pressing = at.ravi.presses(controls.submit.next);
      await server.start();
      const tookMs = performance.now() - began;
      await pressing;
      return tookMs;
    };
    // On a busy machine it may be away for longer than it is waited for, and then they are told, and press once more.
    while ((await restarts()) > 1_500 && at.ravi.modal()?.title !== controls.titles.scope);
    await at.ravi.seesModal(controls.titles.scope);
    await until("the evidence", () => keysIn(at.slack, people.casey, channels.csm).length === 2, patienceMs);
    await until("the receipt with its link", () => at.receiptSays(at.dana, "ESC-1"), patienceMs);
    expectShownOnce(at.slack);
    await at.untilHealthIs(well);
  });

  test("is gone for a while: whoever presses is told, and all goes on once it is back", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    await server.crash();
    await at.expectAllRefused("ECONNREFUSED");
    await server.start();
    await at.goesOn();
  });

  test("has its tables held by somebody else: nobody is left waiting, and all goes on once they let go", async () => {
    await at.startBot(url());
    await at.peopleAtWork();
    const somebody = new Client({ connectionString: url() });
    await somebody.connect();
    await somebody.query("begin");
    await somebody.query("lock table drafts, escalations, deliveries, people");
    await at.expectAllRefused("55P03");
    await somebody.query("rollback");
    await somebody.end();
    await at.goesOn();
  });

  test("takes nothing that is written: it says so before anybody writes, and all goes on once it does", async () => {
    const mayOnlyRead = async (answer: "on" | "off") => {
      await order(`alter system set default_transaction_read_only = ${answer}`);
      await order("select pg_reload_conf()");
    };
    await at.startBot(url());
    await at.peopleAtWork();
    await mayOnlyRead("on");
    await at.untilHealthIs(unwell);
    await at.expectWritesRefused("25006");
    await mayOnlyRead("off");
    await at.goesOn();
  });

  test("falls silent: what was typed stays, and all goes on as soon as it can be reached anew", async () => {
    (await startOnALine()).silence();
    await at.ravi.presses(controls.submit.next);
    const screen = await at.ravi.seesModal(controls.titles.situation);
    expect(screen.notice).toContain("trouble connecting");
    expect(screen.fields[0]?.value).toBe(typed);
    await at.goesOn();
    expect(at.child().out()).toContain('"code":"ETIMEDOUT"');
  });

  test("is silent when the bot is told to stop: it does not wait for longer than it was given", async () => {
    (await startOnALine()).silence();
    await at.ravi.presses(controls.submit.next);
    at.child().process.kill("SIGTERM");
    expect(await at.child().ended).toBe(1);
    expect(at.child().out()).toContain("it did not stop in time");
  });
});
