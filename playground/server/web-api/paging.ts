import { Refusal } from "./method.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

export function pageOf<T>(all: readonly T[], cursor: string | undefined, limit: number): Page<T> {
  const from = cursor === undefined || cursor === "" ? 0 : placeIn(cursor);
  const to = from + limit;
  return { items: all.slice(from, to), nextCursor: to < all.length ? cursorAt(to) : "" };
}

function cursorAt(place: number): string {
  return Buffer.from(`from:${place}`).toString("base64");
}

function placeIn(cursor: string): number {
  const place = /^from:(\d+)$/.exec(Buffer.from(cursor, "base64").toString("utf8"))?.[1];
  if (place === undefined) throw new Refusal("invalid_cursor");
  return Number(place);
}
