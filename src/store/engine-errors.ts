/** The code of what an engine or the system refused, or of what caused it: `SQLITE_FULL`, `40P01`, `ECONNREFUSED`; null when it has none. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : null;
}
