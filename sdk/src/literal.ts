import type { Expr, Json, StructType, Type } from "@stave/ir-schema";
import { durationText } from "./duration.js";
import { isRef, type RefNode } from "./ref.js";
import { callNode } from "./step-call.js";
import type { DurationLike } from "./temporal.js";

/** A value of the user's made into an expression, with the refs found inside it. */
export interface Operand {
  readonly expr: Expr;
  readonly refs: readonly RefNode[];
}

/** Tells of a value that does not fit its type: where inside it, what was found, what was expected. */
export type ReportMismatch = (path: readonly (string | number)[], found: string, expected: Type) => void;

/** Why a value that should be a ref may be undefined. */
export const UNDEFINED_HINT = "Check the spelling: a step, loop or signal has nothing of that name.";

const NO_REFS: readonly RefNode[] = [];

/** Makes an expression of a value that may hold refs, guided by the type that is expected. */
export function toOperand(value: unknown, type: Type | undefined, report: ReportMismatch): Operand {
  if (isRef(value)) return { expr: value.expr, refs: [value] };
  const expected = type ?? typeOfValue(value);
  if (!holdsRef(value)) return { expr: literal(value, expected, report), refs: NO_REFS };
  const refs: RefNode[] = [];
  return { expr: composite(value, expected, refs, report, []), refs };
}

/** A literal expression of a plain value. */
export function literal(value: unknown, type: Type, report: ReportMismatch): Expr {
  return { kind: "literal", type, value: encode(value, type, report, []) };
}

/** The type a plain value has by itself: integral numbers are ints. */
export function typeOfValue(value: unknown): Type {
  if (isRef(value)) return value.type ?? "json";
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (Array.isArray(value)) return { kind: "list", of: typeOfItems(value) };
  const tag = temporalTypes[Object.prototype.toString.call(value)];
  if (tag !== undefined) return tag;
  if (!isPlainObject(value) || callNode(value)) return "json";
  const fields = Object.entries(value).map(([name, field]) => [name, typeOfValue(field)] as const);
  return { kind: "struct", fields: Object.fromEntries(fields) };
}

const temporalTypes: Readonly<Record<string, Type>> = {
  "[object Date]": "timestamp",
  "[object Temporal.PlainDate]": "date",
  "[object Temporal.Instant]": "timestamp",
  "[object Temporal.Duration]": "duration",
};

function typeOfItems(items: readonly unknown[]): Type {
  const types = items.map(typeOfValue);
  const first = types[0] ?? "json";
  const texts = new Set(types.map((type) => JSON.stringify(type)));
  if (texts.size <= 1) return first;
  return types.every((type) => type === "int" || type === "float") ? "float" : "json";
}

function holdsRef(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isRef(value)) return true;
  return Array.isArray(value) ? value.some(holdsRef) : Object.values(value).some(holdsRef);
}

function composite(
  value: unknown,
  type: Type,
  refs: RefNode[],
  report: ReportMismatch,
  path: readonly (string | number)[],
): Expr {
  if (isRef(value)) {
    refs.push(value);
    return value.expr;
  }
  const inner = innerType(type);
  if (Array.isArray(value)) {
    const of = typeof inner === "object" && inner.kind === "list" ? inner.of : undefined;
    const items = value.map((item, index) => composite(item, of ?? typeOfValue(item), refs, report, [...path, index]));
    return of === undefined ? { kind: "list", items } : { kind: "list", of, items };
  }
  if (holdsRef(value)) return compositeObject(value as object, inner, refs, report, path);
  return literal(value, type, (below, found, expected) => report([...path, ...below], found, expected));
}

function compositeObject(
  object: object,
  type: Type,
  refs: RefNode[],
  report: ReportMismatch,
  path: readonly (string | number)[],
): Expr {
  const entries = Object.entries(object);
  if (typeof type === "object" && type.kind === "map") {
    return {
      kind: "map",
      of: type.of,
      entries: entries.map(([key, item]) => ({
        key: { kind: "literal", type: "string", value: key },
        value: composite(item, type.of, refs, report, [...path, key]),
      })),
    };
  }
  const fieldType = (name: string): Type | undefined =>
    typeof type === "object" && type.kind === "struct" ? type.fields[name] : undefined;
  const fields = entries.map(([name, item]) => [
    name,
    composite(item, fieldType(name) ?? typeOfValue(item), refs, report, [...path, name]),
  ]);
  return { kind: "struct", fields: Object.fromEntries(fields) };
}

function innerType(type: Type): Type {
  return typeof type === "object" && type.kind === "nullable" ? innerType(type.of) : type;
}

type Path = readonly (string | number)[];
type Encoder = (value: unknown, report: (found: string) => Json) => Json;

const scalarEncoders: Readonly<Record<string, Encoder>> = {
  string: (value, wrong) => (typeof value === "string" ? value : wrong(describe(value))),
  bool: (value, wrong) => (typeof value === "boolean" ? value : wrong(describe(value))),
  int: encodeInt,
  float: encodeFloat,
  date: (value, wrong) => encodeIso(value, /^\d{4}-\d\d-\d\d$/, wrong),
  timestamp: encodeTimestamp,
  duration: (value, wrong) => encodeDuration(value, wrong),
  json: (value, wrong) => (isJson(value) ? value : wrong(describe(value))),
  null: (value, wrong) => (value === null || value === undefined ? null : wrong(describe(value))),
};

