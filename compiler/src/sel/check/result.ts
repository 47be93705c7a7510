import type { SelSpan } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { SelCheckScope } from "./check-sel.js";
import type { Exit } from "./execute.js";
import type { Machine } from "./machine.js";
import { describeTypes, hasType, onlyType, setOf, type TypeSet } from "./type-set.js";

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

/** Reports results that cannot become the value of the param the expression defines. */
export function checkResult(machine: Machine, scope: SelCheckScope, exits: readonly Exit[], end?: SelSpan): void {
  if (scope.param !== true && scope.expected === undefined) return;
  const returned = [...new Map(exits.filter(({ thrown }) => !thrown).map((exit) => [exit.node, exit])).values()];
  const severity =
    returned.length + (end === undefined ? 0 : 1) === 1 && !exits.some(({ thrown }) => thrown) ? "error" : "warning";
  if (end !== undefined) machine.report("resultVoid", end, {}, severity);
  for (const { box, node } of returned) checkExit(machine, scope.expected, box.content.types, node, severity);
}

function checkExit(
  machine: Machine,
  expected: SelType | undefined,
  types: TypeSet,
  node: SelSpan,
  severity: "error" | "warning",
): void {
  const found = describeTypes(types);
  if ((types & PARAM_VALUES) === 0) {
    machine.report("resultNotParam", node, { found, advice: adviseResult(types) }, severity);
    return;
  }
  const accepted = expected === undefined ? undefined : ACCEPTED[expected];
  if (expected === undefined || accepted === undefined || (types & setOf(...accepted)) !== 0) return;
  machine.report("resultMismatch", node, { expected, found, advice: adviseMismatch(expected, types) }, severity);
}

function adviseResult(types: TypeSet): string {
  if (hasType(types, "DATETIME")) return "write .toString('yyyyMMdd') or .getMillis()";
  return hasType(types, "NULL") ? "choose a value for null: null == x ? default : x" : "";
}

function adviseMismatch(expected: SelType, types: TypeSet): string {
  return expected === "LONG" && onlyType(types) === "DOUBLE" ? "write d.longValue()" : "";
}
