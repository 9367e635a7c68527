import { ask } from "./control.ts";
import { h } from "./dom.ts";
import { isAnything } from "./guards.ts";
import { doing } from "./notice.ts";
import { type Page, pageNow, refresh } from "./state.ts";

/** The message that its author is rewriting, if any. */
let editing: string | null = null;

/** Whether this message is being rewritten by the one who looks. */
export function isEdited(ts: string, authorId: string, { me }: Page): boolean {
  return editing === ts && authorId === me.id;
}

export function startEditing(ts: string): void {
  editing = ts;
  doing(async () => {
    await refresh();
    const field = document.querySelector<HTMLTextAreaElement>(".editing textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  });
}

async function stopEditing(ts: string): Promise<void> {
  editing = null;
  await refresh();
  const name = CSS.escape(`more/${ts}`);
  document.querySelector<HTMLElement>(`[data-focus="${name}"]`)?.focus();
}

/** In place of the message: Enter saves, Escape leaves it as it was. */
export function drawEditing(ts: string, text: string): HTMLElement {
  const field = h("textarea", { rows: 3, "aria-label": "Edit message", "data-focus": `edit/${ts}` });
  field.value = typedAs(text);
  const save = async () => {
    const { userId, channelId } = pageNow().place;
    const now = field.value.trim();
    if (now === "") return;
    if (now !== typedAs(text)) await ask("editMessage", { userId, channelId, ts, text: now }, isAnything);
    await stopEditing(ts);
  };
  const cancel = () => {
    doing(() => stopEditing(ts));
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) doing(save);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return h(
    "form",
    {
      class: "editing",
      onsubmit: (event) => {
        event.preventDefault();
        doing(save);
      },
    },
    field,
    h(
      "div",
      { class: "editing-foot" },
      h("button", { type: "button", class: "button small", onclick: cancel }, "Cancel"),
      h("button", { type: "submit", class: "button small primary" }, "Save"),
    ),
  );
}

const typed: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** What was typed, of the text as Slack stores it. */
function typedAs(stored: string): string {
  const plain = stored.replaceAll(/<(https?:[^|>]+)>/g, "$1");
  return plain.replaceAll(/&(?:lt|gt|amp);/g, (entity) => typed[entity] ?? entity);
}
