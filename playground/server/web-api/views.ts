import { z } from "zod";
import { limits } from "../block-kit/limits.ts";
import { checkHome, checkModal } from "../block-kit/validate.ts";
import type { Problem } from "../block-kit/walk.ts";
import { homeJson, readHome } from "../homes.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { readView, type ViewDefinition, viewJson } from "../modals.ts";
import { isExternal } from "../world.ts";
import type { Workings } from "../workings.ts";
import { refuseBlocks } from "./content.ts";
import { method, type Method, Refusal, structure } from "./method.ts";

export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": method({
    args: z.object({ trigger_id: z.string(), view: structure }),
    run(workings, args) {
      const view = acceptedView(workings, "views.open", args.view);
      refuseTakenExternalId(workings, view.external_id, null);
      const use = workings.triggers.use(args.trigger_id);
      if ("error" in use) {
        if (use.error === "exchanged_trigger_id") {
          workings.violations.record(
            "trigger_used_twice",
            "views.open with a trigger that already opened a modal",
          );
        }
        throw new Refusal(use.error);
      }
      const open = workings.modals.open(use.userId, view);
      return { ok: true, view: viewJson(workings.world, open, false) };
    },
  }),

  "views.update": method({
    args: z.object({
      view: structure,
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
    }),
    run(workings, args) {
      const view = acceptedView(workings, "views.update", args.view);
      const open = workings.modals.find({
        ...(args.view_id === undefined ? {} : { viewId: args.view_id }),
        ...(args.external_id === undefined ? {} : { externalId: args.external_id }),
      });
      if (open === null) throw new Refusal("not_found");
      if (args.hash !== undefined && args.hash !== open.hash) throw new Refusal("hash_conflict");
      refuseTakenExternalId(workings, view.external_id, open.id);
      workings.modals.update(open, view);
      return { ok: true, view: viewJson(workings.world, open, false) };
    },
  }),

  "views.publish": method({
    args: z.object({ user_id: z.string(), view: structure, hash: z.string().optional() }),
    run(workings, args) {
      const { world, manifest, homes } = workings;
      const view = readHome(checkedView(workings, "views.publish", args.view, checkHome));
      if (!manifest.homeTab) throw new Refusal("not_enabled");
      const user = world.users.get(args.user_id);
      if (user === undefined || user.isBot || isExternal(world, user)) throw new Refusal("user_not_found");
      const before = homes.of(user.id);
      if (args.hash !== undefined && args.hash !== before?.hash) throw new Refusal("hash_conflict");
      refuseTakenExternalId(workings, view.external_id, before?.id ?? null);
      return { ok: true, view: homeJson(world, homes.publish(user.id, view), false) };
    },
  }),
};

/** Used for the views in acknowledgements too. */
export function acceptedView(workings: Workings, source: string, given: Json | undefined): ViewDefinition {
  return readView(checkedView(workings, source, given, checkModal));
}

function checkedView(
  workings: Workings,
  source: string,
  given: Json | undefined,
  check: (view: JsonObject) => Problem[],
): JsonObject {
  if (!isJsonObject(given)) {
    workings.violations.record("invalid_blocks", `${source}: the view is no JSON object`);
    throw new Refusal("invalid_arguments", {
      response_metadata: { messages: ["[ERROR] view is no JSON object"] },
    });
  }
  if (Buffer.byteLength(JSON.stringify(given)) > limits.view.bytes) {
    workings.violations.record("invalid_blocks", `${source}: the view is too large`);
    throw new Refusal("view_too_large");
  }
  const problems = check(given);
  if (problems.length > 0) refuseBlocks(workings, source, "invalid_arguments", problems);
  return given;
}

/** `self` is the id of the view that may keep it. */
function refuseTakenExternalId({ modals, homes }: Workings, externalId: string, self: string | null): void {
  if (externalId === "") return;
  const holder = modals.find({ externalId }) ?? homes.holderOf(externalId);
  if (holder !== null && holder.id !== self) throw new Refusal("duplicate_external_id");
}
