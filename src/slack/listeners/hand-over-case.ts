import { whyRefused } from "../../domain/case-moves.ts";
import { hasIt, type HandOverObjection, whyNotTo } from "../../domain/hand-over.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { namesIn } from "../../store/names.ts";
import { answerCaseForm, type FormContext, openCaseForm } from "../case-form.ts";
import { chosenAsCsm, lookUpChosen } from "../chosen-person.ts";
import type { SlackDeps } from "../deps.ts";
import type { Submission } from "../draft-submission.ts";
import type { CasePress } from "../open-from-message.ts";
import type { Words } from "../../text/catalog.ts";
import { personView, readPerson } from "../views/person-view.ts";
import { asCsmOfCase } from "../who.ts";

/** *Hand over*: a CSM gives the case to another one of its channel, who is called in the thread. */

export const openHandOver = (deps: SlackDeps) => (press: CasePress) =>
  openCaseForm(deps, press, "hand_over", (escalation, reader) => personView("handOver", escalation, reader));

export const handOverCase = (deps: SlackDeps) => (submission: Submission) =>
  answerCaseForm(
    deps,
    submission,
    asCsmOfCase,
    (view, _escalation, { reader }) => {
      const read = readPerson(view, reader);
      if ("errors" in read) return read;
      const { person: to } = read;
      return {
        story: {
          move: "hand_over",
          kind: "handed_over",
          given: [{ to }],
          details: { to },
          wasMade: ({ before, person: by }) =>
            Promise.resolve(hasIt(before, to) && whyRefused("hand_over", before, by) === null),
          tells: ({ id, revision }, _before, { person }) => [
            { kind: "step_note", escalationId: id, step: "handed_over", revision, by: person.id, to },
          ],
        },
        typed: "",
        check: (context) => objectionTo(to, context),
      };
    },
    async (moved, { words }) => {
      const name = caseName(moved);
      return words.csmSide.handOver.done(name, await holderOf(deps, moved));
    },
  );

async function holderOf({ db }: SlackDeps, escalation: Escalation): Promise<string> {
  const { status } = escalation;
  return "by" in status ? (await namesIn(db, escalation))(status.by) : "";
}

/** By Slack's present word on whether they take the cases of this one's channel. */
async function objectionTo(to: string, context: FormContext): Promise<string | null> {
  const { deps, client, clicker, escalation, reader } = context;
  const { words } = reader;
  const chosen = await lookUpChosen(deps, client, to);
  const person = chosen && (await chosenAsCsm(deps, client, chosen, escalation));
  if (!chosen || !person) return words.talk.cannotTell;
  const objection = whyNotTo(escalation, person, clicker.userId);
  return objection && inWords(objection, chosen.known.name, words.csmSide);
}

function inWords(objection: HandOverObjection, who: string, { handOver }: Words["csmSide"]): string {
  switch (objection) {
    case "yourself":
      return handOver.yourself;
    case "has_it":
      return handOver.hasIt(who);
    case "owner":
      return handOver.owner(who);
    case "not_csm":
      return handOver.notCsm(who);
  }
}
