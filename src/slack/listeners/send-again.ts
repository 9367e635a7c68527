import { caseName } from "../../domain/escalation.ts";
import type { SlackDeps } from "../deps.ts";
import type { ButtonClick } from "../draft-click.ts";
import { asOwnerOfCase } from "../who.ts";
import { moveCase } from "./move-case.ts";

/** *Send again*: a case that came back is with the CSMs once more, and who had returned it is called. */
export const sendAgain = (deps: SlackDeps) => (click: ButtonClick) =>
  moveCase(
    deps,
    click,
    asOwnerOfCase,
    {
      move: "send_again",
      kind: "sent_again",
      given: [],
      tells: ({ id, revision }, { status }, { person }) => [
        {
          kind: "step_note",
          escalationId: id,
          step: "sent_again",
          revision,
          by: person.id,
          to: status.state === "returned" ? status.by : null,
        },
      ],
    },
    (moved, { words }) => words.csmSide.sendAgain.done(caseName(moved)),
  );
