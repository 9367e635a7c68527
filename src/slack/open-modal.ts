import { ErrorCode, type WebClient, type WebAPIPlatformError } from "@slack/web-api";
import type { ModalView } from "@slack/types";
import type { Hint } from "../domain/delivery.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
import { persistently } from "./try-again.ts";
import type { Reader } from "./views/reader.ts";

/** Opening and redrawing modals, and what Slack may answer to that. */

export type Opened =
  | { readonly kind: "opened"; readonly viewId: string; readonly hash: string }
  /** The same click was delivered twice; the first one has opened the modal. */
  | { readonly kind: "already_open" }
  /** Slack gave us three seconds, and they were over. */
  | { readonly kind: "too_late" }
  | { readonly kind: "failed" };

/** A failure is told in the log. Whoever waits for the modal is to be told too (`whyNotOpen`). */
export async function openModal(
  { log }: Pick<SlackDeps, "log">,
  client: WebClient,
  triggerId: string,
  view: ModalView,
): Promise<Opened> {
  try {
    const { view: opened } = await persistently(() => client.views.open({ trigger_id: triggerId, view }));
    return { kind: "opened", viewId: opened?.id ?? "", hash: opened?.hash ?? "" };
  } catch (error) {
    switch (platformErrorOf(error)) {
      case "exchanged_trigger_id":
        return { kind: "already_open" };
      case "expired_trigger_id":
      case "invalid_trigger_id":
        return { kind: "too_late" };
      default:
        log.error(describeError(error), "a modal could not be opened");
        return { kind: "failed" };
    }
  }
}

/** For the person who waits for it: said at once, or by a DM. */
export interface NotOpen {
  readonly sentence: string;
  readonly hint: Hint;
}

/** Null when it is there. */
export function whyNotOpen({ kind }: Opened, { words }: Reader): NotOpen | null {
  switch (kind) {
    case "opened":
    case "already_open":
      return null;
    case "too_late":
      return { sentence: words.modal.slow, hint: kind };
    case "failed":
      return { sentence: words.modal.failed, hint: kind };
  }
}

/** Draws a modal anew unless it has changed since `hash`: then somebody newer has drawn it, and the answer is false. */
export async function redrawModal(
  { log }: Pick<SlackDeps, "log">,
  client: WebClient,
  { viewId, hash }: { readonly viewId: string; readonly hash?: string },
  view: ModalView,
): Promise<boolean> {
  try {
    const drawn = { view_id: viewId, view, ...(hash === undefined ? {} : { hash }) };
    await persistently(() => client.views.update(drawn));
    return true;
  } catch (error) {
    const code = platformErrorOf(error);
    if (code !== "hash_conflict" && code !== "not_found") throw error;
    log.info({ view: viewId, code }, "a modal had moved on before it could be redrawn");
    return false;
  }
}

/** Slack's own code of a refusal; null when it is another kind of failure. */
function platformErrorOf(error: unknown): string | null {
  return isPlatformError(error) ? error.data.error : null;
}

function isPlatformError(error: unknown): error is WebAPIPlatformError {
  return error instanceof Error && "code" in error && error.code === ErrorCode.PlatformError;
}
