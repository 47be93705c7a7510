import type { Json, Type } from "../generated/ir.js";
import {
  formatDate,
  formatDuration,
  formatTimestamp,
  parseDate,
  parseDuration,
  parseTimestamp,
} from "./calendar/iso-text.js";
import { exprError } from "./expr-error.js";
import { formatType } from "./format-type.js";
import {
  DateValue,
  DurationValue,
  kindOf,
  orderedKeys,
  type StructValue,
  TimestampValue,
  type Value,
} from "./value.js";

/** Smallest value of an int. */
export const INT_MIN: bigint = -(2n ** 63n);
/** Largest value of an int. */
export const INT_MAX: bigint = 2n ** 63n - 1n;

/** What is wrong with a value, and where in it. */
export interface ValueProblem {
  /** JSON pointer into the value, "" for the value itself. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** Says what keeps a JSON value from being of a type; undefined when it is of the type. */
export function checkValue(json: Json, type: Type): ValueProblem | undefined {
  try {
    decode(json, type, "");
    return undefined;
  } catch (error) {
    if (error instanceof WrongValue) return error.problem;
    throw error;
  }
}

/** The value that a JSON value encodes under a type; throws `ExprError` when it encodes none. */
export function decodeValue(json: Json, type: Type): Value {
  try {
    return decode(json, type, "");
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    const { path, found, expected } = error.problem;
    throw exprError("value-of-wrong-kind", { found: path === "" ? found : `${found} at ${path}`, expected });
  }
}

class WrongValue extends Error {
  readonly problem: ValueProblem;

