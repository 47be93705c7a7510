import type { EnumType, Json, StructType, Type } from "@stave/ir-schema";
import { enumMembers } from "./annotation/enum-members.js";
import { bareLiteral } from "./annotation/enum-type.js";
import type { Scope } from "./scope/binding.js";
import { findEntity } from "./scope/entity.js";
import type { ModuleLoader } from "./scope/module-loader.js";
import type { PythonConstant, PythonExpression } from "./syntax/expression.js";

interface Place {
  readonly scope: Scope;
  readonly loader: ModuleLoader;
}

/** A literal default as JSON of its type; `undefined` when it is computed or does not fit the type. */
export function readDefault(expression: PythonExpression, type: Type, place: Place): Json | undefined {
  if (typeof type === "string") return readScalar(bareLiteral(expression), type, expression, place);
  switch (type.kind) {
    case "nullable":
      return bareLiteral(expression) === null ? null : readDefault(expression, type.of, place);
    case "list":
      return readItems(expression, type.of, place);
    case "map":
      return readEntries(expression, () => type.of, place);
    case "struct":
      return readStruct(expression, type, place);
    case "enum":
      return readEnum(expression, type, place);
    case "format":
      return readFormat(expression, type.format, place);
  }
}

function readScalar(
  value: PythonConstant | undefined,
  type: Type & string,
  expression: PythonExpression,
  place: Place,
): Json | undefined {
  if (type === "null") return value === null ? null : undefined;
  if (type === "bool") return typeof value === "boolean" ? value : undefined;
  if (type === "string") return typeof value === "string" ? value : undefined;
  if (type === "int") return typeof value === "bigint" ? encodeInteger(value) : undefined;
  if (type === "float") return encodeFloat(value, expression, place);
  if (type === "json") return readJson(expression, place);
  return undefined;
}

function encodeInteger(value: bigint): Json | undefined {
  if (BigInt.asIntN(64, value) !== value) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

function encodeFloat(value: PythonConstant | undefined, expression: PythonExpression, place: Place): Json | undefined {
  if (typeof value === "bigint" || typeof value === "number") return nameFloat(Number(value));
  const argument = argumentOf(expression, "float", place);
  if (typeof argument !== "string") return undefined;
  const match = /^([+-]?)(?:inf(?:inity)?|(nan))$/i.exec(argument.trim());
  if (match === null) return undefined;
  if (match[2] !== undefined) return "NaN";
  return match[1] === "-" ? "-Infinity" : "Infinity";
}

function nameFloat(value: number): Json {
  return Number.isFinite(value) ? value : String(value);
}

function readJson(expression: PythonExpression, place: Place): Json | undefined {
  const value = bareLiteral(expression);
  if (typeof value === "bigint") return encodeInteger(value);
  if (value !== undefined) return typeof value === "number" && !Number.isFinite(value) ? undefined : value;
  if (expression.kind === "dict") return readEntries(expression, () => "json", place);
  return readItems(expression, "json", place);
}

function readItems(expression: PythonExpression, of: Type, place: Place): Json | undefined {
  if (expression.kind !== "list" && expression.kind !== "tuple") return undefined;
  const items = expression.items.map((item) => readDefault(item, of, place));
  return allKnown(items);
}

function allKnown(items: readonly (Json | undefined)[]): Json[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function readEntries(
  expression: PythonExpression,
  typeOf: (key: string) => Type | undefined,
  place: Place,
): { [key: string]: Json } | undefined {
  if (expression.kind !== "dict") return undefined;
  const entries: [string, Json][] = [];
  for (const { key, value } of expression.entries) {
    const name = bareLiteral(key);
    const type = typeof name === "string" ? typeOf(name) : undefined;
    const read = type && readDefault(value, type, place);
    if (typeof name !== "string" || read === undefined) return undefined;
    entries.push([name, read]);
  }
  return Object.fromEntries(entries);
}

function readStruct(expression: PythonExpression, type: StructType, place: Place): Json | undefined {
  const found = readEntries(expression, (key) => type.fields[key], place);
  const required = Object.keys(type.fields).filter((key) => !type.optional?.includes(key));
  return found !== undefined && required.every((key) => Object.hasOwn(found, key)) ? found : undefined;
}

function readEnum(expression: PythonExpression, type: EnumType, place: Place): Json | undefined {
  const value = enumMember(expression, place) ?? bareLiteral(expression);
  const plain = typeof value === "bigint" ? Number(value) : value;
  return plain !== null && plain !== undefined && type.values.includes(plain) ? plain : undefined;
}

function enumMember(expression: PythonExpression, { scope, loader }: Place): PythonConstant | undefined {
  if (expression.kind !== "attribute") return undefined;
  const owner = findEntity(expression.value, scope, loader);
  if (owner?.kind !== "class") return undefined;
  const members = enumMembers(owner, loader);
  return typeof members === "string" ? undefined : members.get(expression.attribute);
}

const formatConstructors: Readonly<Record<string, string>> = {
  path: "pathlib.Path",
  decimal: "decimal.Decimal",
  uuid: "uuid.UUID",
};

function readFormat(expression: PythonExpression, format: string, place: Place): Json | undefined {
  const literal = bareLiteral(expression);
  if (format === "path" && typeof literal === "string") return literal;
  const callee = formatConstructors[format];
  const argument = callee && argumentOf(expression, callee, place);
  return typeof argument === "string" ? argument : undefined;
}

/** The only argument of a call such as `Path("x")`. */
function argumentOf(expression: PythonExpression, path: string, place: Place): PythonConstant | undefined {
  if (expression.kind !== "call" || expression.positional.length !== 1 || expression.keywords.length > 0)
    return undefined;
  const callee = findEntity(expression.callee, place.scope, place.loader);
  const [only] = expression.positional;
  if (callee?.kind !== "external" || callee.path !== path || only === undefined) return undefined;
  return bareLiteral(only);
}
