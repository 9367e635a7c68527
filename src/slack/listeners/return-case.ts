import { caseName } from "../../domain/escalation.ts";
import { answerCaseForm, openCaseForm } from "../case-form.ts";
import type { SlackDeps } from "../deps.ts";
import type { Submission } from "../draft-submission.ts";
import type { CasePress } from "../open-from-message.ts";
import { readReason, returnView } from "../views/return-view.ts";
import { asCsmOfCase } from "../who.ts";

/** *Return to requester*: the case is theirs again until they send it again, and they are told why. */

export const openReturn = (deps: SlackDeps) => (press: CasePress) =>
  openCaseForm(deps, press, "return_to_requester", returnView);

export const returnCase = (deps: SlackDeps) => (submission: Submission) =>
  answerCaseForm(
    deps,
    submission,
    asCsmOfCase,
    (view, _escalation, { reader }) => {
      const read = readReason(view, reader);
      if ("errors" in read) return read;
      const { reason } = read;
      return {
        story: {
          move: "return_to_requester",
          kind: "returned",
          given: [{ reason }],
          details: { reason },
          tells: ({ id, revision }) => [
            { kind: "case_notice", escalationId: id, notice: "returned", revision },
          ],
        },
        typed: reason,
      };
    },
    (moved, { words }) => words.csmSide.giveBack.done(caseName(moved)),
  );
