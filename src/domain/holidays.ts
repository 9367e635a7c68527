import { createRequire } from "node:module";
import type Holidays from "date-holidays";
import type { IsoDate } from "./answers.ts";
import { addDays, isRealDate } from "./calendar-days.ts";

/**
 * Public holidays by country or region code (`US`, `BR-SP`, `DE-BY-A`), from the data of date-holidays.
 * A region adds to its country: the library lets a region's list replace its country's, and the one of `BR-SP`
 * misses 20 November, a holiday in all of Brazil.
 */

const msPerDay = 24 * 60 * 60 * 1000;
/** Outside these years the library's rules say nothing useful, and a mistyped year must not cost seconds. */
const firstYear = 1970;
const lastYear = 2199;

/**
 * The entries that are neither a known country or region code nor an existing day `YYYY-MM-DD`, as given.
 * For the check of the setting; `calendarOf` throws on the same entries.
 */
export function holidayFaults(entries: readonly string[]): string[] {
  return entries.filter((entry) => !isRealDate(entry) && !isKnownRegion(entry));
}

const load = createRequire(import.meta.url);

/** Loaded when somebody names a region, and not at every start: it takes a fifth of a second. */
function emptyList(): Holidays {
  const loaded: unknown = load("date-holidays");
  if (!isLibrary(loaded)) throw new TypeError("date-holidays is not what it was");
  return new loaded();
}

function isLibrary(loaded: unknown): loaded is typeof Holidays {
  return typeof loaded === "function";
}

function isKnownRegion(code: string): boolean {
  const known = emptyList();
  const [country = "", state, region, ...rest] = code.split("-");
  if (rest.length > 0 || !hasKey(known.getCountries(), country)) return false;
  if (state === undefined) return true;
  if (!hasKey(known.getStates(country), state)) return false;
  return region === undefined || hasKey(known.getRegions(country, state), region);
}

/** The library answers nothing at all for a country without states. */
function hasKey(names: Readonly<Record<string, string>> | undefined, key: string): boolean {
  return names !== undefined && Object.hasOwn(names, key);
}

/** Each code's years, computed once; the answer never changes, so sharing it is safe. */
const years = new Map<string, ReadonlySet<IsoDate>>();

/** Every public holiday of `year` in the region of a known code, its country's included. */
export function publicHolidays(code: string, year: number): ReadonlySet<IsoDate> {
  if (year < firstYear || year > lastYear) return new Set();
  const key = `${code} ${year}`;
  const computed = years.get(key) ?? computeYear(code, year);
  years.set(key, computed);
  return computed;
}

function computeYear(code: string, year: number): ReadonlySet<IsoDate> {
  const parts = code.split("-");
  const levels = parts.map((_, index) => parts.slice(0, index + 1));
  const dates = levels.flatMap(([country = "", state, region]) =>
    // Holidays of several days are one entry under their first day, which may stand in December of the year before.
    [year - 1, year].flatMap((each) => daysOff(country, state, region, each)),
  );
  return new Set(dates.filter((date) => date.startsWith(`${year}-`)));
}

function daysOff(
  country: string,
  state: string | undefined,
  region: string | undefined,
  year: number,
): IsoDate[] {
  const holidays = emptyList();
  holidays.init(country, state, region, { types: ["public"] });
  return holidays.getHolidays(year).flatMap(({ date, start, end }) => {
    const first = date.slice(0, 10);
    // A holiday from noon on counts as its whole day; a change of daylight saving makes a day 23 or 25 hours.
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / msPerDay));
    return Array.from({ length }, (_, index) => addDays(first, index));
  });
}
