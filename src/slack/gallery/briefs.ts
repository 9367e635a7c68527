import type { ModalView } from "@slack/types";
import { briefOf } from "../../domain/brief.ts";
import { eventKinds } from "../../domain/case-events.ts";
import type { CaseStatus, Escalation, Locale } from "../../domain/escalation.ts";
import { briefPage } from "../views/brief-page.ts";
import type { BriefPage } from "../views/brief-pieces.ts";
import { briefForms, briefMessage, briefView } from "../views/brief-view.ts";
import type { Message } from "../views/parts.ts";
import { readerOf } from "../views/reader.ts";
import { cardUrl, caseOf, command, type Drawn, type Subject } from "./a-drawn-case.ts";
import { provenCase } from "./proofs.ts";

/** A case on one page: as it is on every way, and with as much in it as there may be. */

const at = "2026-11-23T12:00:00.000Z";
const by = "U0CASEY01";
/** The longest there is. */
const zone = "America/Argentina/ComodRivadavia";

interface Pages {
  readonly bare: BriefPage;
  readonly full: BriefPage;
}
const drawnOnce = new Map<Locale, WeakMap<Subject, Pages>>();

function pagesOf(subject: Subject, locale: Locale): Pages {
  const known = drawnOnce.get(locale) ?? new WeakMap<Subject, Pages>();
  drawnOnce.set(locale, known);
  const status: CaseStatus = { state: "acknowledged", by, at };
  const pages = known.get(subject) ?? {
    bare: pageOf(caseOf(subject), subject, locale, 0),
    full: pageOf({ ...provenCase(subject), status }, subject, locale, 1),
  };
  known.set(subject, pages);
  return pages;
}

function pageOf(escalation: Escalation, subject: Subject, locale: Locale, times: number): BriefPage {
  const { someone, answers } = subject;
  const events = Array.from({ length: times }, () => eventKinds)
    .flat()
    .map((kind, index) => ({
      at: new Date(Date.parse(at) + index * 60_000),
      actorId: by,
      kind,
      details: { number: 1, level: "almost_ready", score: 65, to: by, note: answers.outcome },
    }));
  const story = {
    escalation,
    events,
    nameOf: () => someone,
    questions: new Map([[1, { text: answers.outcome, answer: answers.scope_clause }]]),
    zone,
  };
  const url = times === 0 ? null : cardUrl;
  const brief = briefOf(escalation, events, zone);
  const facts = { escalation, brief, story, asOf: new Date(at), cardUrl: url, command };
  return briefPage(facts, readerOf(locale));
}

export function briefModals(subject: Subject, locale: Locale): readonly Drawn<ModalView>[] {
  const { full } = pagesOf(subject, locale);
  return briefForms.map((form) => ({
    name: `brief, ${form}`,
    drawn: briefView(caseOf(subject).id, full, form, readerOf(locale)),
  }));
}

export function briefMessages(subject: Subject, locale: Locale): readonly Drawn<Message>[] {
  const { bare, full } = pagesOf(subject, locale);
  return [
    { name: "brief, bare", drawn: briefMessage(caseOf(subject).id, bare, readerOf(locale)) },
    { name: "brief, full", drawn: briefMessage(caseOf(subject).id, full, readerOf(locale)) },
  ];
}
