import { type Expr, forEachChild, functionTable, type Operator } from "@stave/ir-schema";
import { memberText } from "./source-names.js";

/** An expression that reads a value from outside. */
export type Ref = Extract<Expr, { kind: "param" | "output" | "loop" | "run" }>;

/** Whether an expression reads a value from outside by itself. */
export function isRef(expr: Expr): expr is Ref {
  return expr.kind === "param" || expr.kind === "output" || expr.kind === "loop" || expr.kind === "run";
}

/** The values that an expression reads, each once. */
export function refsIn(expr: Expr): readonly Ref[] {
  const found = new Map<string, Ref>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("kind" in node && isRef(node as Expr)) found.set(JSON.stringify(node), node as Ref);
    else for (const child of Object.values(node)) visit(child);
  };
  visit(expr);
  return [...found.values()];
}

const levels: Readonly<Partial<Record<Operator, number>>> = {
  or: 1,
  and: 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  neg: 7,
  not: 7,
};
const words: Readonly<Partial<Record<Operator, string>>> = { and: "&&", or: "||", "==": "===", "!=": "!==" };
const CHOICE = 0;
const WHOLE = 8;

/** How the values that a lambda takes are named in it. */
export type NameOf = (ref: Ref) => string;

type Printers = { readonly [K in Expr["kind"]]?: (expr: Extract<Expr, { kind: K }>, nameOf: NameOf) => string };

const printers: Printers = {
  literal: ({ type, value }) => (type === "float" ? floatText(Number(value)) : JSON.stringify(value)),
  param: (ref, nameOf) => nameOf(ref),
  output: (ref, nameOf) => nameOf(ref),
  loop: (ref, nameOf) => nameOf(ref),
  run: (ref, nameOf) => nameOf(ref),
  op: opText,
  if: ({ cond, then, else: otherwise }, nameOf) =>
    `${within(cond, CHOICE + 1, nameOf)} ? ${lambdaBody(then, nameOf)} : ${lambdaBody(otherwise, nameOf)}`,
  list: ({ items }, nameOf) => `[${all(items, nameOf)}]`,
  index: ({ of, index }, nameOf) => `${within(of, WHOLE, nameOf)}[${lambdaBody(index, nameOf)}]`,
  field: ({ of, name }, nameOf) => memberText(within(of, WHOLE, nameOf), name),
  call: callText,
};

/** Whether a lambda has words for every part of an expression that TypeScript accepts. */
export function hasLambdaWords(expr: Expr): boolean {
  if (!Object.hasOwn(printers, expr.kind)) return false;
  const isEquality = expr.kind === "op" && (expr.op === "==" || expr.op === "!=");
  if (isEquality && expr.args.every(isNarrow)) return false;
  let hasAll = true;
  forEachChild(expr, (child) => {
    hasAll &&= hasLambdaWords(child);
  });
  return hasAll;
}

/** Whether TypeScript knows the very values that an expression may have, and so refuses to compare it with others. */
function isNarrow(expr: Expr): boolean {
  if (expr.kind === "if") return isNarrow(expr.then) && isNarrow(expr.else);
  if (expr.kind === "op" && (expr.op === "and" || expr.op === "or")) return expr.args.some(isNarrow);
  return expr.kind === "literal";
}

/** What stands to the right of the arrow in the lambda that means an expression. */
export function lambdaBody(expr: Expr, nameOf: NameOf): string {
  const print = printers[expr.kind] as ((node: Expr, names: NameOf) => string) | undefined;
  return print?.(expr, nameOf) ?? "";
}

function within(expr: Expr, level: number, nameOf: NameOf): string {
  const text = lambdaBody(expr, nameOf);
  return levelOf(expr) < level ? `(${text})` : text;
}

function levelOf(expr: Expr): number {
  if (expr.kind === "if") return CHOICE;
  if (expr.kind === "op") return levels[expr.op] ?? CHOICE;
  return expr.kind === "literal" && typeof expr.value !== "string" ? WHOLE - 1 : WHOLE;
}

const all = (items: readonly Expr[], nameOf: NameOf): string =>
  items.map((item) => lambdaBody(item, nameOf)).join(", ");

function floatText(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function opText({ op, args }: Extract<Expr, { kind: "op" }>, nameOf: NameOf): string {
  const [left, right] = args;
  const level = levels[op] ?? CHOICE;
  if (left === undefined) return "";
  if (right === undefined) return `${op === "not" ? "!" : "-"}${within(left, WHOLE, nameOf)}`;
  return `${within(left, level, nameOf)} ${words[op] ?? op} ${within(right, level + 1, nameOf)}`;
}

/** A function of the library in JavaScript's own words where there are any. */
function callText({ fn, args }: Extract<Expr, { kind: "call" }>, nameOf: NameOf): string {
  const [first, ...rest] = args;
  const { js } = functionTable[fn] ?? {};
  if (first?.kind === "list" && extremes[fn] !== undefined) return `${extremes[fn]}(${all(first.items, nameOf)})`;
  if (first !== undefined && js?.method !== undefined) {
    return `${within(first, WHOLE, nameOf)}.${js.method}(${all(rest, nameOf)})`;
  }
  if (first !== undefined && js?.property !== undefined) return `${within(first, WHOLE, nameOf)}.${js.property}`;
  return `${js?.global ?? `fn.${fn}`}(${all(args, nameOf)})`;
}

const extremes: Readonly<Record<string, string>> = { mathMin: "Math.min", mathMax: "Math.max" };
