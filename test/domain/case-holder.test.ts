import { expect, test } from "@jest/globals";
import type { EventKind } from "../../src/domain/case-events.ts";
import { lastHolder } from "../../src/domain/case-holder.ts";

/** Which CSM had a case last, told from its trail. */

const did = (actorId: string | null, kind: EventKind, details: Readonly<Record<string, string>> = {}) => ({
  actorId,
  kind,
  details,
});
const sent = did("dana", "sent");
const taken = did("casey", "acknowledged");
const given = did("casey", "handed_over", { to: "robin" });

test.each([
  ["nobody, when nobody took it", [sent, did(null, "card_posted")], null],
  ["who took it", [sent, taken, did(null, "nudged"), did("dana", "withdrawn")], "casey"],
  ["whom it was handed over to", [sent, taken, given, did("dana", "withdrawn")], "robin"],
  ["who closed it, though another one had it", [sent, taken, did("robin", "resolved")], "robin"],
  ["nobody, once it was returned", [sent, taken, did("casey", "returned"), did("dana", "withdrawn")], null],
  ["nobody, once it was sent again", [sent, taken, did("casey", "returned"), did("leo", "sent_again")], null],
  [
    "who took it after it was reopened",
    [sent, taken, did("casey", "resolved"), did("dana", "closed_reopened"), did("iris", "acknowledged")],
    "iris",
  ],
  [
    "nobody, when nobody took it after it was reopened",
    [sent, taken, did("casey", "resolved"), did("dana", "closed_reopened"), did("dana", "withdrawn")],
    null,
  ],
])("%s", (_, events, expected) => {
  expect(lastHolder(events)).toBe(expected);
});
