/** Titles, submit buttons and buttons of the modal and the card. */
export const controls = {
  titles: {
    situation: "Situation · 1 of 5",
    scope: "Scope · 2 of 5",
    partner: "Partner · 3 of 5",
    examples: "Examples · 4 of 5",
    ask: "Your ask · 5 of 5",
    review: "Review",
  },
  submit: {
    next: "Next",
    review: "Review",
    send: "Send to CSM",
    send_anyway: "Send anyway",
    save: "Save",
  },
  buttons: {
    back: "Back",
    add_example: "Add another example",
    edit: "Edit",
    remove: "Remove",
    resume: "Resume draft",
    start_over: "Start over",
    add_missing: "Add what is missing",
    have_it: "I have it",
    withdraw: "Withdraw",
    snooze: "Remind me tomorrow",
    stop: "Stop reminders",
    reopen: "Reopen",
    continue_anyway: "Continue anyway",
  },
  stepNote: "Skip what does not apply. Each answer makes the case stronger.",
};
