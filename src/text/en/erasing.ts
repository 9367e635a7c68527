/** A case is erased for good: what is asked before, and what is said of it from then on. */
export const erasing = {
  ask: (name: string) => `Erase ${name} for good?`,
  goes: "What goes: the case with its answers, evidence, questions and drafts, and every message I posted about it, in the channel and in direct messages.",
  stays:
    "What stays: the number, who opened the case, and who did what kind of thing when, without a word of what was written. What people wrote in Slack themselves is theirs, and stays there.",
  open: "The case is not closed: nobody can go on with it after that.",
  noWayBack: "It cannot be brought back.",
  button: (name: string) => `Erase ${name}`,
  done: (name: string) =>
    `${name} is erased. My messages about it are being deleted, and its number is not given again.`,
  erased: (name: string, on: string) =>
    `${name} was erased on ${on}. Nothing that was written in it is kept, and its number is not given again.`,
  erasedBy: (name: string, on: string, who: string) =>
    `${name} was erased on ${on} by ${who}. Nothing that was written in it is kept, and its number is not given again.`,
  refused:
    "Only the person who opened this case, or an administrator of this workspace, can erase it. Nothing was erased.",
  cannotTell:
    "Slack did not tell me whether you administer this workspace, so I could not check whether you may do this. Nothing was erased. Please try again in a moment.",
};
