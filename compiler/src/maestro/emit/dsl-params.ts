import type { MaestroParam, MaestroParams, MaestroType } from "../definition.js";
import { DSL_REFUSED_KEYS, DSL_TYPE_WORDS } from "../model/dsl-keys.js";
import { noted, WrittenNumber } from "./yaml-text.js";

/** Where params are written. */
export interface DslPlace {
  /** Keys that mean something else here. */
  readonly reserved: readonly string[];
  readonly lineOf: (name: string) => string | undefined;
  /** Reports a key or value that the language cannot say. */
  readonly refuse: (what: string) => void;
}

/** Params as keys of Maestro's YAML language. */
export function dslParams(params: MaestroParams, place: DslPlace): readonly (readonly [string, unknown])[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const written = dslParam(name, param, place);
    return written === undefined ? [] : [[written[0], noted(written[1], place.lineOf(name))] as const];
  });
}

/** The members of a MAP as keys of the language. */
export function dslEntries(params: MaestroParams, place: Pick<DslPlace, "refuse">): Record<string, unknown> {
  return Object.fromEntries(dslParams(params, { ...place, reserved: [], lineOf: () => undefined }));
}

const SAID: readonly string[] = ["type", "value", "expression", "mode", "name"];

/** `[!]name[<type>][(mode)]` and what stands there. */
function dslParam(name: string, param: MaestroParam, place: DslPlace): readonly [string, unknown] | undefined {
  for (const [key, value] of Object.entries(param)) {
    if (!SAID.includes(key) && value !== null) place.refuse(`${key} of the param "${name}"`);
  }
  const type = String(param.type).toUpperCase() as MaestroType;
  const mode = param.mode == null ? "" : `(${String(param.mode).toLowerCase()})`;
  if (param.expression != null) {
    return [`!${name}${type === "STRING" ? "" : `<${DSL_TYPE_WORDS[type]}>`}${mode}`, param.expression];
  }
  const literal = literals[type]?.(param.value, place);
  if (literal === undefined) {
    place.refuse(`the value of the param "${name}"`);
    return undefined;
  }
  const isTaken = mode === "" && [...place.reserved, ...Object.values(DSL_REFUSED_KEYS)].includes(name);
  const isNeeded = isTaken || impliedType(literal, type) !== type;
  return [`${name}${isNeeded ? `<${DSL_TYPE_WORDS[type]}>` : ""}${mode}`, literal];
}

/** The type that a literal of a type is read as without a word for it. */
function impliedType(literal: unknown, type: MaestroType): MaestroType {
  if (Array.isArray(literal)) return literal.length === 0 ? "STRING_ARRAY" : type;
  if (type !== "MAP") return type;
  const items = Object.values(literal as object);
  return items.length > 0 && items.every((item) => typeof item === "string") ? "STRING_MAP" : "MAP";
}

type WriteLiteral = (value: unknown, place: DslPlace) => unknown;

const literals: Readonly<Record<MaestroType, WriteLiteral>> = {
  STRING: textOf,
  LONG: longOf,
  DOUBLE: doubleOf,
  BOOLEAN: booleanOf,
  STRING_ARRAY: (value) => listOf(value, textOf),
  LONG_ARRAY: (value) => listOf(value, longOf),
  DOUBLE_ARRAY: (value) => listOf(value, doubleOf),
  BOOLEAN_ARRAY: (value) => listOf(value, booleanOf),
  STRING_MAP: textsOf,
  MAP: (value, place) => (isObject(value) ? dslEntries(value as MaestroParams, place) : undefined),
};

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return ["string", "number", "bigint", "boolean"].includes(typeof value) ? String(value) : undefined;
}

function longOf(value: unknown): WrittenNumber | undefined {
  if (typeof value === "number") return new WrittenNumber(String(BigInt(Math.trunc(value))));
  if (typeof value === "bigint") return new WrittenNumber(String(value));
  return typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value)
    ? new WrittenNumber(String(BigInt(value.trim().replace("+", ""))))
    : undefined;
}

function doubleOf(value: unknown): WrittenNumber | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "bigint") return new WrittenNumber(`${number}.0`);
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  const text = String(number);
  return new WrittenNumber(/^-?\d+$/.test(text) ? `${text}.0` : text);
}

function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  return typeof value === "string" && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === "true" : undefined;
}

function listOf(value: unknown, writeItem: (item: unknown) => unknown): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(writeItem);
  return items.includes(undefined) ? undefined : items;
}

/** An empty one would be read as a MAP. */
function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).map(([key, item]) => [key, textOf(item)] as const);
  if (entries.length === 0 || entries.some(([, text]) => text === undefined)) return undefined;
  return Object.fromEntries(entries) as Record<string, string>;
}
