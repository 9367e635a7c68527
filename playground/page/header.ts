import { ask } from "./control.ts";
import { h, part } from "./dom.ts";
import { isAnything } from "./guards.ts";
import { introduction } from "./names.ts";
import { announce, doing } from "./notice.ts";
import { redrawWhole } from "./redraw.ts";
import { type Page, pageNow, refresh, visit } from "./state.ts";
import { isStage } from "./wire.ts";

/** The playground's own tools above the Slack: who one is, and what time it is. */
export function drawHeader(page: Page): void {
  drawActAs(page);
  drawClock(page);
}

function drawActAs({ workspace, me }: Page): void {
  const people = workspace.users.filter(({ isBot }) => !isBot);
  redrawWhole(part("act-as"), JSON.stringify([people, workspace.usergroups]), () =>
    workspace.teams.map(({ id, name }) => {
      const ours = people.filter(({ teamId }) => teamId === id);
      const options = ours.map((user) => h("option", { value: user.id }, introduction(workspace, user)));
      return h("optgroup", { label: name }, ...options);
    }),
  );
  const select = part("act-as");
  if (select instanceof HTMLSelectElement) select.value = me.id;
}

function drawClock({ stage, me }: Page): void {
  const write = (iso: string) =>
    new Intl.DateTimeFormat(me.locale === "en-US" ? "en-US" : "en-GB", {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone: me.tz,
    }).format(new Date(iso));
  const city = me.tz.split("/").at(-1)?.replaceAll("_", " ") ?? me.tz;
  redrawWhole(part("time"), `${write(stage.now)} ${city}`, () => [
    h("strong", {}, write(stage.now)),
    h("span", { class: "zone" }, ` ${city}`),
  ]);
  const next = part("next-nudge");
  const none = stage.nextNudgeAt === null;
  next.ariaDisabled = String(none);
  next.title =
    stage.nextNudgeAt === null
      ? "No reminder is planned: send a case that lacks something first"
      : `To just after ${write(stage.nextNudgeAt)}, when the bot does something by itself`;
}

let isMoving = false;

async function moveTime(by: string): Promise<void> {
  const page = pageNow();
  if (isMoving || (by === "nudge" && page.stage.nextNudgeAt === null)) return;
  isMoving = true;
  part("clock").ariaBusy = "true";
  try {
    await ask("moveTime", { by, userId: page.me.id }, isStage);
  } finally {
    isMoving = false;
    part("clock").ariaBusy = "false";
    await refresh();
    announce(`It is ${part("time").textContent}.`);
  }
}

export function listenToHeader(): void {
  const select = part("act-as");
  select.addEventListener("change", () => {
    if (select instanceof HTMLSelectElement) doing(() => visit({ userId: select.value }));
  });
  for (const button of part("clock").querySelectorAll("button")) {
    button.addEventListener("click", () => {
      doing(() => moveTime(button.dataset["by"] ?? "hour"));
    });
  }
}

/** Starts a bot that crashed once more. */
export function restartBot(): void {
  doing(() => ask("restartBot", {}, isAnything).then(refresh));
}
