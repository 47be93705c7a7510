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

/** SEL that gives a value, after some statements or none. */
export interface Program {
  readonly setup: string;
  readonly value: string;
}

/** A program as one text. */
export function programText({ setup, value }: Program): string {
  return setup === "" ? `${value};` : `${setup} return ${value};`;
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

/** How a text is written so that Maestro's interpolation gives it back; nothing when no escape does. */
export type Escape = (text: string) => string | undefined;

/** A literal of the IR as a Maestro param; nothing when only an expression can say it. */
export function literalParam(type: Type, value: unknown, protect: Escape = escapeDollars): MaestroParam | undefined {
  const target = maestroType(type);
  if (target === undefined) return undefined;
  const written = isJsonText(type) ? protect(JSON.stringify(value)) : literalValue(target, type, value, protect);
  return written === undefined ? undefined : { type: target, value: written };
}

function literalValue(target: MaestroType, type: Type, value: unknown, protect: Escape): unknown {
  switch (target) {
    case "STRING":
      return protect(String(value));
    case "LONG":
      return value;
    case "DOUBLE":
      return typeof value === "number" ? value : undefined;
    case "BOOLEAN":
      return value;
    case "STRING_MAP":
      return stringMap(value as Readonly<Record<string, unknown>>, protect);
    case "MAP":
      return mapOfParams(type, value as Readonly<Record<string, unknown>>, protect);
    default:
      return listValue(type, value as readonly unknown[], protect);
  }
}

function listValue(type: Type, items: readonly unknown[], protect: Escape): unknown {
  const list = baseType(type);
  if (typeof list !== "object" || list.kind !== "list") return undefined;
  const item = maestroType(list.of);
  if (item === undefined) return undefined;
  const written = items.map((one) => literalValue(item, list.of, one, protect));
  return written.includes(undefined) ? undefined : written;
}

function stringMap(value: Readonly<Record<string, unknown>>, protect: Escape): unknown {
  const entries = Object.entries(value).map(([key, text]) => [protect(key), protect(String(text))]);
  return entries.some((entry) => entry.includes(undefined)) ? undefined : Object.fromEntries(entries);
}

function fieldType(type: Type, name: string): Type | undefined {
  if (typeof type !== "object") return undefined;
  if (type.kind === "map") return type.of;
  return type.kind === "struct" ? type.fields[name] : undefined;
}

function mapOfParams(type: Type, value: Readonly<Record<string, unknown>>, protect: Escape): unknown {
  const written: Record<string, MaestroParam> = {};
  for (const [name, item] of Object.entries(value)) {
    const itemType = fieldType(type, name);
    if (itemType === undefined || referenceIdProblem(name) !== undefined) return undefined;
    const param = literalParam(itemType, item, protect);
    if (param === undefined) return undefined;
    written[name] = param;
  }
  return written;
}
