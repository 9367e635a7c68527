import type { ParkReason } from "../../domain/delivery.ts";
import type { Refusal } from "../../domain/escalation.ts";
import type { NudgingRefusal } from "../../domain/nudging-moves.ts";

const refusals: Record<Refusal | NudgingRefusal, string> = {
  outsider:
    "Only people of the workspace that runs this bot, and of organisations it trusts, can do this. You can read along and answer in the thread.",
  only_requester: "Only the person who opened this case can do this. You can answer in the thread.",
  only_csm: "Only a CSM can take a case. If you are one, ask your administrator to add you to the CSM group.",
  only_requester_or_csm: "Only the person who opened this case, or a CSM, can do this.",
  own_case: "This is your own case, so somebody else has to take it.",
  already_acknowledged: "Somebody already has this case.",
  already_closed: "This case is closed.",
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
    `I cannot find ${channel}. Ask an administrator to check the CSM_CHANNEL setting, and, if the channel is private, to invite me.`,
  is_archived: (channel) =>
    `${channel} is archived. Ask an administrator to restore it, or to set another CSM_CHANNEL.`,
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
  cannotTell:
    "Slack did not tell me who is in the CSM group, so I could not check whether you may do this. Please try again in a moment.",
  unknownCase: (name: string) => `There is no case ${name} that you may see.`,
  parked,
  stuck: (name: string, why: string) =>
    `${name} is saved, but the card is not posted yet. ${why} I keep trying, and it goes out by itself once that is mended.`,
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
      [`${command} list open`, "all open cases, for CSMs"],
      [`${command} ESC-4`, "one case in full"],
      [`${command} help`, "this text"],
    ] as readonly (readonly [string, string])[],
    keptHeading: "What is kept",
    kept: "Everything you submitted, and what was on the screen when you last pressed Next or Back, made a choice, set a date or pressed a button. Slack tells me nothing of what is typed after that when you close the window.",
    threads: "Commands do not work in threads. There, use “Escalate this message” in the message's menu.",
  }),
  list: {
    mine: "Your cases",
    open: "Open cases",
    none: "There are none.",
    onlyCsm: "The list of all open cases is for CSMs. Yours are here:",
    more: "There are more, older ones.",
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
