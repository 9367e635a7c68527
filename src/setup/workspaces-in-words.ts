import type { WorkspaceFinding } from "./examine.ts";
import { fault, good, note, type Told } from "./told.ts";

/** What was found of the workspaces that have installed the bot. */
export function workspaceInWords(finding: WorkspaceFinding): Told {
  switch (finding.code) {
    case "workspaces_none":
      return note("Workspaces: none has installed the bot yet.", "Open /slack/install at the bot's address.");
    case "workspace_installed":
      return good(
        `Workspace ${finding.teamId} (${finding.name}): the bot is installed; the next lines are about it.`,
      );
    case "workspace_not_set_up":
      return note(
        `Workspace ${finding.teamId}: nobody has chosen its CSM channel yet.`,
        "An administrator of it types /escalate settings.",
      );
    case "workspace_token_unreadable":
      return fault(
        `Workspace ${finding.teamId}: its token was sealed with a key that is not in TOKEN_ENCRYPTION_KEY.`,
        "Put the old key behind the new one and a comma, or have the bot installed again.",
      );
    case "workspace_token_refused":
      return fault(
        `Workspace ${finding.teamId}: Slack does not accept its token (${finding.error}).`,
        "Have the bot installed again, at /slack/install.",
      );
  }
}
