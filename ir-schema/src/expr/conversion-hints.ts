import type { Expr, Type } from "../generated/ir.js";
import { baseType, withoutNull } from "./assignable.js";
import { describeExpr } from "./describe-expr.js";
import { isNumeric } from "./type-sets.js";

/** The name an expression has in the user's text, or a stand-in. */
export function nameOf(node: Expr | undefined, standIn: string): string {
  return (node && /^`([^`"]+)`$/.exec(describeExpr(node))?.[1]) ?? standIn;
}

const isTime = (type: Type): boolean => type === "date" || type === "timestamp" || type === "duration";
const isText = (type: Type): boolean => baseType(type) === "string";

const readers: readonly (readonly [RegExp, string])[] = [
  [/number|int|float/, "fn.jsonToFloat"],
  [/string|text/, "fn.jsonToText"],
  [/bool/, "fn.jsonToBool"],
  [/list/, "fn.jsonToList"],
  [/map/, "fn.jsonToMap"],
];

/** How a value becomes one of an expected type, where there is one way. */
export function conversionTo(expected: string, node: Expr | undefined, type: Type): string | undefined {
  if (node?.kind === "literal") return undefined;
  const value = withoutNull(type);
  const name = nameOf(node, "x");
  if (value === "json") {
    const reader = readers.find(([pattern]) => pattern.test(expected))?.[1];
    return reader && `Read it: \`${reader}(${name})\`.`;
  }
  if (isText(value) && /^(?:a number|two numbers|int|float)/.test(expected)) return `Convert it: \`Number(${name})\`.`;
  if ((isNumeric(value) || value === "bool" || value === "date") && expected === "string")
    return `Convert it: \`String(${name})\`.`;
  if (value === "float" && expected === "int") return `Convert it: \`Math.floor(${name})\`.`;
  if (value === "bool" && /number/.test(expected)) return `Write \`${name} ? 1 : 0\`.`;
  return undefined;
}

const texts = "To compare texts write `a < b ? -1 : 1`, or `fn.compareText(a, b)`.";

type Side = readonly [node: Expr | undefined, type: Type];

/** What to write instead of an operator that does not take its operands. */
export function operatorHint(op: string, left: Side, right: Side, expected: string): string | undefined {
  if (op === "-" && isText(left[1]) && isText(right[1])) return texts;
  const time = [left, right].find(([, type]) => isTime(type));
  if (time !== undefined) return timeHint(op, time, left, right);
  const [node, type] = fits(left[1], expected) ? right : left;
  if (op === "+" && typeof type !== "string" && type.kind === "list")
    return `Join it: \`${nameOf(node, "xs")}.join(",")\`.`;
  return conversionTo(op === "+" && expected !== "two numbers" ? "string" : "two numbers", node, type);
}

function fits(type: Type, expected: string): boolean {
  return isNumeric(type) || (isText(type) && expected === "a string and a number");
}

function timeHint(op: string, time: Side, left: Side, right: Side): string {
  const name = nameOf(time[0], "date");
  if (isText(left[1]) || isText(right[1])) return `Use a template: \`\${${name}}…\`.`;
  const [from, to] = [nameOf(right[0], "a"), nameOf(left[0], "b")];
  const unit = time[1] === "date" ? "days" : "hours";
  if (isTime(left[1]) && isTime(right[1])) {
    if (left[1] === "duration") return "Use `.add(other)` or `.subtract(other)`.";
    return time[1] === "date"
      ? `Write \`${from}.until(${to}).days\`.`
      : `Write \`${from}.until(${to}).total("hours")\`.`;
  }
  return `Write \`${name}.${op === "-" ? "subtract" : "add"}({ ${unit}: n })\`.`;
}
