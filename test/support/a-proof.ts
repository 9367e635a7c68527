import type { Proof } from "../../src/domain/proof.ts";

/** A message of the requester's in the card's thread that backs what it should be like in the end. */
export function aProof(given: Partial<Proof> = {}): Proof {
  return {
    id: "proof-1",
    channelId: "C0CSM0001",
    ts: "1763898000.000100",
    threadTs: "1763897000.000100",
    url: "https://acme.slack.com/archives/C0CSM0001/p1763898000000100",
    authorId: "U0DANA001",
    author: "Dana Whitfield",
    writtenOn: "2026-11-23",
    text: "Two weeks of orders in the ERP without one typed by hand",
    files: [],
    fields: ["outcome"],
    example: null,
    state: "stands",
    addedBy: "U0DANA001",
    addedAt: "2026-11-23T12:00:00.000Z",
    ...given,
  };
}
