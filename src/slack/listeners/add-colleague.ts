import { whyNotCoOwner } from "../../domain/co-owners.ts";
import { caseName } from "../../domain/escalation.ts";
import { namesIn } from "../../store/names.ts";
import { answerCaseForm, type FormContext, openCaseForm } from "../case-form.ts";
import { lookUpChosen } from "../chosen-person.ts";
import type { SlackDeps } from "../deps.ts";
import type { Submission } from "../draft-submission.ts";
import type { MoveStory } from "../make-move.ts";
import type { CasePress } from "../open-from-message.ts";
import { personView, readPerson } from "../views/person-view.ts";
import { asOwnerOfCase } from "../who.ts";

/** *Add a colleague*: the requester lets somebody of their workspace act for them; they get a receipt of their own. */

export const openColleague = (deps: SlackDeps) => (press: CasePress) =>
  openCaseForm(deps, press, "add_co_owner", (escalation, reader) =>
    personView("colleague", escalation, reader),
  );

export const addColleague = (deps: SlackDeps) => (submission: Submission) => {
  let who = "";
  return answerCaseForm(
    deps,
    submission,
    asOwnerOfCase,
    (view, _escalation, { reader }) => {
      const read = readPerson(view, reader);
      if ("errors" in read) return read;
      who = read.person;
      return { story: storyOf(who), typed: "", check: (context) => objectionTo(who, context) };
    },
    async (moved, { words }) => {
      const nameOf = await namesIn(deps.db, moved);
      return words.csmSide.colleague.done(caseName(moved), nameOf(who));
    },
  );
};

function storyOf(who: string): MoveStory<"add_co_owner"> {
  return {
    move: "add_co_owner",
    kind: "co_owner_added",
    given: [],
    details: { who },
    changes: ({ before }) => {
      const refusal = whyNotCoOwner(before, who);
      return refusal ? { refusal } : { coOwnerIds: [...before.coOwnerIds, who] };
    },
  };
}

/** By Slack's present word: only a person of this workspace, who is still there. */
async function objectionTo(who: string, { deps, client, reader }: FormContext): Promise<string | null> {
  const { words } = reader;
  const chosen = await lookUpChosen(deps, client, who);
  if (!chosen) return words.talk.cannotTell;
  const { known, isBot } = chosen;
  const isHere = !isBot && !known.deleted && known.homeTeamId === deps.workspace.teamId;
  return isHere ? null : words.csmSide.colleague.notHere(known.name);
}
