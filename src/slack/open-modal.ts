import { ErrorCode, type WebClient, type WebAPIPlatformError } from "@slack/web-api";
import type { ModalView } from "@slack/types";
import type { Hint } from "../domain/delivery.ts";
import { unless } from "../patience.ts";
import type { SlackDeps } from "./deps.ts";
import { describeError } from "./failures.ts";
import { persistently } from "./try-again.ts";
import type { Reader } from "./views/reader.ts";

/** Opening and redrawing modals, and what Slack may answer to that. */

export type Opened =
  | { readonly kind: "opened"; readonly viewId: string; readonly hash: string }
  /** The same click was delivered twice, or Slack's answer was lost: it is there, under the name we gave it. */
  | { readonly kind: "already_open"; readonly externalId: string }
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
    const named = { ...view, external_id: triggerId };
    const { view: opened } = await beforeItExpires(() =>
      client.views.open({ trigger_id: triggerId, view: named }),
    );
    return { kind: "opened", viewId: opened?.id ?? "", hash: opened?.hash ?? "" };
  } catch (error) {
    switch (platformErrorOf(error)) {
      case "exchanged_trigger_id":
      case "duplicate_external_id":
        return { kind: "already_open", externalId: triggerId };
      case "expired_trigger_id":
      case "invalid_trigger_id":
        return { kind: "too_late" };
      default:
        log.error(describeError(error), "a modal could not be opened");
        return { kind: "failed" };
    }
  }
}

/** Slack made it a little before we had it. */
const triggerLivesMs = 3_000;
const lastAnswerWithinMs = 2_000;

/**
 * The client would wait much longer for an answer. After these seconds nothing opens any more; but what was asked before
 * may have, and only the answer be late. Slack says which, if it is asked once more: nobody is told that a window is not
 * there while they look at it.
 */
async function beforeItExpires<T>(open: () => Promise<T>): Promise<T> {
  const expired = AbortSignal.timeout(triggerLivesMs);
  try {
    return await persistently(open, expired);
  } catch (error) {
    if (!expired.aborted) throw error;
    return await unless(AbortSignal.timeout(lastAnswerWithinMs), open);
  }
}

/** Whether it stands on their screen, whoever opened it. */
export function isThere(
  opened: Opened,
): opened is Extract<Opened, { readonly kind: "opened" | "already_open" }> {
  return opened.kind === "opened" || opened.kind === "already_open";
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

/** As Slack names it, or as we did when it was opened; that name goes when it is drawn anew. */
export type Modal = { readonly viewId: string; readonly hash?: string } | { readonly externalId: string };

/** Draws a modal anew unless it has changed since `hash`: then somebody newer has drawn it, and the answer is false. */
export async function redrawModal(
  { log }: Pick<SlackDeps, "log">,
  client: WebClient,
  modal: Modal,
  view: ModalView,
): Promise<boolean> {
  try {
    await persistently(() => client.views.update({ ...namesOf(modal), view }));
    return true;
  } catch (error) {
    const code = platformErrorOf(error);
    if (code !== "hash_conflict" && code !== "not_found") throw error;
    log.info(
      { ...("viewId" in modal ? { view: modal.viewId } : {}), code },
      "a modal had moved on before it could be redrawn",
    );
    return false;
  }
}

function namesOf(modal: Modal) {
  if ("externalId" in modal) return { external_id: modal.externalId };
  const { viewId, hash } = modal;
  return { view_id: viewId, ...(hash === undefined ? {} : { hash }) };
}

/** Slack's own code of a refusal; null when it is another kind of failure. */
function platformErrorOf(error: unknown): string | null {
  return isPlatformError(error) ? error.data.error : null;
}

function isPlatformError(error: unknown): error is WebAPIPlatformError {
  return error instanceof Error && "code" in error && error.code === ErrorCode.PlatformError;
}
