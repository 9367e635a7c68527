import type { IsoDate } from "../../domain/answers.ts";
import { isUnclaimed } from "../../domain/chase.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { shownAnswers } from "../../domain/form.ts";
import { provenOf } from "../../domain/proof.ts";
import { dayInWords } from "../../text/catalog.ts";
import { buttons, fit, type Line, lines, type Message, messageOf, paragraph } from "./parts.ts";
import { caseButtons } from "./case-buttons.ts";
import { askLine, toldLine } from "./readiness-card.ts";
import type { Reader } from "./reader.ts";

/** What is said when nobody takes a case: in the thread to its CSMs, and to its requester. */

interface WaitFacts {
  readonly escalation: Escalation;
  /** Of the chase that it speaks of, and the day that was for whoever reads it. */
  readonly since: string;
  readonly day: IsoDate;
  /** Name of who has taken, returned or closed the case. */
  readonly actor: string;
}

export interface ChaseFacts extends WaitFacts {
  /** Whom it calls, of the settings. */
  readonly desk: string | null;
  readonly backup: string | null;
  /** Their time is over for the second time. */
  readonly again: boolean;
}

/** Calls the groups, if there are any; once somebody has the case it says who, and calls nobody. */
export function chaseMessage(facts: ChaseFacts, reader: Reader): Message {
  const { escalation, since, day, again } = facts;
  if (!isUnclaimed(escalation, since)) return messageOf([paragraph(whatBecameOfIt(facts, reader))]);
  const { chase } = reader.words;
  const say = again ? chase.second : chase.first;
  return messageOf([
    lines([...called(facts, reader), say(caseName(escalation), dayInWords(day, reader.locale))]),
    buttons("chase", ...caseButtons(escalation, reader, ["acknowledge"])),
  ]);
}

function called({ desk, backup }: ChaseFacts, { words }: Reader): Line {
  const { groups } = words.chase;
  const group = (usergroup: string | null, name: string): Line =>
    usergroup ? [{ usergroup, name }, " "] : [];
  const all = [...group(desk, groups.desk), ...group(backup, groups.backup)];
  return all.length > 0 ? [...all.slice(0, -1), ", "] : [];
}

function whatBecameOfIt({ escalation, actor }: WaitFacts, { words }: Reader): string {
  const { over } = words.chase;
  const name = caseName(escalation);
  const { status } = escalation;
  switch (status.state) {
    case "acknowledged":
      return over.acknowledged(name, fit(actor, 80));
    case "returned":
      return over.returned(name, fit(actor, 80));
    case "closed":
      return over.closed(name, words.card.status.closings[status.as]);
    case "open":
    case "waiting_partner":
      return over.moved(name);
  }
}

export interface UnclaimedFacts extends WaitFacts {
  readonly channel: string;
  readonly merchant: string;
  readonly cardUrl: string | null;
}

/** Tells the requester how to go on without the bot: preformatted, because Slack has no button for copying. */
export function unclaimedNotice(facts: UnclaimedFacts, reader: Reader): Message {
  const { escalation, since, day, channel, cardUrl } = facts;
  const { unclaimed } = reader.words.chase;
  const { receipt } = reader.words.card;
  const link: Line = cardUrl ? [" ", { link: receipt.link, url: cardUrl }] : [];
  if (!isUnclaimed(escalation, since))
    return messageOf([lines([whatBecameOfIt(facts, reader), ...link]), paragraph(unclaimed.noNeed)]);
  return messageOf([
    lines([{ bold: unclaimed.heading(caseName(escalation)) }, ...link]),
    paragraph(unclaimed.write(fit(channel, 85), dayInWords(day, reader.locale))),
    { kind: "copy", text: emailOf(facts, reader) },
    paragraph(unclaimed.stays),
  ]);
}

function emailOf({ escalation, day, merchant, cardUrl }: UnclaimedFacts, reader: Reader): string {
  const answers = shownAnswers(provenOf(escalation));
  const clause = fit(answers.scope_clause, 300);
  const document = fit(answers.scope_ref, 150);
  return reader.words.chase.email({
    name: caseName(escalation),
    merchant: fit(merchant, 80),
    partner: fit(answers.partner_company, 80),
    since: dayInWords(day, reader.locale),
    summary: fit(answers.summary, 150),
    agreed: clause !== "" && document !== "" ? `${clause} (${document})` : clause || document,
    told: toldLine(answers, reader),
    ask: askLine(answers, reader),
    link: cardUrl ?? "",
  });
}
