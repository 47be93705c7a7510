import type { Diagnostic, Expr, Type } from "@stave/ir-schema";
import { createDiagnostic } from "@stave/ir-schema";
import { selText } from "../lower/literal.js";

/** A read of a step's output. */
export type OutputExpr = Extract<Expr, { kind: "output" }>;
/** A read of a signal's field. */
export type SignalExpr = Extract<Expr, { kind: "signal" }>;
/** A read of a fact about the run. */
export type RunExpr = Extract<Expr, { kind: "run" }>;

/** An expression that reads a value from outside. */
export type RefExpr = Extract<Expr, { kind: "param" | "output" | "loop" | "signal" | "run" }>;

/** How the values an expression reads are reached in SEL. */
export interface SelScope {
  readonly nameOf: (ref: RefExpr) => string;
  readonly typeOf: (ref: RefExpr) => Type | undefined;
}

/** SEL text that means what a portable expression means, or why there is none. */
export type LoweredSel =
  | { readonly sel: string; readonly type: Type }
  | { readonly diagnostics: readonly Diagnostic[] };

class CannotLower extends Error {}

function refuse(problem: string): never {
  throw new CannotLower(problem);
}

type Typed = { readonly sel: string; readonly type: Type };

/** Writes a portable expression as SEL. */
export function lowerExprToSel(expr: Expr, scope: SelScope): LoweredSel {
  try {
    return lower(expr, scope);
  } catch (error) {
    if (!(error instanceof CannotLower)) throw error;
    return { diagnostics: [createDiagnostic("target-expression", { what: "this value", problem: error.message })] };
  }
}

function lower(expr: Expr, scope: SelScope): Typed {
  switch (expr.kind) {
    case "literal":
      return { sel: literal(expr.type, expr.value), type: expr.type };
    case "param":
    case "output":
    case "loop":
    case "signal":
    case "run":
      return { sel: scope.nameOf(expr), type: scope.typeOf(expr) ?? "json" };
    case "op":
      return operation(expr.op, expr.args, scope);
    case "if": {
      const [cond, then, otherwise] = [lower(expr.cond, scope), lower(expr.then, scope), lower(expr.else, scope)];
      return { sel: `((${cond.sel}) ? (${then.sel}) : (${otherwise.sel}))`, type: joined(then.type, otherwise.type) };
    }
    case "text":
      return { sel: textOf(expr.parts, scope), type: "string" };
    case "index":
      return indexed(lower(expr.of, scope), lower(expr.index, scope));
    case "field":
      return fieldOf(lower(expr.of, scope), expr.name);
    case "list":
      return listOf(
        expr.items.map((item) => lower(item, scope)),
        expr.of,
      );
    case "sel":
      return { sel: /[;}]\s*$/.test(expr.source) ? expr.source : `(${expr.source})`, type: expr.type };
    default:
      return refuse(`${expr.kind} expressions are not lowered yet`);
  }
}

function joined(left: Type, right: Type): Type {
  return left === "int" && right === "float" ? "float" : left;
}

function literal(type: Type, value: unknown): string {
  if (typeof value === "boolean") return String(value);
  if (type === "int") return intLiteral(String(value));
  if (typeof value === "number") return floatLiteral(value);
  if (typeof value === "string") return selText(value);
  if (Array.isArray(value) && typeof type === "object" && type.kind === "list") {
    return listOf(
      value.map((item) => ({ sel: literal(type.of, item), type: type.of })),
      type.of,
    ).sel;
  }
  return refuse("it holds a constant that SEL has no way to write");
}

function intLiteral(digits: string): string {
  if (digits === "-9223372036854775808") return "(0 - 9223372036854775807 - 1)";
  return digits.startsWith("-") ? `(${digits})` : digits;
}

function floatLiteral(value: number): string {
  if (!Number.isFinite(value)) return refuse("SEL cannot write NaN or infinity");
  const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value).replace("e+", "e");
  return value < 0 ? `(${text})` : text;
}

const comparisons = new Set(["<", "<=", ">", ">="]);
const numeric = new Set<Type>(["int", "float"]);

