import { z } from "zod";

/** Ids that a person copies out of Slack into a setting. */

export const channelIdPattern = /^[CG][A-Z0-9]{2,}$/u;
export const channelIdLooks = "it begins with C or G (About, in the channel's details)";

export const usergroupId = z
  .string()
  .regex(/^S[A-Z0-9]{2,}$/u, { error: "must be the id of a user group, it begins with S" });
