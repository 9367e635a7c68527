import { z } from "zod";

/** Ids as Slack tells them. They stand in queries and log lines, so nothing that a person wrote may pass for one. */

const startingWith = (letters: string) => z.string().regex(new RegExp(`^[${letters}][A-Z0-9]{1,63}$`, "u"));

/** Of a workspace, or of the organisation above several. */
export const toldTeamId = startingWith("TE");
export const toldUserId = startingWith("UW");
export const toldChannelId = startingWith("CGD");
export const toldViewId = startingWith("V");
export const toldEventId = z.string().regex(/^Ev[A-Za-z0-9]{1,62}$/u);
/** When a message was posted, which is its name within its channel. */
export const toldTs = z.string().regex(/^\d{1,12}\.\d{1,9}$/u);
