import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { formats, type Rule, type Shape, type Surface } from "./rules.ts";

export interface Problem {
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** Holds a value against a rule and says everything that is wrong with it. */
export function problemsIn(value: Json, rule: Rule, pointer: string, surface: Surface): Problem[] {
  switch (rule.is) {
    case "anything":
      return [];
    case "boolean":
      return typeof value === "boolean" ? [] : [{ pointer, message: "must be a boolean" }];
    case "string":
      return stringProblems(value, rule).map((message) => ({ pointer, message }));
    case "number":
      return numberProblems(value, rule).map((message) => ({ pointer, message }));
    case "list":
      return listProblems(value, rule, pointer, surface);
    case "object":
      return isJsonObject(value)
        ? shapeProblems(value, rule.shape(), pointer, surface)
        : [{ pointer, message: "must provide an object" }];
    case "one":
      return chosenProblems(value, rule.of(), pointer, surface);
  }
}

export function shapeProblems(value: JsonObject, shape: Shape, pointer: string, surface: Surface): Problem[] {
  const problems: Problem[] = [];
  if (shape.surfaces?.includes(surface) === false) {
    problems.push({ pointer: `${pointer}/type`, message: "not allowed on this surface" });
  }
  for (const key of Object.keys(shape.required)) {
    if (value[key] === undefined) problems.push({ pointer, message: `missing required field: ${key}` });
  }
  for (const [key, inner] of Object.entries(value)) {
    const rule = shape.required[key] ?? shape.optional[key];
    if (rule === undefined) problems.push({ pointer, message: `invalid additional property: ${key}` });
    else problems.push(...problemsIn(inner, rule, `${pointer}/${key}`, surface));
  }
  return problems;
}

function chosenProblems(
  value: Json,
  shapes: Readonly<Record<string, Shape>>,
  pointer: string,
  surface: Surface,
): Problem[] {
  if (!isJsonObject(value)) return [{ pointer, message: "must provide an object" }];
  const { type } = value;
  if (typeof type !== "string") return [{ pointer, message: "missing required field: type" }];
  const shape = shapes[type];
  if (shape === undefined) return [{ pointer: `${pointer}/type`, message: `unsupported type: ${type}` }];
  return shapeProblems(value, shape, pointer, surface);
}

function listProblems(
  value: Json,
  { of, min = 0, max = Infinity }: Extract<Rule, { is: "list" }>,
  pointer: string,
  surface: Surface,
): Problem[] {
  if (!Array.isArray(value)) return [{ pointer, message: "must provide an array" }];
  const items: readonly Json[] = value;
  const problems = items.flatMap((item, index) => problemsIn(item, of, `${pointer}/${index}`, surface));
  if (items.length < min) problems.push({ pointer, message: `no less than ${min} items required` });
  if (items.length > max) problems.push({ pointer, message: `no more than ${max} items allowed` });
  return problems;
}

function stringProblems(
  value: Json,
  { min = 0, max = Infinity, among, format }: Extract<Rule, { is: "string" }>,
): string[] {
  if (typeof value !== "string") return ["must be a string"];
  const problems: string[] = [];
  if (value.length < min) problems.push(`must be more than ${min - 1} characters`);
  if (value.length > max) problems.push(`must be less than ${max + 1} characters`);
  if (among !== undefined && !among.includes(value)) problems.push(`must be one of: ${among.join(", ")}`);
  if (format !== undefined && !formats[format].test(value)) problems.push(`is no ${format}`);
  return problems;
}

function numberProblems(
  value: Json,
  { min = -Infinity, max = Infinity, whole = false }: Extract<Rule, { is: "number" }>,
): string[] {
  if (typeof value !== "number") return ["must be a number"];
  if (whole && !Number.isInteger(value)) return ["must be an integer"];
  return value >= min && value <= max ? [] : [`must be between ${min} and ${max}`];
}
