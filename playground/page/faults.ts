import { ask } from "./control.ts";
import { h, part } from "./dom.ts";
import { doing } from "./notice.ts";
import { redrawWhole } from "./redraw.ts";
import { type Page, refresh } from "./state.ts";
import { type FaultName, faultNames, isStage } from "./wire.ts";

const words: Readonly<Record<FaultName, { readonly name: string; readonly says: string }>> = {
  slow: { name: "Slack slow", says: "Slack takes seconds to answer the bot." },
  down: { name: "Slack down", says: "The bot cannot reach Slack at all." },
  rate_limited: { name: "Rate limited", says: "Slack tells the bot to come back later." },
  removed: { name: "Bot removed from channel", says: "Somebody took the bot out of the CSM channel." },
  repeated: { name: "Events twice", says: "Slack tells the bot everything it hears a second time." },
  answer_lost: { name: "Answer lost", says: "Slack posts, but the bot does not hear that it did." },
  no_charts: { name: "No charts", says: "Slack refuses messages with a chart in them." },
};

async function turn(fault: FaultName, on: boolean): Promise<void> {
  try {
    await ask("switchFault", { fault, on }, isStage);
  } finally {
    await refresh();
  }
}

/** The switches, and a line across the page while one of them is on. */
export function drawFaults({ stage }: Page): void {
  const sign = JSON.stringify(stage.faults);
  redrawWhole(part("faults"), sign, () =>
    faultNames.map((fault) => {
      const box = h("input", {
        type: "checkbox",
        role: "switch",
        checked: stage.faults[fault],
        "data-focus": `fault/${fault}`,
        onchange: () => {
          doing(() => turn(fault, box.checked));
        },
      });
      const { name, says } = words[fault];
      return h("label", { class: "switch" }, box, h("span", {}, h("strong", {}, name), h("small", {}, says)));
    }),
  );
  const on = faultNames.filter((fault) => stage.faults[fault]);
  const strip = part("fault-strip");
  strip.hidden = on.length === 0;
  redrawWhole(strip, sign, () =>
    on.map((fault) =>
      h(
        "p",
        {},
        h("strong", {}, `${words[fault].name}. `),
        words[fault].says,
        " ",
        h(
          "button",
          {
            type: "button",
            class: "button small",
            onclick: () => {
              doing(() => turn(fault, false));
            },
          },
          "Switch off",
        ),
      ),
    ),
  );
}
