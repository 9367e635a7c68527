import type { Announced } from "./manifest-file.ts";

/** Whether the settings agree with `manifest.yml`. What the app in Slack was made from nobody can see from here. */
export type AnnouncedFinding =
  | { readonly code: "command_announced"; readonly command: string }
  | {
      readonly code: "command_not_announced";
      readonly command: string;
      readonly announced: readonly string[];
    }
  | { readonly code: "announced_for_socket_mode" }
  | { readonly code: "announced_for_http_mode" };

export function checkCommand(command: string, { commands }: Announced): AnnouncedFinding {
  return commands.includes(command)
    ? { code: "command_announced", command }
    : { code: "command_not_announced", command, announced: commands };
}

/** Null when they agree. */
export function checkMode(mode: "socket" | "http", { socketMode }: Announced): AnnouncedFinding | null {
  if (socketMode === (mode === "socket")) return null;
  return { code: socketMode ? "announced_for_socket_mode" : "announced_for_http_mode" };
}
