import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { withIds } from "./block-kit/ids.ts";
import { type Block, readBlocks, type Text } from "./block-kit/model.ts";
import type { Entered } from "./entered.ts";
import { keptIn, stateValues } from "./filled.ts";
import { jsonObject, type JsonObject } from "./json.ts";
import { unixSeconds } from "./timestamps.ts";
import type { World } from "./world.ts";

const STACK = 3;

const plainText = z.object({
  type: z.literal("plain_text"),
  text: z.string(),
  emoji: z.boolean().exactOptional(),
});
const definition = z.object({
  title: plainText,
  submit: plainText.nullish().transform((given) => given ?? null),
  close: plainText.nullish().transform((given) => given ?? null),
  blocks: z.array(jsonObject),
  private_metadata: z.string().default(""),
  callback_id: z.string().default(""),
  external_id: z.string().default(""),
  clear_on_close: z.boolean().default(false),
  notify_on_close: z.boolean().default(false),
});
export type ViewDefinition = z.infer<typeof definition>;

/** Call it with a view that the validator let through. */
export function readView(view: JsonObject): ViewDefinition {
  return definition.parse(view);
}

export interface OpenView {
  readonly id: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  definition: ViewDefinition;
  blocks: readonly Block[];
  hash: string;
  /** What the person changed, by `keyOf`; the rest shows its initial value. */
  typed: Map<string, Entered>;
  /** By block id. */
  errors: ReadonlyMap<string, string>;
  notice: string | null;
}

export interface Modals {
  /** Bottom to top. */
  stackOf(userId: string): readonly OpenView[];
  top(userId: string): OpenView | null;
  /** By its id or, when that is absent, by its external id. */
  find(by: { readonly viewId?: string; readonly externalId?: string }): OpenView | null;
  /** Starts a new stack; one that was open is gone. */
  open(userId: string, view: ViewDefinition): OpenView;
  /** Null when the stack is full. */
  push(userId: string, view: ViewDefinition): OpenView | null;
  /** What was typed stays where block id and action id stay. */
  update(open: OpenView, view: ViewDefinition): void;
  /** Takes the view and all above it off the stack. */
  close(open: OpenView): void;
  clear(userId: string): void;
}

export function modalStacks(clock: Clock): Modals {
  const stacks = new Map<string, OpenView[]>();
  let made = 0;

  function make(userId: string, view: ViewDefinition, below: OpenView | null): OpenView {
    made += 1;
    const id = `V${String(made).padStart(8, "0")}`;
    const blocks = withIds(view.blocks);
    return {
      id,
      userId,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      definition: { ...view, blocks },
      blocks: readBlocks(blocks),
      hash: newHash(clock),
      typed: new Map(),
      errors: new Map(),
      notice: null,
    };
  }

  const stackOf = (userId: string) => stacks.get(userId) ?? [];
  return {
    stackOf,
    top: (userId) => stackOf(userId).at(-1) ?? null,
    find({ viewId, externalId = "" }) {
      const all = [...stacks.values()].flat();
      const wanted = (open: OpenView) =>
        viewId === undefined
          ? externalId !== "" && open.definition.external_id === externalId
          : open.id === viewId;
      return all.find(wanted) ?? null;
    },
    open(userId, view) {
      const open = make(userId, view, null);
      stacks.set(userId, [open]);
      return open;
    },
    push(userId, view) {
      const stack = stackOf(userId);
      if (stack.length >= STACK) return null;
      const open = make(userId, view, stack.at(-1) ?? null);
      stacks.set(userId, [...stack, open]);
      return open;
    },
    update(open, view) {
      const blocks = withIds(view.blocks);
      open.definition = { ...view, blocks };
      open.blocks = readBlocks(blocks);
      open.hash = newHash(clock);
      open.errors = new Map();
      open.notice = null;
      open.typed = keptIn(open.blocks, open.typed);
    },
    close(open) {
      const stack = stackOf(open.userId);
      const place = stack.indexOf(open);
      if (place >= 0) stacks.set(open.userId, stack.slice(0, place));
    },
    clear(userId) {
      stacks.delete(userId);
    },
  };
}

export function newHash(clock: Clock): string {
  return `${unixSeconds(clock.now())}.${randomBytes(6).toString("base64url")}`;
}

/** The view as the Web API and the payloads show it. `withState` false: as a fresh or a closed view has none. */
export function viewJson(world: World, open: OpenView, withState = true): JsonObject {
  const { blocks, title, submit, close, ...rest } = open.definition;
  return {
    id: open.id,
    team_id: world.team.id,
    type: "modal",
    blocks,
    ...rest,
    title: shown(title),
    submit: submit === null ? null : shown(submit),
    close: close === null ? null : shown(close),
    state: { values: withState ? stateValues(open) : {} },
    hash: open.hash,
    previous_view_id: open.previousId,
    root_view_id: open.rootId,
    app_id: world.app.appId,
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  };
}

function shown(text: Text): JsonObject {
  return { ...text, emoji: text.emoji ?? true };
}
