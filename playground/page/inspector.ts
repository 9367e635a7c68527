import { ask } from "./control.ts";
import { h, part } from "./dom.ts";
import { restartBot } from "./header.ts";
import { readableLog } from "./log-lines.ts";
import { doing } from "./notice.ts";
import { redraw, redrawWhole } from "./redraw.ts";
import { type Page, pageNow } from "./state.ts";
import { exchangeItem, exchanges } from "./traffic.ts";
import { isTraffic, isViolationList, type TrafficEntry, type Violation } from "./wire.ts";

/** More would only be scrolled past. */
const SHOWN_AT_MOST = 200;

let entries: readonly TrafficEntry[] = [];
let running: Promise<void> | null = null;

/** What goes on behind the Slack: the bot, its traffic, and what a real Slack would not have liked. */
export function drawInspector(page: Page): void {
  drawBot(page);
  running ??= watch(page).finally(() => {
    running = null;
  });
  running.catch(() => undefined);
}

async function watch(page: Page): Promise<void> {
  const [fresh, violations] = await Promise.all([
    ask("traffic", { after: entries.at(-1)?.order ?? 0 }, isTraffic),
    ask("violations", {}, isViolationList),
  ]);
  entries = [...entries, ...fresh];
  drawViolations(violations);
  if (part("inspector").hidden !== false) return;
  const write = new Intl.DateTimeFormat("en-GB", {
    timeStyle: "medium",
    timeZone: page.me.tz,
  });
  const time = (at: string) => write.format(new Date(at));
  const all = exchanges(entries).slice(0, SHOWN_AT_MOST);
  redraw(
    part("traffic"),
    all.map((exchange) => exchangeItem(exchange, time)),
  );
}

const states = { starting: "starting", running: "running", crashed: "crashed" } as const;

function drawBot({ me, stage: { bot }, isConnected }: Page): void {
  const crashed = bot.state === "crashed";
  redrawWhole(part("bot"), JSON.stringify([bot, me.tz]), () => [
    h("p", {}, "The bot is ", h("strong", { class: crashed ? "bad" : "good" }, states[bot.state]), "."),
    h(
      "button",
      { type: "button", class: "button small", "data-focus": "restart", onclick: restartBot },
      "Restart the bot",
    ),
    h(
      "pre",
      { tabindex: 0, "aria-label": "The bot's last log lines" },
      bot.lines.length === 0 ? "Nothing in its log." : readableLog(bot.lines.slice(-60), me.tz),
    ),
  ]);
  const log = part("bot").querySelector("pre");
  if (log !== null) log.scrollTop = log.scrollHeight;
  const strip = part("trouble-strip");
  strip.hidden = !crashed && isConnected;
  redrawWhole(strip, JSON.stringify([bot, isConnected]), () => {
    if (!isConnected)
      return [
        h("p", {}, "The playground does not answer. Is “npm run playground” still running? Trying again…"),
      ];
    if (!crashed) return [];
    return [
      h(
        "p",
        {},
        h("strong", {}, "The bot has crashed. "),
        "Its last words: ",
        h("code", {}, readableLog(bot.lines.slice(-1), me.tz)),
        " ",
      ),
      h("button", { type: "button", class: "button small", onclick: restartBot }, "Restart"),
      h(
        "button",
        {
          type: "button",
          class: "button small",
          onclick: () => {
            toggle(true);
          },
        },
        "See its log",
      ),
    ];
  });
}

function drawViolations(violations: readonly Violation[]): void {
  const count = part("violation-count");
  count.hidden = violations.length === 0;
  count.textContent = String(violations.length);
  redrawWhole(part("violations"), JSON.stringify(violations), () =>
    violations.length === 0
      ? [h("p", { class: "good" }, "None: a real Slack would have taken everything the bot did.")]
      : violations
          .toReversed()
          .map(({ what, detail }) =>
            h("p", {}, h("strong", { class: "bad" }, what.replaceAll("_", " ")), ` ${detail}`),
          ),
  );
}

function toggle(open: boolean): void {
  part("inspector").hidden = !open;
  part("open-inspector").ariaExpanded = String(open);
  if (open) {
    doing(() => watch(pageNow()));
    part("inspector-title").focus();
  } else part("open-inspector").focus();
}

export function listenToInspector(): void {
  part("open-inspector").addEventListener("click", () => {
    toggle(part("inspector").hidden !== false);
  });
  part("close-inspector").addEventListener("click", () => {
    toggle(false);
  });
  part("inspector").addEventListener("keydown", ({ key }) => {
    if (key === "Escape") toggle(false);
  });
}
