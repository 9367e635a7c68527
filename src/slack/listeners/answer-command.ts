import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import { folded } from "../../domain/plain-text.ts";
import type { ListScope } from "../../domain/shelves.ts";
import { usualReportWeeks } from "../../domain/report-weeks.ts";
import type { SlackDeps } from "../deps.ts";
import { actingPerson } from "../people.ts";
import { broughtText, startDraft } from "../start-draft.ts";
import { askedFor } from "../views/case-list.ts";
import { helpMessage, sayingMessage } from "../views/command-answers.ts";
import type { Message } from "../views/parts.ts";
import { openSettings } from "./change-settings.ts";
import { askToErase } from "./erase-case.ts";
import { exportCases } from "./export-cases.ts";
import { listCases } from "./list-cases.ts";
import { showCase } from "./show-case.ts";
import { tellHistory } from "./tell-history.ts";
import { tellReport } from "./tell-report.ts";

type Command =
  | { readonly kind: "start"; readonly text: string }
  | { readonly kind: "help" | "settings" | "export" }
  | { readonly kind: "list"; readonly scope: ListScope }
  | { readonly kind: "find"; readonly words: string }
  | { readonly kind: "report"; readonly weeks: number }
  | { readonly kind: "case" | "history" | "erase"; readonly number: number };

/** What may be typed behind the name of a case. */
const ofCase: ReadonlyMap<string, "case" | "history" | "erase"> = new Map([
  ["", "case"],
  ["history", "history"],
  ["historico", "history"],
  ["erase", "erase"],
  ["apagar", "erase"],
]);

/** What may be typed behind *list*. */
const lists: ReadonlyMap<string, ListScope> = new Map([
  ["", "mine"],
  ["mine", "mine"],
  ["meus", "mine"],
  ["open", "open"],
  ["abertos", "open"],
  ["waiting", "waiting"],
  ["aguardando", "waiting"],
  ["parked", "parked"],
  ["espera", "parked"],
  ["all", "all"],
  ["todos", "all"],
]);

/** What was typed behind the command. Whatever is no order is the summary of a new case. */
export function parseCommand(typed: string): Command {
  const text = typed.trim();
  const order = folded(text).replace(/\s+/gu, " ");
  if (order === "help" || order === "ajuda" || order === "?") return { kind: "help" };
  if (order === "export" || order === "exportar") return { kind: "export" };
  if (order === "settings" || order === "configuracoes") return { kind: "settings" };
  const [, which = ""] = /^lista?(?: (\p{L}+))?$/u.exec(order) ?? [null, "none"];
  const scope = lists.get(which);
  if (scope) return { kind: "list", scope };
  const [find, words = ""] = /^(?:find|buscar)(?:\s+(.*))?$/isu.exec(text) ?? [];
  if (find !== undefined) return { kind: "find", words };
  const [report, weeks = usualReportWeeks] = /^(?:report|relatorio)(?: ([0-9]{1,3}))?$/u.exec(order) ?? [];
  if (report !== undefined) return { kind: "report", weeks: Number(weeks) };
  const [, number, what = ""] = /^esc-?([0-9]{1,9})(?: (\p{L}+))?$/u.exec(order) ?? [];
  const kind = ofCase.get(what);
  return number && kind ? { kind, number: Number(number) } : { kind: "start", text };
}

export const answerCommand = (deps: SlackDeps) => {
  const exportFor = exportCases(deps);
  return async ({
    ack,
    command,
    client,
    respond,
  }: AllMiddlewareArgs & SlackCommandMiddlewareArgs): Promise<void> => {
    await ack();
    const say = async (message: Message) => {
      await respond({ response_type: "ephemeral", ...message });
    };
    const parsed = parseCommand(command.text);
    const asker = { userId: command.user_id, homeTeamId: command.team_id };
    switch (parsed.kind) {
      case "start":
        await startDraft(deps, {
          userId: command.user_id,
          triggerId: command.trigger_id,
          client,
          brought: parsed.text === "" ? null : broughtText(parsed.text),
          tell: ({ sentence }) => say(sayingMessage(sentence)),
        });
        return;
      case "help": {
        const { reader } = await actingPerson(deps, command.user_id);
        await say(helpMessage(deps.settings.slashCommand, deps.ownSettings !== null, reader));
        return;
      }
      case "settings":
        await openSettings(deps, {
          userId: command.user_id,
          triggerId: command.trigger_id,
          client,
          say: (sentence) => say(sayingMessage(sentence)),
        });
        return;
      case "export":
        await exportFor(client, asker, say);
        return;
      case "list":
        await listCases(deps, client, asker, { kind: "list", scope: parsed.scope, from: null }, say);
        return;
      case "find": {
        const asked = askedFor(parsed.words);
        await listCases(deps, client, asker, asked, say);
        return;
      }
      case "report":
        await tellReport(deps, client, asker, parsed.weeks, respond);
        return;
      case "case":
        await showCase(deps, client, asker, parsed.number, say);
        return;
      case "history":
        await tellHistory(deps, client, asker, parsed.number, say);
        return;
      case "erase":
        await askToErase(deps, client, asker, parsed.number, say);
        return;
    }
  };
};
