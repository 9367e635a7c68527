import { wasSent } from "../../domain/case-moves.ts";
import { takenOverBy } from "../../domain/co-owners.ts";
import type { DeliverySubject } from "../../domain/delivery.ts";
import { caseName, type Escalation } from "../../domain/escalation.ts";
import { afterTakeOver } from "../../domain/nudging-moves.ts";
import { handOnReceipt } from "../../store/receipts.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { classify, describeError } from "../failures.ts";
import { lookUpPerson } from "../people.ts";
import { asOwnerOrCsmOfCase } from "../who.ts";
import { moveCase } from "./move-case.ts";

/**
 * *Take over*: when the requester has left the workspace, a colleague they added, or a CSM, speaks for their side from
 * then on. What the bot asks for, it asks them for, from the beginning.
 */
export const takeOverCase = (deps: SlackDeps) => (click: ButtonClick) => {
  let left: string | null = null;
  return moveCase(
    deps,
    click,
    asOwnerOrCsmOfCase,
    {
      move: "take_over",
      kind: "taken_over",
      given: [],
      details: ({ before }) => ({ from: before.requesterId }),
      nudging: ({ before, at }) => ({
        allowed: true,
        nudging: afterTakeOver(before.nudging, before, at),
      }),
      changes: async ({ trx, before, person, at }) => {
        // Somebody else has taken over in between, and they are here.
        if (before.requesterId !== left) return { refusal: "requester_is_here" };
        const taken = takenOverBy(before, person.id);
        await handOnReceipt(trx, { ...before, ...taken }, at);
        return taken;
      },
      tells: (moved, _before, { person }) => (wasSent(moved) ? [takenOverNote(moved, person.id)] : []),
    },
    (moved, { words }) => words.csmSide.takeOver.done(caseName(moved)),
    async (escalation) => {
      const gone = await isGone(deps, click, escalation);
      if (gone === null) return "untold";
      if (!gone) return "requester_is_here";
      left = escalation.requesterId;
      return null;
    },
  );
};

/** Calls who has the case. */
function takenOverNote({ id, revision, status }: Escalation, by: string): DeliverySubject {
  const to = status.state === "acknowledged" && status.by !== by ? status.by : null;
  return { kind: "step_note", escalationId: id, step: "taken_over", revision, by, to };
}

/** Slack's present word on the requester; null when it does not tell. */
async function isGone(
  deps: SlackDeps,
  { client }: Pick<ButtonClick, "client">,
  { requesterId }: Escalation,
): Promise<boolean | null> {
  try {
    return (await lookUpPerson(deps, client, requesterId)).deleted;
  } catch (error) {
    const failure = classify(error);
    if (failure.kind === "park" && failure.reason === "person_gone") return true;
    deps.log.warn({ user: requesterId, ...describeError(error) }, "could not tell whether a person is gone");
    return null;
  }
}
