import type { Expr, Json, Type } from "../generated/ir.js";
import type { Value } from "./value.js";

/** A function value, only ever an argument of a call. */
export type FnValue = (...args: Value[]) => Value;

/** How the lambda of a workflow reaches a function: in JavaScript's own words, or under `fn`. */
export interface JsTwin {
  /** `Math.floor`, `Number`, `Temporal.PlainDate.from`. */
  readonly global?: string;
  /** The name of a method whose object is the first argument. */
  readonly method?: string;
  /** The name of a property of the first argument. */
  readonly property?: string;
}

/** The same in Python: an expression over `a`, `b`, `c`, for people and for the vectors. */
export interface PythonTwin {
  readonly name: string;
  /** Python source over the arguments `a`, `b`, `c`, `d`; absent where no one expression says it. */
  readonly code?: string;
}

/** How a function is written in SEL: text over the texts of its arguments, statements, or why it cannot be. */
export type SelLowering =
  | { readonly text: (args: readonly string[], types: readonly Type[]) => string | SelRefusal }
  | { readonly statements: true }
  | SelRefusal;

/** Why SEL cannot say something. */
export interface SelRefusal {
  readonly refused: string;
}

/** A call and what it gives: a JSON value, or the name of an error. */
export interface Example {
  readonly args: readonly Expr[];
  readonly value?: Json;
  readonly error?: string;
}

/** One row of the function library. */
export interface FunctionEntry {
  /** Overloads in the table's own words, `slice(text: string, start: int, end?: int): string`; the first that fits is taken. */
  readonly signatures: readonly string[];
  /** The result type where the signature cannot say it. */
  readonly infer?: (types: readonly Type[]) => Type | undefined;
  readonly doc: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly evaluate: (...args: never[]) => Value;
  readonly js?: JsTwin;
  readonly python?: PythonTwin;
  readonly sel: SelLowering;
  readonly examples: () => readonly Example[];
}

/** Functions that belong together, by name. */
export interface FunctionGroup {
  readonly title: string;
  readonly doc: string;
  readonly functions: Readonly<Record<string, FunctionEntry>>;
}
