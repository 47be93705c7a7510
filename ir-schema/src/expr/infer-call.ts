import type { Expr, Type } from "../generated/ir.js";
import { argumentHint } from "./argument-hints.js";
import { isAssignable, isNullable, joinTypes, withoutNull } from "./assignable.js";
import { argumentNumber, signatureInWords, wordsOf } from "./call-words.js";
import { conversionTo } from "./conversion-hints.js";
import { describeExpr } from "./describe-expr.js";
import { formatType } from "./format-type.js";
import { findFunction, nearestFunction, signaturesOf } from "./function-table.js";
import type { InferState } from "./infer.js";
import { inferNode } from "./infer-node.js";
import { isKnownNonNull, learn } from "./nonnull.js";
import {
  applyBindings,
  type Bindings,
  describePattern,
  matchPattern,
  type Pattern,
  type Signature,
} from "./signature.js";
import { truthiness } from "./truthiness.js";
import { isNever, isNumeric, NEVER } from "./type-sets.js";

type CallExpr = Extract<Expr, { kind: "call" }>;
type FnExpr = Extract<Expr, { kind: "fn" }>;
type FnPattern = Extract<Pattern, { kind: "fn" }>;

/** The type of a call of the library. */
export function inferCall(node: CallExpr, state: InferState): Type | undefined {
  const entry = findFunction(node.fn);
  if (entry === undefined) {
    const near = nearestFunction(node.fn);
    return state.report(node, "unknown-function", { fn: node.fn, ...(near !== undefined && { near }) });
  }
  const signatures = signaturesOf(node.fn);
  if (node.fn in numbersOf && reportItems(node, state)) return undefined;
  const types = node.args.map((arg) => (arg.kind === "fn" ? "fn" : inferNode(arg, state)));
  const fitting = signatures.filter((one) => node.args.length >= one.least && node.args.length <= one.most);
  if (fitting.length === 0) return reportCount(node, signatures, state);
  if (types.includes(undefined)) return inferPoisoned(node, fitting, types, state);
  const special = entry.infer?.(types as readonly Type[]);
  if (special !== undefined) return special;
  for (const signature of fitting) {
    const bindings: Bindings = new Map();
    if (firstMismatch(signature, types, bindings) < 0) return finishCall(node, signature, bindings, state);
  }
  return reportMismatch(node, fitting, types, state);
}

const numbersOf = { mathMin: true, mathMax: true } as const;

/** `Math.min(a, b)` is the extreme of one list; what is wrong with one of them is said of that one. */
function reportItems(node: CallExpr, state: InferState): boolean {
  const [list] = node.args;
  if (list?.kind !== "list") return false;
  const types = list.items.map((item) => state.quietly(() => inferNode(item, state)));
  const at = types.findIndex((type) => type !== undefined && !isNumeric(type));
  const [item, type] = [list.items[at], types[at]];
  if (item === undefined || type === undefined) return false;
  const { name } = wordsOf(node);
  if (isNullable(type)) {
    state.report(item, "may-be-null", { what: describeExpr(item), type: formatType(type), use: `\`${name}\`` });
    return true;
  }
  const expected = "a number";
  const rewrite = conversionTo(expected, item, type);
  state.report(item, "argument-type", {
    fn: name,
    position: at + 1,
    found: `${formatType(type)} (${describeExpr(item)})`,
    expected,
    ...(rewrite !== undefined && { rewrite }),
  });
  return true;
}

type ArgType = Type | "fn" | undefined;

function patternAt(signature: Signature, index: number): Pattern {
  const param = signature.params[Math.min(index, signature.params.length - 1)];
  return (param as Signature["params"][number]).pattern;
}

function firstMismatch(signature: Signature, types: readonly ArgType[], bindings: Bindings): number {
  return types.findIndex((type, index) => {
    const pattern = patternAt(signature, index);
    if (type === "fn" || pattern.kind === "fn") return type !== "fn" || pattern.kind !== "fn";
    return type !== undefined && !matchPattern(pattern, type, bindings);
  });
}