/** The JSON form of a plain value of a type; what does not fit is reported and kept as it is. */
export function encode(value: unknown, type: Type, report: ReportMismatch, path: Path): Json {
  const wrong = (found: string): Json => {
    report(path, found, type);
    return null;
  };
  if (typeof type === "string") return (scalarEncoders[type] as Encoder)(value, wrong);
  switch (type.kind) {
    case "nullable":
      return value === null || value === undefined ? null : encode(value, type.of, report, path);
    case "format":
      return typeof value === "string" ? value : wrong(describe(value));
    case "enum":
      return type.values.includes(value as string) ? (value as Json) : wrong(describe(value));
    case "list":
      if (!Array.isArray(value)) return wrong(describe(value));
      return value.map((item, index) => encode(item, type.of, report, [...path, index]));
    case "map":
      if (!isPlainObject(value)) return wrong(describe(value));
      return mapValues(value, (item, key) => encode(item, type.of, report, [...path, key]));
    case "struct":
      return encodeStruct(value, type, report, path);
  }
}

function encodeStruct(value: unknown, type: StructType, report: ReportMismatch, path: Path): Json {
  if (!isPlainObject(value)) {
    report(path, describe(value), type);
    return null;
  }
  for (const name of Object.keys(type.fields)) {
    if (!(name in value) && !type.optional?.includes(name)) report(path, `an object without "${name}"`, type);
  }
  return mapValues(value, (item, name) => {
    const field = type.fields[name];
    if (field !== undefined) return encode(item, field, report, [...path, name]);
    report([...path, name], `an object with the unknown field "${name}"`, type);
    return null;
  });
}

function encodeInt(value: unknown, wrong: (found: string) => Json): Json {
  if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) !== value) return wrong(`${value}, which does not fit 64 bits`);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (typeof value !== "number" || !Number.isInteger(value)) return wrong(describe(value));
  return Number.isSafeInteger(value)
    ? value
    : wrong(`${value}, which is not exact (write it as the bigint ${BigInt(value)}n)`);
}

function encodeFloat(value: unknown, wrong: (found: string) => Json): Json {
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "number") return wrong(describe(value));
  return Number.isFinite(value) ? value : String(value);
}

/** The text of what is one or a `Temporal` value; empty for anything else. */
function isoText(value: unknown): string {
  const isTemporal = temporalTypes[Object.prototype.toString.call(value)] !== undefined;
  return typeof value === "string" || isTemporal ? String(value) : "";
}

function encodeIso(value: unknown, pattern: RegExp, wrong: (found: string) => Json): Json {
  const text = isoText(value);
  return pattern.test(text) && !Number.isNaN(Date.parse(text)) ? text : wrong(describe(value));
}

/** In UTC, so that one point in time has one spelling; a fraction of a second stays as it is written. */
function encodeTimestamp(value: unknown, wrong: (found: string) => Json): Json {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : isoText(value);
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const [, local = "", fraction = "", zone = ""] = parts ?? [];
  const time = new Date(`${local}${zone}`);
  if (parts === null || Number.isNaN(time.getTime())) return wrong(describe(value));
  return `${time.toISOString().slice(0, 19)}${/[1-9]/.test(fraction) ? fraction : ""}Z`;
}

function encodeDuration(value: unknown, wrong: (found: string) => Json): Json {
  if (typeof value !== "string" && !isPlainObject(value)) return wrong(describe(value));
  const text = durationText(value as DurationLike);
  const iso = /^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?$/;
  return iso.test(text) ? text : wrong(describe(value));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return true;
  if (Array.isArray(value)) return value.every(isJson);
  return isPlainObject(value) && !callNode(value) && Object.values(value).every(isJson);
}

function mapValues(object: Record<string, unknown>, change: (value: unknown, key: string) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

const jsonKinds: ReadonlySet<string> = new Set(["Object", "Array", "String", "Number", "Boolean", "Null"]);

/** A value in a few words, for messages. */
export function describe(value: unknown): string {
  if (isRef(value)) return "a ref";
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number" || typeof value === "symbol" || value === undefined) return String(value);
  if (callNode(value)) return "a step call";
  if (typeof value === "object" && value !== null && "kind" in value && value.kind === "workflow") return "a workflow";
  const [, kind = "Object"] = /^\[object (.+)\]$/.exec(Object.prototype.toString.call(value)) ?? [];
  if (!jsonKinds.has(kind)) return `a ${kind}`;
  const text = JSON.stringify(known(value, 4)) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** What of a value is known now: refs and steps in it, which refuse to be written, are left open. */
function known(value: unknown, depth: number): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === 0 || isRef(value) || "toJSON" in value) return "…";
  if (Array.isArray(value)) return value.map((item) => known(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item, depth - 1)]));
}
