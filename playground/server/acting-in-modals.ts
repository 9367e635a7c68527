import { z } from "zod";
import { actor } from "./acting-in-channels.ts";
import { elementsOf, type Placed } from "./block-kit/model.ts";
import { type Entered, holds } from "./entered.ts";
import { keyOf } from "./filled.ts";
import { json, type Json } from "./json.ts";
import { type OpenView, viewJson } from "./modals.ts";
import { actionJson, closedPayload, submissionPayload, viewActionPayload } from "./payloads.ts";
import { refusedInClient } from "./submission-checks.ts";
import { Refusal } from "./web-api/method.ts";
import { acceptedView } from "./web-api/views.ts";
import type { Workings } from "./workings.ts";

export interface Place {
  readonly blockId: string;
  readonly actionId: string;
}

export interface ActingInModals {
  /** The stack, bottom to top. */
  modals(userId: string): readonly OpenView[];
  screenOf(userId: string): OpenView | null;
  /** Changes what stands in an element; a dispatching one tells the app. */
  enter(userId: string, place: Place, entered: Entered): Promise<void>;
  pressInModal(userId: string, place: Place): Promise<void>;
  /** `kept`: refused on screen, nothing was sent. */
  submitModal(userId: string): Promise<"sent" | "kept">;
  closeModal(userId: string): Promise<void>;
}

export const TROUBLE = "We had some trouble connecting. Try again?";

const viewAnswer = z.discriminatedUnion("response_action", [
  z.object({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal("update"), view: json }),
  z.object({ response_action: z.literal("push"), view: json }),
  z.object({ response_action: z.literal("clear") }),
]);
type ViewAnswer = z.infer<typeof viewAnswer>;

export function actingInModals(workings: Workings): ActingInModals {
  const { world, modals, link, violations } = workings;
  const submitting = new Set<string>();

  function onScreen(userId: string): OpenView {
    const open = modals.top(userId);
    if (open === null)
      throw new Error(`No modal is on the screen of ${world.users.get(userId)?.realName ?? userId}.`);
    return open;
  }

  async function dispatch(
    open: OpenView,
    { block, element }: Placed,
    entered: Entered | null,
  ): Promise<void> {
    const action = actionJson(block, element, entered, workings.nextTs());
    const user = actor(workings, open.userId);
    const delivery = await link.deliver(
      "interactive",
      viewActionPayload(workings, user, viewJson(world, open), action),
    );
    open.notice = delivery.status === "acked" ? null : TROUBLE;
  }

  function misunderstood(open: OpenView, why: string): void {
    violations.record("invalid_acknowledgement", `view_submission of ${open.definition.callback_id}: ${why}`);
    open.notice = TROUBLE;
  }

  function follow(open: OpenView, answer: ViewAnswer): void {
    switch (answer.response_action) {
      case "errors": {
        const inputs = new Set(
          open.blocks.filter(({ type }) => type === "input").map(({ block_id }) => block_id),
        );
        const strangers = Object.keys(answer.errors).filter((id) => !inputs.has(id));
        if (strangers.length > 0)
          misunderstood(open, `errors for ${strangers.join(", ")}, no input block of the view`);
        open.errors = new Map(Object.entries(answer.errors));
        return;
      }
      case "update":
        modals.update(open, acceptedView(workings, "response_action update", answer.view));
        return;
      case "push": {
        const view = acceptedView(workings, "response_action push", answer.view);
        if (modals.push(open.userId, view) === null) misunderstood(open, "push onto a stack of three");
        return;
      }
      case "clear":
        modals.clear(open.userId);
    }
  }

  function settle(open: OpenView, payload: Json): void {
    if (!modals.stackOf(open.userId).includes(open)) return;
    if (
      payload === null ||
      payload === "" ||
      (typeof payload === "object" && Object.keys(payload).length === 0)
    ) {
      modals.close(open);
      return;
    }
    const answer = viewAnswer.safeParse(payload);
    if (!answer.success) {
      misunderstood(open, `not understood: ${JSON.stringify(payload).slice(0, 200)}`);
      return;
    }
    try {
      follow(open, answer.data);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      open.notice = TROUBLE;
    }
  }

  return {
    modals: (userId) => modals.stackOf(userId),
    screenOf: (userId) => modals.top(userId),

    async enter(userId, place, entered) {
      const open = onScreen(userId);
      const placed = placedAt(open, place);
      if (holds(placed.element)) open.typed.set(keyOf(placed.block, placed.element), entered);
      if (dispatches(placed)) await dispatch(open, placed, entered);
    },

    async pressInModal(userId, place) {
      const open = onScreen(userId);
      await dispatch(open, placedAt(open, place), null);
    },

    async submitModal(userId) {
      const open = onScreen(userId);
      // Slack's button is dead while it waits for the answer.
      if (submitting.has(open.id)) return "kept";
      open.errors = refusedInClient(open);
      open.notice = null;
      if (open.errors.size > 0) return "kept";
      submitting.add(open.id);
      const user = actor(workings, userId);
      const delivery = await link.deliver("interactive", submissionPayload(workings, user, open));
      submitting.delete(open.id);
      if (delivery.status === "acked") settle(open, delivery.payload);
      else open.notice = TROUBLE;
      return "sent";
    },

    async closeModal(userId) {
      const open = onScreen(userId);
      const user = actor(workings, userId);
      const isCleared = open.definition.clear_on_close;
      const closing = isCleared ? modals.stackOf(userId) : [open];
      if (isCleared) modals.clear(userId);
      else modals.close(open);
      for (const view of closing.toReversed()) {
        if (!view.definition.notify_on_close) continue;
        await link.deliver("interactive", closedPayload(workings, user, view, isCleared));
      }
    },
  };
}

function placedAt(open: OpenView, { blockId, actionId }: Place): Placed {
  const placed = elementsOf(open.blocks).find(
    ({ block, element }) => block.block_id === blockId && element.action_id === actionId,
  );
  if (placed === undefined) throw new Error(`No ${blockId}/${actionId} in “${open.definition.title.text}”.`);
  return placed;
}

/** Outside of inputs everything tells the app at once; an input only on demand, and typed text only when asked to. */
export function dispatches({ block, element }: Placed): boolean {
  if (block.type !== "input") return true;
  if (!block.dispatch_action) return false;
  const isTyped = element.type.endsWith("_input");
  return (
    !isTyped || (element.dispatch_action_config?.trigger_actions_on.includes("on_character_entered") ?? false)
  );
}
