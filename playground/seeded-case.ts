import type { Answers } from "../src/domain/answers.ts";
import { wordsIn } from "../src/text/catalog.ts";
import { fillsInCase } from "./fill-in.ts";
import { personOn } from "./person.ts";
import type { LocalSlack } from "./server/local-slack.ts";
import type { WorkspaceSeed } from "./server/seed.ts";
import { shiftDates } from "./shifted-dates.ts";
import { channels, people, workspace } from "./workspace.ts";

/** The case that is under way when the playground opens: Harriet's, sent the day before, with three answers missing. */

/** Harriet reads along in the CSM channel, so that her reminders are in the card's thread, where all can see them. */
export const playgroundWorkspace: WorkspaceSeed = {
  ...workspace,
  channels: workspace.channels.map((channel) =>
    channel.id === channels.csm ? { ...channel, members: [...channel.members, people.harriet] } : channel,
  ),
};

const dayMs = 86_400_000;
const tuesday = 2;
const opensAtUtc = 15;
/** Before noon in London: an afternoon's case is reminded of a day later. */
const sentAtUtc = 10;

/**
 * The next Tuesday, whatever day it really is, at an hour at which everybody from Chicago to London works, and the
 * morning before.
 */
export function stageDays(realNow: Date): { readonly sent: Date; readonly opens: Date } {
  const today = new Date(realNow);
  today.setUTCHours(opensAtUtc, 0, 0, 0);
  const ahead = (tuesday - today.getUTCDay() + 7) % 7;
  const opens = new Date(today.getTime() + ahead * dayMs);
  const later = opens <= realNow ? new Date(opens.getTime() + 7 * dayMs) : opens;
  const sent = new Date(later.getTime() - dayMs);
  sent.setUTCHours(sentAtUtc);
  return { sent, opens: later };
}

const written = new Date("2026-11-23T15:00:00Z");

/** No date stands in a text, so that all of them can be moved. */
const answers: Answers = {
  summary: "Click and collect shows stock that the shop does not have",
  concern_type: "quality",
  urgency: "slowing_us",
  need_by: "2026-12-11",
  partner_company: "Northwind Digital",
  scope_status: "reread",
  scope_ref: "Statement of Work 2.1, signed by both sides, appendix C",
  scope_clause: "Appendix C, item 5: stock per shop in the storefront is at most 15 minutes old.",
  scope_changed: "no",
  scope_timeline: "",
  contacted: "yes_written",
  first_contact_date: "2026-11-10",
  who_how: "Priya Raman, project manager, ticket NWD-512 and two emails",
  response_state: "unclear",
  response_quote: "",
  plan_due: null,
  partner_view: "",
  examples: [
    {
      key: 1,
      ex_date: "2026-11-18",
      ex_where: "Ticket NWD-512, order 000018233",
      ex_expected: "The shop in Leeds shows no stock, since the last piece was sold in the morning.",
      ex_actual: "It showed 4 pieces until the evening, and the order was confirmed.",
      ex_impact: "23 orders cancelled by hand that day, about £1,900",
      ex_told: "Priya Raman, comment on the ticket the same day",
    },
  ],
  ask: "not_sure",
  outcome: "",
  platform: "cloud:2.4.7",
};

/** Plays Harriet sending it, as a person would. */
export async function sendSeededCase(slack: LocalSlack): Promise<void> {
  const harriet = personOn(slack, people.harriet);
  const words = wordsIn("en");
  const shifted = shiftDates(answers, written, slack.clock.now());
  await fillsInCase(harriet, shifted, { locale: "en", channel: channels.project });
  await harriet.fills({
    [words.review.anyway.label]: "Orders are cancelled by hand every day until this works.",
  });
  await harriet.presses(words.controls.submit.send_anyway);
  await harriet.seesModal("ESC-1");
  await harriet.closesModal();
}
