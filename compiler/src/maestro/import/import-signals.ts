import type { Expr, SignalEmit, SignalWait } from "@stave/ir-schema";
import { hasOnlyValue, type ImportScope, importValue } from "./import-value.js";
import { isObject, type Json, type JsonObject } from "./normalize.js";

/** The signals a step waits for, where all of them compare fields with constants. */
export function importWaits(list: Json | undefined): { readonly waits?: readonly SignalWait[] } {
  const waits = itemsOf(list).map(waitOf);
  return waits.length === 0 || waits.includes(undefined) ? {} : { waits: waits.flatMap((one) => one ?? []) };
}

function itemsOf(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) && list.every(isObject) ? (list as readonly JsonObject[]) : [];
}

function nameOf({ name }: JsonObject): Expr | undefined {
  const isPlain = typeof name === "string" && !name.includes("$");
  return isPlain ? { kind: "literal", type: "string", value: name } : undefined;
}

const NO_NAMES: ImportScope = { refOf: () => undefined };

function waitOf(item: JsonObject): SignalWait | undefined {
  const { match_params: given } = item;
  const name = nameOf(item);
  if (name === undefined) return undefined;
  if (given === undefined) return { name };
  if (!isObject(given) || Object.keys(given).length === 0) return undefined;
  const match: Record<string, NonNullable<SignalWait["match"]>[string]> = {};
  for (const [field, one] of Object.entries(given)) {
    const { param, operator } = isObject(one) ? one : {};
    const value = hasOnlyValue(param ?? null) ? importValue(param ?? null, NO_NAMES)?.value : undefined;
    if (value?.kind !== "literal" || (value.type !== "string" && value.type !== "int")) return undefined;
    match[field] = { op: operator as "=", value };
  }
  return { name, match };
}

/** The signals a step announces, where the portable language knows all their fields. */
export function importEmits(list: Json | undefined, scope: ImportScope): { readonly emits?: readonly SignalEmit[] } {
  const emits = itemsOf(list).map((item) => emitOf(item, scope));
  return emits.length === 0 || emits.includes(undefined) ? {} : { emits: emits.flatMap((one) => one ?? []) };
}

function emitOf(item: JsonObject, scope: ImportScope): SignalEmit | undefined {
  const name = nameOf(item);
  const { params } = item;
  if (name === undefined || item["payload"] !== undefined) return undefined;
  const fields: Record<string, Expr> = {};
  for (const [field, param] of Object.entries(isObject(params) ? params : {})) {
    const imported = hasOnlyValue(param) ? importValue(param, scope) : undefined;
    if (imported === undefined || (imported.type !== "string" && imported.type !== "int")) return undefined;
    fields[field] = imported.value;
  }
  return { name, ...(Object.keys(fields).length > 0 && { fields }) };
}
