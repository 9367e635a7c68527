/** While the partner has their chance: what was said of it, the wait, the question at its end, and how it may end. */
export const partnerWait = {
  buttons: {
    wait: (date: string) => `Wait until ${date}`,
    sentIt: "I sent it",
    replied: "They replied",
    silent: "No reply",
    notDone: "Not done",
    fixed: "Fixed",
  },
  sentIt: {
    title: "I sent it",
    text: (partner: string) => `I count from that day how long ${partner} has had to answer.`,
  },
  waiting: {
    title: "Waiting",
    heading: (name: string, partner: string, date: string) => `${name} waits for ${partner} until ${date}`,
    then: (date: string) => `Nothing is posted. On ${date} I ask you what came of it.`,
    /** In the case in full, whoever asks for it. */
    shown: (date: string) => `Until ${date} nothing is posted.`,
    sooner: "If you know sooner, or cannot wait, use the buttons in my direct message to you.",
  },
  parked: (name: string) => `${name} is parked`,
  receipt: {
    text: (date: string) =>
      `Nobody else has been told. I will ask you on ${date}. If you know sooner, or cannot wait, say so here.`,
    over: (name: string, partner: string) => `${name}: the time for ${partner} is over`,
    asked: "I have asked you what came of it. You can say so here, too. Nobody else has been told.",
    parked:
      "I have stopped asking. Nothing is lost, and nobody else has been told. You can still go on from here.",
    reopen: (date: string) => `If you reopen it by ${date}, I ask again.`,
    ended: (name: string, how: string) => `${name} is closed: ${how.toLowerCase()}.`,
    nobodyTold: "It was not posted, and nobody else was told.",
    worked: (what: string) => `What worked: ${what}`,
  },
  withdrawConfirm: {
    title: "Withdraw this case?",
    text: "I stop waiting and do not ask again. Nobody else is told.",
    confirm: "Withdraw",
    deny: "Keep waiting",
  },
  question: {
    reply_window_open: (partner: string, date: string) =>
      `${partner} had until ${date} to answer. Have they?`,
    plan_not_due: (partner: string, date: string) => `${partner} promised this by ${date}. Is it done?`,
    last: (date: string) =>
      `This is the last time I ask. If I hear nothing, I park the case on ${date}. Nothing is lost by that.`,
    asked: (partner: string) => `I asked whether ${partner} had come back to you.`,
    wentOn: (name: string) => `${name} has gone to the CSM since.`,
    waitsOn: (name: string) => `${name} goes on waiting.`,
    askedAgain: "I have asked again since. Please answer there.",
  },
  worked: {
    title: "Close as avoided",
    text: "Good news. The case ends here: nothing is posted, and the CSM is not told.",
    label: "What worked?",
    hint: "One line is enough. It is kept with the case.",
    submit: "Close as avoided",
  },
};
