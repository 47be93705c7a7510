import type { Expr, Type } from "@stave/ir-schema";
import { readDollars } from "../check/interpolation.js";
import type { LiftScope } from "../lift-expr/index.js";
import { escapeDollars } from "../lower/literal.js";
import { isReadableName } from "../names.js";
import { importType } from "./import-type.js";
import { lift } from "./lift.js";
import { isObject, type Json, type JsonObject } from "./normalize.js";

/** What a place's names stand for. */
export interface ImportScope extends LiftScope {
  /** Whether a text stays as it is, since another one would be written back like it. */
  readonly keeps?: (text: string) => boolean;
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

/** What an SEL text means, or the text itself. */
export function importExpression(source: string, type: Type, scope: ImportScope): Expr {
  return lift(source, type, scope) ?? { kind: "sel", source, type };
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
  if (type === "string") return typeof value === "string" ? withType("string", importText(value, scope)) : undefined;
  if (typeof type === "object" && type.kind === "map") return withType(type, importTexts(value, type, scope));
  if (typeof type === "object" && type.kind === "list") return withType(type, importList(value, type, scope));
  return isLiteral(value, type) ? { type, value: { kind: "literal", type, value } } : undefined;
}

function withType(type: Type, value: Expr | undefined): ImportedValue | undefined {
  return value === undefined ? undefined : { type, value };
}

type ListType = Extract<Type, { kind: "list" }>;
type MapType = Extract<Type, { kind: "map" }>;

function importList(value: Json, type: ListType, scope: ImportScope): Expr | undefined {
  if (!Array.isArray(value)) return undefined;
  if (type.of !== "string") {
    return value.every((item: Json) => isLiteral(item, type.of)) ? { kind: "literal", type, value } : undefined;
  }
  const items = value.map((item: Json) => (typeof item === "string" ? importText(item, scope) : undefined));
  if (!areAll(items)) return undefined;
  const texts = items.map(literalText);
  return areAll(texts) ? { kind: "literal", type, value: texts } : { kind: "list", of: "string", items };
}

/** A map from texts to texts. */
function importTexts(value: Json, type: MapType, scope: ImportScope): Expr | undefined {
  if (!isObject(value) || !Object.keys(value).every(isPlainText)) return undefined;
  const keys = Object.keys(value).map(undoubled);
  const items = Object.values(value).map((item) => (typeof item === "string" ? importText(item, scope) : undefined));
  if (!areAll(items)) return undefined;
  const texts = items.map(literalText);
  if (areAll(texts)) {
    return { kind: "literal", type, value: Object.fromEntries(keys.map((key, at) => [key, texts[at] ?? ""])) };
  }
  const entries = keys.map((key, at) => ({
    key: { kind: "literal", type: "string", value: key } as const,
    value: items[at] as Expr,
  }));
  return { kind: "map", of: "string", entries };
}

function areAll<T>(items: readonly (T | undefined)[]): items is readonly T[] {
  return !items.includes(undefined);
}

function literalText(expr: Expr): string | undefined {
  return expr.kind === "literal" ? String(expr.value) : undefined;
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

/** A text, or a text of parts where it refers to names; a name that is no reference here stays SEL. */
function importText(value: string, scope: ImportScope): Expr | undefined {
  if (scope.keeps?.(value) === true) return undefined;
  const parts: (string | Expr)[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { name, start, end, isEscaped } of readDollars(value).references) {
    if (isEscaped) return undefined;
    const part = namedPart(name, scope);
    if (part === undefined) return undefined;
    texts.push(value.slice(at, start));
    parts.push(...textPart(value.slice(at, start)), part);
    at = end;
  }
  texts.push(value.slice(at));
  parts.push(...textPart(value.slice(at)));
  if (texts.some((text) => escapeDollars(undoubled(text)) !== text)) return undefined;
  if (texts.length === 1) return { kind: "literal", type: "string", value: undoubled(value) };
  return { kind: "text", parts };
}

const textPart = (text: string): readonly string[] => (text === "" ? [] : [undoubled(text)]);

function namedPart(name: string, scope: ImportScope): Expr | undefined {
  const ref = scope.refOf(name);
  if (ref !== undefined && isPrinted(ref.type)) return ref.expr;
  return isReadableName(name) ? { kind: "sel", source: name, type: "string" } : undefined;
}

/** Two dollars stand for one. */
function undoubled(text: string): string {
  return text.replaceAll("$$", "$");
}

function isPrinted(type: Type): boolean {
  return type === "string" || type === "int" || type === "bool";
}

/** Whether a value is one as a whole: a literal or computed, not put together from parts that are computed. */
export function isWholeValue(value: Expr): boolean {
  if (value.kind === "struct") return Object.values(value.fields).every((field) => field.kind === "literal");
  return value.kind !== "list" && value.kind !== "map";
}

/** The params of a step or workflow as an object, none where there are none. */
export function paramsOf(owner: JsonObject): JsonObject {
  return isObject(owner["params"]) ? owner["params"] : {};
}
