import type { Expr, Type } from "../generated/ir.js";
import { baseType, isNullable, withoutNull } from "./assignable.js";
import { nameOf } from "./conversion-hints.js";
import { describeExpr } from "./describe-expr.js";
import { formatType } from "./format-type.js";
import { isNumeric } from "./type-sets.js";

/** Where a value stands that JavaScript would turn into a bool. */
export type TruthUse = "test" | "not" | "fallback";

const alwaysTrue: ReadonlySet<Type> = new Set<Type>(["date", "timestamp", "duration"]);

/** What a condition that is no bool should say instead. */
export function truthiness(node: Expr, type: Type, use: TruthUse): { found: string; rewrite: string } {
  const found = `${formatType(type)} (${describeExpr(node)})`;
  if (alwaysTrue.has(baseType(type))) return { found, rewrite: "It is never null, so leave the test out." };
  return { found, rewrite: `Write ${rewriteOf(nameOf(node, "x"), type, use)}.` };
}

function rewriteOf(name: string, type: Type, use: TruthUse): string {
  const isNot = use === "not";
  if (isNullable(type)) {
    if (use === "fallback") return `\`${name} ?? …\``;
    if (baseType(withoutNull(type)) === "bool") return isNot ? `\`${name} !== true\`` : `\`${name} === true\``;
    return `\`${name} ${isNot ? "==" : "!="} null\``;
  }
  if (baseType(type) === "float" && use === "fallback") return `\`${name} !== 0 && !isNaN(${name}) ? ${name} : …\``;
  const test = testOf(name, type, isNot);
  return use === "fallback" ? `\`${test} ? ${name} : …\`` : `\`${test}\``;
}

function testOf(name: string, type: Type, isNot: boolean): string {
  const base = baseType(type);
  const different = isNot ? "===" : "!==";
  if (isNumeric(type)) return `${name} ${different} 0`;
  if (base === "string") return `${name} ${different} ""`;
  if (typeof base !== "string" && base.kind === "list") return isNot ? `${name}.length === 0` : `${name}.length > 0`;
  if (typeof base !== "string" && base.kind === "map") return `Object.keys(${name}).length ${isNot ? "===" : ">"} 0`;
  return `${name} ${isNot ? "==" : "!="} null`;
}
