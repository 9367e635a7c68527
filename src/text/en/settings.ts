import type { Weekday } from "../../domain/calendar-days.ts";
import type { Locale } from "../../domain/escalation.ts";

const weekdays: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
const languages: Record<Locale, string> = { en: "English", "pt-BR": "Portuguese (Brazil)" };

/** What each workspace says for itself, where one bot serves several. */
export const settings = {
  title: "Settings",
  text: "They hold for this workspace. Cases that were sent before stay where they are.",
  submit: "Save",
  fields: {
    channel: {
      label: "CSM channel",
      hint: "Cards are posted there, and reminders in their threads. Invite me to it.",
    },
    usergroup: { label: "CSM user group", hint: "Its people may take cases." },
    backup: { label: "Backup user group", hint: "It is called when nobody has taken a case." },
    channelLocale: {
      label: "Language of the cards",
      hint: "Everybody's own windows and DMs are in their language.",
    },
    defaultZone: {
      label: "Time zone",
      hint: "By it the CSMs are reminded, and people of whom Slack knows none; such as America/Sao_Paulo.",
    },
    workingDays: { label: "Working days", hint: "Business days are counted by them." },
    from: { label: "Working hours from", hint: "Nobody is reminded earlier, in their own time zone." },
    to: { label: "Working hours to", hint: "Nobody is reminded later, in their own time zone." },
    holidays: {
      label: "Holidays",
      hint: "Country or region codes and single days, separated by commas: US, BR-SP, 2026-12-24.",
    },
  },
  weekdays,
  languages,
  /** Instead of a user group. */
  members: "Everybody in the channel, but guests",
  nobody: "Nobody",
  noGroups: {
    not_in_plan:
      "The Slack plan of this workspace has no user groups, so they stay as they are here. A plan that has them is needed to choose one.",
    untold:
      "Slack did not list the user groups just now, so they stay as they are. To choose one, open the settings again in a moment. If it stays like this, I may lack a permission: install me once more.",
  },
  errors: {
    zone: "This is no time zone. One looks like Europe/London.",
    hours: (nudgeTime: string) =>
      `The working hours have to begin before they end, and to include ${nudgeTime}.`,
    holidays: "I do not know all of these. Codes look like US or BR-SP, days like 2026-12-24.",
  },
  saved: (channel: string) => `Saved. Cases go to ${channel}.`,
  notThere: (channel: string) =>
    `I am not in ${channel} yet: write /invite and my name there. Until then cards wait.`,
  archived: (channel: string) => `${channel} is archived: cards wait until it is restored.`,
  sharedWith: (teams: string) => `People of other organisations read along there: ${teams}.`,
  notSeen:
    "I cannot see this channel. If it is private, write /invite and my name there, then save once more.",
  cannotTell:
    "Slack did not tell me whether you are an administrator. Nothing was changed; please try again in a moment.",
  onlyAdministrators: "Only administrators of this workspace can see and change its settings.",
  ofEnvironment:
    "The settings of this bot are in its environment (.env). Whoever runs it can change them there.",
  notSetUp: (command: string) =>
    `I am not set up in this workspace yet. An administrator has to type ${command} settings and choose the CSM channel.`,
  notSetUpTitle: "Not set up yet",
  commandHelp: "the settings of this workspace, for administrators",
};
