import { baseType, type Type } from "@stave/ir-schema";
import type { Emitter } from "./emitter.js";
import { computed, elementWord, floatText, type SelValue, simple } from "./value.js";

/** A value as one of a wider type: SEL itself never widens an int to a float. */
export function coerced(value: SelValue, wanted: Type, emitter: Emitter): SelValue {
  const [from, to] = [baseType(value.type), baseType(wanted)];
  const keep = value.isNull === undefined ? {} : { isNull: value.isNull };
  if (from === "int" && to === "float") return { ...asFloat(value), ...keep };
  if (typeof from !== "object" || typeof to !== "object" || from.kind !== "list" || to.kind !== "list") return value;
  const isEmpty = typeof from.of === "object" && from.of.kind === "enum" && from.of.values.length === 0;
  if (isEmpty) return { ...computed(`new ${elementWord(to.of)}[0]`, wanted), ...keep };
  if (baseType(from.of) !== "int" || baseType(to.of) !== "float") return value;
  return { ...convertList(value, wanted, (item) => `${item} * 1.0`, emitter), ...keep };
}

function asFloat(value: SelValue): SelValue {
  return /^\d{1,15}$/.test(value.text)
    ? simple(floatText(Number(value.text)), "float")
    : computed(`(${value.text} * 1.0)`, "float");
}

/** A list with each item converted. */
export function convertList(
  value: SelValue,
  wanted: Type,
  convert: (item: string) => string,
  emitter: Emitter,
): SelValue {
  const of = typeof wanted === "object" && wanted.kind === "list" ? wanted.of : "string";
  const source = emitter.held(value).text;
  const target = emitter.name(`new ${elementWord(of)}[${source}.length]`);
  emitter.loop(`${source}.length`, (at) => emitter.emit(`${target}[${at}] = ${convert(`${source}[${at}]`)};`));
  return simple(target, wanted);
}
