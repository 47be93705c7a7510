import type { Expr, Type } from "@stave/ir-schema";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { BuildContext, Scope } from "./context.js";
import type { PlainDate } from "./temporal.js";

declare const value: unique symbol;

/**
 * A value that exists only when the workflow runs: a param, an output of a step, a loop variable, or an
 * expression over them. Give it wherever the value itself is an argument; compute with `expr`, `text` or its
 * methods. It is never the value: `===`, `if` and arithmetic on it are refused.
 *
 * @example
 * const doubled = expr(n, (n) => n * 2);
 * const path = text`data/${day}.csv`;
 */
export interface Ref<out T> {
  /** Not callable. It is here so that `if (ref)` is an error: a ref is always defined, its value is not known yet. */
  (this: never): never;
  readonly [value]: T;

  /** Sum; both ints give an int. */
  add(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Difference. */
  sub(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Product. */
  mul(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Quotient, always a float. */
  div(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** Remainder with the sign of the dividend. */
  mod(this: Ref<number>, other: Operand<number>): Ref<number>;
  /** True when equal. */
  eq(other: Operand<T>): Ref<boolean>;
  /** True when different. */
  ne(other: Operand<T>): Ref<boolean>;
  /** True when smaller. */
  lt(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when smaller or equal. */
  lte(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when greater. */
  gt(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when greater or equal. */
  gte(this: Ref<Ordered>, other: Operand<T>): Ref<boolean>;
  /** True when both are; the other is looked at only when this is true. */
  and(this: Ref<boolean>, other: Operand<boolean>): Ref<boolean>;
  /** True when one is; the other is looked at only when this is false. */
  or(this: Ref<boolean>, other: Operand<boolean>): Ref<boolean>;
  /** True when this is false. */
  not(this: Ref<boolean>): Ref<boolean>;
  /** `whenTrue` or `whenFalse`; only one of them is evaluated. */
  choose<U>(this: Ref<boolean>, whenTrue: Operand<U>, whenFalse: Operand<U>): Ref<U>;
  /** This, or `fallback` when this is null. */
  orElse<U>(fallback: Operand<U>): Ref<NonNullable<T> | U>;
  /** The text in upper case. */
  upper(this: Ref<string>): Ref<string>;
  /** The text in lower case. */
  lower(this: Ref<string>): Ref<string>;
  /** The number of items of a list, or of UTF-16 units of a text. */
  length(this: Ref<string | readonly unknown[]>): Ref<number>;
  /** The item at a position from 0; a negative position counts from the end. */
  at<U>(this: Ref<readonly U[]>, position: Operand<number>): Ref<U>;
  /** The value of a map's key. */
  get<U>(this: Ref<Readonly<Record<string, U>>>, key: Operand<string>): Ref<U>;
  /** A field of a struct. */
  field<K extends keyof T & string>(name: K): Ref<T[K]>;
}

/** What can be ordered with `<`. */
export type Ordered = number | string | PlainDate;

/** A value, or a ref to one. */
export type Operand<T> = T | Ref<T>;

/** The value type behind a ref. */
export type RefValue<TRef> = TRef extends Ref<infer T> ? T : TRef;

/** Where a lambda or template was written; filled in only when sites are captured. */
export interface RefOrigin {
  readonly expr: Expr;
  readonly type: Type | undefined;
  /** Steps whose outputs the expression reads. */
  readonly deps: readonly string[];
  readonly scope: Scope | undefined;
  /** True when it contains `firstOf`. */
  readonly merges: boolean;
}

const refBrand = "stave:ref";

/** The object behind every `Ref`. */
export class RefNode implements RefOrigin {
  readonly brand: string = refBrand;
  readonly expr: Expr;
  readonly type: Type | undefined;
  readonly deps: readonly string[];
  readonly scope: Scope | undefined;
  readonly merges: boolean;

  constructor(expr: Expr, type: Type | undefined, deps: readonly string[], scope: Scope | undefined, merges = false) {
    this.expr = expr;
    this.type = type;
    this.deps = deps;
    this.scope = scope;
    this.merges = merges;
  }

  get context(): BuildContext | undefined {
    return this.scope?.context;
  }

  toString(): string {
    throw usedAsValue(this, "turned into text", (name) => `text\`…\${${name}}…\``);
  }

  valueOf(): never {
    throw usedAsValue(this, "used as a value", (name) => `expr(${name}, (value) => …)`);
  }

  [Symbol.toPrimitive](hint: string): never {
    throw hint === "string"
      ? usedAsValue(this, "turned into text", (name) => `text\`…\${${name}}…\``)
      : usedAsValue(this, "used in arithmetic or a comparison", (name) => `expr(${name}, (value) => …)`);
  }

  toJSON(): never {
    throw usedAsValue(this, "written as JSON", () => "pass it to a step as an argument");
  }

  [Symbol.iterator](): never {
    throw usedAsValue(this, "iterated", (name) => `w.foreach(id, { item: ${name} }, …)`);
  }
}

function usedAsValue(ref: RefNode, use: string, write: (name: string) => string): StaveError {
  const { expr } = ref;
  const instead = write(expr.kind === "param" || expr.kind === "loop" ? expr.name : "ref");
  return new StaveError([createDiagnostic("ref-used-as-value", { ref: describeRef(expr), use, instead })]);
}

/** The user's words for what a ref points at. */
export function describeRef(expr: Expr): string {
  switch (expr.kind) {
    case "param":
      return `param "${expr.name}"`;
    case "output":
      return `output "${expr.name}" of step "${expr.step}"`;
    case "loop":
      return `loop variable "${expr.name}" of "${expr.step}"`;
    case "run":
      return `run.${expr.field}`;
    case "signal":
      return `field "${expr.field}" of signal "${expr.signal}"`;
    default:
      return "expression";
  }
}

/** True for a ref, also one made by another copy of this package. */
export function isRef(candidate: unknown): candidate is RefNode {
  return (
    typeof candidate === "object" &&
    candidate !== null &&
    (candidate as { readonly brand?: unknown }).brand === refBrand
  );
}
