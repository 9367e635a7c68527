interface Page {
  readonly headline: string;
  readonly text: readonly string[];
  readonly button?: string;
}

const start: Page = {
  headline: "Install the escalation bot",
  text: [
    "It gets a partner escalation ready for your Customer Success Manager, or makes it unnecessary.",
    "Slack shows you what it may do before anything happens.",
  ],
  button: "Go on to Slack",
};
const done = (command: string): Page => ({
  headline: "Installed",
  text: [
    `One step is left: in Slack, an administrator types ${command} settings and chooses the CSM channel.`,
    "You can close this page.",
  ],
});
const failed: Page = {
  headline: "Not installed",
  text: [
    "Nothing was changed. Perhaps the page was open for more than ten minutes, or was opened in another browser.",
    "Please begin again at /slack/install.",
  ],
};
const organisation: Page = {
  headline: "Not installed",
  text: [
    "The bot cannot be installed for a whole organisation at once. Nothing is kept.",
    "Please choose one workspace.",
  ],
};

/** The pages by which a workspace installs the bot. */
export const install = { start, done, failed, organisation };
