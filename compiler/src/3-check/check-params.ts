import { checkValue, type Expr, formatType, type Json, type Param, type Type, type Workflow } from "@stave/ir-schema";
import type { Reporter } from "./reporter.js";
import { pointerPart } from "./step-index.js";

/** Checks params' limits and that their defaults do not need each other. */
export function checkParams(workflow: Workflow, reporter: Reporter): void {
  const { params } = workflow;
  if (params === undefined) return;
  let computed = false;
  for (const name in params) {
    const param = params[name] as Param;
    checkParam(name, param, reporter);
    computed ||= param.default !== undefined && param.default.kind !== "literal";
  }
  if (computed) checkCycles(params, reporter);
}

function checkParam(name: string, param: Param, reporter: Reporter): void {
  const pointer = `/params/${pointerPart(name)}`;
  const value = param.default?.kind === "literal" ? param.default.value : undefined;
  if (value !== undefined && checkValue(value, param.type) !== undefined) {
    const found = JSON.stringify(value);
    if (param.default?.kind === "literal" && param.default.type === param.type) {
      reporter.report("default-type", { param: name, found, expected: formatType(param.type) }, `${pointer}/default`);
    }
  }
  if (!hasLimits(param)) return;
  checkLimits(name, param, pointer, reporter);
  const broken = value === undefined || isInverted(param) ? undefined : brokenLimit(value, param);
  if (broken !== undefined) {
    reporter.report(
      "default-out-of-bounds",
      { param: name, value: JSON.stringify(value), bound: broken },
      `${pointer}/default`,
    );
  }
}

function hasLimits({ min, max, minLength, maxLength, pattern }: Param): boolean {
  return (min ?? max ?? minLength ?? maxLength ?? pattern) !== undefined;
}

function checkLimits(name: string, param: Param, pointer: string, reporter: Reporter): void {
  const { type, min, max, minLength, maxLength, pattern } = param;
  const base = baseOf(type);
  const notApplicable = (bound: string): void =>
    reporter.report("bound-not-applicable", { param: name, bound, type: formatType(type) }, `${pointer}/${bound}`);
  if (min !== undefined && !ordered.has(base)) notApplicable("min");
  if (max !== undefined && !ordered.has(base)) notApplicable("max");
  if (minLength !== undefined && !sized.has(base)) notApplicable("minLength");
  if (maxLength !== undefined && !sized.has(base)) notApplicable("maxLength");
  if (pattern !== undefined && base !== "string") notApplicable("pattern");
  if (isAbove(min, max))
    reporter.report("bounds-inverted", { param: name, min: String(min), max: String(max) }, `${pointer}/min`);
  if (isAbove(minLength, maxLength)) {
    const details = { param: name, min: String(minLength), max: String(maxLength) };
    reporter.report("bounds-inverted", details, `${pointer}/minLength`);
  }
  const problem = pattern === undefined ? undefined : patternProblem(pattern);
  if (problem !== undefined)
    reporter.report("bad-pattern", { param: name, pattern: pattern as string, problem }, `${pointer}/pattern`);
}

function isInverted({ min, max, minLength, maxLength }: Param): boolean {
  return isAbove(min, max) || isAbove(minLength, maxLength);
}

function isAbove(low: string | number | undefined, high: string | number | undefined): boolean {
  return low !== undefined && high !== undefined && compare(low, high) > 0;
}

const ordered: ReadonlySet<string> = new Set(["int", "float", "date", "timestamp", "duration"]);
const sized: ReadonlySet<string> = new Set(["string", "list", "map"]);

function baseOf(type: Type): string {
  if (typeof type === "string") return type;
  return type.kind === "nullable" ? baseOf(type.of) : type.kind === "format" ? "string" : type.kind;
}

function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^Invalid regular expression: /, "");
  }
}

/**
 * The limit of a param that a value breaks, in the user's words. Lengths are in UTF-16 units or items.
 *
 * @example
 * brokenLimit(0, { type: "int", min: 1 }); // "min 1"
 */
export function brokenLimit(value: Json, param: Param): string | undefined {
  const { min, max, minLength, maxLength, pattern } = param;
  const number = typeof value === "number" || typeof value === "string" ? value : undefined;
  if (number !== undefined && min !== undefined && compare(number, min) < 0) return `min ${min}`;
  if (number !== undefined && max !== undefined && compare(number, max) > 0) return `max ${max}`;
  const length = typeof value === "string" || Array.isArray(value) ? value.length : undefined;
  if (length !== undefined && minLength !== undefined && length < minLength) return `minLength ${minLength}`;
  if (length !== undefined && maxLength !== undefined && length > maxLength) return `maxLength ${maxLength}`;
  if (
    typeof value === "string" &&
    pattern !== undefined &&
    patternProblem(pattern) === undefined &&
    !new RegExp(`^(?:${pattern})$`, "u").test(value)
  ) {
    return `pattern /${pattern}/`;
  }
  return undefined;
}

/** Numbers as numbers, also beyond 2⁵³; dates and times as text, which orders them. */
function compare(left: string | number, right: string | number): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [a, b] = [String(left), String(right)];
  if (/^-?\d+$/.test(a) && /^-?\d+$/.test(b))
    return Number(BigInt(a) - BigInt(b) > 0n) - Number(BigInt(a) - BigInt(b) < 0n);
  return a < b ? -1 : Number(a > b);
}

function checkCycles(params: Readonly<Record<string, Param>>, reporter: Reporter): void {
  const state = new Map<string, "open" | "done">();
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === "done" || params[name] === undefined) return;
    if (path.includes(name)) {
      const ring = [...path.slice(path.indexOf(name)), name].map((param) => `"${param}"`).join(" → ");
      reporter.report("param-cycle", { params: ring }, `/params/${pointerPart(name)}/default`);
      return;
    }
    const expr = params[name].default;
    if (expr !== undefined && expr.kind !== "literal")
      for (const other of paramsIn(expr)) visit(other, [...path, name]);
    state.set(name, "done");
  };
  for (const name in params) visit(name, []);
}

/** Goes over a list instead of calling itself: the expression may be nested too deeply. */
function paramsIn(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting: unknown[] = [expr];
  for (const node of waiting) {
    if (typeof node !== "object" || node === null) continue;
    const { kind, name } = node as { kind?: unknown; name?: unknown };
    if (kind === "param" && typeof name === "string") names.add(name);
    for (const child of Object.values(node)) waiting.push(child);
  }
  return names;
}
