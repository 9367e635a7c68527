import type { ParkReason } from "../../domain/delivery.ts";
import type { Refusal } from "../../domain/case-moves.ts";
import type { NudgingRefusal } from "../../domain/nudging-moves.ts";

const refusals: Record<Refusal | NudgingRefusal, string> = {
  outsider:
    "Only people of the workspace that runs this bot, and of organisations it trusts, can do this. You can read along and answer in the thread.",
  only_requester: "Only the person who opened this case can do this. You can answer in the thread.",
  only_csm: "Only a CSM can do this. If you are one, ask your administrator to add you to the CSM group.",
  only_owners:
    "Only the person who opened this case, and colleagues they added, can do this. You can answer in the thread.",
  only_owners_or_csm: "Only the person who opened this case, a colleague they added, or a CSM can do this.",
  only_co_owners_or_csm: "Only a colleague whom the requester added, or a CSM, can do this.",
  own_case: "This is your own case, so a CSM who is not on your side of it has to do this.",
  already_acknowledged: "Somebody already has this case.",
  already_closed: "This case is closed.",
  is_returned: "This case is with its requester now. A CSM can take it once they send it again.",
  not_returned: "This case is with the CSMs already, so there is nothing to send again.",
  requester_is_here: "The requester is still in this workspace, so nobody has to take over for them.",
  not_waiting: "This case does not wait for the partner any more.",
  not_sent: "This case still waits for the partner, and the CSM does not have it yet.",
  reminders_over: "There is no reminder to come for this case. The card says where it stands.",
  not_parked: "This case is not parked, so there is nothing to reopen.",
  reopen_too_late:
    "The time in which this case could be reopened is over. It can still be added to, and a new case is always possible.",
  reopened_before:
    "This case was reopened once already. It can still be added to, and a new case is always possible.",
};

const parked: Record<ParkReason, (channel: string) => string> = {
  not_in_channel: (channel) =>
    `I am not in ${channel}. Ask an administrator to invite me there with /invite.`,
  channel_not_found: (channel) =>
    `I cannot find ${channel}. Ask an administrator to check the settings CSM_CHANNEL and CSM_ROUTES, and, if the channel is private, to invite me.`,
  is_archived: (channel) =>
    `${channel} is archived. Ask an administrator to restore it, or to name another one in CSM_CHANNEL or CSM_ROUTES.`,
  missing_scope: () =>
    "I lack a permission. Ask an administrator to reinstall the app, so that it gets the permissions of its manifest.",
  token_revoked: () =>
    "Slack does not accept my token any more. Ask an administrator to install the app again and to set the new token.",
  restricted: (channel) =>
    `Not everybody may post in ${channel}, and I am not among those who may. Ask an administrator to allow it.`,
  person_gone: () => "The person is not in this workspace any more.",
  message_deleted: () => "The message was deleted in Slack. The case itself is safe.",
  defect: () =>
    "Slack refused the message because of a fault of mine. Ask an administrator to look into the log.",
};

/** What the bot says outside the modal: answers to commands, refusals, and word of trouble. */
export const talk = {
  refusals,
  /** Somebody else was there first. */
  wasFirst: {
    acknowledged: (who: string) => `${who} already has this case.`,
    returned: (who: string) =>
      `${who} has returned this case to its requester. A CSM can take it once they send it again.`,
    closed: (who: string, how: string) => `${who} has closed this case: ${how.toLowerCase()}.`,
  },
  cannotTell:
    "Slack did not tell me who is in the CSM group, so I could not check whether you may do this. Please try again in a moment.",
  unknownCase: (name: string) => `There is no case ${name} that you may see.`,
  parked,
  stuck: (name: string, why: string) =>
    `${name} is saved, but the card is not posted yet. ${why} I keep trying, and it goes out by itself once that is mended.`,
  outdated: (name: string, why: string) =>
    `${name} is saved, but its card still shows how things stood before. ${why} I keep trying, and it is brought up to date by itself once that is mended.`,
  help: (command: string) => ({
    heading:
      "I help you bring a problem with your implementation partner to your CSM or Adobe account team, or sort it out without them.",
    body: [
      "You answer three questions: what was agreed, what the partner said, and what happened, with examples. I tell you at once how ready the case is and what a CSM would still ask for.",
      "If the partner was never told, I help you with that first.",
    ],
    commandsHeading: "Commands",
    commands: [
      [command, "start a case, or go on with your draft"],
      [`${command} checkout is six weeks late`, "start a case with this as its summary"],
      [`${command} list`, "your cases"],
      [`${command} list open`, "all open cases, for CSMs; also waiting, parked, all"],
      [`${command} find northwind`, "the cases you may see in which these words are"],
      [`${command} report 4`, "the figures of the last four weeks, for CSMs"],
      [`${command} ESC-4`, "one case in full"],
      [`${command} ESC-4 history`, "what happened with it, step by step"],
      [`${command} ESC-4 erase`, "erase it for good, once you have read what goes"],
      [`${command} export`, "the cases you may see as CSV and JSON, for CSMs and administrators"],
      [`${command} help`, "this text"],
    ] as readonly (readonly [string, string])[],
    keptHeading: "What is kept",
    kept: "Everything you submitted, and what was on the screen when you last pressed Next or Back, made a choice, set a date or pressed a button. Slack tells me nothing of what is typed after that when you close the window.",
    threads: "Commands do not work in threads. There, use “Escalate this message” in the message's menu.",
  }),
  list: {
    mine: "Your cases",
    open: "Open cases",
    waiting: "Cases that wait for a partner or a requester",
    parked: "Parked cases",
    all: "All cases",
    none: "There are none.",
    onlyCsm: "The list of all open cases is for CSMs. Yours are here:",
    draft: (command: string) => `You also have a draft: ${command} resumes it.`,
    state: {
      waiting_partner: "waiting for the partner",
      open: "open",
      acknowledged: "with a CSM",
      returned: "returned",
      closed: "closed",
    },
    notPosted: "card not posted yet",
  },
};
