const cases = (count: number) => (count === 1 ? "1 case" : `${count} cases`);

/** `/escalate export`. */
export const exporting = {
  refused:
    "The export is for CSMs and for administrators of this workspace. Your own cases are in the list, and each can be read in full.",
  atIt: "An export of yours is under way. It comes by direct message.",
  none: "There are no cases that you may see, so there is nothing to export.",
  soFar: (count: number) => `${cases(count)} so far. I go on.`,
  sent: (count: number) => `${cases(count)} as CSV and as JSON: the files are in our direct messages.`,
  comment: (count: number) =>
    `${cases(count)} that you may see, as they are now: CSV for a spreadsheet, JSON for a program. A case that is erased later stays in these files: delete them when you are done.`,
  stopped:
    "I am being stopped, so the export was not finished. Nothing was sent. Please ask again in a few minutes.",
  notSent: "The export was written, but Slack did not take it.",
  restricted:
    "This workspace does not take such files from me: ask an administrator whether it allows uploads of this kind and size, and has room for them.",
  again: "Please ask again in a few minutes.",
  unknown:
    "Slack did not say whether the export arrived. Look into our direct messages; if it is not there, ask again.",
  dm: "our direct messages",
};
