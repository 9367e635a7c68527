import { z } from "zod";
import { weekdays } from "./calendar-days.ts";
import { locales } from "./escalation.ts";

/** What each workspace says for itself, where one bot serves several of them. Everything else is the same for all. */
export const workspaceSettingsSchema = z
  .object({
    csm: z
      .object({ channel: z.string(), usergroup: z.string().nullable(), backup: z.string().nullable() })
      .readonly(),
    channelLocale: z.enum(locales),
    defaultZone: z.string(),
    workingDays: z.array(z.enum(weekdays)).readonly(),
    /** Country or region codes, and single days. */
    holidays: z.array(z.string()).readonly(),
    hours: z.object({ from: z.string(), to: z.string() }).readonly(),
  })
  .readonly();
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;
