import { wasSent } from "../../domain/case-moves.ts";
import type { CaseState, Escalation } from "../../domain/escalation.ts";
import { isReady } from "../../domain/verdict.ts";

import type { ButtonSpec, MenuSpec } from "./control-specs.ts";
import type { Reader } from "./reader.ts";

/** Which buttons of a case make sense in which state. Who may press them is decided at the click. */

export const cardActions = {
  acknowledge: "case_acknowledge",
  takeOver: "case_take_over",
  ask: "case_ask",
  resolve: "case_resolve",
  brief: "case_brief",
  sendAgain: "case_send_again",
  reopen: "case_reopen",
  addMissing: "case_add_missing",
  addColleague: "case_add_colleague",
  withdraw: "case_withdraw",
} as const;
type CaseButton = keyof typeof cardActions;

/** In which states a button stands, if nothing else speaks against it. */
const standsWhile: Readonly<Record<CaseButton, readonly CaseState[]>> = {
  acknowledge: ["open"],
  takeOver: ["open", "acknowledged", "returned"],
  ask: ["open", "acknowledged", "returned"],
  resolve: ["acknowledged", "returned"],
  // Whoever has seen a case end may still have to tell somebody of it.
  brief: ["open", "acknowledged", "returned", "closed"],
  sendAgain: ["returned"],
  reopen: ["waiting_partner", "open", "acknowledged", "returned", "closed"],
  addMissing: ["waiting_partner", "open", "acknowledged", "returned"],
  // Of a case that waits for its partner nobody else is told.
  addColleague: ["open", "acknowledged", "returned"],
  withdraw: ["waiting_partner", "open", "acknowledged", "returned"],
};

/** The buttons that make sense now, of those asked for. `requesterGone`: somebody may take their place. */
export function caseButtons(
  escalation: Escalation,
  { words }: Reader,
  wanted: readonly CaseButton[],
  requesterGone = false,
): readonly ButtonSpec[] {
  const { state } = escalation.status;
  const labels = words.controls.buttons;
  const button = (name: CaseButton, label: string): ButtonSpec => ({
    action: cardActions[name],
    label,
    value: escalation.id,
  });
  const all: Record<CaseButton, ButtonSpec | null> = {
    acknowledge: { ...button("acknowledge", labels.have_it), style: "primary" },
    takeOver: requesterGone
      ? { ...button("takeOver", labels.take_over), confirm: words.csmSide.takeOver.confirm }
      : null,
    ask: button("ask", labels.ask),
    resolve: button("resolve", labels.resolve),
    brief: wasSent(escalation) ? button("brief", labels.brief) : null,
    sendAgain: { ...button("sendAgain", labels.send_again), style: "primary" },
    reopen: mayReopen(escalation) ? button("reopen", labels.reopen) : null,
    addMissing: mayBeAddedTo(escalation) ? button("addMissing", labels.add_missing) : null,
    addColleague: button("addColleague", labels.add_colleague),
    withdraw: {
      ...button("withdraw", labels.withdraw),
      confirm: state === "waiting_partner" ? words.partnerWait.withdrawConfirm : words.card.withdrawConfirm,
    },
  };
  return wanted
    .filter((name) => standsWhile[name].includes(state))
    .map((name) => all[name])
    .filter((one) => one !== null);
}

/** What is missing; and of a case that came back, whatever its CSM asked for. */
function mayBeAddedTo({ verdict, status }: Pick<Escalation, "verdict" | "status">): boolean {
  return status.state === "returned" || (verdict.gaps.length > 0 && !isReady(verdict));
}

/** A parked case is asked about again, a closed one taken up again, for as many days as it may be. */
function mayReopen({ nudging, status }: Pick<Escalation, "nudging" | "status">): boolean {
  const over = status.state === "closed" ? "done" : "parked";
  return nudging.state === over && nudging.reopening !== null;
}

export const menuAction = "case_more";
const menuMoves = ["resolve", "hand_over", "return_to_requester"] as const;
export type MenuMove = (typeof menuMoves)[number];

/** Of the rarer moves of a CSM, those that are no buttons in that state. */
const menuOf: Readonly<Record<CaseState, readonly MenuMove[]>> = {
  waiting_partner: [],
  open: ["resolve", "hand_over", "return_to_requester"],
  acknowledged: ["hand_over", "return_to_requester"],
  returned: [],
  closed: [],
};

export function caseMenu({ id, status }: Escalation, { words }: Reader): readonly MenuSpec[] {
  const { buttons } = words.controls;
  const labels: Record<MenuMove, string> = {
    resolve: buttons.resolve,
    hand_over: buttons.hand_over,
    return_to_requester: buttons.return_case,
  };
  const choices = menuOf[status.state].map((move) => ({ label: labels[move], value: `${move}:${id}` }));
  return choices.length > 0 ? [{ action: menuAction, choices }] : [];
}

/** What was chosen, and of which case; null for what we never offered. */
export function chosenIn(value: string): { readonly move: MenuMove; readonly escalationId: string } | null {
  const [name, escalationId = ""] = value.split(":", 2);
  const move = menuMoves.find((each) => each === name);
  return move ? { move, escalationId } : null;
}
