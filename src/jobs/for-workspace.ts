/**
 * One store may hold several workspaces. What a job needs of the one that a row belongs to: null when this bot does not
 * serve it, or serves it no more.
 */
export type ForWorkspace<Needed> = (teamId: string) => Promise<Needed | null>;
