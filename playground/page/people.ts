import { ask } from "./control.ts";
import { h, part } from "./dom.ts";
import { isAnything } from "./guards.ts";
import { doing } from "./notice.ts";
import { redrawWhole } from "./redraw.ts";
import { type Page, refresh } from "./state.ts";

/** Who is active here, with a switch for each. */
export function drawPeople({ workspace }: Page): void {
  const people = workspace.users.filter(({ isBot }) => !isBot);
  redrawWhole(part("people"), JSON.stringify(people), () =>
    people.map(({ id, realName, deleted }) => {
      const box = h("input", {
        type: "checkbox",
        role: "switch",
        "aria-label": `${realName} is deactivated`,
        checked: deleted,
        "data-focus": `deactivated/${id}`,
        onchange: () => {
          const operation = box.checked ? "deactivate" : "reactivate";
          doing(() => ask(operation, { userId: id }, isAnything).finally(refresh));
        },
      });
      return h("label", { class: "switch" }, box, h("span", {}, realName));
    }),
  );
}