function operation(op: string, args: readonly Expr[], scope: SelScope): Typed {
  const [left, right] = args.map((arg) => lower(arg, scope));
  if (left === undefined) return refuse(`${op} has no operand`);
  if (right === undefined) return unary(op, left);
  if (op === "and") return { sel: `((${left.sel}) ? (${right.sel}) : false)`, type: "bool" };
  if (op === "or") return { sel: `((${left.sel}) ? true : (${right.sel}))`, type: "bool" };
  if (op === "==" || op === "!=") return { sel: `(${left.sel} ${op} ${right.sel})`, type: "bool" };
  if (comparisons.has(op)) return comparison(op, left, right);
  if (op === "+" && left.type === "string" && right.type === "string") {
    return { sel: `(${left.sel} + ${right.sel})`, type: "string" };
  }
  return arithmetic(op, left, right);
}

function unary(op: string, operand: Typed): Typed {
  return op === "not" ? { sel: `(!${operand.sel})`, type: "bool" } : { sel: `(-${operand.sel})`, type: operand.type };
}

function comparison(op: string, left: Typed, right: Typed): Typed {
  if (numeric.has(left.type) && numeric.has(right.type))
    return { sel: `(${left.sel} ${op} ${right.sel})`, type: "bool" };
  return { sel: `(${left.sel}.compareTo(${right.sel}) ${op} 0)`, type: "bool" };
}

function arithmetic(op: string, left: Typed, right: Typed): Typed {
  if (!numeric.has(left.type) || !numeric.has(right.type)) return refuse(`${op} of these types is not lowered yet`);
  if (op === "**") return { sel: `Math.pow(${left.sel}, ${right.sel})`, type: "float" };
  if (op === "/") return { sel: `((${left.sel} * 1.0) / ${right.sel})`, type: "float" };
  if (!"+-*%".includes(op)) return refuse(`the operator ${op} is not lowered yet`);
  const type = left.type === "float" || right.type === "float" ? "float" : "int";
  return { sel: `(${left.sel} ${op} ${right.sel})`, type };
}

const plainInText = new Set<Type>(["string", "int", "bool", "date", "timestamp", "duration"]);

function textOf(parts: readonly (string | Expr)[], scope: SelScope): string {
  const written = parts.map((part) => {
    if (typeof part === "string") return selText(part);
    const value = lower(part, scope);
    const base = typeof value.type === "object" && value.type.kind !== "nullable" ? "string" : value.type;
    if (!plainInText.has(base)) return refuse("a fraction in a text is not lowered yet");
    return value.sel;
  });
  return `(${["''", ...written].join(" + ")})`;
}

function indexed(of: Typed, index: Typed): Typed {
  if (typeof of.type !== "object") return refuse("only lists and maps have items");
  if (of.type.kind === "list") return { sel: `${of.sel}[${index.sel}]`, type: of.type.of };
  if (of.type.kind === "map") return { sel: `${of.sel}.get(${index.sel})`, type: of.type.of };
  return refuse("only lists and maps have items");
}

function fieldOf(of: Typed, name: string): Typed {
  const type = typeof of.type === "object" && of.type.kind === "struct" ? of.type.fields[name] : undefined;
  return type === undefined ? refuse(`there is no field ${name}`) : { sel: `${of.sel}.get(${selText(name)})`, type };
}

const elementWords: Readonly<Record<string, string>> = {
  int: "long",
  float: "double",
  bool: "boolean",
  string: "String",
};

function listOf(items: readonly Typed[], of: Type | undefined): Typed {
  const type = of ?? items[0]?.type ?? "string";
  const word = typeof type === "string" ? elementWords[type] : undefined;
  if (word === undefined) return refuse("Maestro has only lists of text, numbers and bools");
  const widened = items.map((item) => (type === "float" && item.type === "int" ? `${item.sel} * 1.0` : item.sel));
  return { sel: `new ${word}[]{${widened.join(", ")}}`, type: { kind: "list", of: type } };
}
