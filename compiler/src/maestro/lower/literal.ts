import type { Type } from "@stave/ir-schema";
import type { MaestroParam, MaestroType } from "../definition.js";
import { referenceIdProblem } from "../names.js";
import { baseType, isJsonText, maestroType } from "./type-map.js";

const escapedYetReferenced = /\$\$+\{?[a-zA-Z]/;

/** Whether Maestro would read a reference or an escape into a text. */
export function hasDollar(text: string): boolean {
  return /\$[a-zA-Z{$]/.test(text);
}

/** Writes a text so that Maestro's interpolation gives it back; nothing when no escape does. */
export function escapeDollars(text: string): string | undefined {
  if (escapedYetReferenced.test(text)) return undefined;
  return text.replace(/\$+/g, (run, at: number) => {
    const isRead = run.length > 1 || /[a-zA-Z{]/.test(text[at + run.length] ?? "");
    return isRead ? run + run : run;
  });
}

/** A text as an SEL literal. */
export function selText(text: string): string {
  const escaped = text.replace(/[\\'\n\r\t\b\f]/g, (character) => escapes[character] ?? character);
  return `'${escaped.replace(/[^\x20-\x7e]/g, toUnicodeEscape)}'`;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

function toUnicodeEscape(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0xa0 ? `\\u${code.toString(16).padStart(4, "0")}` : character;
}

/** A literal of the IR as a Maestro param; nothing when only an expression can say it. */
export function literalParam(type: Type, value: unknown): MaestroParam | undefined {
  const target = maestroType(type);
  if (target === undefined) return undefined;
  const written = isJsonText(type) ? escapeDollars(JSON.stringify(value)) : literalValue(target, type, value);
  return written === undefined ? undefined : { type: target, value: written };
}

function literalValue(target: MaestroType, type: Type, value: unknown): unknown {
  switch (target) {
    case "STRING":
      return escapeDollars(String(value));
    case "LONG":
      return value;
    case "DOUBLE":
      return typeof value === "number" ? value : undefined;
    case "BOOLEAN":
      return value;
    case "STRING_MAP":
      return stringMap(value as Readonly<Record<string, unknown>>);
    case "MAP":
      return mapOfParams(type, value as Readonly<Record<string, unknown>>);
    default:
      return listValue(type, value as readonly unknown[]);
  }
}

function listValue(type: Type, items: readonly unknown[]): unknown {
  const list = baseType(type);
  if (typeof list !== "object" || list.kind !== "list") return undefined;
  const item = maestroType(list.of);
  if (item === undefined) return undefined;
  const written = items.map((one) => literalValue(item, list.of, one));
  return written.includes(undefined) ? undefined : written;
}

function stringMap(value: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(value).map(([key, text]) => [escapeDollars(key), escapeDollars(String(text))]);
  return entries.some((entry) => entry.includes(undefined)) ? undefined : Object.fromEntries(entries);
}

function fieldType(type: Type, name: string): Type | undefined {
  if (typeof type !== "object") return undefined;
  if (type.kind === "map") return type.of;
  return type.kind === "struct" ? type.fields[name] : undefined;
}

function mapOfParams(type: Type, value: Readonly<Record<string, unknown>>): unknown {
  const written: Record<string, MaestroParam> = {};
  for (const [name, item] of Object.entries(value)) {
    const itemType = fieldType(type, name);
    if (itemType === undefined || referenceIdProblem(name) !== undefined) return undefined;
    const param = literalParam(itemType, item);
    if (param === undefined) return undefined;
    written[name] = param;
  }
  return written;
}
