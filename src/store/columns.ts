import type { z } from "zod";

/**
 * How values are written in columns, so that both engines hold and sort them alike. Text that a person wrote is
 * always stored as JSON: that keeps the two things a text column does not take, NUL and half a surrogate pair.
 */

/** UTC, always 24 characters, so that texts sort as instants do. */
export function fromTime(time: Date): string {
  return time.toISOString();
}

export function toTime(text: string): Date {
  return new Date(text);
}

export function toOptionalTime(text: string | null): Date | null {
  return text === null ? null : toTime(text);
}

/** Refuses what could not be read back: one such value would make its row unreadable for good. */
export function fromJson<T>(schema: z.ZodType<T>, value: T): string {
  return JSON.stringify(schema.parse(value));
}

export function toJson<T>(schema: z.ZodType<T>, text: string): T {
  return schema.parse(JSON.parse(text));
}

export function fromFlag(flag: boolean): number {
  return flag ? 1 : 0;
}

export function toFlag(stored: number): boolean {
  return stored !== 0;
}