function reportCount(node: CallExpr, signatures: readonly Signature[], state: InferState): undefined {
  const { name, receiver } = wordsOf(node);
  const signature = signatures.map((one) => signatureInWords(node, one.text)).join("` or `");
  const found = node.args.length - (receiver === undefined ? 0 : 1);
  return state.report(node, "wrong-argument-count", { fn: name, found, signature });
}

function inferPoisoned(
  node: CallExpr,
  fitting: readonly Signature[],
  types: readonly ArgType[],
  state: InferState,
): Type | undefined {
  const match = fitting.find((signature) => firstMismatch(signature, types, new Map()) < 0);
  if (match === undefined) return reportMismatch(node, fitting, types, state);
  const bindings: Bindings = new Map();
  firstMismatch(match, types, bindings);
  return match.result.kind === "type" ? match.result.type : undefined;
}

function reportMismatch(
  node: CallExpr,
  fitting: readonly Signature[],
  types: readonly ArgType[],
  state: InferState,
): undefined {
  const places = fitting.map((signature) => firstMismatch(signature, types, new Map()));
  const position = Math.max(...places);
  const arg = node.args[position] as Expr;
  const type = types[position];
  if (type !== "fn" && type !== undefined && isNullable(type)) {
    return state.report(arg, "may-be-null", {
      what: describeExpr(arg),
      type: formatType(type),
      use: `\`${wordsOf(node).name}\``,
    });
  }
  const expected = fitting
    .filter((_, index) => places[index] === position)
    .map((signature) => expectedAt(signature, types, position));
  return reportArgument(
    node,
    position,
    type === "fn" || type === undefined ? "a function" : `${formatType(type)} (${describeExpr(arg)})`,
    [...new Set(expected)].join(" or "),
    state,
    type === "fn" ? undefined : type,
  );
}

/** What an argument should be, in the types of the arguments before it. */
function expectedAt(signature: Signature, types: readonly ArgType[], position: number): string {
  const bindings: Bindings = new Map();
  firstMismatch(signature, types.slice(0, position), bindings);
  const pattern = patternAt(signature, position);
  const type = applyBindings(pattern, bindings);
  return type === undefined || isNever(type) ? describePattern(pattern) : formatType(type);
}

function reportArgument(
  node: CallExpr,
  index: number,
  found: string,
  expected: string,
  state: InferState,
  type?: Type,
): undefined {
  const arg = node.args[index];
  const rewrite = type === undefined ? undefined : argumentHint(node.fn, index, arg, type, expected);
  return state.report(arg ?? node, "argument-type", {
    fn: wordsOf(node).name,
    position: argumentNumber(node, index),
    found,
    expected,
    ...(rewrite !== undefined && { rewrite }),
  });
}

function finishCall(node: CallExpr, signature: Signature, bindings: Bindings, state: InferState): Type | undefined {
  for (const [index, arg] of node.args.entries()) {
    if (arg.kind !== "fn") continue;
    if (!inferFunction(node, arg, patternAt(signature, index) as FnPattern, bindings, state)) return undefined;
  }
  const result =
    applyBindings(signature.result, bindings) ?? applyBindings(signature.result, withDefaults(signature, bindings));
  return node.fn === "filter" ? narrowItems(node, result) : result;
}

/** `xs.filter((x) => x !== null)` gives a list without null. */
function narrowItems(node: CallExpr, type: Type | undefined): Type | undefined {
  const test = node.args[1];
  const name = test?.kind === "fn" && test.params[0] !== test.params[1] ? test.params[0] : undefined;
  if (test?.kind !== "fn" || name === undefined || type === undefined) return type;
  if (typeof type === "string" || type.kind !== "list" || !isNullable(type.of)) return type;
  const isKept = isKnownNonNull({ kind: "var", name }, learn(test.body, true, undefined));
  return isKept ? { kind: "list", of: withoutNull(type.of) } : type;
}

