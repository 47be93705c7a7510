import type { Expr, Type } from "@stave/ir-schema";
import { readDollars } from "../check/interpolation.js";
import { escapeDollars } from "../lower/literal.js";
import { importType } from "./import-type.js";
import { lift } from "./lift.js";
import { isObject, type Json, type JsonObject } from "./normalize.js";

/** What a place's names stand for. */
export interface ImportScope {
  /** The reference a bare name is, and its type; nothing where the name is something else. */
  readonly refOf: (name: string) => { readonly expr: Expr; readonly type: Type } | undefined;
}

/** A value with its type. */
export interface ImportedValue {
  readonly type: Type;
  readonly value: Expr;
}

/** A param's value in the portable language; nothing where it has no home there. */
export function importValue(param: Json, scope: ImportScope): ImportedValue | undefined {
  if (!isObject(param) || typeof param["type"] !== "string") return undefined;
  const type = importType(param["type"]);
  if (type === undefined) return undefined;
  const { expression, value } = param;
  if (typeof expression === "string") return { type, value: importExpression(expression, type, scope) };
  if (value === undefined || value === null) return undefined;
  if (param["type"].toUpperCase() === "MAP") return importMap(value, scope);
  return importLiteral(value, type, scope);
}

/** A reference where the expression is just one, else raw SEL. */
export function importExpression(source: string, type: Type, scope: ImportScope): Expr {
  const name = /^([A-Za-z_][A-Za-z0-9_]*);$/.exec(source)?.[1];
  const ref = name === undefined ? undefined : scope.refOf(name);
  const isSame = ref !== undefined && JSON.stringify(ref.type) === JSON.stringify(type);
  if (isSame) return ref.expr;
  // A param's own text ends with a semicolon when it is written back.
  const lifted = source.endsWith(";") ? lift(source, type, scope) : undefined;
  return lifted ?? { kind: "sel", source, type };
}

function importMap(value: Json, scope: ImportScope): ImportedValue | undefined {
  if (!isObject(value)) return undefined;
  const fields: Record<string, Type> = {};
  const exprs: Record<string, Expr> = {};
  for (const [name, entry] of Object.entries(value)) {
    const imported = hasOnlyValue(entry) ? importValue(entry, scope) : undefined;
    if (imported === undefined) return undefined;
    fields[name] = imported.type;
    exprs[name] = imported.value;
  }
  return { type: { kind: "struct", fields }, value: { kind: "struct", fields: exprs } };
}

/** Whether a param says nothing but its type and its value. */
export function hasOnlyValue(param: Json): boolean {
  return isObject(param) && Object.keys(param).every((key) => ["type", "value", "expression"].includes(key));
}

function importLiteral(value: Json, type: Type, scope: ImportScope): ImportedValue | undefined {
  if (type === "string") return importText(value, scope);
  if (typeof type === "object" && type.kind === "map") {
    const isFine =
      isObject(value) && Object.entries(value).every(([key, text]) => isPlainText(key) && isPlainText(text));
    if (!isFine) return undefined;
    const entries = Object.entries(value).map(([key, text]) => [undoubled(key), undoubled(String(text))]);
    return { type, value: { kind: "literal", type, value: Object.fromEntries(entries) } };
  }
  if (typeof type === "object" && type.kind === "list") {
    const isFine = Array.isArray(value) && value.every((item: Json) => isLiteral(item, type.of));
    if (!isFine) return undefined;
    const items = value.map((item: Json) =>
      typeof item === "string" && type.of === "string" ? undoubled(item) : item,
    );
    return { type, value: { kind: "literal", type, value: items } };
  }
  return isLiteral(value, type) ? { type, value: { kind: "literal", type, value } } : undefined;
}

function isPlainText(value: Json): boolean {
  return typeof value === "string" && escapeDollars(undoubled(value)) === value && !hasReference(value);
}

function hasReference(text: string): boolean {
  return readDollars(text).references.length > 0;
}

const MOST_EXACT = Number.MAX_SAFE_INTEGER;

function isLiteral(value: Json, type: Type): boolean {
  switch (type) {
    case "string":
      return isPlainText(value);
    case "int":
      return typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= MOST_EXACT;
    case "float":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    default:
      return false;
  }
}

/** An integer beyond the exact range, which is text in JSON. */
export function isBigText(value: Json | undefined): value is string {
  return typeof value === "string" && /^-?[1-9]\d{15,18}$/.test(value) && !Number.isSafeInteger(Number(value));
}

/** A text whose references are all known becomes a text of parts. */
function importText(value: Json, scope: ImportScope): ImportedValue | undefined {
  if (typeof value !== "string") return undefined;
  if (!value.includes("$")) return { type: "string", value: { kind: "literal", type: "string", value } };
  const { references } = readDollars(value);
  const parts: (string | Expr)[] = [];
  let at = 0;
  for (const { name, start, end, isEscaped } of references) {
    const ref = isEscaped || value[start + 1] !== "{" ? undefined : scope.refOf(name);
    if (ref === undefined || !isPrinted(ref.type)) return undefined;
    if (start > at) parts.push(undoubled(value.slice(at, start)));
    parts.push(ref.expr);
    at = end;
  }
  if (at < value.length) parts.push(undoubled(value.slice(at)));
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") {
    return { type: "string", value: { kind: "literal", type: "string", value: only } };
  }
  return { type: "string", value: { kind: "text", parts } };
}

function undoubled(text: string): string {
  return text.replaceAll("$$", "$");
}

function isPrinted(type: Type): boolean {
  return type === "string" || type === "int" || type === "bool";
}

/** The params of a step or workflow as an object, none where there are none. */
export function paramsOf(owner: JsonObject): JsonObject {
  return isObject(owner["params"]) ? owner["params"] : {};
}
