import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { z } from "zod";
import type { LocalSlack } from "../../playground/server/local-slack.ts";
import { ana, smallApp, startSmallSlack } from "../support/local-slack.ts";
import { callApi } from "../support/local-slack-app.ts";

/** Files: a place is asked for, the file is brought there, and then it is shared. */

let slack: LocalSlack;
let dm = "";
beforeEach(async () => {
  const { manifest } = smallApp;
  const more = JSON.parse(
    JSON.stringify(manifest).replace('"chat:write"', '"chat:write","files:write"'),
  ) as unknown;
  slack = await startSmallSlack({ app: { ...smallApp, manifest: more } });
  const opened = await callApi(slack, "conversations.open", { users: ana });
  dm = z.object({ id: z.string() }).parse(opened["channel"]).id;
});
afterEach(() => slack.stop());

const place = z.object({ upload_url: z.string(), file_id: z.string() });
const asksFor = async (length: number) =>
  place.parse(
    await callApi(slack, "files.getUploadURLExternal", { filename: "cases.csv", length: String(length) }),
  );
const shares = (id: string) =>
  callApi(slack, "files.completeUploadExternal", {
    files: JSON.stringify([{ id }]),
    channel_id: dm,
    initial_comment: "Here",
  });
const brings = (url: string, body: string) => fetch(url, { method: "POST", body });

test("a file that was brought is shown where it is shared, once", async () => {
  const { upload_url: url, file_id: id } = await asksFor(3);
  expect((await brings(url, "a,b")).status).toBe(200);
  expect((await brings(url, "a,c")).status).toBe(404);
  expect(await shares(id)).toMatchObject({ ok: true });
  expect(await shares(id)).toMatchObject({ ok: false, error: "file_not_found" });
  const [message, ...others] = slack.messagesFor(ana, dm);
  expect(others).toEqual([]);
  expect(message).toMatchObject({ text: "Here", files: ["cases.csv"], fromApp: true });
  expect(slack.uploads.map(({ content }) => content?.toString())).toEqual(["a,b"]);
  expect(slack.violations).toEqual([]);
});

test("one that was not brought is not there to be shared", async () => {
  const { file_id: id } = await asksFor(3);
  expect(await shares(id)).toMatchObject({ ok: false, error: "file_not_found" });
  expect(slack.messagesFor(ana, dm)).toEqual([]);
});

test("another length than was announced is a violation", async () => {
  const { upload_url: url } = await asksFor(4);
  await brings(url, "a,b");
  expect(slack.violations.map(({ what }) => what)).toEqual(["upload_length"]);
});
