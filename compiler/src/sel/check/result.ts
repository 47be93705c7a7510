import { parseDouble } from "../java/double-parse.js";
import { parseLong } from "../java/long.js";
import type { SelExpression, SelSpan } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { SelCheckScope } from "./check-sel.js";
import type { Exit } from "./execute.js";
import type { FindingKey, FindingParams } from "./findings.js";
import { divisionFix } from "./fixes.js";
import type { Box, Content } from "./heap.js";
import type { Machine } from "./machine.js";
import { describeTypes, hasType, isPoisoned, onlyType, setOf, type TypeSet } from "./type-set.js";

const PARAM_VALUES = setOf(
  "STRING",
  "LONG",
  "DOUBLE",
  "BOOLEAN",
  "STRING_ARRAY",
  "LONG_ARRAY",
  "DOUBLE_ARRAY",
  "BOOLEAN_ARRAY",
  "MAP",
);

const SCALARS: readonly SelType[] = ["STRING", "LONG", "DOUBLE", "BOOLEAN"];
/** The result types a declared param takes; text is converted when it reads as the type. */
const ACCEPTED: Readonly<Partial<Record<SelType, readonly SelType[]>>> = {
  STRING: SCALARS,
  LONG: ["LONG", "STRING"],
  DOUBLE: ["DOUBLE", "LONG", "STRING"],
  BOOLEAN: ["BOOLEAN", "STRING"],
  STRING_ARRAY: ["STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY"],
  LONG_ARRAY: ["LONG_ARRAY"],
  DOUBLE_ARRAY: ["DOUBLE_ARRAY"],
  BOOLEAN_ARRAY: ["BOOLEAN_ARRAY"],
  MAP: ["MAP"],
};

interface Problem {
  readonly key: FindingKey;
  readonly at: SelSpan;
  readonly params: FindingParams;
}

/** Reports results that cannot become the value of the param the expression defines. */
export function checkResult(machine: Machine, scope: SelCheckScope, exits: readonly Exit[], end?: SelSpan): void {
  if (scope.param !== true && scope.expected === undefined) return;
  const returned = [...new Map(exits.filter(({ thrown }) => !thrown).map((exit) => [exit.node, exit])).values()];
  const problems = returned.flatMap((exit) => problemOf(scope, exit) ?? []);
  if (end !== undefined) problems.push({ key: "resultVoid", at: end, params: {} });
  // A thrown error is no result either, so it does not save the others.
  const severity = problems.length === returned.length + (end === undefined ? 0 : 1) ? "error" : "warning";
  for (const { key, at, params } of problems) machine.report(key, at, params, severity);
  for (const exit of returned) if (scope.expected === "DOUBLE") warnDivision(machine, exit);
}

function problemOf({ expected, onlyTexts }: SelCheckScope, { box, node }: Exit): Problem | undefined {
  const { types } = box.content;
  if (isPoisoned(types)) return undefined;
  const found = describeTypes(types);
  if ((types & PARAM_VALUES) === 0)
    return { key: "resultNotParam", at: node, params: { found, advice: advise(types) } };
  const held = heldValue(box, onlyTexts === true ? setOf("STRING") : PARAM_VALUES);
  if (held !== undefined) return { key: "resultHolds", at: node, params: { found: held } };
  const accepted = expected === undefined ? undefined : ACCEPTED[expected];
  if (expected === undefined || accepted === undefined) return undefined;
  const advice = adviseMismatch(expected, types);
  if ((types & setOf(...accepted)) === 0)
    return { key: "resultMismatch", at: node, params: { expected, found, advice } };
  if (isConvertible(expected, box.content)) return undefined;
  return { key: "resultText", at: node, params: { expected, found: String(box.content.constant) } };
}

/** What a map certainly holds that the param cannot. */
function heldValue({ content: { constant } }: Box, allowed: TypeSet): string | undefined {
  if (typeof constant !== "object" || constant === null || constant.kind !== "map") return undefined;
  for (const [key, box] of constant.cell.content ?? []) {
    if ((box.content.types & allowed) === 0) return `${describeTypes(box.content.types)} under ${key}`;
  }
  return undefined;
}

const CONVERTS: Readonly<Partial<Record<SelType, (text: string) => boolean>>> = {
  LONG: (text) => parseLong(text) !== undefined,
  DOUBLE: (text) => Number.isFinite(parseDouble(text)),
  BOOLEAN: (text) => /^(?:true|false)$/i.test(text),
};

/** Whether a known value can become the declared type; what is not known may. */
function isConvertible(expected: SelType, { types, constant }: Content): boolean {
  if (expected === "DOUBLE" && typeof constant === "number") return Number.isFinite(constant);
  return onlyType(types) !== "STRING" || typeof constant !== "string" || CONVERTS[expected]?.(constant) !== false;
}

function advise(types: TypeSet): string {
  if (hasType(types, "DATETIME")) return "write .toString('yyyyMMdd') or .getMillis()";
  return hasType(types, "NULL") ? "choose a value for null: null == x ? default : x" : "";
}

function adviseMismatch(expected: SelType, types: TypeSet): string {
  return expected === "LONG" && onlyType(types) === "DOUBLE" ? "write d.longValue()" : "";
}

function warnDivision(machine: Machine, { box, node }: Exit): void {
  const expression: SelExpression = node;
  const isDivision = expression.kind === "binary" && expression.operator === "/";
  if (isDivision && onlyType(box.content.types) === "LONG") {
    machine.warn("integerDivision", node, {}, divisionFix(expression));
  }
}