function withDefaults(signature: Signature, bindings: Bindings): Bindings {
  const filled: Bindings = new Map(bindings);
  for (const name of signature.text.match(/\b[A-Z]\b/g) ?? []) if (!filled.has(name)) filled.set(name, NEVER);
  return filled;
}

function inferFunction(call: CallExpr, fn: FnExpr, pattern: FnPattern, bindings: Bindings, state: InferState): boolean {
  if (fn.params.length > pattern.params.length) {
    const found = `a function of ${fn.params.length} parameters`;
    reportArgument(call, call.args.indexOf(fn), found, describePattern(pattern), state);
    return false;
  }
  const started = pattern.result.kind === "variable" ? bindings.get(pattern.result.name) : undefined;
  const body =
    started === undefined
      ? inferBody(fn, pattern, bindings, state)
      : inferGrowing(call, fn, pattern, bindings, started, state);
  return body !== undefined && acceptBody(call, fn, pattern, body, bindings, state);
}

function inferBody(fn: FnExpr, pattern: FnPattern, bindings: Bindings, state: InferState): Type | undefined {
  const bind = (index: number): Type | undefined => {
    const name = fn.params[index];
    if (name === undefined) return inferNode(fn.body, state);
    const type = applyBindings(pattern.params[index] as Pattern, bindings) ?? NEVER;
    return state.within(name, type, () => bind(index + 1));
  };
  return bind(0);
}

/** A function that is given its own result again (`reduce`): the type grows until it holds both. */
function inferGrowing(
  call: CallExpr,
  fn: FnExpr,
  pattern: FnPattern,
  bindings: Bindings,
  started: Type,
  state: InferState,
): Type | undefined {
  const name = (pattern.result as Extract<Pattern, { kind: "variable" }>).name;
  const first = state.quietly(() => inferBody(fn, pattern, bindings, state));
  if (first !== undefined && !isAssignable(first, started)) {
    const joined = joinTypes(started, first);
    if (joined === undefined) {
      const [start, next] = [formatType(started), formatType(first)];
      return state.report(fn.body, "result-changes-type", { fn: wordsOf(call).name, start, next });
    }
    bindings.set(name, joined);
  }
  return inferBody(fn, pattern, bindings, state);
}

function acceptBody(
  call: CallExpr,
  fn: FnExpr,
  pattern: FnPattern,
  body: Type,
  bindings: Bindings,
  state: InferState,
): boolean {
  if (matchPattern(pattern.result, body, bindings)) return true;
  const isTest = pattern.result.kind === "type" && pattern.result.type === "bool";
  if (isTest) {
    state.report(fn.body, "condition-not-bool", truthiness(fn.body, body, "test"));
    return false;
  }
  const { name } = wordsOf(call);
  if (isNullable(body)) {
    state.report(fn.body, "may-be-null", {
      what: describeExpr(fn.body),
      type: formatType(body),
      use: `\`${name}\``,
    });
    return false;
  }
  state.report(fn.body, "argument-type", {
    fn: name,
    position: argumentNumber(call, call.args.indexOf(fn)),
    found: `a function giving ${formatType(body)}`,
    expected: `a function giving ${describePattern(pattern.result)}`,
  });
  return false;
}

/** The types a call's parameters take once the variables of the fitting signature are known; functions are left out. */
export function parameterTypes(
  fn: string,
  types: readonly (Type | undefined)[],
): readonly (Type | undefined)[] | undefined {
  const given = types.map((type) => type ?? "fn");
  for (const signature of signaturesOf(fn)) {
    if (types.length < signature.least || types.length > signature.most) continue;
    const bindings: Bindings = new Map();
    if (firstMismatch(signature, given, bindings) >= 0) continue;
    return types.map((_, index) => applyBindings(patternAt(signature, index), bindings));
  }
  return undefined;
}