  constructor(problem: ValueProblem) {
    super(`${problem.found} at ${problem.path}`);
    this.problem = problem;
  }
}

function wrong(json: Json, type: Type | string, path: string): WrongValue {
  const expected = typeof type === "string" ? describeScalar(type) : formatType(type);
  return new WrongValue({ path, found: describeJson(json), expected });
}

const scalarWords: Record<string, string> = {
  int: "an int",
  date: 'a date such as "2026-01-31"',
  timestamp: 'a timestamp such as "2026-01-31T06:00:00Z"',
  duration: 'a duration such as "PT1H30M"',
  string: "a string",
  float: "a float",
  bool: "a bool",
  json: "JSON",
};

function describeScalar(type: string): string {
  return scalarWords[type] ?? type;
}

function describeJson(json: Json): string {
  if (json === undefined) return "nothing";
  if (Array.isArray(json)) return "a list";
  if (typeof json === "object" && json !== null) return "an object";
  const text = JSON.stringify(json) ?? String(json);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function decode(json: Json, type: Type, path: string): Value {
  if (typeof type === "string") return decodeScalar(json, type, path);
  switch (type.kind) {
    case "nullable":
      return json === null ? null : decode(json, type.of, path);
    case "enum":
      if (!type.values.some((value) => value === json)) throw wrong(json, type, path);
      return decodeScalar(json, type.of, path);
    case "format":
      return decodeScalar(json, "string", path);
    case "list":
      if (!Array.isArray(json)) throw wrong(json, type, path);
      return json.map((item, index) => decode(item, type.of, `${path}/${index}`));
    case "map":
      return new Map(
        Object.entries(objectOf(json, type, path)).map(([key, item]) => [key, decode(item, type.of, join(path, key))]),
      );
    case "struct":
      return decodeStruct(objectOf(json, type, path), type, path);
  }
}

function objectOf(json: Json, type: Type, path: string): Record<string, Json> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong(json, type, path);
  return json as Record<string, Json>;
}

function decodeStruct(json: Record<string, Json>, type: Extract<Type, { kind: "struct" }>, path: string): StructValue {
  const unknown = Object.keys(json).find((name) => !Object.hasOwn(type.fields, name));
  if (unknown !== undefined) {
    const names = Object.keys(type.fields).join(", ");
    throw new WrongValue({ path: join(path, unknown), found: `the field "${unknown}"`, expected: `one of ${names}` });
  }
  const entries: [string, Value][] = [];
  for (const [name, field] of Object.entries(type.fields)) {
    if (Object.hasOwn(json, name)) entries.push([name, decode(json[name], field, join(path, name))]);
    else if (!type.optional?.includes(name)) {
      throw new WrongValue({ path: join(path, name), found: "nothing", expected: formatType(field) });
    }
  }
  return Object.fromEntries(entries);
}

function join(path: string, key: string): string {
  return `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

type Scalar = Extract<Type, string>;

const scalarReaders: Record<Scalar, (json: Json) => Value | undefined> = {
  string: (json) => (typeof json === "string" ? json : undefined),
  bool: (json) => (typeof json === "boolean" ? json : undefined),
  null: (json) => (json === null ? null : undefined),
  int: readInt,
  float: readFloat,
  date: (json) => (typeof json === "string" ? parseDate(json) : undefined),
  timestamp: (json) => (typeof json === "string" ? parseTimestamp(json) : undefined),
  duration: (json) => (typeof json === "string" ? parseDuration(json) : undefined),
  json: readJson,
};

function decodeScalar(json: Json, type: Scalar, path: string): Value {
  const value = scalarReaders[type](json);
  if (value === undefined) throw wrong(json, type, path);
  return value;
}

function readInt(json: Json): bigint | undefined {
  if (typeof json === "number") return Number.isSafeInteger(json) ? BigInt(json) : undefined;
  if (typeof json !== "string" || !/^-?\d{1,19}$/.test(json)) return undefined;
  const value = BigInt(json);
  return value >= INT_MIN && value <= INT_MAX ? value : undefined;
}

const namedFloats: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

function readFloat(json: Json): number | undefined {
  if (typeof json === "number") return json;
  return typeof json === "string" && Object.hasOwn(namedFloats, json) ? namedFloats[json] : undefined;
}

function readJson(json: Json): Value | undefined {
  if (json === null || typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return Number.isSafeInteger(json) && !Object.is(json, -0) ? BigInt(json) : json;
  if (Array.isArray(json)) return json.map((item) => decodeScalar(item, "json", ""));
  if (typeof json !== "object") return undefined;
  return new Map(Object.entries(json).map(([key, item]) => [key, decodeScalar(item, "json", "")]));
}

/** The JSON that encodes a value: the inverse of `decodeValue`. */
export function encodeValue(value: Value, type: Type = "json"): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return isScalar(type, "float") ? encodeFloat(Number(value)) : encodeInt(value);
  if (typeof value === "number") return isScalar(type, "int") ? encodeWhole(value) : encodeFloat(value);
  if (value instanceof DateValue) return formatDate(value);
  if (value instanceof TimestampValue) return formatTimestamp(value);
  if (value instanceof DurationValue) return formatDuration(value);
  if (Array.isArray(value)) return value.map((item: Value) => encodeValue(item, partType(type, "list")));
  if (value instanceof Map) {
    const of = partType(type, "map");
    return fromEntries(orderedKeys(value).map((key) => [key, encodeValue(value.get(key) as Value, of)]));
  }
  return fromEntries(
    Object.entries(value as StructValue).map(([name, field]) => [name, encodeValue(field, fieldType(type, name))]),
  );
}

function fromEntries(entries: [string, Json][]): Json {
  return Object.fromEntries(entries);
}

function isScalar(type: Type, scalar: "int" | "float"): boolean {
  if (typeof type === "string") return type === scalar;
  return (type.kind === "nullable" && isScalar(type.of, scalar)) || (type.kind === "enum" && type.of === scalar);
}

function partType(type: Type, kind: "list" | "map"): Type {
  if (typeof type === "string") return "json";
  if (type.kind === "nullable") return partType(type.of, kind);
  return type.kind === kind ? type.of : "json";
}

function fieldType(type: Type, name: string): Type {
  if (typeof type === "string") return "json";
  if (type.kind === "nullable") return fieldType(type.of, name);
  if (type.kind === "map") return type.of;
  return type.kind === "struct" ? (type.fields[name] ?? "json") : "json";
}

function encodeInt(value: bigint): Json {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function encodeWhole(value: number): Json {
  if (Number.isInteger(value)) return encodeInt(BigInt(value));
  throw exprError("int-overflow", { operation: String(value) });
}

function encodeFloat(value: number): Json {
  return Number.isFinite(value) ? value : String(value);
}

/** A value's kind with its article, for messages. */
export function describeValue(value: Value): string {
  const kind = kindOf(value);
  return kind === "null" ? "null" : `${kind === "int" ? "an" : "a"} ${kind}`;
}
