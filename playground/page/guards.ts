/** Says whether a value that came over the wire is what it should be; the type follows from it. */
export type Guard<T> = (value: unknown) => value is T;
export type Is<G> = G extends Guard<infer T> ? T : never;

type Fields = Readonly<Record<string, Guard<unknown>>>;
type Read<F extends Fields> = { readonly [K in keyof F]: Is<F[K]> };

export const isString: Guard<string> = (value) => typeof value === "string";
export const isNumber: Guard<number> = (value) => typeof value === "number";
export const isBoolean: Guard<boolean> = (value) => typeof value === "boolean";
export const isAnything: Guard<unknown> = (_value): _value is unknown => true;

export function isObject<F extends Fields>(fields: F): Guard<Read<F>> {
  return (value): value is Read<F> =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, guard]) => guard(Reflect.get(value, name)));
}

export function isListOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((each) => guard(each));
}

export function isRecordOf<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => guard(each));
}

export function isOrNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function isMaybe<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function isOneOf<const T extends string>(...words: readonly T[]): Guard<T> {
  const all: readonly string[] = words;
  return (value): value is T => typeof value === "string" && all.includes(value);
}

export const isJsonObject = isRecordOf(isAnything);
export type JsonObject = Is<typeof isJsonObject>;
