/**
 * One store may hold several workspaces. What a job needs of the one that a row belongs to: null when this bot does not
 * serve it, or serves it no more.
 */
export type ForWorkspace<Needed> = (teamId: string) => Promise<Needed | null>;

const hour = 60 * 60_000;

/** When it is looked once more whether a workspace is served again. */
export function lookedAtAgain(now: Date): Date {
  return new Date(now.getTime() + hour);
}
