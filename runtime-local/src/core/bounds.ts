import {
  decodeValue,
  type Expr,
  encodeValue,
  evaluateExpr,
  type Param,
  type Value,
  type ValueScope,
} from "@stave/ir-schema";
import { misfit } from "./evaluate.js";

/** A value that its param's bounds do not allow, and what they do allow. */
export interface Broken {
  readonly found: string;
  readonly expected: string;
}

/** The first bound of a param that a value breaks. */
export function brokenBound(value: Value, param: Param): Broken | undefined {
  if (value === null) return undefined;
  const expected = brokenOrder(value, param) ?? brokenSize(value, param) ?? brokenPattern(value, param);
  return expected === undefined ? undefined : { found: JSON.stringify(encodeValue(value, param.type)), expected };
}

function brokenOrder(value: Value, param: Param): string | undefined {
  for (const [word, bound] of [["at least", param.min] as const, ["at most", param.max] as const]) {
    if (bound === undefined) continue;
    if (misfit(bound, param.type) !== undefined) return `${word} ${bound}, which is no value of its type,`;
    const limit = decodeValue(bound, param.type);
    const [smaller, larger] = word === "at least" ? [value, limit] : [limit, value];
    if (isLess(smaller, larger, param)) return `${word} ${bound}`;
  }
  return undefined;
}

const nothing = (): undefined => undefined;
const noNames: ValueScope = { param: nothing, output: nothing, loop: nothing, signal: nothing, run: nothing };

function isLess(left: Value, right: Value, param: Param): boolean {
  const literal = (value: Value): Expr => ({
    kind: "literal",
    type: param.type,
    value: encodeValue(value, param.type),
  });
  return evaluateExpr({ kind: "op", op: "<", args: [literal(left), literal(right)] }, noNames) === true;
}

function brokenSize(value: Value, param: Param): string | undefined {
  const size = sizeOf(value);
  if (size === undefined) return undefined;
  if (size < (param.minLength ?? 0)) return `a length of at least ${param.minLength}`;
  return size > (param.maxLength ?? size) ? `a length of at most ${param.maxLength}` : undefined;
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : undefined;
}

function brokenPattern(value: Value, param: Param): string | undefined {
  if (param.pattern === undefined || typeof value !== "string") return undefined;
  const pattern = compile(param.pattern);
  if (pattern === undefined) return `a text like /${param.pattern}/, which is no regular expression,`;
  return pattern.test(value) ? undefined : `a text like /${param.pattern}/`;
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
