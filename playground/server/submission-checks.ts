import type { Element } from "./block-kit/model.ts";
import { isBlank, type Entered } from "./entered.ts";
import { enteredIn } from "./filled.ts";
import type { OpenView } from "./modals.ts";

/** What Slack's own client refuses before anything is sent, by block id. */
export function refusedInClient(open: OpenView): Map<string, string> {
  const errors = new Map<string, string>();
  for (const block of open.blocks) {
    if (block.type !== "input") continue;
    const entered = enteredIn(open, block, block.element);
    if (entered === null) continue;
    if (isBlank(entered)) {
      if (!block.optional) errors.set(block.block_id, "Please complete this required field.");
      continue;
    }
    const complaint = complaintAbout(block.element, entered);
    if (complaint !== null) errors.set(block.block_id, complaint);
  }
  return errors;
}

function complaintAbout(element: Element, entered: Entered): string | null {
  if (entered.kind !== "text") return null;
  const value = entered.value ?? "";
  if (element.min_length !== undefined && value.length < element.min_length) {
    return `Enter at least ${element.min_length} characters.`;
  }
  if (element.max_length !== undefined && value.length > element.max_length) {
    return `Enter no more than ${element.max_length} characters.`;
  }
  switch (element.type) {
    case "email_text_input":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : "Enter a valid email address.";
    case "url_text_input":
      return /^https?:\/\/\S+$/i.test(value) ? null : "Enter a valid URL.";
    case "number_input":
      return numberComplaint(element, value);
    default:
      return null;
  }
}

function numberComplaint(element: Element, value: string): string | null {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return "Enter a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Enter a number of at least ${element.min_value}.`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Enter a number of at most ${element.max_value}.`;
  }
  return null;
}
