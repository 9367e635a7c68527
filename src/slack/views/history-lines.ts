import { z } from "zod";
import { provableFields } from "../../domain/proof.ts";
import { type TrailEvent, toldEvents } from "../../domain/case-trail.ts";
import { parkReasons } from "../../domain/delivery.ts";
import { caseName, closings, type Escalation, otherDoors } from "../../domain/escalation.ts";
import { steps } from "../../domain/form.ts";
import { parkedWhys } from "../../domain/nudging.ts";
import { levels } from "../../domain/verdict.ts";
import { dayInWords, momentInWords } from "../../text/catalog.ts";
import type { EventFacts } from "../../text/en/history.ts";
import { fieldWords } from "../../text/form-words.ts";
import { paginate } from "./pages.ts";
import { fit, type Line, lines, type Message, messageOf, messageTextMax, small } from "./parts.ts";
import type { Reader } from "./reader.ts";

/** The whole story of a case, one line an event, in the language and the zone of who asks. */

export interface Story {
  readonly escalation: Pick<Escalation, "number" | "status">;
  /** Oldest first. */
  readonly events: readonly TrailEvent[];
  readonly nameOf: (userId: string) => string;
  /** What was asked and answered, by the number of the question. */
  readonly questions: ReadonlyMap<number, { readonly text: string; readonly answer: string }>;
  readonly zone: string;
}

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
/** Details are written in many places and by older versions: whatever is not there, or not as it should be, is not told. */
const detailsSchema = z.object({
  level: maybe(z.enum(levels)),
  score: maybe(z.number()),
  step: maybe(z.enum(steps)),
  field: maybe(z.enum(provableFields)),
  number: maybe(z.number()),
  kind: maybe(z.enum(["reminder", "question"])),
  place: maybe(z.enum(["thread", "dm"])),
  why: maybe(z.enum([...parkedWhys, "moot", "not_now", "refused"])),
  as: maybe(z.enum(closings)),
  planDue: maybe(z.iso.date()),
  door: maybe(z.enum(otherDoors)),
  note: maybe(z.string()),
  reason: maybe(z.string()),
  delivery: maybe(z.string()),
  to: maybe(z.string()),
  who: maybe(z.string()),
  from: maybe(z.union([z.string(), z.number()])),
  said: maybe(z.number()),
  told: maybe(z.boolean()),
});
type Details = z.infer<typeof detailsSchema>;

/** Room for the heading of the first message, in escaped characters. */
const room = messageTextMax - 500;

/** As many messages as it takes, and at most `most`: then the oldest events are left out, and the first message says so. */
export function historyMessages(story: Story, most: number, reader: Reader): readonly Message[] {
  const { history } = reader.words;
  const all = historyLines(story, reader);
  let kept = all;
  let pages = paginate(kept, room, reader);
  while (pages.length > most) {
    // Half of what is over: lines are not all of one length.
    kept = kept.slice(Math.ceil((kept.length * (pages.length - most)) / pages.length / 2));
    pages = paginate(kept, room, reader);
  }
  const leftOut = all.length - kept.length;
  const heading = [
    lines([{ bold: history.heading(caseName(story.escalation)) }]),
    small(history.times(story.zone)),
    ...(leftOut > 0 ? [small(history.olderLeftOut(leftOut))] : []),
  ];
  return pages.map((page, index) => messageOf([...(index === 0 ? heading : []), lines(...page)]));
}

/** A line for each event that is told. */
function historyLines(story: Story, reader: Reader): readonly Line[] {
  const sentenceOf = sentencesOf(story, reader);
  return toldEvents(story.events).map((event): Line => {
    const moment = momentInWords(event.at, story.zone, reader.locale);
    return [{ bold: moment }, ` ${sentenceOf(event)}`];
  });
}

const mostSaid = 300;

/** What each event of the story says. `most`: of what somebody wrote to it, in characters. */
export function sentencesOf(story: Story, reader: Reader, most = mostSaid): (event: TrailEvent) => string {
  const parsed = new Map(
    story.events.map((event) => [event, { ...event, details: detailsSchema.parse(event.details) }] as const),
  );
  const all = [...parsed.values()];
  const reminders = all.filter((event) => event.kind === "nudged" && !isQuestion(event, all));
  return (told) => {
    const event = parsed.get(told);
    if (!event) throw new Error("The event is not of this story.");
    const facts = factsOf(event, all, story, reader, most);
    const nth = reminders.indexOf(event) + 1;
    return reader.words.history.events[event.kind]({ ...facts, nth });
  };
}

