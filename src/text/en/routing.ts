/** Where a case goes and why, and who reads along there. */
export const routing = {
  because: (reasons: string, route: string) => `It goes there because ${reasons} (route “${route}”).`,
  reasons: {
    partner: (partner: string) => `the partner is ${partner}`,
    edition: (platform: string) => `you run “${platform}”`,
    concern: (concern: string) => `you chose “${concern}”`,
    locale: "you write in English",
  },
  shared: {
    title: "Shared channel",
    heading: "Other organisations read along",
    text: (channel: string) =>
      `${channel} is shared with organisations outside your workspace. All of their people in the channel will see the card and, in its thread, everything you wrote:`,
    partner: "Your partner may read along, there or through somebody who is there. Send it only if they may.",
    changed:
      "Organisations have come to the channel or left it since you last looked. Nothing was sent; please look once more.",
    send: "Send to all of them",
  },
  notAll: "Slack did not tell me of every channel whether you take cases there, so some may be missing here.",
};