type Parsed = Omit<TrailEvent, "details"> & { readonly details: Details };

/** The event that set out what this one tells the end of: it knows what it was, and where it went. */
function setOutOf({ details: { number } }: Parsed, events: readonly Parsed[]): Details {
  return (
    events.find(({ kind, details }) => kind === "nudge_set_out" && details.number === number)?.details ?? {}
  );
}

function isQuestion(event: Parsed, events: readonly Parsed[]): boolean {
  return setOutOf(event, events).kind === "question";
}

function factsOf(
  event: Parsed,
  events: readonly Parsed[],
  story: Story,
  reader: Reader,
  most: number,
): Omit<EventFacts, "nth"> {
  const { details } = event;
  const { said, told } = details;
  return {
    who: whoDid(event, story, reader),
    whom: whomItConcerns(details, story),
    verdict: verdictThen(event, reader),
    what: whatItIsAbout(details, reader),
    said: fit(whatWasSaid(event, story), most),
    why: whyItWas(details, reader),
    where: whereItWent(event, events, reader),
    isQuestion: isQuestion(event, events),
    called: told === true ? "requester" : said === 2 ? "backup" : "csms",
  };
}

/** Slack does not always name who changed a message. */
function whoDid({ kind, actorId }: Parsed, { nameOf }: Story, { words }: Reader): string {
  if (actorId !== null) return fit(nameOf(actorId), 80);
  return kind === "proof_edited" || kind === "proof_deleted" ? words.history.somebody : words.history.bot;
}

function whomItConcerns({ to, who, from }: Details, { nameOf }: Story): string {
  const id = to ?? who ?? (typeof from === "string" ? from : undefined);
  return id === undefined ? "" : fit(nameOf(id), 80);
}

/** While the partner comes first, the level is nobody's concern. */
function verdictThen({ kind, details: { level, score } }: Parsed, { words }: Reader): string {
  if (level === undefined || score === undefined) return "";
  return kind === "waiting"
    ? words.history.score(score)
    : words.history.verdict(words.verdict.levels[level], score);
}

function whatItIsAbout({ step, field, as, delivery }: Details, { words }: Reader): string {
  if (step) return words.history.steps[step];
  if (field) return fieldWords(words.form, field).label;
  if (as) return words.card.status.closings[as];
  const [kind = ""] = delivery?.split(":") ?? [];
  return Object.entries(words.history.messages).find(([each]) => each === kind)?.[1] ?? kind;
}

/** What was written at an end or a return stands in its event, or, of an older version, in the state it led to. */
function whatWasSaid({ kind, at, details }: Parsed, { escalation: { status }, questions }: Story): string {
  const question = questions.get(details.number ?? 0);
  switch (kind) {
    case "question_asked":
      return question?.text ?? "";
    case "question_answered":
      return question?.answer ?? "";
    case "avoided":
    case "resolved": {
      const ended = status.state === "closed" && status.at === at.toISOString() ? status.note : "";
      return details.note ?? ended;
    }
    case "returned": {
      const returned = status.state === "returned" && status.at === at.toISOString() ? status.reason : "";
      return details.reason ?? returned;
    }
    default:
      return "";
  }
}

function whyItWas({ why, reason }: Details, { words }: Reader): string {
  const held = parkReasons.find((each) => each === reason);
  if (held) return words.history.heldUp[held];
  if (why === undefined) return "";
  return why === "moot" || why === "not_now" || why === "refused"
    ? words.history.takenBack[why]
    : words.nudge.parked.why[why];
}

function whereItWent(event: Parsed, events: readonly Parsed[], { words, locale }: Reader): string {
  const { planDue, door } = event.details;
  const { status, doors } = words.csmSide;
  if (planDue) return status.planDue(dayInWords(planDue, locale));
  if (door) return status.belongs(doors[door]);
  const { place } = setOutOf(event, events);
  return event.kind === "nudged" && place ? words.history.places[place] : "";
}
